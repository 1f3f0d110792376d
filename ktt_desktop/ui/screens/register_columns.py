"""The columns of the register list on the screen; what they say is in services/list_columns."""

from collections.abc import Iterable, Mapping

from ktt_desktop.domain.numbers import format_number
from ktt_desktop.domain.register_list import OrganisationRow
from ktt_desktop.services.list_columns import BLANK, COUNT, MILLIONS, ListColumn
from ktt_desktop.ui.tables.clipboard import CopiedCell
from ktt_desktop.ui.tables.columns import Column

PILLS = ("status", "legal")


def count_text(number: int | None) -> str:
    """ "3.779", "–" where not known."""
    return BLANK if number is None else format_number(number, COUNT)


def money_text(dong: int | None) -> str:
    """Triệu đồng: "1.200,5", "–" where not known."""
    return BLANK if dong is None else format_number(dong, MILLIONS)


def register_columns(
    every: Mapping[str, ListColumn], chosen: Iterable[str]
) -> tuple[Column[OrganisationRow], ...]:
    """The chosen columns in their order; those this program does not know are left out."""
    return tuple(_column(every[key]) for key in chosen if key in every)


def copied_row(columns: Iterable[ListColumn], row: OrganisationRow) -> list[CopiedCell]:
    """The cells of a row for the clipboard."""
    cells = []
    for column in columns:
        is_number = isinstance(column.stored(row), int)
        text = column.plain(row)
        cells.append(CopiedCell(text, is_number, text.replace(",", ".") if is_number else ""))
    return cells


def _column(column: ListColumn) -> Column[OrganisationRow]:
    return Column(
        column.key,
        column.title,
        column.width,
        column.text,
        column.is_right,
        column.sort_key,
        column.tone,
    )
