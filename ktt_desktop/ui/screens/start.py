"""Screen Việc cần làm: what waits in the period, the main figures, the next deadlines."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from ktt_desktop.domain.findings import CheckResult, Place
from ktt_desktop.domain.records import ChangeSet
from ktt_desktop.domain.work_page import Task, WorkPage, finding_tasks, in_order
from ktt_desktop.services.work_page import work_page
from ktt_desktop.ui import theme
from ktt_desktop.ui.context import Context
from ktt_desktop.ui.screens.start_dues import DueList
from ktt_desktop.ui.screens.start_figures import KeyFigures
from ktt_desktop.ui.screens.start_tasks import TaskList
from ktt_desktop.ui.screens.validation_checks import Checks

NARROW = 860  # below it the figures stand under the tasks
KEYS = "Enter Mở chỗ cần làm · Ctrl+K Chọn kỳ · Alt+1 … Alt+7 Các mục"


class StartScreen(QWidget):
    """Việc cần làm trong kỳ."""

    name = "start"
    title = "Việc cần làm"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._checks = context, Checks.of(context)
        self._page = WorkPage((), (), ())
        self.tasks, self.dues = TaskList(), DueList()
        self.figures = KeyFigures(context.book.catalogue)
        self._lay_out()
        self.tasks.wanted.connect(self._do)
        # Slots of this widget: Qt forgets them with it, as it would not a lambda.
        self._checks.checked.connect(self._on_checked)
        context.changes.changed.connect(self._on_changed)
        context.period_changed.connect(self._refresh_if_shown)
        context.profile_changed.connect(self._refresh_if_shown)

    def open(self, place: Place | None) -> None:
        """Show the page as it is now."""
        self.refresh()

    def refresh(self) -> None:
        """Read the page anew, off the UI thread."""
        book, profile, period = self._context.book, self._context.profile, self._context.period
        self._context.ask(self, lambda _: work_page(book, profile, period), self._show)

    def _on_checked(self, _: CheckResult) -> None:
        self._show_tasks()

    def _on_changed(self, _: ChangeSet) -> None:
        self._refresh_if_shown()

    def _refresh_if_shown(self) -> None:
        if self.isVisible():
            self.refresh()

    def _show(self, page: WorkPage) -> None:
        self._page = page
        self._heading.setText(f"{self.title}: {self._context.period.label}")
        self.figures.show_figures(page.figures)
        self.dues.show_dues(page.dues)
        self._show_tasks()

    def _show_tasks(self) -> None:
        result: CheckResult | None = self._checks.result
        found = finding_tasks(result) if result is not None else ()
        tasks = in_order((*found, *self._page.tasks))
        self.tasks.show_tasks(tasks)
        if self.isVisible():
            self._context.notice(f"{len(tasks)} việc" if tasks else "Không còn việc nào", KEYS)

    def _do(self, task: Task) -> None:
        if task.place is not None:
            self._context.jump(task.place)
        elif task.screen:
            self._context.jump(task.screen)

    # --- building

    def _lay_out(self) -> None:
        self._heading = QLabel(self.title)
        self._heading.setProperty("heading", True)
        side = QVBoxLayout()
        side.setSpacing(theme.SPACE_12)
        side.addWidget(_card("Con số chính của đơn vị", self.figures))
        side.addWidget(_card("Thời hạn sắp đến", self.dues))
        side.addStretch()
        content, area = QWidget(), QScrollArea()
        self._body = QBoxLayout(QBoxLayout.Direction.LeftToRight, content)
        self._body.setContentsMargins(0, 0, 0, 0)
        self._body.setSpacing(theme.SPACE_12)
        self._body.addWidget(_card("Cần làm trong kỳ", self.tasks), 3)
        self._body.addLayout(side, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.SPACE_20, theme.SPACE_12, theme.SPACE_20, theme.SPACE_12)
        column.setSpacing(theme.SPACE_8)
        column.addWidget(self._heading)
        column.addWidget(area, 1)
        area.setWidget(content)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        content.setAutoFillBackground(False)
        area.viewport().setAutoFillBackground(False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        way = QBoxLayout.Direction
        self._body.setDirection(way.LeftToRight if self.width() >= NARROW else way.TopToBottom)


def _card(title: str, content: QWidget) -> QFrame:
    card, words = QFrame(), QLabel(title)
    card.setProperty("card", True)
    words.setProperty("subheading", True)
    column = QVBoxLayout(card)
    column.setContentsMargins(theme.SPACE_12, theme.SPACE_8, theme.SPACE_12, theme.SPACE_12)
    column.setSpacing(theme.SPACE_8)
    column.addWidget(words)
    column.addWidget(content, 1)
    return card
