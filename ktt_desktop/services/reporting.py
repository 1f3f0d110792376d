"""Reports: fill an outline with figures and the officer's words, print it, keep the words."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from sqlalchemy.orm import Session

from ktt_desktop.catalogue.edition import TableSpec
from ktt_desktop.catalogue.outline import (
    RECORD_FORMS,
    FreeText,
    Outline,
    OutlineSection,
    Sentence,
    numbered,
    with_content,
)
from ktt_desktop.domain.dates import heading_date
from ktt_desktop.domain.document import (
    Annex,
    Block,
    Document,
    Heading,
    Letterhead,
    Paragraph,
    Run,
    SignatureBlock,
    Table,
)
from ktt_desktop.domain.findings import CheckResult
from ktt_desktop.domain.narrative import Template, fill
from ktt_desktop.domain.period import ReportingPeriod
from ktt_desktop.domain.progress import Progress
from ktt_desktop.domain.records import ChangeSet, UnitProfile
from ktt_desktop.domain.sourced_table import SourcedTable
from ktt_desktop.models.document import ReportText
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
from ktt_desktop.services.report_figures import (
    ReportFigures,
    main_style,
    read_report_figures,
    running,
)
from ktt_desktop.services.report_records import ReportRecords, read_report_records
from ktt_desktop.services.sector_tables import sector_table
from ktt_desktop.services.support_tables import read_dossier_tables
from ktt_desktop.services.validation import check_book
from ktt_desktop.storage import documents
from ktt_desktop.storage.session import transaction

WATERMARK = "DỮ LIỆU THỰC HÀNH"


def build_document(
    book: Book,
    profile: UnitProfile,
    period: ReportingPeriod,
    *,
    check_code: str = "",
    checks: CheckResult | None = None,
) -> Document:
    """The report of a period as it would be printed now; `checks` saves running them again."""
    checks = checks or check_book(book, profile, period)
    with transaction(book.sessions) as session:
        figures = read_report_figures(session, book, profile, period)
        texts = _texts(session, period)
        outline = outline_of(book)
        records = read_report_records(session, book, outline, figures)
        forms = read_dossier_tables(session, book, profile, period).filled
    return Document(
        letterhead=_letterhead(outline, figures),
        blocks=tuple(_body(outline, figures, texts, records)),
        signature=SignatureBlock(profile.authority, profile.signer),
        recipients=profile.recipients,
        annexes=_annexes(outline, figures, checks, forms),
        check_code=check_code,
        watermark=WATERMARK if profile.practice else "",
    )


def outline_of(book: Book) -> Outline:
    """The outline the reports follow (dàn ý K)."""
    return book.catalogue.edition.outlines["plan"]


def section_blocks(
    book: Book, profile: UnitProfile, period: ReportingPeriod
) -> dict[str, tuple[Block, ...]]:
    """What each section says now, by its id: the generated sentences and the officer's words."""
    with transaction(book.sessions) as session:
        figures = read_report_figures(session, book, profile, period)
        texts = _texts(session, period)
        outline = outline_of(book)
        records = read_report_records(session, book, outline, figures)
    return {
        section.id: (
            _heading(section, number, figures),
            *_content(section, figures, texts, records),
        )
        for section, number in numbered(outline.sections)
    }


def render_report(
    book: Book, profile: UnitProfile, period: ReportingPeriod, *, check_code: str = ""
) -> bytes:
    """The report as a PDF."""
    document = build_document(book, profile, period, check_code=check_code)
    return pdf_bytes(document, now())


def export_pdf(
    book: Book, profile: UnitProfile, period: ReportingPeriod, target: Path, progress: Progress
) -> Path:
    """Write the PDF to a file and read it back; raises StorageUnavailableError."""
    progress.report(0, 2, "Lập báo cáo")
    content = render_report(book, profile, period)
    progress.report(1, 2, f"Ghi {target.name}")
    write_safely(target, content)
    return target


def load_texts(book: Book, period: ReportingPeriod) -> dict[str, str]:
    """The officer's words by section."""
    with transaction(book.sessions) as session:
        return _texts(session, period)


def save_text(book: Book, period: ReportingPeriod, section: str, text: str) -> ChangeSet:
    """Keep the officer's words for a section; an empty text removes them."""
    with transaction(book.sessions) as session:
        documents.keep(
            session,
            ReportText(period=period.code, section=section, text=text, written_at=now()),
        )
    return ChangeSet(years=frozenset({period.year}))


def _texts(session: Session, period: ReportingPeriod) -> dict[str, str]:
    return {each.section: each.text for each in documents.report_texts(session, period.code)}


def _plain(template: Template, figures: ReportFigures) -> str:
    runs = fill(template, figures, main_style(figures.period)) or ()
    return "".join(run.text for run in runs)


def _letterhead(outline: Outline, figures: ReportFigures) -> Letterhead:
    profile, year = figures.profile, figures.year
    day = heading_date(profile.signed_on) if profile.signed_on else f"ngày     tháng     năm {year}"
    return Letterhead(
        superior=profile.superior,
        issuer=profile.issuer,
        number=f"{profile.number}/{profile.symbol}",
        place_and_date=f"{profile.place}, {day}",
        kind=outline.kind,
        subject=_plain(outline.subject, figures),
    )


def _body(
    outline: Outline, figures: ReportFigures, texts: dict[str, str], records: ReportRecords
) -> Iterator[Block]:
    yield Paragraph((Run(figures.profile.opening or _plain(outline.opening, figures)),))
    contents = {
        section.id: list(_content(section, figures, texts, records)) for section in outline.sections
    }
    filled = {id_ for id_, blocks in contents.items() if blocks}
    for section, number in numbered(with_content(outline.sections, filled)):
        yield _heading(section, number, figures)
        yield from contents[section.id]
    yield Paragraph((Run(_plain(outline.closing, figures)),))


def _heading(section: OutlineSection, number: str, figures: ReportFigures) -> Heading:
    heading = number + _plain(section.heading, figures)
    return Heading(section.level, heading, _plain(section.title, figures))


def _content(
    section: OutlineSection,
    figures: ReportFigures,
    texts: dict[str, str],
    records: ReportRecords,
) -> Iterator[Block]:
    style = main_style(figures.period)
    for block in section.blocks:
        match block:
            case Sentence(template=template):
                runs = None if records.says(section, block) else fill(template, figures, style)
                if runs:
                    yield Paragraph(runs)
            case FreeText():
                lines = texts.get(section.id, "").splitlines()
                yield from (Paragraph((Run(line.strip()),)) for line in lines if line.strip())
            case _:
                yield from records.blocks(block)


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
