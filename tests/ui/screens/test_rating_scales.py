"""Sửa thang điểm by keyboard: filled in, refused, taken back, used at once."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from ktt_desktop.domain.rulesets import Scale, Step
from ktt_desktop.services.rating_scales import load_scales, save_scales
from ktt_desktop.ui import messages
from ktt_desktop.ui.screens.rating import RatingScreen
from ktt_desktop.ui.screens.rating_scales import MOST, SOURCE, STEPS, ScalesDialog
from tests.ui.screens.opened import CONTROL, opened, press, settle

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
KEY, BOTH = Qt.Key, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def screen(qtbot, context):
    yield from opened(qtbot, context, RatingScreen(context))


@pytest.fixture
def dialog(qtbot, context, screen):
    press(KEY.Key_G, BOTH)
    settle(context)
    (dialog,) = screen.findChildren(ScalesDialog)
    qtbot.waitUntil(dialog.isActiveWindow)
    yield dialog
    if not isValid(dialog):
        return
    dialog.scales = {key: dict(each) for key, each in dialog._kept.items()}
    dialog.reject()


def write(qtbot, dialog, row, column, text):
    table = dialog.table
    table.setFocus()
    table.setCurrentCell(row, column)
    press(KEY.Key_F2)
    editor = QApplication.focusWidget()
    editor.selectAll()
    QTest.keyClicks(editor, text)
    press(KEY.Key_Return)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not editor)


def place_of(dialog, key):
    return [each.key for each in dialog._leaves].index(key)


def test_a_maximum_and_a_scale_are_filled_in_and_saved(qtbot, context, dialog):
    ten, revenue = place_of(dialog, "10"), place_of(dialog, "3a")
    assert dialog.table.item(ten, SOURCE).text() == "Chưa có căn cứ"
    write(qtbot, dialog, ten, MOST, "8,5")
    assert dialog.table.item(ten, SOURCE).text() == "Đơn vị điền"
    write(qtbot, dialog, revenue, STEPS, "1 ty = 2; 5 ty = 4")
    assert dialog.table.item(revenue, STEPS).text() == "1.000 = 2; 5.000 = 4"
    press(KEY.Key_S, CONTROL)
    settle(context)
    assert load_scales(context.book) == {
        "TT01": {"10": Scale(850), "3a": Scale(400, (Step(10**9, 200), Step(5 * 10**9, 400)))}
    }
    assert not isValid(dialog)


def test_what_cannot_be_read_is_told_and_not_taken(qtbot, dialog):
    write(qtbot, dialog, place_of(dialog, "3a"), STEPS, "1000")
    assert "số liệu = điểm" in dialog.problem.text()
    assert dialog.scales.get("TT01", {}) == {}
    words = place_of(dialog, "9")
    assert not dialog.table.item(words, STEPS).flags() & Qt.ItemFlag.ItemIsEditable


def test_delete_takes_a_row_back_to_what_is_shipped(qtbot, context, screen, dialog):
    write(qtbot, dialog, 0, MOST, "9")
    assert dialog.scales["TT01"]["1a"].most == 900
    dialog.table.setFocus()
    dialog.table.setCurrentCell(0, MOST)
    press(KEY.Key_Delete)
    assert dialog.scales == {"TT01": {}}
    assert dialog.table.item(0, MOST).text() == "6"


def test_the_other_circular_is_chosen_from_the_list(qtbot, dialog):
    dialog.choice.setFocus()
    press(KEY.Key_Down)
    assert dialog.table.rowCount() == 6
    write(qtbot, dialog, 0, MOST, "25")
    assert dialog.scales["TT09"]["1"].most == 2500


def test_leaving_asks_where_something_was_changed(qtbot, dialog, monkeypatch):
    asked = []
    monkeypatch.setattr(messages, "ask", lambda *_: asked.append(1) or False)
    write(qtbot, dialog, 0, MOST, "9")
    press(KEY.Key_Escape)
    assert dialog.isVisible()
    assert asked == [1]


def test_what_was_filled_in_stands_there_at_the_next_opening(qtbot, context, screen):
    save_scales(context.book, {"TT01": {"11": Scale(1000)}})
    press(KEY.Key_G, BOTH)
    settle(context)
    (dialog,) = screen.findChildren(ScalesDialog)
    assert dialog.table.item(place_of(dialog, "11"), MOST).text() == "10"
    dialog.reject()
