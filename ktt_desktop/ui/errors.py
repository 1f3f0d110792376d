"""Which dialog for which error, and the hook for the errors nobody expected."""

import logging
import sys
import threading
import traceback
from types import TracebackType

from PySide6.QtCore import QCoreApplication, QObject, Qt, QThread, Signal, Slot
from PySide6.QtWidgets import QApplication, QWidget

from ktt_desktop.domain.errors import CancelledError, KttError
from ktt_desktop.runtime.environment import describe
from ktt_desktop.runtime.paths import log_folder
from ktt_desktop.ui import messages

logger = logging.getLogger(__name__)


def show_error(parent: QWidget | None, error: Exception) -> None:
    """Show what went wrong: a finished sentence, or the report of an unexpected error."""
    if isinstance(error, CancelledError):
        return
    if isinstance(error, KttError):
        messages.warn(parent, "Chưa làm được", str(error))
        return
    logger.error("unexpected error", exc_info=error)
    show_crash(parent, error)


def show_crash(parent: QWidget | None, error: BaseException) -> None:
    """Tell of an error of the program itself; the window stays open, details can be copied."""
    trace = "".join(traceback.format_exception(error))
    log = f"Nhật ký: {log_folder()}"
    details = f"{describe()}\n{log}\n{trace}"
    answer = messages.choose(
        parent,
        "Chương trình gặp lỗi",
        "Việc vừa làm chưa xong vì lỗi của chương trình. Số liệu đã lưu vẫn nguyên. "
        f"Chép chi tiết và gửi cho người hỗ trợ.\n{log}",
        ("Đóng", "&Chép chi tiết"),
    )
    if answer == 1:
        QApplication.clipboard().setText(details)


def install_hook() -> None:
    """Log and tell what no one else caught, in any thread; call once, on the UI thread."""
    teller = _Teller()

    def hook(_: type[BaseException], error: BaseException, __: TracebackType | None) -> None:
        teller.take(error)
        here = QThread.currentThread()
        if here is teller.thread() and not here.loopLevel():
            QCoreApplication.sendPostedEvents(teller)  # the start failed: no loop will come to it

    sys.excepthook = hook
    threading.excepthook = lambda caught: teller.take(caught.exc_value)
    sys.unraisablehook = lambda caught: teller.take(caught.exc_value)


class _Teller(QObject):
    """Tells of errors on the UI thread, outside of what failed, and one at a time."""

    _caught = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._telling = False
        # Queued: a dialog inside the painting that failed would paint, and fail, again.
        self._caught.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    def take(self, error: BaseException | None) -> None:
        """Log at once, from whatever thread; told as soon as the event loop is free."""
        logger.critical("uncaught error", exc_info=error)
        self._caught.emit(error)

    @Slot(object)
    def _tell(self, error: BaseException | None) -> None:
        if error is None or self._telling or QApplication.instance() is None:
            return  # what fails over and over, or before there is a window, is in the log
        self._telling = True
        try:
            show_crash(None, error)
        finally:
            self._telling = False
