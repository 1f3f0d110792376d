"""The status tab of a record, driven by keyboard."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from ktt_desktop.domain.dates import PartialDate
from ktt_desktop.domain.organisation import OrganisationDraft
from ktt_desktop.domain.status_history import StatusStep
from ktt_desktop.domain.terms import LegalStatus, OrganisationKind, StatusAxis
from ktt_desktop.services.register import save_organisation
from ktt_desktop.services.statuses import change_status, status_page
from ktt_desktop.ui.forms.form_dialog import FormDialog
from ktt_desktop.ui.screens.register_status import StatusTab
from tests.keyboard import press_until, type_text
from tests.ui.screens.opened import CONTROL, PLAIN, press, settle

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
LEGAL, OPERATING = StatusAxis.LEGAL, StatusAxis.OPERATING
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def saved(context):
    draft = OrganisationDraft(
        name="HTX Một",
        sector="NN.TT",
        tax_code="0100109106",
        registered_on=PartialDate(2015, 3),
    )
    return save_organisation(context.book, draft)[0]


@pytest.fixture
def tab(qtbot, context, saved):
    tab = StatusTab(context, saved.uid)
    qtbot.addWidget(tab)
    tab.resize(900, 500)
    with qtbot.waitActive(tab):
        tab.show()
        tab.activateWindow()
    settle(context)
    tab.columns[LEGAL].list.setFocus()
    yield tab
    settle(context)


def lines(tab, axis=LEGAL):
    view = tab.columns[axis].list
    return [view.item(row).text() for row in range(view.count())]


def dialog_of(qtbot, tab):
    dialog = tab.findChildren(FormDialog)[-1]
    qtbot.waitUntil(dialog.isActiveWindow)
    return dialog


def choose(dialog, label):
    """Go down the list of statuses to one of them."""
    view = dialog.form.editor("status").input
    QTest.keyClick(view, Qt.Key.Key_Home)
    press_until(
        lambda: view.currentItem().text().startswith(label),
        lambda: QTest.keyClick(view, Qt.Key.Key_Down),
    )


def write(dialog, attr, text):
    dialog.form.focus(attr)
    line = dialog.form.editor(attr).input
    line.selectAll()
    type_text(line, text)


def save(context, tab):
    press(Qt.Key.Key_S, CONTROL)
    settle(context)
    tab.activateWindow()
    settle(context)


def suspend(qtbot, context, tab):
    press(Qt.Key.Key_F4)
    dialog = dialog_of(qtbot, tab)
    choose(dialog, "Tạm ngừng kinh doanh")
    write(dialog, "on", "1/3/2026")
    write(dialog, "ends_on", "1/9/2026")
    write(dialog, "document", "TB 12")
    save(context, tab)


def test_a_change_is_typed_saved_and_taken_back(qtbot, context, tab):
    assert lines(tab) == ["Từ đầu: Đang hoạt động"]
    suspend(qtbot, context, tab)

    assert lines(tab) == [
        "Từ 1/3/2026: Tạm ngừng kinh doanh\nDự kiến đến 1/9/2026 · văn bản TB 12",
        "Từ đầu: Đang hoạt động",
    ]
    assert tab.undo.isVisible()
    QTest.keyClick(tab, Qt.Key.Key_Z, CONTROL)
    settle(context)
    assert lines(tab) == ["Từ đầu: Đang hoạt động"]


def test_what_has_to_be_done_stands_above_in_words(qtbot, context, tab):
    assert not tab.alerts.isVisible()
    suspend(qtbot, context, tab)

    assert tab.alerts.isVisible()
    expired, doubt = tab.alerts.words
    assert expired.startswith("Thời hạn tạm ngừng kinh doanh đã hết ngày 1/9/2026. Ghi thông báo")
    assert expired.endswith("(Điều 47 Nghị định 92/2024/NĐ-CP)")
    assert doubt.startswith("Pháp lý đang tạm ngừng nhưng thực tế")


def test_the_possible_statuses_stand_first_and_the_others_say_why_not(qtbot, tab):
    press(Qt.Key.Key_F4)
    dialog = dialog_of(qtbot, tab)
    picker = dialog.form.editor("status")
    labels = [picker.input.item(row).text() for row in range(picker.input.count())]
    refused = [label.endswith("chưa chuyển được") for label in labels]
    assert refused == sorted(refused)
    assert labels[0] == "Tạm ngừng kinh doanh"
    assert picker.how.text().startswith("Khi có thông báo tạm ngừng kinh doanh")

    choose(dialog, "Đã giải thể")
    assert picker.value() == ""
    assert "Chỉ chuyển được từ “Đang làm thủ tục giải thể" in picker.why_not.text()
    spoken = picker.input.currentItem().data(Qt.ItemDataRole.AccessibleTextRole)
    assert picker.why_not.text() in spoken
    press(Qt.Key.Key_S, CONTROL)
    assert dialog.isVisible()
    assert "chưa chuyển được" in dialog.form.problems()["status"]
    choose(dialog, "Tạm ngừng")
    dialog.form.editor("on").line.setText("")
    dialog.accept()


def test_the_list_follows_the_day(qtbot, context, tab):
    suspend(qtbot, context, tab)
    tab.columns[LEGAL].list.setFocus()
    press(Qt.Key.Key_F4)
    dialog = dialog_of(qtbot, tab)
    picker = dialog.form.editor("status")
    assert picker.input.item(0).text() == "Đang hoạt động"
    write(dialog, "on", "2025")

    assert picker.input.item(0).text() == "Tạm ngừng kinh doanh"
    assert "Đang hoạt động – chưa chuyển được" in [
        picker.input.item(row).text() for row in range(picker.input.count())
    ]
    dialog.accept()


def test_only_a_suspension_takes_an_end(qtbot, tab):
    press(Qt.Key.Key_F4)
    dialog = dialog_of(qtbot, tab)
    end = dialog.form.editor("ends_on")
    assert end.isEnabled()
    write(dialog, "ends_on", "2026")
    choose(dialog, "Đang làm thủ tục giải thể")

    assert not end.isEnabled()
    assert dialog.form.draft().ends_on is None
    dialog.accept()


def test_a_wrong_day_is_told_and_nothing_is_written(qtbot, context, tab):
    press(Qt.Key.Key_F4)
    dialog = dialog_of(qtbot, tab)
    write(dialog, "on", "1/1/2014")
    write(dialog, "document", "TB 12")
    press(Qt.Key.Key_S, CONTROL)
    settle(context)

    assert "ngày đăng ký lần đầu" in dialog.form.problems()["on"]
    assert len(lines(tab)) == 1
    dialog.accept()


def test_a_line_is_put_right_with_a_reason(qtbot, context, saved, tab):
    suspend(qtbot, context, tab)
    tab.columns[LEGAL].list.setFocus()
    press(Qt.Key.Key_F4, SHIFT)
    dialog = dialog_of(qtbot, tab)
    assert dialog.windowTitle() == "Sửa sai tình trạng pháp lý"
    write(dialog, "on", "2/3/2026")
    assert list(dialog.form.problems()) == ["reason"]
    write(dialog, "reason", "gõ nhầm ngày")
    save(context, tab)

    assert lines(tab)[0].startswith("Từ 2/3/2026: Tạm ngừng kinh doanh\nDự kiến đến 1/9/2026")
    assert lines(tab)[0].endswith("gõ nhầm ngày")
    assert status_page(context.book, saved.uid).steps[1].reason == "gõ nhầm ngày"


def test_a_line_is_taken_away_with_a_reason(qtbot, context, tab):
    suspend(qtbot, context, tab)
    tab.columns[LEGAL].list.setFocus()
    press(Qt.Key.Key_F6)
    dialog = dialog_of(qtbot, tab)
    assert dialog.form.problems() == {"reason": "Phải ghi lý do sửa sai."}
    write(dialog, "reason", "nhầm hồ sơ")
    save(context, tab)

    assert lines(tab) == ["Từ đầu: Đang hoạt động"]
    assert tab.undo.words.text() == "Đã xóa một dòng tình trạng."


def test_the_keys_work_on_the_list_that_has_the_focus(qtbot, context, tab):
    tab.columns[OPERATING].list.setFocus()
    press(Qt.Key.Key_F4, PLAIN)
    dialog = dialog_of(qtbot, tab)
    assert dialog.windowTitle() == "Thay đổi tình trạng hoạt động thực tế"
    choose(dialog, "Ngừng hoạt động")
    save(context, tab)

    assert lines(tab, OPERATING)[0].endswith(": Ngừng hoạt động, còn trên sổ sách")
    assert lines(tab) == ["Từ đầu: Đang hoạt động"]
    assert QApplication.focusWidget() is tab.columns[OPERATING].list


def test_a_group_sees_its_own_words(qtbot, context):
    draft = OrganisationDraft(
        kind=OrganisationKind.COOPERATIVE_GROUP,
        name="THT Hai",
        sector="NN.TT",
        legal_status=LegalStatus.ACTIVE,
    )
    group, _ = save_organisation(context.book, draft)
    closing = StatusStep(LEGAL, "DANG_GIAI_THE", PartialDate(2025), document="TB 3")
    change_status(context.book, group.uid, closing)
    tab = StatusTab(context, group.uid)
    qtbot.addWidget(tab)
    settle(context)

    assert lines(tab)[0].startswith("Từ 2025: Đang làm thủ tục chấm dứt hoạt động\nVăn bản TB 3")


def test_nothing_is_asked_on_leaving_an_untouched_dialog(qtbot, context, tab):
    press(Qt.Key.Key_F4)
    dialog = dialog_of(qtbot, tab)
    with qtbot.waitSignal(dialog.rejected):
        press(Qt.Key.Key_Escape)
    settle(context)

    assert lines(tab) == ["Từ đầu: Đang hoạt động"]
