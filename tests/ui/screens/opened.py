"""One screen on the practice book, with the keyboard in front of it."""

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

CONTROL = Qt.KeyboardModifier.ControlModifier
PLAIN = Qt.KeyboardModifier.NoModifier


def settle(context, rounds=4):
    """Let the worker finish, its answers arrive, and the check that follows run."""
    for _ in range(rounds):
        context.runner.drain()
        loop = QEventLoop()
        QTimer.singleShot(60, loop.quit)
        loop.exec()


def opened(qtbot, context, screen, rounds=4):
    """Show a screen in the size it has at 1366 × 768; use with `yield from` in a fixture."""
    qtbot.addWidget(screen)
    screen.resize(1170, 710)
    with qtbot.waitActive(screen):
        screen.show()
        screen.activateWindow()
    screen.open(None)
    settle(context, rounds)
    yield screen
    settle(context, rounds)


def show_tab(qtbot, context, tab):
    """Show a tab of "Nộp và nhận" in the size it has at 1366 × 768, with the keyboard in it."""
    qtbot.addWidget(tab)
    tab.resize(1130, 620)
    with qtbot.waitActive(tab):
        tab.show()
        tab.activateWindow()
    tab.open()
    settle(context)
    return tab


def rows_read(model, monkeypatch):
    """The rows a table asks for from now on, as it asks for them."""
    asked, real = [], model._read

    def read(ids):
        asked.extend(ids)
        return real(ids)

    monkeypatch.setattr(model, "_read", read)
    return asked


def press(key, modifier=PLAIN):
    """Press a key on what has the focus."""
    focused = QApplication.focusWidget()
    assert focused is not None, "nothing has the keyboard"
    QTest.keyClick(focused, key, modifier)
