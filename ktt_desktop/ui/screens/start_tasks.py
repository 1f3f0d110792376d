"""The list of tasks: a tinted word for the weight, the sentence in full, Enter goes there."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QListWidget, QListWidgetItem, QWidget

from ktt_desktop.domain.terms import Severity
from ktt_desktop.domain.work_page import Task
from ktt_desktop.ui import theme

PILLS = {
    Severity.ERROR: ("Lỗi", "error"),
    Severity.WARNING: ("Cần xem", "warning"),
    Severity.NOTICE: ("Nhắc", "neutral"),
}
NOTHING = "Không còn việc nào trong kỳ này. Chọn kỳ khác bằng Ctrl+K."
PILL_WIDTH, LOWEST = 88, 180


class TaskList(QListWidget):
    """Danh sách việc; Enter or a double click opens the place of a task."""

    wanted = Signal(object)  # Task

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Việc cần làm")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setSpacing(1)
        self.setMinimumHeight(LOWEST)
        self._tasks: tuple[Task, ...] = ()
        self.itemActivated.connect(lambda item: self._open(self.row(item)))

    def show_tasks(self, tasks: Sequence[Task]) -> None:
        """Show these tasks; the keyboard stays on the line it was on."""
        if self._tasks == tuple(tasks) and self.count():
            return
        place = max(0, self.currentRow())
        self._tasks = tuple(tasks)
        self.clear()
        for task in tasks:
            self._add(task)
        if not tasks:
            self.addItem(NOTHING)
        self._fit()
        self.setCurrentRow(min(place, self.count() - 1))

    def _add(self, task: Task) -> None:
        pill, tone = PILLS[task.severity]
        item = QListWidgetItem(self)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{pill}: {task.words}")
        self.setItemWidget(item, _Line(pill, tone, task.words))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Each line as high as its words need in this width."""
        for row in range(self.count()):
            line = self.itemWidget(self.item(row))
            if isinstance(line, _Line):
                self.item(row).setSizeHint(line.size_in(self.viewport().width()))

    def _open(self, row: int) -> None:
        if row < len(self._tasks):
            self.wanted.emit(self._tasks[row])


class _Line(QWidget):
    """One task: the pill at the left, the words wrapped beside it."""

    def __init__(self, pill: str, tone: str, words: str) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        mark, self._text = QLabel(pill), QLabel(words)
        mark.setProperty("tone", tone)
        mark.setFixedWidth(PILL_WIDTH)
        mark.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._text.setWordWrap(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.SPACE_8, theme.SPACE_4, theme.SPACE_8, theme.SPACE_4)
        row.setSpacing(theme.SPACE_12)
        row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._text, 1)

    def size_in(self, width: int) -> QSize:
        """How high the line is in a list of that width."""
        size = self.sizeHint()
        size.setWidth(width - 2)
        size.setHeight(max(theme.ROW_HEIGHT, self.heightForWidth(width - 2)))
        return size
