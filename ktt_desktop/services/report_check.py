"""Kiểm tra chữ số của lời văn: numbers typed by hand against each other and the book."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from textwrap import shorten

from ktt_desktop.domain.document import Block, Paragraph, Table
from ktt_desktop.domain.document_check.findings import DocumentFinding
from ktt_desktop.domain.progress import Progress
from ktt_desktop.domain.records import UnitProfile
from ktt_desktop.domain.report import ReportKey
from ktt_desktop.domain.report_blocks import section_blocks
from ktt_desktop.domain.report_text import Piece
from ktt_desktop.services.book import Book
from ktt_desktop.services.document_check import check_text
from ktt_desktop.services.report_head import issuing_profile, letterhead
from ktt_desktop.services.report_opening import OpenSection, opened_sections
from ktt_desktop.services.report_sections import ReportSource, read_source
from ktt_desktop.services.report_settings import read_settings
from ktt_desktop.services.report_texts import read_texts
from ktt_desktop.storage.session import transaction

HEAD, LONGEST_NAME = "phần đầu văn bản", 50
_LINES = re.compile(r"\b([Dd])òng (\d+(?:, \d+)*)")


@dataclass(frozen=True, slots=True)
class WordFinding:
    """Một phát hiện trong lời văn: the section it stands in, its heading, the words meant.

    The message of `finding` names sections, its `places` are those in the officer's own words.
    """

    section: str
    heading: str
    quote: str
    finding: DocumentFinding


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    section: str = ""
    heading: str = ""
    own: bool = False


def check_words(
    book: Book, profile: UnitProfile, key: ReportKey, progress: Progress | None = None
) -> tuple[WordFinding, ...]:
    """What the document check finds in the officer's words, read with the whole report."""
    issuer = issuing_profile(book, profile, key)
    with transaction(book.sessions) as session:
        source = read_source(session, book, issuer, key, read_settings(session, key))
        sections = opened_sections(source, read_texts(session, key))
    lines = [*_head(source), *(line for each in sections for line in _lines(each))]
    if not any(line.own for line in lines):
        return ()
    text = "\n".join(line.text for line in lines)
    found = check_text(book.catalogue, text, progress, (book, profile))
    return tuple(word for each in found for word in _of_own_words(each, lines))


def _head(source: ReportSource) -> Iterator[_Line]:
    """What the check reads the kind of document, its year and its unit from."""
    head = letterhead(source)
    number = f"Số: {head.number}"
    said = (*head.issuer, number, head.place_and_date, head.kind, head.subject)
    yield from (_Line(each) for each in said)


def _lines(section: OpenSection) -> Iterator[_Line]:
    heading = section.heading
    for words in filter(None, (heading.text, heading.title)):
        yield _Line(words, section.id, heading.text)
    for item in section.items:
        text = () if isinstance(item, Piece) else (item,)
        pieces = (item,) if isinstance(item, Piece) else ()
        for block in section_blocks(pieces, text, section.figures.get, {}):
            for words in _words(block):
                yield _Line(" ".join(words.split()), section.id, heading.text, bool(text))


def _words(block: Block) -> Iterator[str]:
    match block:
        case Paragraph(text=text):
            yield text
        case Table(rows=rows):
            yield from (" | ".join(row.cells) for row in rows)
        case _:
            pass


def _of_own_words(finding: DocumentFinding, lines: Sequence[_Line]) -> Iterator[WordFinding]:
    """A finding that touches the officer's words; the program's own sentences are not told."""
    places = tuple(each for each in finding.places if lines[each.line - 1].own)
    if places:
        line, message = lines[places[0].line - 1], _named(finding.message, lines)
        told = replace(finding, message=message, places=places)
        yield WordFinding(line.section, line.heading, places[0].quote, told)


def _named(message: str, lines: Sequence[_Line]) -> str:
    """The message with sections instead of the numbers of lines nobody sees."""

    def words(found: re.Match[str]) -> str:
        numbers = (int(each) for each in found[2].split(", "))
        headings = dict.fromkeys(lines[each - 1].heading for each in numbers)
        cut = (shorten(each, LONGEST_NAME, placeholder="…") for each in headings)
        named = ", ".join(f"mục “{each}”" if each else HEAD for each in cut)
        return named[0].upper() + named[1:] if found[1] == "D" else named

    return _LINES.sub(words, message)
