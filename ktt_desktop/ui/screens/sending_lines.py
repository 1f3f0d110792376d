"""A dialog of lines with the places they speak of: what changed, what came back."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ktt_desktop.domain.findings import Place
from ktt_desktop.domain.period import ReportingPeriod
from ktt_desktop.services.settings import save_period
from ktt_desktop.ui.context import Context
from ktt_desktop.ui.forms.rows_view import RowsView
from ktt_desktop.ui.theme import SPACE_8, SPACE_12, SPACE_20

WIDTH, HEIGHT = 900, 480  # logical pixels, where the screen has them
MOST = 1000  # lines shown; the rest is counted


@dataclass(frozen=True, slots=True)
class Lines:
    """Các dòng của hộp thoại; a line without a place goes nowhere."""

    title: str
    told: str
    heads: Sequence[str]
    rows: Sequence[Sequence[str]]
    places: Sequence[Place | None]
    nothing: str
    tone: str = ""


class LinesDialog(QDialog):
    """Hộp thoại danh sách; Enter goes to the place of a line, in the period it belongs to."""

    def __init__(
        self, context: Context, view: Lines, period: ReportingPeriod, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(view.title)
        self._context, self._view, self._period = context, view, period
        self._screen = parent
        self.told = QLabel(view.told)
        self.told.setWordWrap(True)
        self.told.setTextFormat(Qt.TextFormat.PlainText)
        if view.tone:
            self.told.setProperty("tone", view.tone)
        self.table = RowsView(view.heads, view.nothing, stretch=0)
        self.table.setAccessibleName(view.title)
        self.table.header().setMaximumSectionSize(WIDTH // 3)
        self.table.show_rows(view.rows[:MOST], 0)
        self.table.itemDoubleClicked.connect(lambda *_: self._go())
        self._lay_out()

    def _lay_out(self) -> None:
        rest = len(self._view.rows) - MOST
        more = QLabel(f"Còn {rest} dòng nữa không hiện ở đây." if rest > 0 else "")
        more.setProperty("hint", True)
        leave, go = QPushButton("Đóng  Esc"), QPushButton("Đến chỗ  Enter")
        go.setProperty("primary", True)
        go.setEnabled(any(self._view.places))
        row = QHBoxLayout()
        row.addWidget(more, 1)
        for button, act in ((leave, self.reject), (go, self._go)):
            button.setAutoDefault(False)
            button.setAccessibleName(button.text().split("  ")[0])
            button.clicked.connect(act)
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_20, SPACE_20, SPACE_20, SPACE_8)
        column.setSpacing(SPACE_12)
        column.addWidget(self.told)
        column.addWidget(self.table, 1)
        column.addLayout(row)
        self.table.setFocus()
        space = self.screen().availableSize()
        self.resize(min(WIDTH, space.width() - 40), min(HEIGHT, space.height() - 60))

    def _go(self) -> None:
        at, places = self.table.place, self._view.places
        place = places[at] if 0 <= at < len(places) else None
        if place is None:
            return
        context, period = self._context, self._period
        self.accept()
        if period == context.period:
            context.jump(place)
            return

        def there(_: object) -> None:
            context.set_period(period)
            context.jump(place)

        context.save(self._screen, lambda _: save_period(context.book, period), there)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in the list goes where the line points."""
        entered = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if entered and self.table.hasFocus():
            self._go()
        else:
            super().keyPressEvent(event)
