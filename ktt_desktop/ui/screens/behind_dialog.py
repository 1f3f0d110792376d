"""The dialog "Số này gồm những gì": what stands behind a number, a line each with its place."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ktt_desktop.domain.findings import Place
from ktt_desktop.ui.context import Context
from ktt_desktop.ui.forms.rows_view import RowsView
from ktt_desktop.ui.theme import SPACE_8, SPACE_12, SPACE_20

WIDTH, HEIGHT = 860, 480  # logical pixels, where the screen has them
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class BehindView:
    """Những gì đứng sau một con số; every line has its place.

    `about` is the column of words, those from `numbers` on end at the right. `hint` and `total` may
    be empty, `nothing` is said where there are no lines. `widest` limits a column, logical pixels.
    """

    title: str
    told: str
    heads: Sequence[str]
    lines: Sequence[Sequence[str]]
    places: Sequence[Place]
    nothing: str
    go: str
    about: int = 0
    numbers: int = 1
    hint: str = ""
    total: str = ""
    widest: int | None = None


class BehindDialog(QDialog):
    """Hộp thoại Số này gồm những gì; Enter goes to the place of a line."""

    def __init__(self, context: Context, view: BehindView, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(view.title)
        self._context, self._places = context, view.places
        self.told, self.hint, self.sum = QLabel(view.told), QLabel(view.hint), QLabel(view.total)
        for label in (self.told, self.hint, self.sum):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.hint.setProperty("hint", True)
        self.hint.setVisible(bool(view.hint))
        self.table = RowsView(view.heads, view.nothing, stretch=view.about)
        self.table.setAccessibleName("Gốc của con số")
        self.table.show_rows(view.lines, 0)
        for place in range(self.table.count):
            item = self.table.topLevelItem(place)
            assert item is not None
            for column in range(view.numbers, self.table.columnCount()):
                item.setTextAlignment(column, RIGHT)
        if view.widest is not None:
            self.table.header().setMaximumSectionSize(view.widest)
        self.table.itemDoubleClicked.connect(lambda *_: self._open())
        self._lay_out(view.go)

    def _lay_out(self, go_words: str) -> None:
        leave, go = QPushButton("Đóng  Esc"), QPushButton(go_words)
        go.setProperty("primary", True)
        go.setEnabled(bool(self._places))
        row = QHBoxLayout()
        row.addWidget(self.sum, 1)
        for button, act in ((leave, self.reject), (go, self._open)):
            button.setAutoDefault(False)
            button.setAccessibleName(button.text().split("  ")[0])
            button.clicked.connect(act)
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_20, SPACE_20, SPACE_20, SPACE_8)
        column.setSpacing(SPACE_12)
        column.addWidget(self.told)
        column.addWidget(self.hint)
        column.addWidget(self.table, 1)
        column.addLayout(row)
        self.table.setFocus()
        space = self.screen().availableSize()
        self.resize(min(WIDTH, space.width() - 40), min(HEIGHT, space.height() - 60))

    def _open(self) -> None:
        if 0 <= self.table.place < len(self._places):
            place = self._places[self.table.place]
            self.accept()
            self._context.jump(place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in the list goes where the line comes from."""
        entered = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if entered and self.table.hasFocus():
            self._open()
        else:
            super().keyPressEvent(event)
