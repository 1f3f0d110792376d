import threading

import pytest
from PySide6.QtWidgets import QWidget

from ktt_desktop.domain.errors import StorageUnavailableError
from ktt_desktop.domain.records import ChangeSet
from ktt_desktop.ui import messages
from ktt_desktop.ui.context import Context
from ktt_desktop.ui.jobs import JobRunner


@pytest.fixture
def context(qtbot):
    runner = JobRunner()
    yield Context(None, None, None, runner)
    assert runner.drain()
    qtbot.wait(10)


@pytest.fixture
def widget(qtbot):
    widget = QWidget()
    qtbot.addWidget(widget)
    return widget


@pytest.fixture
def told(monkeypatch):
    said = []
    monkeypatch.setattr(messages, "warn", lambda over, _, text: said.append((over, text)))
    return said


def full(_):
    raise StorageUnavailableError("Ổ đĩa đầy.")


def test_a_save_is_told_to_the_title_line_the_asker_and_all_screens(qtbot, context, widget):
    seen, change = [], ChangeSet(years=frozenset({2022}))
    context.saved.connect(lambda: seen.append("saved"))
    context.changes.changed.connect(lambda each: seen.append(("changed", each)))

    context.save(widget, lambda _: change, lambda each: seen.append(("then", each)))
    qtbot.waitUntil(lambda: len(seen) == 3)

    assert seen == ["saved", ("then", change), ("changed", change)]


def test_a_failed_save_is_told_over_its_widget_and_to_no_screen(qtbot, context, widget, told):
    seen = []
    context.saved.connect(lambda: seen.append("saved"))
    context.changes.changed.connect(seen.append)

    context.save(widget, full)
    qtbot.waitUntil(lambda: bool(told))

    assert told == [(widget, "Ổ đĩa đầy.")]
    assert seen == []


def test_a_screen_can_tell_a_failed_save_in_its_own_way(qtbot, context, widget, told):
    seen = []

    context.save(widget, full, failed=lambda error: seen.append(str(error)))
    qtbot.waitUntil(lambda: bool(seen))

    assert (seen, told) == (["Ổ đĩa đầy."], [])


def test_a_save_of_a_dialog_that_is_gone_is_still_told_to_the_screens(qtbot, context):
    dialog, gate, seen = QWidget(), threading.Event(), []

    def work(_):
        gate.wait(5)
        return ChangeSet(dossiers=True)

    context.save(dialog, work, lambda _: dialog.setWindowTitle("xong"))
    with qtbot.waitSignal(dialog.destroyed):
        dialog.deleteLater()
    context.changes.changed.connect(seen.append)
    gate.set()
    qtbot.waitUntil(lambda: bool(seen))

    assert seen == [ChangeSet(dossiers=True)]


def test_a_failure_for_a_widget_that_is_gone_is_still_told(qtbot, context, told):
    widget, gate = QWidget(), threading.Event()

    def work(_):
        gate.wait(5)
        full(_)

    context.ask(widget, work, lambda _: None)
    with qtbot.waitSignal(widget.destroyed):
        widget.deleteLater()
    gate.set()
    qtbot.waitUntil(lambda: bool(told))

    assert told == [(None, "Ổ đĩa đầy.")]
