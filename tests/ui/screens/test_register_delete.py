"""Deleting all chosen rows of the list, asked with their number and undone as one."""

import pytest
from PySide6.QtCore import Qt

from ktt_desktop.ui import messages
from ktt_desktop.ui.screens.register import RegisterScreen
from tests.ui.screens.opened import CONTROL, opened, press, settle

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def screen(qtbot, context):
    yield from opened(qtbot, context, RegisterScreen(context))


def test_all_chosen_rows_go_and_come_back_with_ctrl_z(monkeypatch, context, screen):
    asked = []
    monkeypatch.setattr(messages, "ask", lambda *words: asked.append(words) or True)
    ids = list(screen.model.ids())
    press(Qt.Key.Key_Down, SHIFT)
    press(Qt.Key.Key_Down, SHIFT)
    press(Qt.Key.Key_Delete)
    settle(context)
    assert asked[0][2].startswith("Đưa 3 hồ sơ đang chọn vào thùng rác?")
    assert list(screen.model.ids()) == ids[3:]
    assert screen.undo.words.text() == "Đã đưa 3 hồ sơ vào thùng rác."

    press(Qt.Key.Key_Z, CONTROL)
    settle(context)
    assert list(screen.model.ids()) == ids


def test_nothing_goes_where_the_officer_keeps_them(monkeypatch, context, screen):
    monkeypatch.setattr(messages, "ask", lambda *_: False)
    ids = list(screen.model.ids())
    press(Qt.Key.Key_A, CONTROL)
    press(Qt.Key.Key_Delete)
    settle(context)
    assert list(screen.model.ids()) == ids
