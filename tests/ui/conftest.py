"""What the dialogs of the window are given."""

import pytest
from PySide6.QtWidgets import QWidget

from ktt_desktop.ui.context import Context
from ktt_desktop.ui.jobs import JobRunner


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
