"""The score sheet by keyboard: entered once, live sums, class, reason, suggestions, print."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from ktt_desktop.domain.rulesets import Scale, Step
from ktt_desktop.services.printing import open_pages
from ktt_desktop.services.rating import load_rating, ratings, save_rating
from ktt_desktop.services.rating_scales import save_scales
from ktt_desktop.ui import messages
from ktt_desktop.ui.print_dialog import PrintDialog
from ktt_desktop.ui.screens.rating import RatingScreen
from ktt_desktop.ui.screens.rating_compare import CompareDialog
from ktt_desktop.ui.screens.rating_dialog import RatingDialog
from tests.keyboard import type_text
from tests.ui.screens.opened import CONTROL, PLAIN, opened, press, settle

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
KEY, SHIFT = Qt.Key, Qt.KeyboardModifier.ShiftModifier
YEAR, NAME = 2022, "HTX rau sạch Mỹ Thái"


@pytest.fixture
def uid(context):
    rows = ratings(context.book, YEAR).rows
    return next(row.organisation.uid for row in rows if row.organisation.name == NAME)


@pytest.fixture
def screen(qtbot, context):
    yield from opened(qtbot, context, RatingScreen(context))


@pytest.fixture
def shown(qtbot, context, screen, uid):
    """Opens the sheet of the organisation."""

    def open_sheet():
        screen._show_sheet(load_rating(context.book, uid, YEAR))
        dialog = screen.findChildren(RatingDialog)[-1]
        qtbot.waitUntil(dialog.isActiveWindow)
        return dialog

    return open_sheet


def write(qtbot, table, *texts):
    """Type points one under the other, each finished with Enter."""
    for text in texts:
        place = table.currentRow()
        QTest.keyClicks(table, text[0])
        for letter in text[1:]:
            QTest.keyClicks(QApplication.focusWidget(), letter)
        press(KEY.Key_Return)
        qtbot.waitUntil(lambda place=place: table.currentRow() != place or table.hasFocus())


def test_raw_criteria_and_points_are_typed_and_saved(qtbot, context, shown, uid):
    dialog = shown()
    assert dialog.raw.editors["revenue"].line.hasFocus()
    QTest.keyClicks(QApplication.focusWidget(), "1500")
    assert dialog.raw.hints["revenue"].text() == ""
    press(KEY.Key_3, CONTROL)
    tab = dialog.tabs[1]
    assert tab.table.hasFocus()
    write(qtbot, tab.table, "20", "15,5", "20", "12")
    assert tab.total.text() == "Tổng điểm đã chấm 67,5/100. Còn 02 tiêu chí chưa chấm."
    write(qtbot, tab.table, "10", "7")
    assert tab.total.text() == "Tổng điểm đã chấm 84,5/100. Tốt, 84,5 điểm."
    press(KEY.Key_S, CONTROL)
    settle(context)

    sheet = load_rating(context.book, uid, YEAR)
    assert sheet.draft.values["raw.revenue"] == 1_500_000_000
    assert [sheet.draft.values[f"TT09.{number}"] for number in "123456"] == [
        2000, 1550, 2000, 1200, 1000, 700,
    ]  # fmt: skip
    again = shown()
    assert again.tabs[1].total.text().endswith("Tốt, 84,5 điểm.")
    assert again.draft() == sheet.draft
    again.reject()


def test_more_than_the_maximum_is_warned_of_and_saved_all_the_same(qtbot, context, shown, uid):
    dialog = shown()
    press(KEY.Key_2, CONTROL)
    tab = dialog.tabs[0]
    write(qtbot, tab.table, "7", "1")
    assert tab.warnings.text() == "Tiêu chí 1a: 7 điểm, quá tối đa 6."
    assert [tab.table.item(row, 4).text() for row in range(4)] == ["8", "8", "7", "1"]
    press(KEY.Key_S, CONTROL)
    settle(context)
    assert load_rating(context.book, uid, YEAR).draft.values["TT01.1a"] == 700


def test_what_is_no_number_stays_out_and_delete_empties(qtbot, shown):
    dialog = shown()
    press(KEY.Key_2, CONTROL)
    tab = dialog.tabs[0]
    write(qtbot, tab.table, "5")
    tab.table.setCurrentCell(2, 4)
    write(qtbot, tab.table, "x")
    assert "“x”" in tab.problem.text()
    assert tab.table.item(2, 4).text() == "5"
    tab.table.setCurrentCell(2, 4)
    press(KEY.Key_Delete)
    assert tab.table.points == {}
    assert tab.problem.isHidden()
    assert tab.table.item(0, 4).text() == ""


def test_a_direct_class_and_a_reason_are_kept_with_who_decided(qtbot, context, shown, uid):
    dialog = shown()
    press(KEY.Key_4, CONTROL)
    QTest.keyClicks(dialog.tabs[2].grade.input, "kha")
    dialog.tabs[2].grade.input.lineEdit().completer().popup().hide()
    press(KEY.Key_Tab)
    dialog.tabs[0].reason.set_value("KHAC")
    dialog.tabs[0].reason.edited.emit()
    assert dialog.tabs[2].total.text() == "Khá, ghi trực tiếp."
    assert dialog.tabs[0].total.text().endswith("Không xếp loại: lý do khác (ghi ở ghi chú).")
    dialog.decided_by.setFocus()
    type_text(dialog.decided_by.line, "UBND huyện Lạng Giang")
    QTest.keyClicks(dialog.decided_on.line, "20/3/2023")
    press(KEY.Key_S, CONTROL)
    settle(context)
    assert load_rating(context.book, uid, YEAR).draft.values == {
        "TRUC_TIEP.class": "KHA",
        "TT01.reason": "KHAC",
        "decided_by": "UBND huyện Lạng Giang",
        "decided_on": "2023-03-20",
    }


def test_suggestions_are_taken_by_key_and_never_by_themselves(context, shown):
    save_scales(
        context.book,
        {
            "TT01": {"3a": Scale(400, (Step(10**9, 300),))},
            "TT09": {"1": Scale(2500, (Step(10**9, 2000),)), "3": Scale(None, (Step(1, 900),))},
        },
    )
    dialog = shown()
    QTest.keyClicks(QApplication.focusWidget(), "1500")
    dialog.raw.focus("capital")
    QTest.keyClicks(QApplication.focusWidget(), "900")
    assert dialog.tabs[1].table.item(1, 3).text() == "20"
    assert dialog.tabs[1].table.points == {}
    press(KEY.Key_3, CONTROL)
    press(KEY.Key_F8, PLAIN)
    assert dialog.tabs[1].table.points == {"1": 2000}
    press(KEY.Key_F8, SHIFT)
    assert dialog.tabs[1].table.points == {"1": 2000, "3": 900}
    assert dialog.tabs[0].table.points == {"3a": 300}


def test_what_cannot_be_read_keeps_the_sheet_open(context, shown, uid):
    dialog = shown()
    QTest.keyClicks(QApplication.focusWidget(), "mot")
    assert "“mot”" in dialog.raw.hints["revenue"].text()
    press(KEY.Key_S, CONTROL)
    settle(context)
    assert dialog.problem.text().startswith("Chưa ghi được: “mot”")
    assert load_rating(context.book, uid, YEAR).draft.revision == 0


def test_leaving_asks_only_when_something_was_typed(shown, monkeypatch):
    asked = []
    monkeypatch.setattr(messages, "ask", lambda *_: asked.append(1) or False)
    dialog = shown()
    QTest.keyClicks(QApplication.focusWidget(), "7")
    press(KEY.Key_Escape)
    assert dialog.isVisible()
    assert asked == [1]
    press(KEY.Key_Backspace)
    press(KEY.Key_Escape)
    assert not dialog.isVisible()
    assert asked == [1]


def test_enter_goes_from_box_to_box(shown):
    dialog = shown()
    QTest.keyClicks(QApplication.focusWidget(), "7")
    press(KEY.Key_Return)
    boxes = list(dialog.raw.editors.values())
    assert boxes[1].line.hasFocus()
    dialog.decided_by.setFocus()
    press(KEY.Key_Return)
    assert dialog.decided_on.line.hasFocus()
    assert dialog.isVisible()


def test_what_cannot_be_read_is_gone_back_to_and_not_lost_unasked(shown, monkeypatch):
    asked = []
    monkeypatch.setattr(messages, "ask", lambda *_: asked.append(1) or False)
    dialog = shown()
    QTest.keyClicks(QApplication.focusWidget(), "mot")
    dialog.decided_by.setFocus()
    press(KEY.Key_S, CONTROL)
    assert dialog.raw.editors["revenue"].line.hasFocus()
    press(KEY.Key_Escape)
    assert asked == [1]
    assert dialog.isVisible()


def test_a_sheet_changed_elsewhere_offers_to_be_read_anew(context, shown, uid, monkeypatch):
    sheet = load_rating(context.book, uid, YEAR)
    saved, _ = save_rating(context.book, replace(sheet.draft, values={"TT01.1a": 100}))
    dialog = shown()
    save_rating(context.book, replace(saved, values={"TT01.1a": 200}))
    monkeypatch.setattr(messages, "ask", lambda *_: True)
    wanted = []
    dialog.reload_wanted.connect(lambda: wanted.append(1))
    QTest.keyClicks(QApplication.focusWidget(), "7")
    press(KEY.Key_S, CONTROL)
    settle(context)
    assert wanted == [1]
    assert load_rating(context.book, uid, YEAR).draft.values == {"TT01.1a": 200}


def test_values_of_rulesets_that_are_not_shown_stay(context, shown, uid):
    sheet = load_rating(context.book, uid, YEAR)
    save_rating(context.book, replace(sheet.draft, values={"TT99.1": 5, "note": "cũ"}))
    dialog = shown()
    QTest.keyClicks(QApplication.focusWidget(), "7")
    press(KEY.Key_S, CONTROL)
    settle(context)
    assert load_rating(context.book, uid, YEAR).draft.values == {
        "TT99.1": 5, "note": "cũ", "raw.revenue": 7_000_000,
    }  # fmt: skip
    assert not isValid(dialog)


def test_comparing_and_printing_show_what_is_typed_now(qtbot, context, shown):
    dialog = shown()
    press(KEY.Key_3, CONTROL)
    write(qtbot, dialog.tabs[1].table, "20")
    press(KEY.Key_B, CONTROL | SHIFT)
    (compared,) = dialog.findChildren(CompareDialog)
    rows = [compared.table.texts(place) for place in range(compared.table.count)]
    revenue = next(row for row in rows if row[0] == "Doanh thu trong năm")
    assert revenue[2:] == [
        "Tiêu chí 3a: chưa chấm", "Tiêu chí 1: 20 điểm", "Cả hai cùng dùng",
    ]  # fmt: skip
    compared.reject()
    dialog.activateWindow()
    dialog.tabs[1].table.setFocus()
    press(KEY.Key_P, CONTROL)
    settle(context)
    (printing,) = dialog.findChildren(PrintDialog)
    qtbot.waitUntil(lambda: printing.preview.count > 0, timeout=10_000)
    with open_pages(printing.preview.pdf) as pages:
        assert "BẢNG ĐÁNH GIÁ HỢP TÁC XÃ NĂM 2022" in pages.text(0)
        assert "Thông tư số 09/2017" in " ".join(pages.text(0).split())
    printing.reject()
