"""Type into widgets as an input method does."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget


def type_text(widget: QWidget, text: str) -> None:
    """Commit Vietnamese text; QTest.keyClicks would abort the process on "ợ"."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(widget, event)


def press_in(
    widget: QWidget,
    key: Qt.Key,
    modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> None:
    """Press a key where the keyboard is in a dialog, or on the widget itself."""
    widget.window().activateWindow()
    inside = widget.focusWidget() if widget.isWindow() else widget
    QTest.keyClick(inside or widget, key, modifier)


def press_until(
    condition: Callable[[], bool], press: Callable[[], object], limit: int = 300
) -> None:
    """Press as often as it takes; what never comes about fails instead of going on for ever."""
    for _ in range(limit):
        if condition():
            return
        press()
    raise AssertionError(f"pressed {limit} times in vain")
