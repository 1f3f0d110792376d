"""Old communes in the list, by keyboard: tree of units, recording by address, filter, column."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from ktt_desktop.domain.errors import CancelledError
from ktt_desktop.domain.organisation import OrganisationDraft
from ktt_desktop.domain.period import ReportingPeriod
from ktt_desktop.domain.records import UnitProfile
from ktt_desktop.domain.register_list import RegisterQuery
from ktt_desktop.domain.size_classes import SizeClass
from ktt_desktop.domain.terms import UnitLevel
from ktt_desktop.services.list_columns import DEFAULT
from ktt_desktop.services.list_views import ListLayout, SavedView
from ktt_desktop.services.register import load_organisation, save_organisation
from ktt_desktop.services.register_list import organisation_ids, organisation_rows
from ktt_desktop.ui import messages
from ktt_desktop.ui.context import Context
from ktt_desktop.ui.jobs import JobRunner
from ktt_desktop.ui.screens import register_addresses
from ktt_desktop.ui.screens.register import RegisterScreen
from ktt_desktop.ui.screens.register_addresses import AddressesDialog
from ktt_desktop.ui.screens.register_bulk import BulkDialog
from ktt_desktop.ui.screens.register_units import UnitsDialog
from tests.ui.screens.opened import CONTROL, opened, press, settle

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
SHIFT = Qt.KeyboardModifier.ShiftModifier
UNIT, HUONG_LAC, VOI = "07375", "07405", "07375"
PROFILE = UnitProfile(UNIT, "Xã Lạng Giang", UnitLevel.COMMUNE, "24", "Tỉnh Bắc Ninh")
ADDRESS = "Thôn Một, xã Hương Lạc, huyện Lạng Giang, tỉnh Bắc Giang"


@pytest.fixture
def present(qtbot, empty_book):
    for name, fields in {
        "HTX Ba": {"address": "Thôn Đông", "commune_code": UNIT},
        "HTX Hai": {"commune_code": UNIT, "former_commune_code": VOI},
        "HTX Một": {"address": ADDRESS, "commune_code": UNIT},
    }.items():
        save_organisation(empty_book, OrganisationDraft(name=name, sector="NN.TT", **fields))
    context = Context(empty_book, PROFILE, ReportingPeriod.parse("N2026"), JobRunner())
    context.notices = []
    yield context
    settle(context)


@pytest.fixture
def here(qtbot, present):
    yield from opened(qtbot, present, RegisterScreen(present))


@pytest.fixture
def screen(qtbot, context):
    yield from opened(qtbot, context, RegisterScreen(context))


def opened_dialog(qtbot, screen, kind):
    settle(screen._context)
    dialog = screen.findChildren(kind)[-1]
    qtbot.waitUntil(dialog.isVisible)
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    return dialog


def back(qtbot, screen):
    settle(screen._context)
    screen.activateWindow()
    screen.table.setFocus()
    qtbot.waitUntil(screen.table.hasFocus)


def column(screen, key="name"):
    keys = [each.key for each in screen.model.columns]
    model = screen.model
    return [model.data(model.index(row, keys.index(key))) for row in range(model.rowCount())]


def former(context):
    query = RegisterQuery()
    rows = organisation_rows(context.book, organisation_ids(context.book, query), query)
    return [load_organisation(context.book, row.uid).former_commune_code for row in rows]


def test_the_tree_of_a_commune_of_today_leads_to_the_list_of_an_old_one(qtbot, here):
    press(Qt.Key.Key_U, CONTROL)
    dialog = opened_dialog(qtbot, here, UnitsDialog)
    tree = dialog.tree
    assert tree.hasFocus()
    (own,) = (tree.topLevelItem(place) for place in range(tree.topLevelItemCount()))
    assert [own.text(place) for place in range(3)] == ["Xã Lạng Giang", "", "3"]
    below = [own.child(place) for place in range(own.childCount())]
    assert [(each.text(0).split(",")[0], each.text(1), each.text(2)) for each in below] == [
        ("Xã Hương Lạc", "toàn bộ", ""),
        ("Xã Tân Hưng", "toàn bộ", ""),
        ("Thị trấn Vôi", "toàn bộ", "1"),
        ("Xã Xương Lâm", "toàn bộ", ""),
        ("Chưa ghi xã cũ", "", "2"),
    ]

    for _ in range(3):
        press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    back(qtbot, here)
    assert column(here) == ["HTX Hai"]
    words = here.conditions.words.words.text()
    assert words == "Lọc: xã Lạng Giang; thị trấn Vôi, huyện Lạng Giang (cũ)"
    assert here.conditions.more.buttons["former"].chosen() == (VOI,)


def test_those_that_name_no_old_commune_have_their_line(qtbot, here):
    press(Qt.Key.Key_U, CONTROL)
    opened_dialog(qtbot, here, UnitsDialog)
    press(Qt.Key.Key_End)
    press(Qt.Key.Key_Return)
    back(qtbot, here)
    assert column(here) == ["HTX Ba", "HTX Một"]
    assert "chưa ghi xã cũ" in here.conditions.words.words.text()


def test_the_tree_of_a_district_of_before_opens_a_commune_by_the_arrow_key(qtbot, screen):
    press(Qt.Key.Key_U, CONTROL)
    dialog = opened_dialog(qtbot, screen, UnitsDialog)
    own = dialog.tree.topLevelItem(0)
    assert own.childCount() == 19
    press(Qt.Key.Key_Down)
    commune = dialog.tree.currentItem()
    assert commune.childCount() == 0  # made when it is opened
    press(Qt.Key.Key_Right)
    assert commune.childCount() > 0
    press(Qt.Key.Key_Down)
    assert "tỉnh Bắc Ninh" in dialog.tree.currentItem().text(0)
    assert not dialog.show_button.isEnabled()  # nobody is listed by a unit of today
    press(Qt.Key.Key_Return)
    assert dialog.isVisible()
    press(Qt.Key.Key_Escape)
    back(qtbot, screen)
    assert len(column(screen)) == 12


def test_what_the_addresses_name_is_looked_at_recorded_and_put_back(qtbot, present, here):
    press(Qt.Key.Key_U, CONTROL | SHIFT)
    dialog = opened_dialog(qtbot, here, AddressesDialog)
    assert dialog.words.text() == (
        "Theo địa chỉ trên giấy chứng nhận: chắc chắn 1, xã cũ đã chia 0, "
        "không khớp xã hiện nay 0, không nhận ra 1, đã ghi từ trước 1."
    )
    model = dialog.table.model()
    shown = [[model.data(model.index(row, at)) for at in (0, 2, 3)] for row in range(3)]
    assert shown == [
        ["HTX Ba", "", "Để nguyên: không nhận ra xã cũ"],
        ["HTX Hai", "Thị trấn Vôi, huyện Lạng Giang", "Để nguyên: đã ghi"],
        ["HTX Một", "Xã Hương Lạc, huyện Lạng Giang", "Ghi"],
    ]
    assert former(present) == ["", VOI, ""]
    assert dialog.save_button.text() == "Ghi 1 hồ sơ  Ctrl+S"

    press(Qt.Key.Key_S, CONTROL)
    back(qtbot, here)
    assert former(present) == ["", VOI, HUONG_LAC]
    assert HUONG_LAC in here.conditions.more.buttons["former"]._actions
    press(Qt.Key.Key_Z, CONTROL)
    back(qtbot, here)
    assert former(present) == ["", VOI, ""]


def test_reading_that_is_stopped_closes_the_dialog(qtbot, monkeypatch, present, here):
    def stopped(book, ids, progress):
        raise CancelledError("x")

    monkeypatch.setattr(register_addresses, "read_addresses", stopped)
    press(Qt.Key.Key_U, CONTROL | SHIFT)
    settle(present)
    qtbot.waitUntil(lambda: not here.findChildren(AddressesDialog)[-1].isVisible())
    assert former(present) == ["", VOI, ""]


def test_nothing_certain_leaves_nothing_to_press(qtbot, present, here):
    here.conditions.show_query(RegisterQuery(former=(VOI,)))
    here._on_filtered()
    back(qtbot, here)
    press(Qt.Key.Key_U, CONTROL | SHIFT)
    dialog = opened_dialog(qtbot, here, AddressesDialog)
    assert not dialog.save_button.isEnabled()
    press(Qt.Key.Key_S, CONTROL)
    assert dialog.isVisible()
    press(Qt.Key.Key_Escape)


def test_a_book_of_before_the_change_says_that_there_is_nothing_to_record(
    qtbot, monkeypatch, screen
):
    told = []
    monkeypatch.setattr(messages, "inform", lambda *words: told.append(words))
    press(Qt.Key.Key_U, CONTROL | SHIFT)
    settle(screen._context)
    assert "trước 1/7/2025" in told[0][2]
    assert not screen.findChildren(AddressesDialog)


def test_the_old_commune_is_a_column_and_a_condition_that_a_view_keeps(qtbot, present, here):
    layout = ListLayout((*DEFAULT, "former_commune"))
    assert "former_commune" not in DEFAULT
    here._show_view(SavedView("Vôi", RegisterQuery(former=(VOI, "")), layout))
    back(qtbot, here)
    assert column(here, "former_commune") == ["–", "Thị trấn Vôi, huyện Lạng Giang", "–"]
    button = here.conditions.more.buttons["former"]
    assert button.chosen() == (VOI, "")
    assert button.text() == "Xã cũ: 2 ▾"

    here._show_view(SavedView("Khác", RegisterQuery(former=("07384",)), layout))
    settle(present)
    assert (column(here), button.chosen()) == ([], ("07384",))  # it occurs nowhere, yet it is asked


def test_the_options_of_the_filter_are_ticked_in_the_panel(qtbot, present, here):
    press(Qt.Key.Key_L, CONTROL)
    for action in here.conditions.more.buttons["former"].menu().actions():
        if action.text() == "Chưa ghi xã cũ":
            action.trigger()
    settle(present)
    assert column(here) == ["HTX Ba", "HTX Một"]
    here.refresh()
    here.places.learn()
    settle(present)
    assert here.conditions.more.buttons["former"].chosen() == ("",)


def test_a_size_is_a_column_and_a_condition(qtbot, present, here):
    assert "size" not in DEFAULT
    here._show_view(SavedView("Quy mô", RegisterQuery(), ListLayout((*DEFAULT, "size"))))
    back(qtbot, here)
    assert column(here, "size") == ["Chưa đủ số liệu"] * 3
    press(Qt.Key.Key_L, CONTROL)
    for action in here.conditions.more.buttons["sizes"].menu().actions():
        if action.text() == "Quy mô lớn":
            action.trigger()
    settle(present)
    assert here._query.sizes == (SizeClass.LARGE,)
    assert column(here) == []
    assert here.conditions.words.words.text() == "Lọc: quy mô lớn"


def test_one_old_commune_for_many_records(qtbot, present, here):
    press(Qt.Key.Key_A, CONTROL)
    press(Qt.Key.Key_E, CONTROL)
    dialog = opened_dialog(qtbot, here, BulkDialog)
    dialog.field.set_value("former_commune_code")
    dialog.field.edited.emit()
    settle(present)
    dialog.value.input.setFocus()
    QTest.keyClicks(QApplication.focusWidget(), "huong lac")
    dialog.value.input.lineEdit().completer().popup().hide()
    press(Qt.Key.Key_Tab)
    settle(present)
    assert dialog.value.value() == HUONG_LAC
    assert dialog.words.text() == "Sẽ sửa 3 hồ sơ; giữ nguyên 0 hồ sơ."
    press(Qt.Key.Key_S, CONTROL)
    back(qtbot, here)
    assert former(present) == [HUONG_LAC] * 3


def test_another_unit_in_the_profile_shows_its_own_tree(qtbot, present, here):
    present.set_profile(replace(PROFILE, code="24", name="Tỉnh", level=UnitLevel.PROVINCE))
    back(qtbot, here)
    press(Qt.Key.Key_U, CONTROL)
    dialog = opened_dialog(qtbot, here, UnitsDialog)
    assert dialog.tree.topLevelItem(0).childCount() == 99
    press(Qt.Key.Key_Escape)
