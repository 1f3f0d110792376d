"""The dialog to find something and take it: type, Up and Down in the list, Enter; then the next."""

from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ktt_desktop.ui.forms.rows_view import RowsView
from ktt_desktop.ui.jobs import while_alive
from ktt_desktop.ui.theme import SPACE_8, SPACE_20

WIDTH, HEIGHT = 760, 560  # logical pixels, where the screen has them
STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -10, Qt.Key.Key_PageDown: 10}
TAKEN = "✓"


@dataclass(frozen=True, slots=True)
class Found:
    """Một dòng tìm được: its key, what stands in the columns, and what is said of it below."""

    key: str
    cells: tuple[str, ...]
    note: str = ""


Then = Callable[[Sequence[Found]], object]
Find = Callable[[str, Then], object]  # answers `Then` at once or later, on the UI thread


@dataclass(frozen=True, slots=True)
class PickerWords:
    """Chữ của hộp thoại chọn."""

    title: str
    hint: str
    columns: tuple[str, ...]
    stretch: int  # the column that takes what room there is


class Picker(QDialog):
    """Tìm và chọn nhiều dòng; `taken` tells each one as it is taken, Esc leaves.

    `held` gives the keys that were taken already: they are ticked and cannot be taken twice.
    """

    taken = Signal(object)  # Found

    def __init__(
        self,
        words: PickerWords,
        find: Find,
        held: Callable[[], Container[str]],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(words.title)
        self._find, self._held, self._found = find, held, tuple[Found, ...]()
        self.search = QLineEdit()
        self.list = RowsView(("", *words.columns), stretch=words.stretch + 1)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keyboard stays in the field
        self.list.setAccessibleName(words.title)
        self.search.setPlaceholderText(words.hint)
        self.search.setAccessibleName(words.title)
        self.search.setClearButtonEnabled(True)
        self.note, self.done_words = QLabel(), QLabel()
        self._lay_out()
        self.search.textChanged.connect(self.refresh)
        self.list.currentItemChanged.connect(lambda *_: self._say())
        self.list.itemDoubleClicked.connect(lambda *_: self.take())
        space = self.screen().availableSize()
        self.resize(min(WIDTH, space.width() - 40), min(HEIGHT, space.height() - 60))

    def _lay_out(self) -> None:
        self.note.setWordWrap(True)
        self.note.setProperty("hint", True)
        self.note.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.note.setMinimumHeight(3 * self.fontMetrics().lineSpacing())
        self.done_words.setTextFormat(Qt.TextFormat.PlainText)
        self.note.setTextFormat(Qt.TextFormat.PlainText)
        self.head = QHBoxLayout()
        self.head.setSpacing(SPACE_8)
        self.head.addWidget(self.search, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_20, SPACE_20, SPACE_20, SPACE_8)
        column.setSpacing(SPACE_8)
        column.addLayout(self.head)
        column.addWidget(self.list, 1)
        column.addWidget(self.note)
        column.addLayout(self._buttons())

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(self.done_words, 1)
        leave, take = QPushButton("Xong  Esc"), QPushButton("Chọn  Enter")
        take.setProperty("primary", True)
        for button, act in ((leave, self.accept), (take, self.take)):
            button.setAutoDefault(False)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.setAccessibleName(button.text().split("  ")[0])
            button.clicked.connect(act)
            row.addWidget(button)
        return row

    def refresh(self) -> None:
        """Search anew for what stands in the field."""
        typed = self.search.text()
        self._find(typed, while_alive(self, lambda found: self._fill(typed, found)))

    def take(self) -> None:
        """Take the marked row; the field is ready for the next words."""
        row = self.list.place
        if not 0 <= row < len(self._found):
            return
        found = self._found[row]
        words = " ".join(each for each in found.cells[:2] if each)
        if found.key in self._held():
            self.done_words.setText(f"Đã có: {words}")
        else:
            self.done_words.setText(f"Đã chọn: {words}")
            self.taken.emit(found)
            self._show(row)
        self.search.setFocus()
        self.search.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What the field leaves over: Up, Down, Page keys move, Enter takes, Esc leaves."""
        key = Qt.Key(event.key())
        if key in STEPS and self._found:
            row = self.list.place + STEPS[key]
            self.list.go_to(max(0, min(row, len(self._found) - 1)))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.take()
        else:
            super().keyPressEvent(event)

    def _fill(self, typed: str, found: Sequence[Found]) -> None:
        if typed != self.search.text():
            return  # the officer has typed on; a newer search is under way
        self._found = tuple(found)
        self._show(0 if found else -1)

    def _show(self, place: int) -> None:
        """The list, with a tick before what was taken already; it cannot be taken twice."""
        held = self._held()
        rows = [(TAKEN if each.key in held else "", *each.cells) for each in self._found]
        self.list.show_rows(rows, place)
        self._say()

    def _say(self) -> None:
        row = self.list.place
        if not self._found:
            self.note.setText("Không tìm thấy. Gõ từ khác, có dấu hoặc không dấu.")
        elif 0 <= row < len(self._found):
            self.note.setText(self._found[row].note)
