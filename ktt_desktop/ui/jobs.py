"""Service calls off the UI thread: one worker for the book, one for pure file work."""

import threading
from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QThreadPool, Signal, Slot
from shiboken6 import isValid

from ktt_desktop.domain.errors import CancelledError
from ktt_desktop.ui.collecting import Collector

T = TypeVar("T")
Work = Callable[["Job"], T]


def while_alive(owner: QObject, slot: Callable[[T], object]) -> Callable[[T], None]:
    """The slot, unless Qt took its owner apart before the answer came."""

    def call(answer: T) -> None:
        if isValid(owner):
            slot(answer)

    return call


class Job(QObject):
    """One service call running off the UI thread; all its signals are emitted on the UI thread."""

    progressed = Signal(int, int, str)  # done, total, what
    succeeded = Signal(object)
    failed = Signal(Exception)
    cancelled = Signal()
    ended = Signal()
    _reported = Signal(int, int, str)  # from the worker
    _finished = Signal(object, object)  # result, error

    def __init__(self, work: Work[Any], parent: QObject) -> None:
        super().__init__(parent)
        self._work, self._stop = work, threading.Event()
        # Bound slots of this object: Qt queues them to the UI thread, as it would not a lambda.
        self._reported.connect(self._on_reported)
        self._finished.connect(self._on_finished)

    def start(self, pool: QThreadPool) -> None:
        """Queue the work."""
        # Not QRunnable.create: its Python name outlives it and is given to the next object there.
        pool.start(self._run)

    def cancel(self) -> None:
        """Ask the service to stop at its next step; its transaction rolls back."""
        self._stop.set()

    def report(self, done: int, total: int, what: str) -> None:
        """The Progress the service reports to; raises CancelledError when asked to stop."""
        if self._stop.is_set():
            raise CancelledError("Công việc đã được dừng; số liệu không thay đổi.")
        self._reported.emit(done, total, what)

    def _run(self) -> None:
        try:
            result = self._work(self)
        except Exception as error:  # nothing else would see it: the pool swallows it
            self._finished.emit(None, error)
        else:
            self._finished.emit(result, None)

    @Slot(int, int, str)
    def _on_reported(self, done: int, total: int, what: str) -> None:
        self.progressed.emit(done, total, what)

    @Slot(object, object)
    def _on_finished(self, result: object, error: Exception | None) -> None:
        del self._work  # here: a widget it holds must not end its life in the worker
        if error is None:
            self.succeeded.emit(result)
        elif isinstance(error, CancelledError):
            self.cancelled.emit()
        else:
            self.failed.emit(error)
        self.ended.emit()


class JobRunner(QObject):
    """Starts jobs; the book has one worker, so writes keep the order they were asked for in."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        Collector(self)
        self._book_pool, self._file_pool = QThreadPool(self), QThreadPool(self)
        self._book_pool.setMaxThreadCount(1)
        self._book_pool.setExpiryTimeout(-1)
        self._file_pool.setMaxThreadCount(1)

    def run(
        self,
        work: Work[T],
        then: Callable[[T], object],
        failed: Callable[[Exception], object],
        *,
        on_files: bool = False,
    ) -> Job:
        """Run `work(job)` on the worker of the book (or of files); answers on the UI thread."""
        job = Job(work, self)
        job.succeeded.connect(then)
        job.failed.connect(failed)
        job.ended.connect(job.deleteLater)
        job.start(self._file_pool if on_files else self._book_pool)
        return job

    def drain(self, milliseconds: int = 30_000) -> bool:
        """Wait until all queued work is done; True when it is (at the end, and in tests)."""
        return self._book_pool.waitForDone(milliseconds) and self._file_pool.waitForDone(
            milliseconds
        )
