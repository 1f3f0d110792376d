"""Reports: fill an outline with figures and the officer's words, print it, keep the words."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from ktt_desktop.catalogue.edition import TableSpec
from ktt_desktop.catalogue.outline import (
    RECORD_FORMS,
    Outline,
    OutlineSection,
    numbered,
    with_content,
)
from ktt_desktop.domain.dates import heading_date
from ktt_desktop.domain.document import (
    Annex,
    Block,
    Document,
    Letterhead,
    Paragraph,
    Run,
    SignatureBlock,
    Table,
)
from ktt_desktop.domain.findings import CheckResult
from ktt_desktop.domain.progress import Progress
from ktt_desktop.domain.records import UnitProfile
from ktt_desktop.domain.report import ReportKey
from ktt_desktop.domain.report_blocks import section_blocks
from ktt_desktop.domain.report_text import SectionText
from ktt_desktop.domain.sourced_table import SourcedTable
from ktt_desktop.services.book import Book, now
from ktt_desktop.services.files import write_safely
from ktt_desktop.services.printing import pdf_bytes
from ktt_desktop.services.report_annexes import (
    annexes,
    explanation_table,
    form_blocks,
    indicator_table,
    is_filled,
)
from ktt_desktop.services.report_figures import ReportFigures, running
from ktt_desktop.services.report_sections import ReportSource, current_in, read_source
from ktt_desktop.services.report_settings import read_settings
from ktt_desktop.services.report_texts import read_texts
from ktt_desktop.services.sector_tables import sector_table
from ktt_desktop.services.support_tables import read_dossier_tables
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
    with transaction(book.sessions) as session:
        settings = read_settings(session, key)
        source = read_source(session, book, profile, key, settings)
        texts = read_texts(session, key)
        forms = read_dossier_tables(session, book, profile, key.period).filled
    return Document(
        letterhead=_letterhead(source),
        blocks=tuple(_body(source, texts)),
        signature=SignatureBlock(profile.authority, profile.signer),
        recipients=profile.recipients,
        annexes=_annexes(source.outline, source.figures, checks, forms),
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
    return {
        section.id: (source.heading(section, number), *_content(source, section, texts))
        for section, number in numbered(source.outline.sections)
    }


def render_report(
    book: Book, profile: UnitProfile, key: ReportKey, *, check_code: str = ""
) -> bytes:
    """The report as a PDF."""
    document = build_document(book, profile, key, check_code=check_code)
    return pdf_bytes(document, now())


def export_pdf(
    book: Book, profile: UnitProfile, key: ReportKey, target: Path, progress: Progress
) -> Path:
    """Write the PDF to a file and read it back; raises StorageUnavailableError."""
    progress.report(0, 2, "Lập báo cáo")
    content = render_report(book, profile, key)
    progress.report(1, 2, f"Ghi {target.name}")
    write_safely(target, content)
    return target


def _letterhead(source: ReportSource) -> Letterhead:
    outline, figures, settings = source.outline, source.figures, source.settings
    profile, year = figures.profile, figures.year
    signed_on = settings.signed_on or profile.signed_on
    day = heading_date(signed_on) if signed_on else f"ngày     tháng     năm {year}"
    return Letterhead(
        superior=profile.superior,
        issuer=profile.issuer,
        number=f"{settings.number or profile.number}/{profile.symbol}",
        place_and_date=f"{profile.place}, {day}",
        kind=outline.kind,
        subject=source.plain(outline.subject),
        addressees=settings.addressees,
        bases=settings.bases,
    )


def _body(source: ReportSource, texts: Mapping[str, SectionText]) -> Iterator[Block]:
    outline, settings = source.outline, source.settings
    opening = settings.opening or source.figures.profile.opening or source.plain(outline.opening)
    yield Paragraph((Run(opening),))
    contents = {section.id: list(_content(source, section, texts)) for section in outline.sections}
    filled = {id_ for id_, blocks in contents.items() if blocks}
    for section, number in numbered(with_content(outline.sections, filled)):
        yield source.heading(section, number)
        yield from contents[section.id]
    yield Paragraph((Run(settings.closing or source.plain(outline.closing)),))


def _content(
    source: ReportSource, section: OutlineSection, texts: Mapping[str, SectionText]
) -> Iterator[Block]:
    pieces = source.pieces(section)
    return section_blocks(pieces, texts.get(section.id, ()), current_in(source, pieces), {})


def _annexes(
    outline: Outline,
    figures: ReportFigures,
    checks: CheckResult,
    forms: Mapping[str, Sequence[SourcedTable]],
) -> tuple[Annex, ...]:
    tables = figures.catalogue.edition.tables
    found: list[tuple[str, tuple[Block, ...]]] = []
    for each in outline.annexes:
        if each.table in RECORD_FORMS:
            if each.table in forms:
                found.append((each.title, form_blocks(forms[each.table])))
        elif not each.optional or is_filled(tables[each.table], figures):
            found.append((each.title, (_table(tables[each.table], figures),)))
    explained = [each for each in checks.findings if each.explanation and not each.outdated]
    if explained:
        found.append(("GIẢI TRÌNH SỐ LIỆU", (explanation_table(explained),)))
    return annexes(found, _reference(outline, figures))


def _table(table: TableSpec, figures: ReportFigures) -> Table:
    return (sector_table if table.kind == "sectors" else indicator_table)(table, figures)


def _reference(outline: Outline, figures: ReportFigures) -> str:
    """Dòng "Kèm theo …" under the title of an annex."""
    profile = figures.profile
    kind = outline.kind.capitalize()
    number = f"{profile.number or '        '}/{profile.symbol}"
    day = (
        heading_date(profile.signed_on)
        if profile.signed_on
        else f"ngày     tháng     năm {figures.year}"
    )
    return f"(Kèm theo {kind} số {number} {day} của UBND {running(profile.name)})"
