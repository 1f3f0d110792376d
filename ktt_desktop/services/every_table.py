"""Every table of a report with the origin of each figure: A, B, B2, K of the edition, C, D, E."""

from ktt_desktop.catalogue.edition import Catalogue, TableSpec
from ktt_desktop.domain.document import Align, Column
from ktt_desktop.domain.numbers import format_number
from ktt_desktop.domain.period import ReportingPeriod, TableColumn
from ktt_desktop.domain.records import Figure, UnitProfile
from ktt_desktop.domain.sourced_table import SourcedCell, SourcedColumn, SourcedRow, SourcedTable
from ktt_desktop.services.book import Book
from ktt_desktop.services.report_annexes import column_headers, numbered_rows
from ktt_desktop.services.report_figures import ReportFigures, main_column, read_report_figures
from ktt_desktop.services.support_tables import read_dossier_tables
from ktt_desktop.services.unit_figures import as_printed
from ktt_desktop.storage.session import transaction


def every_table(book: Book, profile: UnitProfile, period: ReportingPeriod) -> list[SourcedTable]:
    """The tables in the order of their letters; those of indicators say "tinh", "nhap" …"""
    with transaction(book.sessions) as session:
        figures = read_report_figures(session, book, profile, period)
        forms = read_dossier_tables(session, book, profile, period).every
    tables = figures.catalogue.edition.tables.values()
    return sorted([*(_of_edition(each, figures) for each in tables), *forms], key=lambda t: t.id)


def _of_edition(table: TableSpec, figures: ReportFigures) -> SourcedTable:
    return (_by_sector if table.kind == "sectors" else _by_column)(table, figures)


def _by_column(table: TableSpec, figures: ReportFigures) -> SourcedTable:
    """Biểu A, B, K: one row an indicator, the five columns of the official table."""
    heads = column_headers(figures)
    columns = (
        SourcedColumn("", Column("TT", 5, Align.CENTRE)),
        SourcedColumn("", Column("Chỉ tiêu", 36)),
        SourcedColumn("", Column("Đơn vị tính", 14, Align.CENTRE)),
        *(
            SourcedColumn(column.value, Column(head.replace("\n", " "), 14, Align.RIGHT))
            for column, head in heads.items()
        ),
    )
    rows = []
    for number, code in numbered_rows(table, figures):
        if code is None:
            continue
        indicator = figures.catalogue.edition.indicators[code]
        words = (number, indicator.label, indicator.unit)
        cells = [_figure(figures.catalogue, code, figures.figure(code, each)) for each in heads]
        row = (*map(SourcedCell, words), *cells)
        rows.append(SourcedRow(code, row, indicator.title, indicator.unit))
    return SourcedTable(table.id, table.title, columns, tuple(rows))


def _by_sector(table: TableSpec, figures: ReportFigures) -> SourcedTable:
    """Biểu B2: one row a sector group; of each official column with a figure, and of the main one,
    a group of columns, one an indicator.
    """
    catalogue, groups = figures.catalogue, figures.catalogue.sector_groups
    indicators = [catalogue.edition.indicators[code] for code in table.codes]
    heads = {
        column: head.replace("\n", " ")
        for column, head in column_headers(figures).items()
        if column is main_column(figures.period) or _is_told(table, figures, column)
    }
    columns = (
        SourcedColumn("", Column("TT", 4, Align.CENTRE)),
        SourcedColumn("", Column("Lĩnh vực", 30)),
        *(
            SourcedColumn(
                f"{column}.{each.code}",
                Column(f"{each.title} ({each.unit})", 10, Align.RIGHT, head),
            )
            for column, head in heads.items()
            for each in indicators
        ),
    )
    rows = []
    for place, group in enumerate(groups, start=1):
        cells = [
            _figure(catalogue, code, figures.figure(code, column, group.code))
            for column in heads
            for code in table.codes
        ]
        words = (SourcedCell(str(place)), SourcedCell(group.label))
        rows.append(SourcedRow(group.code, (*words, *cells), group.label))
    return SourcedTable(table.id, table.title, columns, tuple(rows))


def _is_told(table: TableSpec, figures: ReportFigures, column: TableColumn) -> bool:
    """Whether a sector states something in a column."""
    return any(
        figures.figure(code, column, group.code).value is not None
        for group in figures.catalogue.sector_groups
        for code in table.codes
    )


def _figure(catalogue: Catalogue, code: str, figure: Figure) -> SourcedCell:
    if figure.value is None:
        return SourcedCell()
    text = format_number(figure.value, catalogue.edition.indicators[code].quantity)
    origin = (figure.origin.value,) if figure.origin else ()
    return SourcedCell(text, as_printed(catalogue, code, figure.value), origin)
