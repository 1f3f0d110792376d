"""Biểu C, D, E as sheets of a workbook: numbers stay numbers, with unit line and notes."""

from collections.abc import Sequence
from fractions import Fraction
from math import ceil

from ktt_desktop.domain.document import Align, Column, Row, Table
from ktt_desktop.domain.sourced_table import SourcedCell, SourcedTable
from ktt_desktop.interchange.sheet_measures import column_widths
from ktt_desktop.interchange.workbook_writer import ViewColumn, ViewRow, ViewSheet

_STYLES = {Align.LEFT: "text", Align.CENTRE: "centre", Align.RIGHT: "number"}


def form_sheet(table: SourcedTable, heading: Sequence[str]) -> ViewSheet:
    """One table; `heading` are the lines above it."""
    heads = tuple(each.column for each in table.columns)
    texts = tuple(Row(tuple(cell.text for cell in row.cells)) for row in table.rows)
    columns = tuple(
        ViewColumn(_head(each), ceil(width), _STYLES[each.align])
        for each, width in zip(heads, column_widths(Table(heads, texts)), strict=True)
    )
    return ViewSheet(
        f"Biểu {table.id}",
        table.title,
        (*heading, *filter(None, [table.unit_line])),
        columns,
        tuple(ViewRow(tuple(map(_value, row.cells)), row.bold) for row in table.rows),
        " ".join(table.notes),
    )


def _head(column: Column) -> str:
    return f"{column.group}\n{column.header}" if column.group else column.header


def _value(cell: SourcedCell) -> str | int | Fraction | None:
    """What a figure is, else what is printed."""
    if isinstance(cell.value, int | Fraction):
        return cell.value
    return cell.text or None
