import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QProgressBar, QPushButton, QWidget

from ktt_desktop.domain.errors import StorageUnavailableError
from ktt_desktop.ui import errors, job_dialog
from ktt_desktop.ui.context import Context
from ktt_desktop.ui.job_dialog import JobDialog, run_with_dialog
from ktt_desktop.ui.jobs import JobRunner

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def parent(qtbot):
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.show()
    return widget


@pytest.fixture
def context(qtbot):
    runner = JobRunner()
    yield Context(None, None, None, runner)
    assert runner.drain()
    qtbot.wait(10)


@pytest.fixture
def gate():
    event = threading.Event()
    yield event
    event.set()


def shown_dialog():
    dialog = QApplication.activeModalWidget()
    return dialog if isinstance(dialog, JobDialog) else None


def test_short_work_shows_no_dialog(qtbot, context, parent):
    answers = []

    run_with_dialog(context, parent, "Kết xuất tệp nộp", lambda _: 7, answers.append)
    qtbot.waitUntil(lambda: answers == [7])
    qtbot.wait(job_dialog.PATIENCE + 50)

    assert shown_dialog() is None


def test_long_work_shows_what_is_being_done(qtbot, context, parent, gate, monkeypatch):
    monkeypatch.setattr(job_dialog, "PATIENCE", 10)
    answers = []

    def work(job):
        job.report(3, 8, "Đang dựng Biểu A")
        gate.wait(5)
        return "xong"

    def then(answer):
        answers.append((answer, shown_dialog()))

    run_with_dialog(context, parent, "Kết xuất tệp nộp", work, then)
    qtbot.waitUntil(lambda: shown_dialog() is not None)
    dialog, bar = shown_dialog(), shown_dialog().findChild(QProgressBar)
    qtbot.waitUntil(lambda: bar.value() == 3)

    assert dialog.windowTitle() == "Kết xuất tệp nộp"
    assert [label.text() for label in dialog.findChildren(QLabel)] == ["Đang dựng Biểu A"]
    assert bar.maximum() == 8

    gate.set()
    qtbot.waitUntil(lambda: bool(answers))
    assert answers == [("xong", None)]  # the dialog is gone before the result is told


def test_escape_stops_the_work_and_says_that_nothing_changed(
    qtbot, context, parent, gate, monkeypatch
):
    monkeypatch.setattr(job_dialog, "PATIENCE", 10)
    answers, notices = [], []
    context.noticed.connect(notices.append)

    def work(job):
        gate.wait(5)
        job.report(1, 2, "Bước sau")

    run_with_dialog(context, parent, "Kết xuất tệp nộp", work, answers.append)
    qtbot.waitUntil(lambda: shown_dialog() is not None)
    dialog = shown_dialog()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)

    assert dialog.isVisible()  # until the work has really stopped
    assert dialog.findChild(QLabel).text() == "Đang dừng…"
    assert not dialog.findChild(QPushButton).isEnabled()

    gate.set()
    qtbot.waitUntil(lambda: shown_dialog() is None)
    assert [notice.left for notice in notices] == ["Đã dừng công việc; số liệu không thay đổi."]
    assert answers == []


def test_a_failure_is_told_after_the_dialog_is_gone(qtbot, context, parent, gate, monkeypatch):
    monkeypatch.setattr(job_dialog, "PATIENCE", 10)
    told = []
    monkeypatch.setattr(
        errors.messages, "warn", lambda over, _, text: told.append((over, text, shown_dialog()))
    )

    def work(_):
        gate.wait(5)
        raise StorageUnavailableError("Ổ đĩa đầy.")

    run_with_dialog(context, parent, "Kết xuất tệp nộp", work, lambda _: None)
    qtbot.waitUntil(lambda: shown_dialog() is not None)
    gate.set()
    qtbot.waitUntil(lambda: bool(told))

    assert told == [(parent, "Ổ đĩa đầy.", None)]
