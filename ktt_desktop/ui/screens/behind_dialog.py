"""The dialog "Số này gồm những gì": what stands behind a number, a line each with its place."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ktt_desktop.domain.findings import Place
from ktt_desktop.ui.context import Context
from ktt_desktop.ui.forms.rows_view import RowsView
from ktt_desktop.ui.theme import SPACE_8, SPACE_12, SPACE_20

WIDTH, HEIGHT = 980, 480  # logical pixels, where the screen has them
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class BehindView:
    """Những gì đứng sau một con số; every line has its place.

    `about` is the column of words that takes the room there is, None where each is as wide as its
    words; those from `numbers` up to `words` end at the right. `hint` and `total` may be empty,
    `nothing` is said where there are no lines. `widest` limits a column, logical pixels. With
    `inside` a line has more behind it instead of a place: it is asked for the view of a line,
    which stands in the same dialog until the officer goes back.
    """

    title: str
    told: str
    heads: Sequence[str]
    lines: Sequence[Sequence[str]]
    places: Sequence[Place]
    nothing: str
    go: str
    about: int | None = 0
    numbers: int = 1
    words: int | None = None
    hint: str = ""
    total: str = ""
    widest: int | None = None
    inside: Callable[[int, Callable[["BehindView"], None]], None] | None = None


class BehindDialog(QDialog):
    """Hộp thoại Số này gồm những gì; Enter goes to the place of a line, or to what is behind it."""

    def __init__(self, context: Context, view: BehindView, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._context, self._views = context, [view]
        self._cursors: list[int] = []
        self.told, self.hint, self.sum = QLabel(), QLabel(), QLabel()
        for label in (self.told, self.hint, self.sum):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.hint.setProperty("hint", True)
        self.leave, self.go = QPushButton(), QPushButton()
        self.go.setProperty("primary", True)
        self.table = self._table(view)
        self._lay_out()
        self._show()

    def _table(self, view: BehindView) -> RowsView:
        table = RowsView(view.heads, view.nothing, stretch=view.about)
        table.setAccessibleName("Gốc của con số")
        table.show_rows(view.lines, 0)
        for place in range(table.count):
            item = table.topLevelItem(place)
            assert item is not None
            for column in range(view.numbers, view.words or table.columnCount()):
                item.setTextAlignment(column, RIGHT)
        if view.widest is not None:
            table.header().setMaximumSectionSize(view.widest)
        table.itemDoubleClicked.connect(lambda *_: self._open())
        return table

    def _show(self) -> None:
        """Show the view the officer is in, with the cursor on its first line."""
        view, is_deep = self._views[-1], len(self._views) > 1
        self.setWindowTitle(view.title)
        for label, words in (
            (self.told, view.told),
            (self.hint, view.hint),
            (self.sum, view.total),
        ):
            label.setText(words)
        self.hint.setVisible(bool(view.hint))
        for button, words in (
            (self.leave, "Quay lại  Esc" if is_deep else "Đóng  Esc"),
            (self.go, view.go),
        ):
            button.setText(words)
            button.setAccessibleName(words.split("  ")[0])
        self.go.setEnabled(bool(view.places or (view.inside and view.lines)))
        self.table.setFocus()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.addWidget(self.sum, 1)
        for button, act in ((self.leave, self.reject), (self.go, self._open)):
            button.setAutoDefault(False)
            button.clicked.connect(act)
            row.addWidget(button)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(SPACE_20, SPACE_20, SPACE_20, SPACE_8)
        self._column.setSpacing(SPACE_12)
        self._column.addWidget(self.told)
        self._column.addWidget(self.hint)
        self._column.addWidget(self.table, 1)
        self._column.addLayout(row)
        space = self.screen().availableSize()
        self.resize(min(WIDTH, space.width() - 40), min(HEIGHT, space.height() - 60))

    def _open(self) -> None:
        view, place = self._views[-1], self.table.place
        if view.inside is not None and 0 <= place < len(view.lines):
            view.inside(place, self._go_in)
        elif 0 <= place < len(view.places):
            self.accept()
            self._context.jump(view.places[place])

    def _go_in(self, view: BehindView) -> None:
        self._cursors.append(self.table.place)
        self._views.append(view)
        self._replace(self._table(view))

    def _replace(self, table: RowsView) -> None:
        self._column.replaceWidget(self.table, table)
        self.table.deleteLater()
        self.table = table
        table.show()  # by itself only later: it could not have the keyboard now
        self._show()

    def reject(self) -> None:
        """Go back to the view before; leave from the first one."""
        if len(self._views) == 1:
            super().reject()
            return
        self._views.pop()
        table = self._table(self._views[-1])
        table.go_to(self._cursors.pop())
        self._replace(table)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in the list goes where the line comes from, Backspace back."""
        entered = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if entered and self.table.hasFocus():
            self._open()
        elif event.key() == Qt.Key.Key_Backspace and len(self._views) > 1:
            self.reject()
        else:
            super().keyPressEvent(event)
