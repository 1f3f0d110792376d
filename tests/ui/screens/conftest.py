"""What every screen is given."""

import pytest

from ktt_desktop.ui.context import Context
from ktt_desktop.ui.forms.reading import remember_reading
from ktt_desktop.ui.jobs import JobRunner
from tests.ui.screens.opened import settle


@pytest.fixture
def context(qtbot, practice):
    """The context of the practice book; `notices` keeps the words of the status line."""
    remember_reading(None)
    context = Context(*practice, JobRunner())
    context.notices = []
    context.noticed.connect(lambda notice: context.notices.append(notice.left))
    yield context
    settle(context)
    remember_reading(None)
