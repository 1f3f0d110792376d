from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QLabel

from ktt_desktop.domain.terms import UnitLevel
from ktt_desktop.services.opening import begin_book, open_for_work
from ktt_desktop.ui.first_run import FirstRunDialog
from tests.keyboard import type_text

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def dialog(qtbot, catalogue, units):
    dialog = FirstRunDialog(units, catalogue.profile_lines, date(2026, 11, 20))
    qtbot.addWidget(dialog)
    dialog.open()
    qtbot.waitUntil(dialog.isActiveWindow)
    return dialog


def press(qtbot, *keys):
    for key in keys:
        qtbot.keyClick(QApplication.focusWidget(), key)


def focused():
    return QApplication.focusWidget().accessibleName()


def listed(chooser):
    return [chooser.list.item(row).text() for row in range(chooser.list.count())]


def said(dialog):
    return [label.text() for label in dialog.findChildren(QLabel)]


def test_a_commune_is_chosen_without_touching_the_mouse(qtbot, dialog, tmp_path):
    assert focused() == "Xã, phường hiện nay"
    press(qtbot, Qt.Key.Key_Tab)
    assert focused() == "Tỉnh, thành phố"
    qtbot.keyClicks(QApplication.focusWidget(), "bac ninh")
    press(qtbot, Qt.Key.Key_Return)
    assert focused() == "Xã, phường, đặc khu"
    qtbot.keyClicks(QApplication.focusWidget(), "lang")
    assert listed(dialog.unit) == ["Xã Lạng Giang", "Xã Chi Lăng", "Xã Phù Lãng"]
    press(qtbot, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Return)
    assert focused() == "Mở sổ"
    assert "Sổ của UBND xã Lạng Giang, tỉnh Bắc Ninh." in said(dialog)
    press(qtbot, Qt.Key.Key_Return)

    assert dialog.result() == QDialog.DialogCode.Accepted
    opened = open_for_work(tmp_path, practice=False)
    begin_book(opened.book, dialog.profile)
    opened.book.close()
    again = open_for_work(tmp_path, practice=False)
    again.book.close()
    assert again.profile.issuer == ("ỦY BAN NHÂN DÂN", "XÃ LẠNG GIANG")


def test_a_district_of_before_july_2025_is_chosen_the_same_way(qtbot, dialog):
    press(qtbot, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Tab)
    type_text(QApplication.focusWidget(), "Bắc Giang")
    press(qtbot, Qt.Key.Key_Return)
    assert focused() == "Huyện, quận, thị xã, thành phố"
    assert "Huyện Lạng Giang" in listed(dialog.unit)
    type_text(QApplication.focusWidget(), "Lạng Giang")
    press(qtbot, Qt.Key.Key_Return, Qt.Key.Key_Return)

    assert dialog.profile.name == "Huyện Lạng Giang"
    assert dialog.profile.level is UnitLevel.DISTRICT
    assert dialog.profile.historical


def test_a_province_of_today_has_only_itself_to_choose(qtbot, dialog):
    press(qtbot, Qt.Key.Key_Down, Qt.Key.Key_Tab)
    assert not dialog.unit.isEnabled()
    assert not dialog.start.isEnabled()
    qtbot.keyClicks(QApplication.focusWidget(), "bac ninh")
    press(qtbot, Qt.Key.Key_Return)
    assert focused() == "Mở sổ"
    assert "Sổ của UBND tỉnh Bắc Ninh." in said(dialog)
    press(qtbot, Qt.Key.Key_Return)

    assert dialog.result() == QDialog.DialogCode.Accepted
    profile = dialog.profile
    assert (profile.code, profile.level) == ("24", UnitLevel.PROVINCE)
    assert (profile.parent_code, profile.parent_name) == ("", "Bộ Tài chính")


def test_a_commune_is_found_without_choosing_its_province(qtbot, dialog):
    press(qtbot, Qt.Key.Key_Tab, Qt.Key.Key_Tab)
    qtbot.keyClicks(QApplication.focusWidget(), "lang giang")

    assert listed(dialog.unit)[0] == "Xã Lạng Giang, tỉnh Bắc Ninh"


def test_another_province_empties_the_choice_of_commune(qtbot, dialog):
    press(qtbot, Qt.Key.Key_Tab)
    qtbot.keyClicks(QApplication.focusWidget(), "bac ninh")
    press(qtbot, Qt.Key.Key_Return)
    qtbot.keyClicks(QApplication.focusWidget(), "lang giang")
    assert dialog.start.isEnabled()

    dialog.province.box.setFocus()
    dialog.province.box.selectAll()
    qtbot.keyClicks(dialog.province.box, "ca mau")

    assert not dialog.start.isEnabled()
    assert "Xã Lạng Giang" not in listed(dialog.unit)


def test_the_practice_book_needs_no_unit(qtbot, dialog):
    press(qtbot, *[Qt.Key.Key_Down] * 3)
    assert focused() == "Sổ thực hành – số liệu Lạng Giang 2022"
    assert not dialog.province.isEnabled()

    press(qtbot, Qt.Key.Key_Return)

    assert dialog.result() == QDialog.DialogCode.Accepted
    assert dialog.profile is None


def test_enter_without_a_unit_leaves_the_dialog_open(qtbot, dialog):
    press(qtbot, Qt.Key.Key_Return)

    assert dialog.isVisible()
    assert "Chọn tỉnh rồi chọn đơn vị, hoặc gõ thẳng tên đơn vị." in said(dialog)


def test_escape_leaves_without_an_answer(qtbot, dialog):
    press(qtbot, Qt.Key.Key_Escape)

    assert dialog.result() == QDialog.DialogCode.Rejected
