"""What the dialogs of the window are given."""

import pytest
from PySide6.QtWidgets import QWidget

from ktt_desktop.services.book import today
from ktt_desktop.services.first_run import first_period
from ktt_desktop.services.settings import save_profile
from ktt_desktop.ui import messages
from ktt_desktop.ui.context import Context
from ktt_desktop.ui.import_dialog import ImportDialog
from ktt_desktop.ui.jobs import JobRunner
from tests.ui.imported_lists import PROFILE, in_front
from tests.ui.screens.opened import settle


@pytest.fixture
def context(qtbot, practice):
    """The context of the practice book; tests of one part may have one of their own."""
    context = Context(*practice, JobRunner())
    yield context
    assert context.runner.drain()
    qtbot.wait(10)


@pytest.fixture
def window(qtbot):
    """A plain window to open dialogs over."""
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.show()
    return widget


@pytest.fixture
def told(monkeypatch):
    """What message boxes would say; they would hold up everything else."""
    told = []
    monkeypatch.setattr(messages, "warn", lambda *args: told.append(args[2]))
    monkeypatch.setattr(messages, "choose", lambda *args: told.append(args[2]) or 0)
    return told


@pytest.fixture
def commune_context(qtbot, empty_book):
    """The context of an empty book of a commune; `notices` keeps the words of the status line."""
    save_profile(empty_book, PROFILE)
    context = Context(empty_book, PROFILE, first_period(PROFILE, today()), JobRunner())
    context.notices = []
    context.noticed.connect(lambda notice: context.notices.append(notice.left))
    yield context
    settle(context)


@pytest.fixture
def import_dialog(qtbot, window, context):
    """Nhập từ Excel, before an officer at the keyboard."""
    dialog = ImportDialog(context, window)
    dialog.open()
    in_front(qtbot, dialog)
    settle(context)
    yield dialog
    dialog.session.is_touched = False
    dialog.close()
    settle(context)
