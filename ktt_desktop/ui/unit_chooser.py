"""Choose one administrative unit: type without marks, Up and Down in the list below, Enter."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from ktt_desktop.catalogue.units import Unit
from ktt_desktop.ui import theme

Find = Callable[[str], Sequence[Unit]]  # the units for what was typed; all of them for ""


class UnitChooser(QWidget):
    """Ô gõ tên với danh sách đơn vị; the keyboard stays in the box while the list moves."""

    moved = Signal()  # another unit is marked, or none
    chosen = Signal()  # Enter or a click

    def __init__(self, label: str, hint: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._find: Find = lambda _: ()
        self._words: Callable[[Unit], str] = lambda unit: unit.name
        self.box, self.list = QLineEdit(), QListWidget()
        self.box.setPlaceholderText(hint)
        self.box.setClearButtonEnabled(True)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFocusProxy(self.box)
        self._caption = QLabel()
        self._caption.setProperty("subheading", True)
        self.set_label(label)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_4)
        for widget in (self._caption, self.box, self.list):
            column.addWidget(widget)
        self.box.textChanged.connect(self._fill)
        self.list.currentItemChanged.connect(lambda *_: self.moved.emit())
        self.list.itemClicked.connect(lambda _: self.chosen.emit())

    def set_label(self, label: str) -> None:
        """What is chosen here."""
        self._caption.setText(label)
        self.box.setAccessibleName(label)
        self.list.setAccessibleName(label)

    def offer(self, find: Find, words: Callable[[Unit], str]) -> None:
        """Search with `find` from now on and show each unit by `words`; starts afresh."""
        self._find, self._words = find, words
        self.box.clear()
        self._fill()

    def unit(self) -> Unit | None:
        """The marked unit."""
        item = self.list.currentItem()
        unit = None if item is None else item.data(Qt.ItemDataRole.UserRole)
        return unit if isinstance(unit, Unit) else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What the box leaves over: Up, Down, Page keys move the list, Enter takes the unit."""
        key = event.key()
        steps = {
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_PageUp: -8,
            Qt.Key.Key_PageDown: 8,
        }
        if key in steps and self.list.count():
            row = self.list.currentRow() + steps[Qt.Key(key)]
            self.list.setCurrentRow(max(0, min(row, self.list.count() - 1)))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.unit() is not None:
                self.chosen.emit()
        else:
            super().keyPressEvent(event)

    def _fill(self) -> None:
        typed = self.box.text().strip()
        self.list.clear()
        for unit in self._find(typed):
            item = QListWidgetItem(self._words(unit), self.list)
            item.setData(Qt.ItemDataRole.UserRole, unit)
        if typed:
            self.list.setCurrentRow(0)
        self.moved.emit()
