"""What goes wrong without anybody being told: Qt's warnings, uncaught errors, dialogs that wait."""

import sys
import threading
import traceback
from types import TracebackType
from typing import Any, Self

from PySide6.QtCore import QMessageLogContext, QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication, QDialog, QMessageBox, QWidget

from ktt_desktop.self_test.record import StepError

LOOK = 20  # milliseconds between two looks for a dialog
BAD = (QtMsgType.QtWarningMsg, QtMsgType.QtCriticalMsg, QtMsgType.QtFatalMsg)
HARMLESS = (
    "This plugin does not support",  # offscreen, of every window that has a layout
    # Wine, of what it lacks to be Windows
    "QtWindows::DpiAwareness::PerMonitorVersion2 is not supported",
    '"Unable to open monitor interface',
    "EnableNonClientDpiScaling() failed",
)


class Faults:
    """Lỗi nghe được: use it in a `with`; nothing waits for a click meanwhile."""

    def __init__(self) -> None:
        self.ignored: list[str] = []
        self._found: list[str] = []
        self._hooks: tuple[Any, ...] = ()
        self._clock: QTimer | None = None

    def __enter__(self) -> Self:
        self._hooks = (sys.excepthook, threading.excepthook, sys.unraisablehook)
        sys.excepthook = lambda _, error, __: self._error(error)
        threading.excepthook = lambda caught: self._error(caught.exc_value)
        sys.unraisablehook = lambda caught: self._error(caught.exc_value)
        qInstallMessageHandler(self._message)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._clock is not None:
            self._clock.stop()
        qInstallMessageHandler(None)
        sys.excepthook, threading.excepthook, sys.unraisablehook = self._hooks

    def close_dialogs(self) -> None:
        """From now on close every dialog at once and count it a fault; needs a QApplication."""
        self._clock = QTimer()
        self._clock.timeout.connect(self._look)
        self._clock.start(LOOK)

    def check(self) -> None:
        """Raise StepError with all that was found since the last time."""
        found, self._found = self._found, []
        if found:
            raise StepError("\n".join(found))

    def _message(self, kind: QtMsgType, _: QMessageLogContext, text: str | None) -> None:
        if kind in BAD:
            harmless = (text or "").startswith(HARMLESS)
            (self.ignored if harmless else self._found).append(f"{kind.name}: {text}")

    def _error(self, error: BaseException | None) -> None:
        if error is not None:
            self._found.append("".join(traceback.format_exception(error)))

    def _look(self) -> None:
        dialog = QApplication.activeModalWidget()
        if dialog is not None:
            self._found.append(f"Hộp thoại chờ người bấm: {_words(dialog)}")
            dialog.reject() if isinstance(dialog, QDialog) else dialog.close()


def _words(dialog: QWidget) -> str:
    said = dialog.text() if isinstance(dialog, QMessageBox) else type(dialog).__name__
    return f"{dialog.windowTitle()} – {said}"
