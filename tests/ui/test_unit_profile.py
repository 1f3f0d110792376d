from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from ktt_desktop.services.settings import load_profile
from ktt_desktop.ui import messages
from ktt_desktop.ui.context import Context
from ktt_desktop.ui.jobs import JobRunner
from ktt_desktop.ui.unit_profile import UnitProfileDialog
from tests.keyboard import type_text

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def context(qtbot, practice):
    runner = JobRunner()
    yield Context(*practice, runner)
    assert runner.drain()
    qtbot.wait(10)


@pytest.fixture
def dialog(qtbot, context):
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = UnitProfileDialog(context, parent)
    dialog.open()
    qtbot.waitUntil(dialog.isActiveWindow)
    parent.dialog = dialog
    yield dialog
    parent.close()


def save(qtbot, dialog):
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)


def retype(editor, text):
    editor.setFocus()
    editor.selectAll()
    type_text(editor, text)


def test_every_printed_line_is_edited_and_kept(qtbot, dialog, context):
    before = context.profile
    retype(dialog.editor("signer"), "Nguyễn Văn Đức")
    retype(dialog.editor("signed_on"), "5/2/2026")
    retype(dialog.editor("recipients"), "Sở Tài chính\n\n Lưu: VT, KT ")
    dialog.complete.setChecked(True)

    with qtbot.waitSignal(context.profile_changed):
        save(qtbot, dialog)

    assert (
        context.profile
        == load_profile(context.book)
        == replace(
            before,
            signer="Nguyễn Văn Đức",
            signed_on=date(2026, 2, 5),
            recipients=("Sở Tài chính", "Lưu: VT, KT"),
            list_complete=True,
        )
    )


def test_saving_without_a_change_keeps_the_profile_as_it_was(qtbot, dialog, context):
    before = context.profile

    with qtbot.waitSignal(context.profile_changed):
        save(qtbot, dialog)

    assert load_profile(context.book) == before


@pytest.mark.parametrize("text", ["31/2/2026", "2/2026", "hôm qua"])
def test_an_unusable_date_keeps_the_dialog_open_and_says_why(qtbot, dialog, context, text):
    before = context.profile
    retype(dialog.editor("signed_on"), text)

    save(qtbot, dialog)

    problems = [label.text() for label in dialog.findChildren(QLabel) if label.property("problem")]
    assert dialog.isVisible()
    assert len(problems[0]) > 20
    assert QApplication.focusWidget() is dialog.editor("signed_on")
    assert load_profile(context.book) == before


def test_an_empty_name_keeps_the_old_one(qtbot, dialog, context):
    retype(dialog.editor("name"), "  ")

    with qtbot.waitSignal(context.profile_changed):
        save(qtbot, dialog)

    assert context.profile.name == "Huyện Lạng Giang"


def test_tab_leaves_a_field_of_several_lines(qtbot, dialog):
    dialog.editor("opening").setFocus()

    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)

    assert QApplication.focusWidget() is dialog.editor("authority")


def test_escape_asks_only_when_something_was_changed(qtbot, dialog, monkeypatch):
    asked = []
    monkeypatch.setattr(messages, "ask", lambda *words: asked.append(words[2]) or False)
    retype(dialog.editor("number"), "15")

    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert asked == ["Những thay đổi chưa ghi sẽ mất. Đóng mà không ghi?"]
    assert dialog.isVisible()

    retype(dialog.editor("number"), "126")
    with qtbot.waitSignal(dialog.rejected):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert len(asked) == 1
