"""An officer at the keyboard: the whole program in its window, on a folder of its own."""

from pathlib import Path
from time import monotonic

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget
from shiboken6 import isValid

from ktt_desktop.app import Program
from tests.keyboard import press_until, type_text

CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
PLAIN = Qt.KeyboardModifier.NoModifier
PATIENCE = 10  # seconds


class Officer:
    """Presses keys on whatever has the focus, and waits for what must become true."""

    def __init__(self, folder: Path, *, practice: bool = False) -> None:
        self.program = Program(folder, practice=practice)
        self.program.window.show()
        self.program.window.activateWindow()
        self.told: list[str] = []
        self._reader = QTimer()
        self._reader.timeout.connect(self._read_message)
        self._reader.start(20)

    def _read_message(self) -> None:
        """Read a message box and close it with Enter; it holds up everything else."""
        box = QApplication.activeModalWidget()
        if isinstance(box, QMessageBox):
            self.told.append(box.text())
            QTest.keyClick(box, Qt.Key.Key_Return)

    @property
    def context(self):
        """The context of the open book."""
        return self.program._context

    def press(self, *keys: Qt.Key, modifier: Qt.KeyboardModifier = PLAIN) -> None:
        """Press keys one after the other, each where the focus is then."""
        for key in keys:
            QTest.keyClick(self.focused(), key, modifier)

    def go_down_to(self, code: str) -> None:
        """Go down a table of figures to the row of an indicator."""
        table = self.focused()
        press_until(
            lambda: table.current_cell.code == code,
            lambda: QTest.keyClick(table, Qt.Key.Key_Down),
        )

    def write(self, text: str) -> None:
        """Type text as an input method delivers it."""
        type_text(self.focused(), text)

    def keys(self, text: str) -> None:
        """Type plain letters; the first one may open a cell, the others go into it."""
        for letter in text:
            QTest.keyClicks(self.focused(), letter)

    def focused(self) -> QWidget:
        """The widget the keyboard belongs to."""
        self.until(lambda: QApplication.focusWidget() is not None)
        return QApplication.activePopupWidget() or QApplication.focusWidget()

    def until(self, condition) -> None:
        """Let the program work until a condition holds; fails after a long while."""
        loop, timer, end = QEventLoop(), QTimer(), monotonic() + PATIENCE
        timer.timeout.connect(lambda: loop.quit() if condition() or monotonic() > end else None)
        timer.start(10)
        loop.exec()
        timer.stop()
        assert condition(), "waited in vain"

    def until_gone(self, dialog: QWidget) -> None:
        """Wait until a dialog was closed."""
        self.until(lambda: not isValid(dialog) or not dialog.isVisible())

    def settle(self) -> None:
        """Wait until everything that was asked for is saved and shown."""
        for _ in range(4):
            self.context.runner.drain()
            self.pause(50)

    def pause(self, milliseconds: int) -> None:
        """Let the event loop run for a while."""
        loop = QEventLoop()
        QTimer.singleShot(milliseconds, loop.quit)
        loop.exec()

    def dialog(self, kind: type[QWidget]) -> QWidget:
        """The dialog of a kind that is open and in front."""
        self.until(lambda: any(self._open(kind)))
        (found,) = self._open(kind)
        found.activateWindow()
        self.until(found.isActiveWindow)
        return found

    def _open(self, kind: type[QWidget]) -> list[QWidget]:
        return [each for each in QApplication.topLevelWidgets()
                if isinstance(each, kind) and each.isVisible()]  # fmt: skip

    def at_desk(self) -> None:
        """The main window is in front again; offscreen no window manager sees to it."""
        self.settle()
        self.program.window.activateWindow()
        self.until(self.program.window.isActiveWindow)
        self.settle()

    def leave(self) -> None:
        """Close the window as the officer does, and wait until the book is closed."""
        self.program.window.close()
        self.until(lambda: not self.program.window.isVisible())
