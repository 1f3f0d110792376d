"""What stands in the annexes of a report, in the order of its outline; then the explanations."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from sqlalchemy.orm import Session

from ktt_desktop.catalogue.outline import CHARTS, ORGANISATIONS, RECORD_FORMS, AnnexSpec
from ktt_desktop.domain.document import Annex, Block
from ktt_desktop.domain.findings import Finding
from ktt_desktop.domain.sourced_table import SourcedTable
from ktt_desktop.services.book import Book
from ktt_desktop.services.chart_blocks import chart_blocks
from ktt_desktop.services.chart_figures import read_charts
from ktt_desktop.services.organisation_annex import organisation_table
from ktt_desktop.services.report_annexes import (
    annexes,
    explanation_table,
    form_blocks,
    indicator_table,
    is_filled,
)
from ktt_desktop.services.report_figures import ReportFigures
from ktt_desktop.services.report_head import annex_reference
from ktt_desktop.services.report_sections import ReportSource
from ktt_desktop.services.sector_tables import sector_table
from ktt_desktop.services.support_tables import read_dossier_tables

EXPLANATIONS = "GIẢI TRÌNH SỐ LIỆU"


def read_annexes(
    session: Session, book: Book, source: ReportSource, findings: Iterable[Finding]
) -> tuple[Annex, ...]:
    """Every annex that has something to say; the findings that are explained make the last one."""
    figures = source.figures
    forms = read_dossier_tables(session, book, figures.profile, figures.period).filled
    found = [
        (spec.title, blocks)
        for spec in source.outline.annexes
        if (blocks := tuple(_blocks(session, book, spec, figures, forms)))
    ]
    explained = [each for each in findings if each.explanation and not each.outdated]
    if explained:
        found.append((EXPLANATIONS, (explanation_table(explained),)))
    return annexes(found, annex_reference(source))


def _blocks(
    session: Session,
    book: Book,
    spec: AnnexSpec,
    figures: ReportFigures,
    forms: Mapping[str, Sequence[SourcedTable]],
) -> Iterator[Block]:
    if spec.table in RECORD_FORMS:
        yield from form_blocks(forms.get(spec.table, ()))
    elif spec.table == ORGANISATIONS:
        table = organisation_table(session, book, figures)
        if table.rows:
            yield table
    elif spec.table == CHARTS:
        yield from chart_blocks(read_charts(session, book, figures.profile, figures.period).drawn)
    else:
        table_spec = figures.catalogue.edition.tables[spec.table]
        if not spec.optional or is_filled(table_spec, figures):
            by_sector = table_spec.kind == "sectors"
            yield (sector_table if by_sector else indicator_table)(table_spec, figures)
