import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from ktt_desktop.domain.organisation import OrganisationDraft
from ktt_desktop.domain.period import ReportingPeriod
from ktt_desktop.domain.terms import FundingSource
from ktt_desktop.services import register, support
from ktt_desktop.ui import messages
from ktt_desktop.ui.forms.form_dialog import FormDialog
from ktt_desktop.ui.screens.support import SupportScreen
from tests.keyboard import type_text
from tests.ui.screens.opened import CONTROL, opened, press, settle

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def screen(qtbot, context):
    screen = SupportScreen(context)
    yield from opened(qtbot, context, screen)


def pick(dialog, attr, text):
    """Type to find a choice, and leave the field."""
    dialog.form.focus(attr)
    box = dialog.form.editor(attr).input
    QTest.keyClicks(box, text)
    box.lineEdit().completer().popup().hide()
    press(Qt.Key.Key_Tab)


def column(screen, place):
    model = screen.model
    return [model.data(model.index(row, place)) for row in range(model.rowCount())]


def new_dialog(qtbot, screen):
    press(Qt.Key.Key_N, CONTROL)
    dialog = screen.findChildren(FormDialog)[-1]
    qtbot.waitUntil(dialog.isActiveWindow)
    return dialog


def add(qtbot, context, screen):
    dialog = new_dialog(qtbot, screen)
    pick(dialog, "programme_code", "chuong trinh ho tro phat trien")
    pick(dialog, "measure_code", "boi duong")
    pick(dialog, "organisation_uid", "dao my")
    QTest.keyClicks(dialog.form.editor("content").input, "Lop ke toan")
    QTest.keyClicks(dialog.form.editor("quantity").input, "2")
    pick(dialog, "quantity_unit", "lop")
    dialog.form.editor("document").setFocus()
    press(Qt.Key.Key_Return)  # the last field of the tab: on to the money
    for source, amount in (("NSTW", "100,5"), ("NS_TINH", "50")):
        QTest.keyClicks(
            dialog.findChild(type(QApplication.focusWidget()), f"money.{source}"), amount
        )
    return dialog


def save(qtbot, screen):
    """Save, and have the screen in front again; offscreen no window manager sees to it."""
    press(Qt.Key.Key_S, CONTROL)
    settle(screen._context)
    screen.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)


def test_a_grant_with_two_sources_shows_its_total_while_typing_and_in_the_list(
    qtbot, context, screen
):
    dialog = add(qtbot, context, screen)
    assert dialog.form.editor("money").total.text() == "Tổng: 150,5 triệu đồng"
    press(Qt.Key.Key_S, CONTROL)
    settle(context)

    row = column(screen, 0).index("Bồi dưỡng nâng cao năng lực")
    assert [column(screen, place)[row] for place in (2, 3, 4)] == [
        "HTX nông nghiệp Đào Mỹ",
        "2 lớp",
        "150,5",
    ]
    assert context.notices[-1] == "Hiện 4 / 4 lượt hỗ trợ · Kinh phí 150,5 triệu đồng"
    (stored,) = [each for each in support.grants(context.book, 2022) if each.total is not None]
    assert stored.draft.money == {
        FundingSource.CENTRAL: 100_500_000,
        FundingSource.PROVINCE: 50_000_000,
    }


def test_the_next_grant_proposes_programme_and_measure_of_the_last_one(qtbot, context, screen):
    add(qtbot, context, screen)
    save(qtbot, screen)
    dialog = new_dialog(qtbot, screen)
    draft = dialog.form.draft()
    assert (draft.programme_code, draft.measure_code) == ("QD1804", "H2.1")
    assert (draft.organisation_uid, draft.content, draft.money) == ("", "", {})
    assert not dialog.form.is_changed()
    dialog.reject()


def test_the_units_offered_are_those_of_the_measure(qtbot, monkeypatch, screen):
    dialog = new_dialog(qtbot, screen)
    pick(dialog, "measure_code", "dat dai")
    box = dialog.form.editor("quantity_unit").input
    assert [box.itemText(place) for place in range(box.count())] == ["HTX", "ha"]
    pick(dialog, "quantity_unit", "ha")
    pick(dialog, "measure_code", "dao tao")
    assert dialog.form.draft().quantity_unit == ""
    monkeypatch.setattr(messages, "ask", lambda *_: True)
    dialog.reject()


def test_a_letter_in_one_source_is_told_with_its_name_and_keeps_from_saving(qtbot, context, screen):
    dialog = add(qtbot, context, screen)
    QTest.keyClicks(QApplication.focusWidget(), "x")
    press(Qt.Key.Key_S, CONTROL)
    settle(context)
    assert dialog.isVisible()
    words = dialog.form.error_text("money")
    assert words.startswith("Ngân sách")
    assert "không phải là số" in words
    assert dialog.form.editor("money").total.text() == "Tổng: chưa tính được"
    press(Qt.Key.Key_Backspace)
    press(Qt.Key.Key_S, CONTROL)
    settle(context)
    assert screen.model.rowCount() == 4


def test_a_missing_programme_is_asked_for(qtbot, context, screen):
    dialog = new_dialog(qtbot, screen)
    press(Qt.Key.Key_S, CONTROL)
    assert dialog.form.error_text("programme_code") == "Phải chọn chương trình."
    assert dialog.form.error_text("measure_code") == "Phải chọn nội dung chính sách."
    dialog.reject()


def test_a_deleted_grant_comes_back(monkeypatch, context, screen):
    monkeypatch.setattr(messages, "ask", lambda *_: True)
    before = column(screen, 0)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Delete)
    settle(context)
    assert column(screen, 0) == [before[0], before[2]]
    press(Qt.Key.Key_Z, CONTROL)
    settle(context)
    assert column(screen, 0) == before
    assert screen.table.currentIndex().row() == 1


def test_a_beneficiary_in_the_bin_keeps_its_name_in_the_form(qtbot, context, screen):
    (row,) = [
        each
        for each in support.grants(context.book, 2022)
        if each.organisation_name == "HTX Tiên Tiến"
    ]
    change = register.delete_organisation(context.book, row.draft.organisation_uid)
    context.changes.changed.emit(change)
    settle(context)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_F3)
    settle(context)
    dialog = screen.findChildren(FormDialog)[-1]
    box = dialog.form.editor("organisation_uid")
    assert box.value() == row.draft.organisation_uid
    assert box.input.currentText() == "HTX Tiên Tiến (trong thùng rác)"
    dialog.reject()


def test_organisations_of_one_name_are_told_apart_and_both_can_be_chosen(qtbot, context, screen):
    uids = {}
    for code in ("0100109106", ""):
        draft = OrganisationDraft(name="HTX Tân Thịnh", sector="NN.TT", tax_code=code)
        saved, change = register.save_organisation(context.book, draft)
        uids[f"HTX Tân Thịnh – {code or 'chưa có'}"] = saved.uid
    context.changes.changed.emit(change)
    settle(context)
    dialog = new_dialog(qtbot, screen)
    dialog.form.focus("organisation_uid")
    box = dialog.form.editor("organisation_uid").input
    QTest.keyClicks(box, "tan thinh")
    popup = box.lineEdit().completer().popup()
    offered = [popup.model().index(row, 0).data() for row in range(popup.model().rowCount())]
    assert sorted(offered) == sorted(uids)
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    assert box.currentText() == offered[1]
    assert dialog.form.draft().organisation_uid == uids[offered[1]]
    dialog.form.editor("organisation_uid").set_value("")
    dialog.reject()


def test_a_grant_is_found_without_marks(qtbot, context, screen):
    press(Qt.Key.Key_F, CONTROL)
    with qtbot.waitSignal(screen.search.searched):
        type_text(screen.search, "dao my")
    assert column(screen, 2) == ["HTX nông nghiệp Đào Mỹ"]
    assert context.notices[-1].startswith("Hiện 1 / 3 ")


def test_another_period_shows_another_year_and_an_empty_one_says_what_to_do(context, screen):
    context.set_period(ReportingPeriod.parse("N2024"))
    settle(context)
    assert screen.heading.text() == "Hỗ trợ năm 2024"
    assert screen.body.is_empty
    assert screen.body.words.startswith("Năm 2024 chưa ghi lượt hỗ trợ nào.")


def test_the_list_is_sorted_by_the_column_of_the_active_cell(context, screen):
    for _ in range(2):
        press(Qt.Key.Key_Right)
    press(Qt.Key.Key_Down, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    assert column(screen, 2) == ["HTX Tiên Tiến", "HTX nông nghiệp Đào Mỹ", "Cả đơn vị"]
    press(Qt.Key.Key_Right)
    press(Qt.Key.Key_Up, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    assert column(screen, 3)[0] == "0 HTX"
