"""What the editors of repeating groups share: a compact table, its keys, undo of a removed row."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ktt_desktop.ui.forms.editor import Editor
from ktt_desktop.ui.forms.rows_view import RowsView
from ktt_desktop.ui.theme import ROW_HEIGHT, SPACE_4, SPACE_8

SHOWN_ROWS = 3  # the least height of the table
ADD, EDIT, REMOVE, UP, DOWN, UNDO = "F5", "F3", "F6", "Alt+Shift+↑", "Alt+Shift+↓", "Ctrl+Z"

RowCheck = Callable[[Any], dict[str, str]]  # row → attribute → sentence


class RowsEditor(Editor):
    """Danh sách nhiều dòng; `value` is a tuple of rows, in the order shown."""

    is_wide = True
    add_words, edit_words, remove_words = "Thêm dòng", "Sửa", "Xóa dòng"
    empty_words = "Chưa có dòng nào. Bấm F5 để thêm."
    can_edit = True

    def __init__(self, columns: Sequence[str], stretch: int | None = None) -> None:
        super().__init__()
        self._rows: list[Any] = []
        self._removed: list[tuple[int, Any]] = []  # the last one comes back first
        self.table = RowsView(columns, self.empty_words, stretch)
        self.table.setMinimumHeight((SHOWN_ROWS + 1) * ROW_HEIGHT)
        self.table.left.connect(self.left)
        self.table.itemDoubleClicked.connect(lambda *_: self.edit_row())
        self.table.currentItemChanged.connect(lambda *_: self._show_buttons())
        self.setFocusProxy(self.table)
        self.words, self.undo_button = QLabel(), self._button("Hoàn tác", UNDO, self.undo)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.hide()
        self.undo_button.setProperty("link", True)
        self.buttons = {
            ADD: self._button(self.add_words, ADD, self.add_row),
            EDIT: self._button(self.edit_words, EDIT, self.edit_row),
            REMOVE: self._button(self.remove_words, REMOVE, self.remove_row),
            UP: self._button("Lên", UP, lambda: self.move_row(-1)),
            DOWN: self._button("Xuống", DOWN, lambda: self.move_row(1)),
        }
        if not self.can_edit:
            self.buttons[EDIT].hide()
        self._lay_out()
        self._show_buttons()

    def cells(self, row: Any) -> Sequence[str]:
        """The texts of a row, one for each column."""
        raise NotImplementedError

    def add_row(self) -> None:
        """Ask for a new row; `insert` puts it in."""
        raise NotImplementedError

    def change_row(self, place: int) -> None:
        """Ask for the changed row; `replace` puts it in."""

    @property
    def input(self) -> QWidget:
        return self.table

    def value(self) -> tuple[Any, ...]:
        return tuple(self._rows)

    def set_value(self, value: Any) -> None:
        self._rows, self._removed = list(value), []
        self._show_rows(-1)

    def insert(self, row: Any) -> None:
        """Put a new row at the end."""
        self._rows.append(row)
        self._changed(len(self._rows) - 1)

    def replace(self, place: int, row: Any) -> None:
        """Put another row in the place of one."""
        self._rows[place] = row
        self._changed(place)

    def edit_row(self) -> None:
        """Change the row the cursor is on."""
        if self.can_edit and (place := self.table.place) >= 0:
            self.change_row(place)

    def remove_row(self) -> None:
        """Take the row away the cursor is on; `undo` brings it back."""
        place = self.table.place
        if place >= 0:
            words = next((text for text in self.table.texts(place) if text), "")
            self._removed.append((place, self._rows.pop(place)))
            self._changed(min(place, len(self._rows) - 1))
            self.tell(f"Đã bỏ “{words}”." if words else "Đã bỏ một dòng.")

    def undo(self) -> None:
        """Bring the row back that was removed last."""
        if self._removed:
            place, row = self._removed.pop()
            place = min(place, len(self._rows))
            self._rows.insert(place, row)
            self._changed(place)

    def move_row(self, step: int) -> None:
        """Move the row one place up (-1) or down (1)."""
        here = self.table.place
        if here >= 0 and 0 <= (there := here + step) < len(self._rows):
            self._rows[here], self._rows[there] = self._rows[there], self._rows[here]
            self._changed(there)

    def add_button(self, words: str, key: str, act: Callable[[], object]) -> None:
        """A further act on the row the cursor is on."""
        self.buttons[key] = self._button(words, key, act)
        self.button_row.insertWidget(len(self.buttons) - 1, self.buttons[key])
        self._show_buttons()

    def tell(self, words: str) -> None:
        """Say under the table what was done, until the next change."""
        self.words.setText(words)
        self.words.setVisible(bool(words))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys that stand on the buttons; Enter changes a row, in an empty list it moves on."""
        key, plain = Qt.Key(event.key()), not event.modifiers() & ~_KEYPAD
        if event.modifiers() & ~_KEYPAD == _MOVING and key in _MOVES:
            self.move_row(_MOVES[key])
        elif plain and key == Qt.Key.Key_F5:
            self.add_row()
        elif plain and key in (Qt.Key.Key_F6, Qt.Key.Key_Delete):
            self.remove_row()
        elif plain and self._edits(key):
            self.edit_row()
        elif event.modifiers() == Qt.KeyboardModifier.ControlModifier and key == Qt.Key.Key_Z:
            self.undo()
        else:
            event.ignore()

    def _edits(self, key: Qt.Key) -> bool:
        entered = key in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        return key == Qt.Key.Key_F3 or (entered and self.can_edit and bool(self._rows))

    def _changed(self, place: int) -> None:
        self._show_rows(place)
        self.tell("")
        self.edited.emit()

    def _show_rows(self, place: int) -> None:
        """Show the rows as they are now, with the cursor at a place."""
        self.table.show_rows([self.cells(row) for row in self._rows], place)
        self._show_buttons()

    def _show_buttons(self) -> None:
        here, last = self.table.place, len(self._rows) - 1
        usable = {ADD: True, UP: here > 0, DOWN: 0 <= here < last}
        for key, button in self.buttons.items():
            button.setEnabled(usable.get(key, here >= 0))
        self.undo_button.setVisible(bool(self._removed))

    def _button(self, words: str, key: str, act: Callable[[], object]) -> QPushButton:
        button = QPushButton(f"{words}  {key}")
        button.setAccessibleName(words)
        button.setAutoDefault(False)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its key does the same from the table
        button.clicked.connect(lambda _=False: act())
        return button

    def _lay_out(self) -> None:
        self.button_row = QHBoxLayout()
        self.button_row.setSpacing(SPACE_8)
        for button in self.buttons.values():
            self.button_row.addWidget(button)
        self.button_row.addStretch()
        undo = QHBoxLayout()
        undo.setSpacing(SPACE_8)
        undo.addWidget(self.words)
        undo.addWidget(self.undo_button)
        undo.addStretch()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(SPACE_4)
        self.column.addWidget(self.table, 1)
        self.column.addLayout(self.button_row)
        self.column.addLayout(undo)


_KEYPAD = Qt.KeyboardModifier.KeypadModifier
_MOVING = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier
_MOVES = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
