"""Industries of an organisation: found in the official list, taken in turn, one of them main."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from ktt_desktop.domain.organisation import Activity
from ktt_desktop.ui.forms import activities_editor
from ktt_desktop.ui.forms.activities_editor import ActivitiesEditor
from ktt_desktop.ui.forms.row_dialog import RowDialog
from ktt_desktop.ui.forms.vsic_picker import VsicPicker
from tests.keyboard import type_text

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
CONTROL = Qt.KeyboardModifier.ControlModifier
RICE = Activity("2025", "0111", "", True)
PIGS = Activity("2025", "0145", "", False)


@pytest.fixture
def editor(qtbot, monkeypatch):
    monkeypatch.setattr(activities_editor, "today", lambda: date(2026, 1, 1))
    editor = ActivitiesEditor(lambda: date(2026, 1, 1))
    qtbot.addWidget(editor)
    with qtbot.waitActive(editor):
        editor.show()
        editor.activateWindow()
    editor.setFocus()
    return editor


def press(key, modifier=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(QApplication.focusWidget(), key, modifier)


def opened(qtbot, kind):
    qtbot.waitUntil(lambda: isinstance(QApplication.activeWindow(), kind))
    return QApplication.activeWindow()


def ticked(picker):
    return [
        picker.list.texts(place)[1]
        for place in range(picker.list.count)
        if picker.list.texts(place)[0]
    ]


def test_several_industries_are_taken_one_after_the_other(qtbot, editor):
    press(Qt.Key.Key_F5)
    picker = opened(qtbot, VsicPicker)
    assert picker.version == "2025"
    QTest.keyClicks(QApplication.focusWidget(), "trong lua")
    press(Qt.Key.Key_Return)
    assert picker.done_words.text() == "Đã chọn: 0111 Trồng lúa"
    assert ticked(picker) == ["0111"]
    type_text(QApplication.focusWidget(), "chăn nuôi")  # replaces the words, all selected
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Enter)
    press(Qt.Key.Key_Escape)
    assert editor.value() == (RICE, PIGS), "the first one is the main one"
    assert not picker.isVisible()


def test_an_industry_is_taken_only_once(qtbot, editor):
    editor.set_value((RICE,))
    press(Qt.Key.Key_F5)
    picker = opened(qtbot, VsicPicker)
    QTest.keyClicks(QApplication.focusWidget(), "0111")
    press(Qt.Key.Key_Return)
    assert picker.done_words.text() == "Đã có: 0111 Trồng lúa"
    picker.accept()
    assert editor.value() == (RICE,)


def test_the_picker_says_where_an_industry_belongs_and_what_it_contains(qtbot, editor):
    press(Qt.Key.Key_F5)
    picker = opened(qtbot, VsicPicker)
    QTest.keyClicks(QApplication.focusWidget(), "0118")
    place, below = picker.note.text().split("\n")
    assert place.startswith("A Nông nghiệp, lâm nghiệp và thủy sản › 01 ")
    assert below.startswith("Gồm: Trồng rau các loại; ")
    QTest.keyClicks(QApplication.focusWidget(), "99")
    assert picker.note.text() == "Không tìm thấy. Gõ từ khác, có dấu hoặc không dấu."
    press(Qt.Key.Key_Return)
    assert editor.value() == ()
    picker.accept()


def test_the_other_version_is_one_key_away(qtbot, editor):
    press(Qt.Key.Key_F5)
    picker = opened(qtbot, VsicPicker)
    QTest.keyClicks(QApplication.focusWidget(), "4781")
    press(Qt.Key.Key_Tab)
    assert QApplication.focusWidget().accessibleName() == "Danh mục ngành năm 2025"
    press(Qt.Key.Key_Right)
    press(Qt.Key.Key_Space)
    assert picker.version == "2018"
    assert QApplication.focusWidget() is picker.search
    press(Qt.Key.Key_Return)
    assert editor.value() == (Activity("2018", "4781", "", True),)
    picker.accept()


@pytest.mark.parametrize(
    ("day", "held", "version"),
    [
        (date(2025, 11, 14), (), "2018"),
        (date(2025, 11, 15), (), "2025"),
        (date(2026, 1, 1), (Activity("2018", "0111"),), "2018"),
    ],
)
def test_the_version_begins_with_that_of_the_day_or_of_the_last_line(
    qtbot, editor, day, held, version
):
    editor._day = lambda: day
    editor.set_value(held)
    press(Qt.Key.Key_F5)
    picker = opened(qtbot, VsicPicker)
    assert picker.version == version
    picker.accept()


def test_space_makes_a_line_the_only_main_one(qtbot, editor):
    editor.set_value((RICE, PIGS))
    press(Qt.Key.Key_Down)
    with qtbot.waitSignal(editor.edited):
        press(Qt.Key.Key_Space)
    assert [row.is_main for row in editor.value()] == [False, True]
    assert editor.table.texts(1) == [
        "0145",
        "Chăn nuôi lợn và sản xuất giống lợn",
        "",
        "2025",
        "✓ Chính",
    ]


def test_no_main_line_or_two_are_warned_of(editor):
    assert editor.warning() == ""
    editor.set_value((PIGS,))
    assert editor.warning().startswith("Chưa chọn ngành chính.")
    editor.set_value((RICE, RICE))
    assert editor.warning().startswith("Có hơn một ngành chính.")
    editor.set_value((RICE, PIGS))
    assert editor.warning() == ""


def test_the_detail_of_a_line_is_written_as_on_the_certificate(qtbot, editor):
    editor.set_value((RICE,))
    press(Qt.Key.Key_Return)
    assert opened(qtbot, RowDialog).windowTitle() == "0111 – Trồng lúa"
    type_text(QApplication.focusWidget(), "Trồng lúa nếp cái hoa vàng")
    press(Qt.Key.Key_S, CONTROL)
    assert editor.value() == (Activity("2025", "0111", "Trồng lúa nếp cái hoa vàng", True),)


def test_a_code_of_2018_shows_what_may_stand_for_it_today(editor):
    editor.set_value((Activity("2018", "0131", "", True), RICE))
    editor.table.go_to(0)
    assert editor._proposal.text() == (
        "Mã tương ứng trong VSIC 2025 (tham khảo): 0130 Nhân và chăm sóc cây giống nông nghiệp."
    )
    assert editor._proposal.isVisible()
    press(Qt.Key.Key_Down)
    assert not editor._proposal.isVisible()
    assert editor.value()[0].version == "2018", "nothing is converted"
