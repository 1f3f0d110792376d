"""The columns of a list on the screen; what they say is in services/list_columns."""

from collections.abc import Iterable, Mapping

from ktt_desktop.domain.numbers import MILLIONS, format_number
from ktt_desktop.services.list_columns import BLANK, COUNT, ListColumn, Row
from ktt_desktop.ui.tables.clipboard import CopiedCell
from ktt_desktop.ui.tables.columns import Column

PILLS = ("status", "legal")


def count_text(number: int | None) -> str:
    """ "3.779", "–" where not known."""
    return BLANK if number is None else format_number(number, COUNT)


def money_text(dong: int | None) -> str:
    """Triệu đồng: "1.200,5", "–" where not known."""
    return BLANK if dong is None else format_number(dong, MILLIONS)


def screen_columns(
    every: Mapping[str, ListColumn[Row]], chosen: Iterable[str]
) -> tuple[Column[Row], ...]:
    """The chosen columns in their order; those this program does not know are left out."""
    return tuple(_column(every[key]) for key in chosen if key in every)


def copied_row(columns: Iterable[ListColumn[Row]], row: Row) -> list[CopiedCell]:
    """The cells of a row for the clipboard."""
    cells = []
    for column in columns:
        is_number = isinstance(column.stored(row), int)
        text = column.plain(row)
        cells.append(CopiedCell(text, is_number, text.replace(",", ".") if is_number else ""))
    return cells


def _column(column: ListColumn[Row]) -> Column[Row]:
    return Column(
        column.key,
        column.title,
        column.width,
        column.text,
        column.is_right,
        column.sort_key,
        column.tone,
    )
