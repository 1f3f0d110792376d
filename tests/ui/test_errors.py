import logging
import os
import subprocess
import sys
import threading
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from ktt_desktop import __version__
from ktt_desktop.domain.errors import CancelledError, StorageUnavailableError
from ktt_desktop.runtime.paths import log_folder
from ktt_desktop.ui import errors, messages

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def told(monkeypatch):
    said = []
    monkeypatch.setattr(messages, "warn", lambda parent, title, text: said.append(text))
    monkeypatch.setattr(messages, "choose", lambda *args: said.append(args[2]) or 1)
    return said


@pytest.fixture
def hook(monkeypatch):
    for where, name in ((sys, "excepthook"), (threading, "excepthook"), (sys, "unraisablehook")):
        monkeypatch.setattr(where, name, getattr(where, name))
    errors.install_hook()
    return sys.excepthook


def unexpected():
    try:
        return {}["A3.2"]
    except KeyError as error:
        return error


def test_an_error_of_the_work_is_told_in_its_own_sentence(told):
    errors.show_error(None, StorageUnavailableError("Ổ đĩa đầy. Dọn bớt rồi làm lại."))

    assert told == ["Ổ đĩa đầy. Dọn bớt rồi làm lại."]


def test_nothing_is_said_about_work_the_officer_stopped(told):
    errors.show_error(None, CancelledError("Đã dừng."))

    assert told == []


def test_an_unexpected_error_is_logged_and_its_details_can_be_copied(qapp, told, caplog):
    with caplog.at_level(logging.ERROR):
        errors.show_error(None, unexpected())

    copied = QApplication.clipboard().text()
    assert told[0].startswith("Việc vừa làm chưa xong vì lỗi của chương trình.")
    assert "A3.2" in caplog.text
    assert f"Sổ KTTT {__version__}" in copied
    assert "KeyError" in copied


def test_an_uncaught_error_on_the_ui_thread_opens_the_report(qapp, told, hook, caplog):
    error = unexpected()
    hook(type(error), error, error.__traceback__)

    assert len(told) == 1
    assert "uncaught error" in caplog.text


def test_a_start_that_failed_is_told_before_the_program_ends(tmp_path):
    script = """
import sys
from ktt_desktop.ui import errors, messages
messages.choose = lambda *said: print(said[1]) or 0
errors.install_hook()
if sys.argv[1:]:
    from PySide6.QtWidgets import QApplication
    application = QApplication([])
raise FileNotFoundError("style.qss")
"""
    command = [sys.executable, "-c", script]
    root = Path(__file__).resolve().parents[2]
    run = partial(subprocess.run, cwd=root, capture_output=True, encoding="utf-8", check=False)
    environment = os.environ | {"PYTHONIOENCODING": "utf-8"}

    assert run([*command, "window"], env=environment).stdout == "Chương trình gặp lỗi\n"
    assert run(command, env=environment).stdout == ""  # no window yet: nothing to show it in


def fails_in_a_thread():
    thread = threading.Thread(target=lambda: {}["A3.2"])
    thread.start()
    thread.join()


def fails_when_thrown_away():
    class Dying:
        def __del__(self):
            raise KeyError("A3.2")

    Dying()


@pytest.mark.parametrize("fail", [fails_in_a_thread, fails_when_thrown_away])
def test_an_error_behind_the_window_is_logged_and_told(qtbot, told, hook, caplog, fail):
    fail()
    assert "uncaught error" in caplog.text
    qtbot.waitUntil(lambda: len(told) == 1)
    assert "A3.2" in QApplication.clipboard().text()


def test_what_fails_over_and_over_is_told_once(qtbot, hook, caplog, monkeypatch):
    said = []

    def choose(*words):
        said.append(words[2])
        qtbot.wait(50)  # an officer who reads; the errors behind go on
        return 0

    monkeypatch.setattr(messages, "choose", choose)
    for _ in range(5):
        fails_in_a_thread()
    qtbot.waitUntil(lambda: bool(said))
    qtbot.wait(100)

    assert len(said) == 1
    assert caplog.text.count("uncaught error") == 5


def test_the_details_are_copied_with_the_keyboard_and_the_log_is_named(qtbot, qapp):
    QApplication.clipboard().clear()
    seen = []

    def press():
        box = QApplication.activeModalWidget()
        if box is not None and not box.isActiveWindow():
            box.activateWindow()  # its key works once the keyboard is in it
        elif box is not None:
            seen.append(box.text())
            QTest.keyClick(box, Qt.Key.Key_C, Qt.KeyboardModifier.AltModifier)

    clock = QTimer()
    clock.timeout.connect(press)
    clock.start(20)
    errors.show_crash(None, unexpected())
    clock.stop()

    copied = QApplication.clipboard().text()
    assert str(log_folder()) in seen[0]
    assert copied.splitlines()[1] == f"Nhật ký: {log_folder()}"
    assert copied.splitlines()[-1] == "KeyError: 'A3.2'"
