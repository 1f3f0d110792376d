"""The Qt model of Biểu A and Biểu B2: texts at the left, figures, the comparisons at the right."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from ktt_desktop.catalogue.edition import Catalogue
from ktt_desktop.domain.numbers import edit_text, format_number
from ktt_desktop.domain.terms import Origin, Severity
from ktt_desktop.ui.screens.annual_cells import (
    AnnualData,
    Cell,
    Layout,
    Line,
    worst,
)

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
BLANK = "–"
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


class AnnualModel(QAbstractTableModel):
    """Shows one layout over the annual data; what was just typed stands until the book is read."""

    def __init__(
        self, catalogue: Catalogue, layout: Layout, data: AnnualData, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.catalogue, self.layout_, self.annual = catalogue, layout, data
        self._typed: dict[Cell, int | None] = {}

    def show(self, layout: Layout, data: AnnualData) -> None:
        """Take over figures that were read anew; keeps the place where only numbers changed."""
        same = (layout.lines, layout.leading) == (self.layout_.lines, self.layout_.leading)
        if not same:
            self.beginResetModel()
        self.layout_, self.annual, self._typed = layout, data, {}
        if not same:
            self.endResetModel()
            return
        last = self.index(self.rowCount() - 1, self.columnCount() - 1)
        self.dataChanged.emit(self.index(0, 0), last)
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self.columnCount() - 1)

    def expect(self, values: dict[Cell, int | None]) -> None:
        """Show values that are being saved."""
        self._typed |= values
        self.dataChanged.emit(
            self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1)
        )

    def forget(self) -> None:
        """Nothing was saved: show the book's values again."""
        self._typed = {}
        self.expect({})

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.layout_.lines)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.layout_.headers)

    def line(self, index: Index) -> Line:
        """The line a place belongs to."""
        return self.layout_.lines[index.row()]

    def is_figure(self, column: int) -> bool:
        """Whether a column holds figures, not texts or a comparison."""
        return 0 <= column - self.layout_.leading < len(self.layout_.lines[-1].cells)

    def cell(self, index: Index) -> Cell | None:
        """The figure at a place, None for a text, a heading or a comparison."""
        at = index.column() - self.layout_.leading
        cells = self.line(index).cells if index.isValid() else ()
        return cells[at] if 0 <= at < len(cells) else None

    def value(self, cell: Cell) -> int | None:
        """What is shown in a cell: typed a moment ago, or from the book."""
        if cell in self._typed:
            return self._typed[cell]
        return self.annual.figure(cell).value

    def edit_text(self, cell: Cell) -> str:
        """A cell's number for an editor and for the clipboard."""
        value = self.value(cell)
        quantity = self.catalogue.edition.indicators[cell.code].quantity
        return "" if value is None else edit_text(value, quantity)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if self.cell(index) is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEditable

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Vertical or section >= self.columnCount():
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self.layout_.headers[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _LEFT if section < self.layout_.leading else _RIGHT
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.ToolTipRole:
                return self._text(index)
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._spoken(index)
            case Qt.ItemDataRole.TextAlignmentRole:
                return _LEFT if index.column() < self.layout_.leading else _RIGHT
        return None

    def is_heading(self, index: Index) -> bool:
        """Whether a line only carries the title of a section."""
        return not self.line(index).cells

    def _text(self, index: Index) -> str:
        line = self.line(index)
        if index.column() < self.layout_.leading:
            return line.texts[index.column()]
        cell = self.cell(index)
        if cell is not None:
            value = self.value(cell)
            quantity = self.catalogue.edition.indicators[cell.code].quantity
            return BLANK if value is None else format_number(value, quantity)
        at = index.column() - self.layout_.leading - len(line.cells)
        if not 0 <= at < len(line.compared):
            return ""
        comparison, *two = line.compared[at]
        top, base = (self.annual.figure(each).value for each in two)
        quantity = self.catalogue.edition.indicators[line.cells[0].code].quantity
        return comparison.text(top, base, quantity)

    def _spoken(self, index: Index) -> str:
        cell, header = self.cell(index), self.layout_.headers[index.column()].replace("\n", " ")
        label = self.line(index).texts[self.layout_.label_column]
        return self._text(index) if cell is None else f"{label}, {header}: {self._text(index)}"

    def dot(self, index: Index) -> Severity | None:
        """How grave the worst open finding of a label is."""
        line = self.line(index)
        if index.column() != self.layout_.label_column or not line.cells:
            return None
        return worst(self.annual.findings_at(*line.subject))

    def is_computed(self, index: Index) -> bool:
        """Whether a figure comes from the list."""
        cell = self.cell(index)
        if cell is None or cell in self._typed:
            return False
        return self.annual.figure(cell).origin is Origin.COMPUTED
