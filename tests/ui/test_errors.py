import logging
import sys
import threading

import pytest
from PySide6.QtWidgets import QApplication

from ktt_desktop import __version__
from ktt_desktop.domain.errors import CancelledError, StorageUnavailableError
from ktt_desktop.ui import errors, messages


@pytest.fixture
def told(monkeypatch):
    said = []
    monkeypatch.setattr(messages, "warn", lambda parent, title, text: said.append(text))
    monkeypatch.setattr(messages, "choose", lambda *args: said.append(args[2]) or 1)
    return said


@pytest.fixture
def hook(monkeypatch):
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
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


def test_an_uncaught_error_on_another_thread_is_only_logged(qapp, told, hook, caplog):
    error = unexpected()
    thread = threading.Thread(target=hook, args=(type(error), error, error.__traceback__))
    thread.start()
    thread.join()

    assert told == []
    assert "uncaught error" in caplog.text
