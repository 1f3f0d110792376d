"""So sánh văn bản với báo cáo: a given plan held against the report the book makes."""

from collections.abc import Iterator, Mapping

from ktt_desktop.catalogue.outline import DEPTH, FreeText, Outline, OutlineSection
from ktt_desktop.domain.document import Block, Heading, Paragraph, Table
from ktt_desktop.domain.document_check.document import read_document
from ktt_desktop.domain.document_check.known import know
from ktt_desktop.domain.records import UnitProfile
from ktt_desktop.domain.report import ReportKey
from ktt_desktop.domain.report_comparison import Compared, ReportText, compare
from ktt_desktop.domain.report_places import Section
from ktt_desktop.services.book import Book
from ktt_desktop.services.document_check import check_text
from ktt_desktop.services.report_sections import read_source
from ktt_desktop.services.report_settings import read_settings
from ktt_desktop.services.reporting import section_contents
from ktt_desktop.storage.session import transaction


def compare_report(
    book: Book, profile: UnitProfile, key: ReportKey, text: str
) -> tuple[Compared, ...]:
    """Every figure of a text with its standing in the report of this book.

    Raises InvalidInputError for a text without words, or longer than any plan.
    """
    findings = check_text(book.catalogue, text)
    words = book.catalogue.document_words
    with transaction(book.sessions) as session:
        settings = read_settings(session, key)
        outline = read_source(session, book, profile, key, settings).outline
    report = _report_text(book, outline, section_contents(book, profile, key))
    return compare(know(read_document(text, words)), findings, report)


def _report_text(
    book: Book, outline: Outline, contents: Mapping[str, tuple[Block, ...]]
) -> ReportText:
    lines: list[str] = []
    section_of_line: dict[int, str] = {}
    for id_, blocks in contents.items():
        for line in (row for each in _lines(blocks) for row in each.split("\n")):
            lines.append(line)
            section_of_line[len(lines)] = id_
    return ReportText(
        know(read_document("\n".join(lines), book.catalogue.document_words)),
        section_of_line,
        {each.id: each for each in _sections(outline, contents)},
        {each.id for each in outline.sections if _is_free(each)},
    )


def _lines(blocks: tuple[Block, ...]) -> Iterator[str]:
    """A heading, a paragraph, a row of a table: a line each, a heading marked as one."""
    for block in blocks:
        match block:
            case Heading():
                yield f"**{block.text}**"
                if block.title:
                    yield f"**{block.title}**"
            case Paragraph():
                yield block.text
            case Table():
                yield from (" | ".join(row.cells) for row in block.rows)
            case _:
                pass


def _sections(outline: Outline, contents: Mapping[str, tuple[Block, ...]]) -> Iterator[Section]:
    path: list[tuple[int, str]] = []
    for each in outline.sections:
        heading = contents[each.id][0]
        assert isinstance(heading, Heading)
        depth = DEPTH.index(each.level)
        path = [above for above in path if above[0] < depth]
        path.append((depth, heading.title or heading.text))
        yield Section(each.id, tuple(words for _, words in path))


def _is_free(section: OutlineSection) -> bool:
    """Whether only the officer writes there."""
    return bool(section.blocks) and all(isinstance(each.says, FreeText) for each in section.blocks)
