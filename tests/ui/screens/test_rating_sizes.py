"""Sửa ngưỡng quy mô by keyboard: the decree's numbers stay, a missing one is filled in."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from ktt_desktop.domain.size_classes import SizeClass, Thresholds
from ktt_desktop.services.size_thresholds import load_thresholds, save_thresholds
from ktt_desktop.ui import messages
from ktt_desktop.ui.screens.rating import RatingScreen
from ktt_desktop.ui.screens.rating_sizes import SizesDialog
from tests.ui.screens.opened import CONTROL, opened, press, settle

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
KEY, BOTH = Qt.Key, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def screen(qtbot, context):
    yield from opened(qtbot, context, RatingScreen(context))


@pytest.fixture
def shown(qtbot, context, screen):
    def open_dialog():
        press(KEY.Key_Q, BOTH)
        settle(context)
        dialog = screen.findChildren(SizesDialog)[-1]
        qtbot.waitUntil(dialog.isActiveWindow)
        return dialog

    return open_dialog


def row(dialog, place):
    return [dialog.table.item(place, column).text() for column in range(4)]


def write(qtbot, dialog, place, column, text):
    dialog.table.setFocus()
    dialog.table.setCurrentCell(place, column)
    press(KEY.Key_F2)
    editor = QApplication.focusWidget()
    editor.selectAll()
    QTest.keyClicks(editor, text)
    press(KEY.Key_Return)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not editor)


def test_a_missing_threshold_is_filled_in_for_the_whole_group(qtbot, context, shown):
    reopened = []
    context.reopen_wanted.connect(lambda: reopened.append(1))
    dialog = shown()
    assert row(dialog, 0) == ["Quy mô lớn", "300", "50.000", "10.000"]
    assert not dialog.table.item(0, 1).flags() & Qt.ItemFlag.ItemIsEditable
    press(KEY.Key_Down)
    assert row(dialog, 1) == ["Quy mô vừa", *["chưa cấu hình"] * 3]
    write(qtbot, dialog, 1, 1, "70")
    write(qtbot, dialog, 1, 2, "30 ty")
    assert row(dialog, 1) == ["Quy mô vừa", "70", "30.000", "chưa cấu hình"]
    press(KEY.Key_S, CONTROL)
    settle(context)

    medium = {SizeClass.MEDIUM: Thresholds(70, 30 * 10**9)}
    assert load_thresholds(context.book) == dict.fromkeys(("CN", "TTCN", "XD"), medium)
    assert reopened == [1]


def test_what_was_filled_in_can_be_taken_out_again(qtbot, context, shown):
    save_thresholds(context.book, {"VT": {SizeClass.LARGE: Thresholds(members=100)}})
    dialog = shown()
    while dialog.choice.currentText() != "Vận tải":
        press(KEY.Key_Down)
    assert row(dialog, 0)[1] == "100"
    dialog.table.setFocus()
    dialog.table.setCurrentCell(0, 1)
    press(KEY.Key_Delete)
    assert row(dialog, 0)[1] == "chưa cấu hình"
    press(KEY.Key_S, CONTROL)
    settle(context)
    assert load_thresholds(context.book) == {}


def test_what_is_no_number_is_told_and_leaving_asks(qtbot, shown, monkeypatch):
    asked = []
    monkeypatch.setattr(messages, "ask", lambda *_: asked.append(1) or True)
    dialog = shown()
    press(KEY.Key_Down)
    write(qtbot, dialog, 1, 1, "nhieu")
    assert "“nhieu”" in dialog.problem.text()
    assert row(dialog, 1)[1] == "chưa cấu hình"
    write(qtbot, dialog, 1, 1, "5")
    press(KEY.Key_Escape)
    assert asked == [1]
    assert not dialog.isVisible()
