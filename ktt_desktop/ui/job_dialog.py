"""Long work on the screen: a bar, what is being done, Hủy; short work shows nothing."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from ktt_desktop.ui import theme
from ktt_desktop.ui.context import Context
from ktt_desktop.ui.errors import show_error
from ktt_desktop.ui.jobs import Job

T = TypeVar("T")

PATIENCE = 400  # milliseconds before the dialog appears


class JobDialog(QDialog):
    """Công việc đang chạy; Esc and Hủy stop it, its transaction rolls back."""

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._job: Job | None = None
        self.setWindowTitle(title)
        self.setMinimumWidth(420)
        self._what, self._bar = QLabel(f"{title}…"), QProgressBar()
        self._what.setWordWrap(True)
        self._bar.setAccessibleName(title)
        self._bar.setRange(0, 0)  # no step reported yet
        self._bar.setTextVisible(False)
        self.cancel = QPushButton("Hủy  Esc")
        self.cancel.setAccessibleName("Hủy")
        self.cancel.clicked.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.SPACE_20] * 4)
        column.setSpacing(theme.SPACE_12)
        column.addWidget(self._what)
        column.addWidget(self._bar)
        column.addWidget(self.cancel, alignment=Qt.AlignmentFlag.AlignRight)
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.timeout.connect(self.open)

    def follow(self, job: Job) -> None:
        """Show this job, if it takes longer than the officer's patience."""
        self._job = job
        job.progressed.connect(self._show_progress)
        job.ended.connect(self.finish)
        self._clock.start(PATIENCE)

    def finish(self) -> None:
        """The job is over: go away before its result is told."""
        self._job = None
        self._clock.stop()
        self.accept()

    def reject(self) -> None:
        """Ask the work to stop; the dialog stays until it has."""
        if self._job is None:
            return
        self._job.cancel()
        self.cancel.setEnabled(False)
        self._what.setText("Đang dừng…")

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._job is None:
            event.accept()
        else:
            event.ignore()
            self.reject()

    def _show_progress(self, done: int, total: int, what: str) -> None:
        if self.cancel.isEnabled():
            self._what.setText(what)
        self._bar.setRange(0, total)
        self._bar.setValue(done)


def run_with_dialog(
    context: Context,
    parent: QWidget,
    title: str,
    work: Callable[[Job], T],
    then: Callable[[T], object],
    *,
    on_files: bool = False,
) -> Job:
    """Run long work that can be stopped; `work` hands `job.report` to the service as Progress."""
    dialog = JobDialog(title, parent)

    def done(result: T) -> None:
        dialog.finish()
        then(result)

    def failed(error: Exception) -> None:
        dialog.finish()
        show_error(parent, error)

    job = context.runner.run(work, done, failed, on_files=on_files)
    job.cancelled.connect(lambda: context.notice("Đã dừng công việc; số liệu không thay đổi."))
    job.ended.connect(dialog.deleteLater)
    dialog.follow(job)
    return job
