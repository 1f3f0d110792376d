"""Which dialog for which error, and the hook for the errors nobody expected."""

import logging
import sys
import traceback
from types import TracebackType

from PySide6.QtCore import QThread
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
    details = "\n".join([describe(), "".join(traceback.format_exception(error))])
    answer = messages.choose(
        parent,
        "Chương trình gặp lỗi",
        "Việc vừa làm chưa xong vì lỗi của chương trình. Số liệu đã lưu vẫn nguyên. "
        f"Chép chi tiết và gửi cho người hỗ trợ; nhật ký nằm ở {log_folder()}.",
        ("Đóng", "Chép chi tiết"),
    )
    if answer == 1:
        QApplication.clipboard().setText(details)


def install_hook() -> None:
    """Catch what no one else caught; a dialog is built only on the UI thread."""

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        logger.critical("uncaught error", exc_info=(kind, error, trace))
        application = QApplication.instance()
        if application is not None and QThread.currentThread() is application.thread():
            show_crash(None, error)

    sys.excepthook = hook
