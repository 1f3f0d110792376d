"""Có thể trùng: what stands under the name while a record is entered."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from ktt_desktop.ui import messages
from ktt_desktop.ui.forms.form_dialog import FormDialog
from ktt_desktop.ui.screens.register import RegisterScreen
from ktt_desktop.ui.screens.register_likely import LikelyNote
from tests.keyboard import type_text
from tests.ui.screens.opened import CONTROL, opened, press, settle

KNOWN = "HTX nông nghiệp Đào Mỹ"


@pytest.fixture
def screen(qtbot, context):
    yield from opened(qtbot, context, RegisterScreen(context))


@pytest.fixture
def dialog(qtbot, context, screen):
    press(Qt.Key.Key_N, CONTROL)
    settle(context)
    dialog = screen.findChildren(FormDialog)[-1]
    qtbot.waitUntil(dialog.isVisible)
    dialog.activateWindow()
    dialog.form.focus("name")
    qtbot.waitUntil(dialog.form.editor("name").input.hasFocus)
    return dialog


def typed(context, dialog, name):
    dialog.form.editor("name").input.clear()
    type_text(dialog.form.editor("name").input, name)
    press(Qt.Key.Key_Return)
    settle(context)
    return dialog.form.findChild(LikelyNote)


def test_a_known_name_is_told_once_it_is_left_and_keeps_nobody_from_saving(context, dialog):
    note = typed(context, dialog, "Hợp tác xã Nông Nghiệp đào mỹ")
    assert note.isVisible()
    assert note.words.text() == (
        f"Có thể trùng: “{KNOWN}”, Xã Đào Mỹ (tên gần giống nhau). Vẫn lưu được."
    )
    assert "name" not in dialog.form.problems()
    assert QApplication.focusWidget() is dialog.form.editor("short_name").input

    dialog.form.focus("name")
    assert not typed(context, dialog, "HTX Hoàn toàn mới").isVisible()


def test_one_key_opens_that_record_and_keeps_what_was_typed(
    qtbot, context, screen, dialog, monkeypatch
):
    typed(context, dialog, KNOWN)
    monkeypatch.setattr(messages, "choose", lambda *_: 0)  # "Tiếp tục sửa"
    press(Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert dialog.isVisible()

    monkeypatch.setattr(messages, "choose", lambda *_: 1)  # "Giữ bản nháp"
    press(Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    settle(context)
    opened_one = screen.findChildren(FormDialog)[-1]
    qtbot.waitUntil(opened_one.isVisible)
    assert opened_one.windowTitle() == f"Hồ sơ: {KNOWN}"
    assert not opened_one.form.findChild(LikelyNote).isVisible()
    opened_one.reject()
