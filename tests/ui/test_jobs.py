import sys
import threading
import weakref
from functools import partial

import pytest
from PySide6.QtCore import QThread
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QMenu

from ktt_desktop.domain.errors import CancelledError, StorageUnavailableError
from ktt_desktop.ui.jobs import JobRunner, while_alive


@pytest.fixture
def runner(qtbot):
    runner = JobRunner()
    yield runner
    assert runner.drain()
    qtbot.wait(10)


def on_ui_thread(qapp):
    return QThread.currentThread() is qapp.thread()


def never(answer):
    raise AssertionError(f"not expected: {answer!r}")


def test_work_runs_off_the_ui_thread_and_answers_on_it(qtbot, qapp, runner):
    seen = []
    work_thread = []

    def work(_):
        work_thread.append(threading.current_thread())
        return 42

    runner.run(work, lambda answer: seen.append((answer, on_ui_thread(qapp))), never)
    qtbot.waitUntil(lambda: bool(seen))

    assert seen == [(42, True)]
    assert work_thread != [threading.main_thread()]


def test_jobs_of_the_book_keep_the_order_they_were_asked_for_in(qtbot, runner):
    gate, order, answers = threading.Event(), [], []

    def step(number):
        def work(_):
            if number == 0:
                gate.wait(5)
            order.append(number)
            return number

        return work

    for number in range(20):
        runner.run(step(number), answers.append, never)
    gate.set()
    qtbot.waitUntil(lambda: len(answers) == 20)

    assert order == answers == list(range(20))


def test_file_work_does_not_wait_for_the_book(qtbot, runner):
    gate, answers = threading.Event(), []
    runner.run(lambda _: gate.wait(5), lambda _: answers.append("book"), never)

    runner.run(lambda _: "file", answers.append, never, on_files=True)
    qtbot.waitUntil(lambda: answers == ["file"])
    gate.set()
    qtbot.waitUntil(lambda: answers == ["file", "book"])


def test_an_error_is_delivered_on_the_ui_thread(qtbot, qapp, runner):
    seen = []

    def work(_):
        raise StorageUnavailableError("Ổ đĩa đầy.")

    runner.run(work, never, lambda error: seen.append((str(error), on_ui_thread(qapp))))
    qtbot.waitUntil(lambda: bool(seen))

    assert seen == [("Ổ đĩa đầy.", True)]


def test_progress_is_delivered_on_the_ui_thread_in_order(qtbot, qapp, runner):
    seen = []
    gate = threading.Event()

    def work(job):
        gate.wait(5)
        for done in range(3):
            job.report(done, 3, f"Bước {done}")

    job = runner.run(work, lambda _: seen.append("xong"), never)
    job.progressed.connect(lambda done, *_: seen.append((done, on_ui_thread(qapp))))
    gate.set()
    qtbot.waitUntil(lambda: "xong" in seen)

    assert seen == [(0, True), (1, True), (2, True), "xong"]


def test_a_cancelled_job_stops_at_its_next_step_and_is_no_failure(qtbot, runner):
    started, go_on, stopped = threading.Event(), threading.Event(), []

    def work(job):
        started.set()
        go_on.wait(5)
        try:
            job.report(1, 2, "Bước 1")
        except CancelledError:
            stopped.append(True)
            raise

    job = runner.run(work, never, never)
    started.wait(5)
    job.cancel()
    with qtbot.waitSignals([job.cancelled, job.ended]):
        go_on.set()

    assert stopped == [True]


def test_an_exception_in_the_answer_reaches_the_hook_and_the_job_still_ends(
    qtbot, runner, monkeypatch
):
    seen, ended = [], []
    monkeypatch.setattr(sys, "excepthook", lambda kind, error, trace: seen.append(str(error)))

    def then(_):
        raise ValueError("hỏng")

    job = runner.run(lambda _: 1, then, never)
    job.ended.connect(lambda: ended.append(True))
    qtbot.waitUntil(lambda: bool(ended))

    assert seen == ["hỏng"]


def test_drain_waits_for_all_queued_work(runner):
    done = []
    for number in range(5):
        runner.run(lambda _, number=number: done.append(number), lambda _: None, never)

    assert runner.drain()
    assert done == list(range(5))


def test_an_answer_for_a_widget_that_is_gone_is_dropped(qtbot, runner):
    label, gate = QLabel("đợi"), threading.Event()
    job = runner.run(
        lambda _: gate.wait(5), while_alive(label, lambda _: label.setText("xong")), never
    )
    with qtbot.waitSignal(label.destroyed):
        label.deleteLater()

    with qtbot.waitSignal(job.ended):
        gate.set()


def test_finished_jobs_leave_nothing_behind_that_other_objects_are_taken_for(qtbot, runner):
    for _ in range(5):
        done = []
        for _ in range(20):
            runner.run(lambda _: None, done.append, never)
        qtbot.waitUntil(lambda done=done: len(done) == 20)
        menu = QMenu()
        qtbot.addWidget(menu)
        for number in range(30):
            menu.addMenu(f"Năm {number}")

        assert {type(action) for action in menu.actions()} == {QAction}


def test_what_the_work_holds_is_let_go_before_the_answer_is_told(qtbot, runner):
    class Held:
        pass

    held = Held()
    alive, seen = weakref.ref(held), []
    job = runner.run(
        partial(lambda _held, _job: 1, held), lambda _: seen.append(alive() is None), never
    )
    del held
    qtbot.waitUntil(lambda: bool(seen))

    assert seen == [True]
    assert job is not None  # kept to the end: the worker may hold it as long
