"""A compact table of texts, as the editors of repeating groups and the pickers show it."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem

from ktt_desktop.ui.forms.editor import STAYING
from ktt_desktop.ui.theme import HINT

NARROWEST, WIDEST = 32, 320  # of a column, logical pixels
NUMBERS = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_MOVING = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class RowsView(QTreeWidget):
    """Bảng gọn; keys that do not move the cursor are left to the widget around it."""

    left = Signal()

    def __init__(
        self,
        columns: Sequence[str],
        empty: str = "",
        stretch: int | None = None,
        right: Sequence[int] = (),
    ) -> None:
        """`stretch` is the column that takes the width left over, `right` those of numbers."""
        super().__init__()
        self._right = tuple(right)
        self._empty = empty
        self.setHeaderLabels(list(columns))
        for column in self._right:
            self.headerItem().setTextAlignment(column, NUMBERS)
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(True)
        header = self.header()
        header.setMinimumSectionSize(NARROWEST)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setStretchLastSection(stretch is None)
        if stretch is None:
            header.setMaximumSectionSize(WIDEST)
        else:
            header.setSectionResizeMode(stretch, QHeaderView.ResizeMode.Stretch)

    @property
    def count(self) -> int:
        """How many rows there are."""
        return self.topLevelItemCount()

    @property
    def place(self) -> int:
        """The row the cursor is on, -1 for none."""
        return self.indexOfTopLevelItem(self.currentItem())

    def texts(self, place: int) -> list[str]:
        """What stands in a row."""
        item = self.topLevelItem(place)
        return [item.text(column) for column in range(self.columnCount())] if item else []

    def show_rows(self, rows: Sequence[Sequence[str]], place: int = -1) -> None:
        """Show these texts, with the cursor at a place."""
        self.clear()
        self.add_rows(rows)
        self.go_to(0 if place < 0 and rows and self.hasFocus() else place)

    def add_rows(self, rows: Sequence[Sequence[str]]) -> None:
        """Show these texts below the others; the cursor stays."""
        for texts in rows:
            item = QTreeWidgetItem(list(texts))
            for column, text in enumerate(texts):
                item.setToolTip(column, text)
            for column in self._right:
                item.setTextAlignment(column, NUMBERS)
            self.addTopLevelItem(item)

    def go_to(self, place: int) -> None:
        """Put the cursor on a row; nowhere for -1."""
        self.setCurrentIndex(self.model().index(place, 0) if place >= 0 else QModelIndex())

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.place < 0 and self.count:
            self.go_to(0)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in STAYING:
            self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and event.key() in _MOVING:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.count:
            painter = QPainter(self.viewport())
            painter.setPen(QColor(HINT))
            painter.drawText(self.viewport().rect(), Qt.AlignmentFlag.AlignCenter, self._empty)
