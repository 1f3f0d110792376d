"""The start from a stick: look at both places, ask, copy, and say which book is the live one."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ktt_desktop.services.one_window import claim
from ktt_desktop.ui import messages
from ktt_desktop.ui.errors import show_error
from ktt_desktop.ui.job_dialog import JobDialog
from ktt_desktop.ui.jobs import Job, JobRunner
from ktt_desktop.ui.usb_dialog import Offer, UsbAnswer, UsbDialog, offer

if TYPE_CHECKING:  # SQLAlchemy comes with it: the worker imports it
    from filelock import BaseFileLock

    from ktt_desktop.services.portable import SeenBook


class UsbStart(QObject):
    """Mở chương trình từ USB: ends with exactly one of its signals."""

    staying = Signal()
    moved = Signal(object)  # the lock of the folder on this machine
    left = Signal()  # the officer left, or the program running on this machine took over

    def __init__(
        self, runner: JobRunner, window: QWidget, stick: Path, here: Path, file: Path | None
    ) -> None:
        super().__init__(window)
        self._runner, self._window = runner, window
        self._stick, self._here, self._file = stick, here, file

    def begin(self) -> None:
        """Look at both books off the UI thread, then ask."""

        def work(_: Job) -> "tuple[SeenBook | None, SeenBook | None]":
            from ktt_desktop.services.portable import look_at

            return look_at(self._stick), look_at(self._here)

        self._runner.run(work, self._ask, self._give_up)

    def _ask(self, seen: "tuple[SeenBook | None, SeenBook | None]") -> None:
        stick, here = seen
        offered = offer(stick, here, self._here)
        dialog = UsbDialog(offered, self._window)
        dialog.finished.connect(lambda: self._answered(dialog.chosen, offered, stick))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _answered(self, chosen: UsbAnswer, offered: Offer, stick: "SeenBook | None") -> None:
        match chosen:
            case UsbAnswer.HERE:
                self._go_here(offered.answer, stick if offered.copies else None)
            case UsbAnswer.ON_STICK:
                self.staying.emit()
            case UsbAnswer.LEAVE:
                self.left.emit()

    def _go_here(self, what: str, copied: "SeenBook | None") -> None:
        dialog = JobDialog(what, self._window)

        def work(job: Job) -> "BaseFileLock | None":
            from ktt_desktop.services.portable import copy_data

            lock = claim(self._here, self._file)
            if lock is not None and copied is not None:
                try:
                    copy_data(self._stick, self._here, job)
                except BaseException:
                    lock.release()
                    raise
            return lock

        def done(lock: "BaseFileLock | None") -> None:
            dialog.finish()
            self._arrived(lock, copied)

        def failed(error: Exception) -> None:
            dialog.finish()
            show_error(self._window, error)
            self.begin()  # the officer may still work on the stick, or leave

        job = self._runner.run(work, done, failed)
        job.cancelled.connect(self.begin)
        job.ended.connect(dialog.deleteLater)
        dialog.follow(job)

    def _arrived(self, lock: "BaseFileLock | None", copied: "SeenBook | None") -> None:
        if lock is None:
            self.left.emit()
            return
        if copied is not None:
            messages.inform(
                self._window,
                "Đã chép sổ vào máy này",
                f"Đã chép và kiểm tra sổ: {copied.unit}. Từ nay làm việc trên sổ ở máy này, trong "
                f"thư mục {self._here}.",
                f"Sổ trong {self._stick} giữ nguyên như lúc chép và không thay đổi theo. Lần sau "
                "mở chương trình từ USB, chọn “Mở sổ trên máy này”.",
            )
        self.moved.emit(lock)

    def _give_up(self, error: Exception) -> None:
        show_error(self._window, error)
        self.left.emit()
