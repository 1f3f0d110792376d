"""The Qt model of Lưới: organisations down, indicators across, read page by page when painted."""

from array import array
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt

from ktt_desktop.domain.annual_block import copied_text
from ktt_desktop.domain.numbers import edit_text, format_number
from ktt_desktop.services.annual_grid import (
    GridCell,
    GridColumn,
    GridForms,
    GridRow,
    GridValues,
    read_grid,
)
from ktt_desktop.services.book import Book
from ktt_desktop.ui.screens.annual_cells import in_two_lines, short_unit
from ktt_desktop.ui.screens.annual_model import BLANK, Index
from ktt_desktop.ui.tables.clipboard import CopiedCell
from ktt_desktop.ui.tables.columns import Column
from ktt_desktop.ui.tables.window_model import WindowModel

# Once, not for every cell that is painted.
CELL = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEditable


class GridModel(WindowModel[GridRow]):
    """Shows the forms of the ids; what is on its way into the book stands over what is read."""

    def __init__(self, book: Book, forms: GridForms) -> None:
        super().__init__(_columns(forms.columns), self._read_page)
        self._book, self.forms = book, forms
        self._typed: dict[GridCell, int | None] = {}

    def show(self, ids: Iterable[int], forms: GridForms) -> None:
        """Show other rows, or other forms of theirs."""
        self.beginResetModel()
        self.forms, self.columns = forms, _columns(forms.columns)
        self._ids = array("q", ids)
        self._pages.clear()
        self._typed = {}
        self.endResetModel()

    def expect(self, values: GridValues) -> None:
        """Show values that are being saved."""
        self._typed |= values
        self._tell()

    def refresh(self, *, settled: bool) -> None:
        """Read the figures anew; `settled`: nothing is on its way into the book any more."""
        self._pages.clear()
        if settled:
            self._typed = {}
        self._tell()

    def _tell(self) -> None:
        if self.rowCount() and self.columnCount():
            last = self.index(self.rowCount() - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def _read_page(self, ids: Sequence[int]) -> Mapping[int, GridRow]:
        return {row.id: row for row in read_grid(self._book, ids, self.forms)}

    def cell(self, index: Index) -> GridCell | None:
        """The figure at a place."""
        id_ = self.id_at(index.row()) if index.isValid() else None
        return None if id_ is None else GridCell(id_, self.forms.columns[index.column()].code)

    def value(self, index: Index) -> int | None:
        """What is shown at a place: typed a moment ago, or from the book."""
        cell = self.cell(index)
        if cell in self._typed:
            return self._typed[cell]
        row = self.row_at(index.row())
        return row.values[index.column()] if row else None

    def is_unconfirmed(self, index: Index) -> bool:
        """Whether a figure was copied from last year and not looked at yet."""
        row, cell = self.row_at(index.row()), self.cell(index)
        if row is None or cell is None or cell in self._typed:
            return False
        return cell.code in row.unconfirmed

    def edit_text(self, index: Index) -> str:
        """A cell's number for its editor."""
        value = self.value(index)
        quantity = self.forms.columns[index.column()].quantity
        return "" if value is None else edit_text(value, quantity)

    def name_of(self, row: int) -> str:
        """What an organisation is called; "" where it is gone."""
        found = self.row_at(row)
        return found.name if found else ""

    def flags(self, index: Index) -> Qt.ItemFlag:
        return CELL if index.isValid() else Qt.ItemFlag.NoItemFlags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if index.isValid() and role == Qt.ItemDataRole.DisplayRole:
            value = self.value(index)
            quantity = self.forms.columns[index.column()].quantity
            return BLANK if value is None else format_number(value, quantity)
        if index.isValid() and role == Qt.ItemDataRole.AccessibleTextRole:
            head = self.columns[index.column()].header.replace("\n", " ")
            return f"{self.name_of(index.row())}, {head}: {self.data(index)}"
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return super().data(index, role)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.ToolTipRole:
            column = self.forms.columns[section]
            head = f"[{column.code}] {column.title} ({column.quantity.unit})"
            return f"{head}\n{column.help}" if column.help else head
        if orientation is Qt.Orientation.Horizontal:
            return super().headerData(section, orientation, role)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self.name_of(section)
        return None


def copied_rows(rows: Iterable[GridRow], columns: Sequence[GridColumn]) -> list[list[CopiedCell]]:
    """Rows of the grid for the clipboard."""
    return [
        [_copied(value, column) for value, column in zip(row.values, columns, strict=True)]
        for row in rows
    ]


def _copied(value: int | None, column: GridColumn) -> CopiedCell:
    text = copied_text(value, column.quantity)
    return CopiedCell(text, value is not None, text.replace(",", "."))


def _columns(columns: Sequence[GridColumn]) -> tuple[Column[GridRow], ...]:
    return tuple(_column(place, each) for place, each in enumerate(columns))


def _column(place: int, column: GridColumn) -> Column[GridRow]:
    head = in_two_lines(f"{column.title} ({short_unit(column.quantity.unit)})")
    return Column(column.code, head, 0, lambda row: str(row.values[place]), is_right=True)
