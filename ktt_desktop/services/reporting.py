"""A report put together: the outline filled with figures and the officer's words, as a PDF."""

from collections.abc import Iterator, Mapping

from ktt_desktop.catalogue.outline import (
    OutlineSection,
    numbered,
    with_content,
)
from ktt_desktop.domain.document import (
    Block,
    Document,
    Paragraph,
    Run,
    SignatureBlock,
)
from ktt_desktop.domain.findings import CheckResult
from ktt_desktop.domain.records import UnitProfile
from ktt_desktop.domain.report import ReportKey
from ktt_desktop.domain.report_blocks import section_blocks
from ktt_desktop.domain.report_text import SectionText
from ktt_desktop.services.annex_contents import read_annexes
from ktt_desktop.services.book import Book, now
from ktt_desktop.services.locked_figures import of_report
from ktt_desktop.services.printing import pdf_bytes
from ktt_desktop.services.report_head import closing_words, issuing_profile, letterhead
from ktt_desktop.services.report_pictures import pictures_of
from ktt_desktop.services.report_sections import ReportSource, current_in, read_source
from ktt_desktop.services.report_settings import read_settings
from ktt_desktop.services.report_texts import read_texts
from ktt_desktop.services.submission_number import code_of_present_data
from ktt_desktop.services.validation import check_book
from ktt_desktop.storage.session import transaction

WATERMARK = "DỮ LIỆU THỰC HÀNH"


def build_document(
    book: Book,
    profile: UnitProfile,
    key: ReportKey,
    *,
    check_code: str = "",
    checks: CheckResult | None = None,
) -> Document:
    """A report as it would be printed now; `checks` saves running them again."""
    checks = checks or check_book(book, profile, key.period)
    issuer = issuing_profile(book, profile, key)
    with transaction(book.sessions) as session:
        settings = read_settings(session, key)
        source = read_source(session, book, issuer, key, settings)
        texts = read_texts(session, key)
        pictures = pictures_of(session, texts.values())
        annexes = read_annexes(session, book, source, of_report(checks.findings, key))
    return Document(
        letterhead=letterhead(source),
        blocks=tuple(_body(source, texts, pictures, annexed=bool(annexes))),
        signature=SignatureBlock(issuer.authority, issuer.signer),
        recipients=issuer.recipients,
        annexes=annexes,
        check_code=check_code,
        watermark=WATERMARK if profile.practice else "",
    )


def section_contents(
    book: Book, profile: UnitProfile, key: ReportKey
) -> dict[str, tuple[Block, ...]]:
    """What each section says now, by its id: its heading, the sentences, the officer's words."""
    with transaction(book.sessions) as session:
        source = read_source(session, book, profile, key, read_settings(session, key))
        texts = read_texts(session, key)
        pictures = pictures_of(session, texts.values())
    return {
        section.id: (
            source.heading(section, number),
            *_content(source, section, texts, pictures),
        )
        for section, number in numbered(source.outline.sections)
    }


def render_report(book: Book, profile: UnitProfile, key: ReportKey) -> bytes:
    """The report as a PDF; it bears the check code while the book says what was sent last."""
    code = code_of_present_data(book, profile, key.period)
    document = build_document(book, profile, key, check_code=code)
    return pdf_bytes(document, now())


def _body(
    source: ReportSource,
    texts: Mapping[str, SectionText],
    pictures: Mapping[str, bytes],
    *,
    annexed: bool,
) -> Iterator[Block]:
    outline, settings = source.outline, source.settings
    opening = source.figures.profile.opening or source.plain(outline.opening)
    yield Paragraph((Run(opening),))
    contents = _contents(source, texts, pictures)
    filled = {id_ for id_, blocks in contents.items() if blocks}
    for section, number in numbered(with_content(outline.sections, filled)):
        yield source.heading(section, number)
        yield from contents[section.id]
    yield Paragraph((Run(settings.closing or closing_words(source, annexed=annexed)),))


def _contents(
    source: ReportSource, texts: Mapping[str, SectionText], pictures: Mapping[str, bytes]
) -> dict[str, tuple[Block, ...]]:
    """What each section prints; where it would stand empty, what the outline says then."""
    found = {
        section.id: tuple(_content(source, section, texts, pictures))
        for section in source.outline.sections
    }
    for section in reversed(source.outline.sections):  # what stands below comes first
        filled = {id_ for id_, blocks in found.items() if blocks}
        if section.none and section not in with_content(source.outline.sections, filled):
            found[section.id] = (Paragraph((Run(section.none),)),)
    return found


def _content(
    source: ReportSource,
    section: OutlineSection,
    texts: Mapping[str, SectionText],
    pictures: Mapping[str, bytes],
) -> Iterator[Block]:
    pieces = source.pieces(section)
    text = texts.get(section.id, ())
    return section_blocks(pieces, text, current_in(source, pieces), pictures)
