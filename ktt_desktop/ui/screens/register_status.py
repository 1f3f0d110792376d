"""The status tab of a record: what has to be done, and both histories, newest line first."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ktt_desktop.domain.alerts import Alert
from ktt_desktop.domain.status_history import StatusStep, in_order
from ktt_desktop.domain.terms import StatusAxis
from ktt_desktop.services import statuses
from ktt_desktop.services.statuses import StatusPage
from ktt_desktop.ui.context import Context
from ktt_desktop.ui.forms.form_dialog import FormDialog
from ktt_desktop.ui.screens.register_status_dialog import (
    change_dialog,
    correction_dialog,
    removal_dialog,
)
from ktt_desktop.ui.screens.undo_strip import UndoStrip
from ktt_desktop.ui.theme import SPACE_4, SPACE_8, SPACE_12, SPACE_20

TITLES = {StatusAxis.LEGAL: "Pháp lý", StatusAxis.OPERATING: "Hoạt động thực tế"}
ALERTS_HEIGHT = 132  # more of them are scrolled, logical pixels


class StatusTab(QWidget):
    """Tình trạng: F4 changes, Shift+F4 corrects, F6 removes a line of the list in focus."""

    def __init__(self, context: Context, uid: str) -> None:
        super().__init__()
        self._context, self._uid = context, uid
        self.page: StatusPage | None = None
        self._done = ""  # words of what was just saved, until the page shows it
        self.alerts = _Alerts()
        self.undo = UndoStrip(self)
        self.columns = {axis: _Column(axis) for axis in TITLES}
        row = QHBoxLayout()
        row.setSpacing(SPACE_20)
        for column in self.columns.values():
            row.addWidget(column, 1)
            column.change_wanted.connect(self._on_change)
            column.correction_wanted.connect(self._on_correct)
            column.removal_wanted.connect(self._on_remove)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_20, SPACE_12, SPACE_20, SPACE_12)
        layout.setSpacing(SPACE_8)
        layout.addWidget(self.alerts)
        layout.addWidget(self.undo)
        layout.addLayout(row, 1)
        self.refresh()

    def refresh(self) -> None:
        """Read the histories and the alerts anew, off the UI thread."""
        book, uid = self._context.book, self._uid
        self._context.ask(self, lambda _: statuses.status_page(book, uid), self._show)

    def _show(self, page: StatusPage) -> None:
        before, self.page = self.page, page
        self.alerts.show_alerts(page.alerts, page.contradictions)
        rules = self._context.book.catalogue.status_rules
        for axis, column in self.columns.items():
            labels = {
                step.status: rules.of(axis, page.owner.kind, step.status).label
                for step in page.steps
                if step.axis is axis
            }
            column.show_steps(in_order(page.steps, axis), labels)
        if self._done and before is not None:
            self._offer_undo(self._done, before, page)
        self._done = ""

    def _offer_undo(self, words: str, before: StatusPage, after: StatusPage) -> None:
        book, uid = self._context.book, self._uid

        def undo() -> None:
            self._context.save(
                self,
                lambda _: statuses.undo_status(book, uid, after.steps, before.steps),
                lambda _: self.refresh(),
            )

        self.undo.offer(words, undo)

    def _on_change(self, axis: StatusAxis) -> None:
        if self.page:
            dialog = change_dialog(self._context, self.page, axis, self)
            self._open(dialog, axis, "Đã ghi tình trạng mới.")

    def _on_correct(self, step: StatusStep) -> None:
        if self.page:
            dialog = correction_dialog(self._context, self.page, step, self)
            self._open(dialog, step.axis, "Đã sửa một dòng tình trạng.")

    def _on_remove(self, step: StatusStep) -> None:
        if self.page:
            dialog = removal_dialog(self._context, self.page, step, self)
            self._open(dialog, step.axis, "Đã xóa một dòng tình trạng.")

    def _open(self, dialog: FormDialog, axis: StatusAxis, words: str) -> None:
        def saved() -> None:
            self._done = words
            self.refresh()

        dialog.saved.connect(saved)
        dialog.finished.connect(lambda _: self.columns[axis].list.setFocus())
        dialog.open()
        dialog.form.focus()


class _Column(QWidget):
    """One axis: its name, its lines newest first, what can be done with them."""

    change_wanted = Signal(object)  # StatusAxis
    correction_wanted = Signal(object)  # StatusStep
    removal_wanted = Signal(object)  # StatusStep

    def __init__(self, axis: StatusAxis) -> None:
        super().__init__()
        self._axis, self._steps = axis, tuple[StatusStep, ...]()
        heading = QLabel(TITLES[axis])
        heading.setProperty("subheading", True)
        self.list = QListWidget()
        self.list.setAccessibleName(f"Lịch sử tình trạng {TITLES[axis].lower()}")
        self.list.setWordWrap(True)
        self.list.setSpacing(2)
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_4)
        column.addWidget(heading)
        column.addWidget(self.list, 1)
        column.addLayout(self._buttons())

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(SPACE_4)
        for words, keys, act in (
            ("Thay đổi…", "F4", self._on_change),
            ("Sửa sai…", "Shift+F4", self._on_correct),
            ("Xóa dòng…", "F6", self._on_remove),
        ):
            button = QPushButton(f"{words}  {keys}")
            button.setAccessibleName(f"{words} {TITLES[self._axis].lower()}")
            button.setAutoDefault(False)
            button.clicked.connect(act)
            row.addWidget(button)
            self._bind(keys, act)
        row.addStretch()
        return row

    def _bind(self, keys: str, act: Callable[[], None]) -> None:
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(act)

    def show_steps(self, steps: Sequence[StatusStep], labels: dict[str, str]) -> None:
        """Show the lines of the axis, the newest one first and chosen."""
        self._steps = tuple(reversed(steps))
        self.list.clear()
        for step in self._steps:
            self.list.addItem(QListWidgetItem(step_words(step, labels[step.status])))
        self.list.setCurrentRow(0)

    def _chosen(self) -> StatusStep | None:
        row = self.list.currentRow()
        return self._steps[row] if 0 <= row < len(self._steps) else None

    def _on_change(self) -> None:
        self.change_wanted.emit(self._axis)

    def _on_correct(self) -> None:
        if step := self._chosen():
            self.correction_wanted.emit(step)

    def _on_remove(self) -> None:
        if step := self._chosen():
            self.removal_wanted.emit(step)


class _Alerts(QScrollArea):
    """Việc cần làm với tổ chức này, in amber; not there when there is nothing to do."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName("Việc cần làm với tổ chức này")
        self.words: tuple[str, ...] = ()
        self.hide()

    def show_alerts(self, alerts: Sequence[Alert], doubts: Sequence[str]) -> None:
        """One paragraph each: what it is, what to do, by which law."""
        told = (f"{each.sentence} {each.todo} ({each.basis})" for each in alerts)
        self.words = (*told, *doubts)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_4)
        for sentence in self.words:
            label = QLabel(f"● {sentence}")
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            label.setProperty("tone", "warning")
            column.addWidget(label)
        column.addStretch()
        self.setWidget(page)
        self.setVisible(bool(self.words))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """As high as its sentences, up to a limit."""
        page = self.widget()
        wanted = page.heightForWidth(self.viewport().width()) if page else 0
        self.setFixedHeight(min(max(wanted, 0), ALERTS_HEIGHT))


def step_words(step: StatusStep, label: str) -> str:
    """A line of a history: from when, which status, until when, by which paper, why."""
    when = f"Từ {step.on.short()}" if step.on else "Từ đầu"
    more = (
        f"dự kiến đến {step.ends_on.short()}" if step.ends_on else "",
        f"văn bản {step.document}" if step.document else "",
        step.reason,
    )
    second = " · ".join(part for part in more if part)
    return f"{when}: {label}" + (f"\n{second[0].upper()}{second[1:]}" if second else "")
