"""The grid of Biểu A and Biểu B2: moves and edits as in Excel, paints as on paper."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QApplication, QWidget

from ktt_desktop.ui import theme
from ktt_desktop.ui.screens.annual_cells import Cell
from ktt_desktop.ui.screens.annual_delegate import PADDING, CellDelegate
from ktt_desktop.ui.screens.annual_editor import ENTER, EntryTable
from ktt_desktop.ui.screens.annual_model import AnnualModel, Index

LABEL_WIDTH = 200  # at least; what does not fit is scrolled
NARROW = 700  # below it number and unit step back; the panel names them
# Takes what was typed into a cell; False keeps the cell in editing.
Accept = Callable[[Cell, str], bool]


class AnnualTable(EntryTable):
    """Một biểu: each cell is handed over when it is left."""

    cell_chosen = Signal(object)  # Cell or None
    cleared = Signal(list)  # cells whose entered value is to be taken away
    pasted = Signal(str)
    left = Signal()  # Esc outside a cell

    def __init__(self, model: AnnualModel, accept: Accept, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.annual_model, self._accept = model, accept
        self.setModel(model)
        self.setItemDelegate(CellDelegate(self))
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(theme.ROW_HEIGHT)
        self.horizontalHeader().setHighlightSections(False)
        self.fit_columns()
        model.modelReset.connect(self.fit_columns)
        model.dataChanged.connect(self._widen)

    @property
    def current_cell(self) -> Cell | None:
        """The active cell."""
        return self.annual_model.cell(self.currentIndex())

    def fit_columns(self) -> None:
        """Give the label what the numbers leave over."""
        layout, header = self.annual_model.layout_, self.horizontalHeader()
        header.setMinimumSectionSize(36)
        for column in range(len(layout.headers)):
            self.setColumnWidth(column, self._width(column))
        self._fit_label()
        wide = layout.label_column
        self.clearSpans()
        for row, line in enumerate(layout.lines):
            if not line.cells:
                self.setSpan(row, wide, 1, len(layout.headers) - wide)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_label()

    def _fit_label(self) -> None:
        """The label takes what is left over, and never less than it needs to be read."""
        layout = self.annual_model.layout_
        narrow = self.viewport().width() < NARROW
        for column in set(range(layout.leading)) - {layout.label_column}:
            self.setColumnHidden(column, narrow)
        others = set(range(len(layout.headers))) - {layout.label_column}
        room = self.viewport().width() - sum(map(self.columnWidth, others))
        self.setColumnWidth(layout.label_column, max(room, LABEL_WIDTH))

    def _widen(self, first: Index, last: Index) -> None:
        """A long figure makes its column wider, never narrower under the hand that types."""
        for column in range(first.column(), last.column() + 1):
            if column != self.annual_model.layout_.label_column:
                self.setColumnWidth(column, max(self.columnWidth(column), self._width(column)))
        self._fit_label()

    def _width(self, column: int) -> int:
        layout, metrics = self.annual_model.layout_, self.fontMetrics()
        if column == layout.label_column:
            return LABEL_WIDTH
        texts, rows = layout.headers[column].split("\n"), range(len(layout.lines))
        if column < layout.leading:
            texts += [line.texts[column] for line in layout.lines if line.cells]
        elif self.annual_model.is_figure(column):
            texts.append("000.000")  # room to type, even in an empty column
            texts += [str(self.annual_model.index(row, column).data() or "") for row in rows]
        return max(metrics.horizontalAdvance(text) for text in texts) + 2 * PADDING + 6

    def choose(self, row: int, column: int) -> None:
        """Make a cell the active one and bring it into view."""
        index = self.annual_model.index(row, column)
        self.setCurrentIndex(index)
        self.scrollTo(index)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.cell_chosen.emit(self.annual_model.cell(current))

    def text_at(self, index: Index) -> str:
        cell = self.annual_model.cell(index)
        return self.annual_model.edit_text(cell) if cell else ""

    def hand_over(self, index: Index, text: str) -> bool:
        cell = self.annual_model.cell(index)
        return cell is None or self._accept(cell, text)

    def selected_cells(self) -> list[Cell]:
        """The figures of the selection, the active one where nothing is selected."""
        indexes = self.selectedIndexes() or [self.currentIndex()]
        cells = (self.annual_model.cell(index) for index in indexes)
        return [cell for cell in cells if cell is not None]

    def copied_text(self) -> str:
        """The selection as lines of numbers divided by tabs, as Excel takes them."""
        indexes = sorted(self.selectedIndexes(), key=lambda each: (each.row(), each.column()))
        lines: dict[int, list[str]] = {}
        for index in indexes:
            cell = self.annual_model.cell(index)
            text = self.annual_model.edit_text(cell) if cell else ""
            lines.setdefault(index.row(), []).append(text)
        return "\n".join("\t".join(line) for line in lines.values())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        clipboard = QApplication.clipboard()
        if event.matches(QKeySequence.StandardKey.Copy):
            clipboard.setText(self.copied_text())
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.pasted.emit(clipboard.text())
        elif event.key() == Qt.Key.Key_Delete:
            self.cleared.emit(self.selected_cells())
        elif event.key() in ENTER:
            self.go_on(event)
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.annual_model.cell(self.currentIndex()) is None:
            row = next(
                (row for row, line in enumerate(self.annual_model.layout_.lines) if line.cells), 0
            )
            self.choose(row, self.annual_model.layout_.main_column)
