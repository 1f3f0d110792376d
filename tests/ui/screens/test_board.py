from datetime import date

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLineEdit

from ktt_desktop.domain.completeness import (
    Board,
    BoardPeriod,
    BoardState,
    BoardUnit,
    make_board,
    periods_of,
)
from ktt_desktop.domain.receiving import FileState
from ktt_desktop.services.receiving_decisions import approvals
from ktt_desktop.ui import messages
from ktt_desktop.ui.screens.annual_reason import ReasonDialog
from ktt_desktop.ui.screens.board import BoardTab
from ktt_desktop.ui.screens.board_reminder import ReminderDialog
from ktt_desktop.ui.tables.window_model import PAGE
from tests.held_files import held, keep
from tests.keyboard import type_text
from tests.ui.screens.opened import CONTROL, press, rows_read, settle, show_tab

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
SHIFT = Qt.KeyboardModifier.ShiftModifier
PERIOD = "KH2023"  # the practice book works in it
AN_HA, DUONG_DUC, DAI_LAM = "07396/cu", "07408/cu", "07435/cu"


def show(qtbot, context):
    return show_tab(qtbot, context, BoardTab(context))


@pytest.fixture
def tab(qtbot, context):
    on = date(2022, 8, 20)
    keep(
        context.book,
        held(AN_HA, PERIOD, on=on, name="Xã An Hà"),
        held(AN_HA, PERIOD, on=on, number=1, name="Xã An Hà"),
        held(DUONG_DUC, PERIOD, on=on, name="Xã Dương Đức", state=FileState.RETURNED),
        held(DAI_LAM, "6T2022", on=on, name="Xã Đại Lâm", state=FileState.LOCKED),
    )
    yield show(qtbot, context)
    settle(context)


def names(tab):
    return [tab.model.index(row, 0).data() for row in range(tab.model.rowCount())]


def stand_on(tab, name, column):
    """Go with the arrows to a unit and a period."""
    tab.table.setFocus()
    press(Qt.Key.Key_Home, CONTROL)
    for _ in range(next(at for at, each in enumerate(names(tab)) if each.startswith(name))):
        press(Qt.Key.Key_Down)
    while tab.table.currentIndex().column() < column:
        press(Qt.Key.Key_Right)
    while tab.table.currentIndex().column() > column:
        press(Qt.Key.Key_Left)


def dialog_of(qtbot, tab, kind):
    qtbot.waitUntil(lambda: bool(tab.findChildren(kind)))
    dialog = tab.findChildren(kind)[-1]
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    return dialog


def answer(qtbot, tab, context, words):
    press(Qt.Key.Key_K, CONTROL | SHIFT)
    dialog = dialog_of(qtbot, tab, ReasonDialog)
    line = dialog.findChild(QLineEdit, "reason")
    if words:
        type_text(line, words)
    QTest.keyClick(line, Qt.Key.Key_Return)
    settle(context)
    tab.activateWindow()
    qtbot.waitUntil(tab.isActiveWindow)


def test_every_commune_below_stands_on_the_board_with_words(tab):
    assert len(names(tab)) == 19
    stand_on(tab, "Xã An Hà", 2)
    assert tab.table.currentIndex().data() == "Đã nhận · bổ sung 1"
    assert "tệp đầu nhận ngày 20/8/2022" in tab.detail.text()
    head = tab.model.headerData(2, Qt.Orientation.Horizontal)
    assert head == "Kế hoạch 2023\nđã nộp 1/19\nchưa ghi hạn"


def test_the_keyboard_stands_in_the_period_that_is_worked_in(tab, context):
    assert context.period.code == PERIOD
    assert tab.table.currentIndex().column() == 2


def test_enter_asks_for_the_files_of_the_unit(tab, qtbot):
    stand_on(tab, "Xã Dương Đức", 2)
    with qtbot.waitSignal(tab.unit_wanted) as caught:
        press(Qt.Key.Key_Return)
    assert caught.args == [DUONG_DUC]


def test_a_filter_leaves_the_units_in_that_state_and_counts_them(tab):
    chips = {each.accessibleName(): each for each in tab.filters._chips.values()}
    assert chips["Trả lại"].text() == "Trả lại 1"
    assert chips["Chờ xử lý"].text() == "Chờ xử lý 1"
    chips["Trả lại"].setFocus()
    press(Qt.Key.Key_Space)
    assert names(tab) == ["Xã Dương Đức"]
    chips["Đã chốt"].setFocus()
    press(Qt.Key.Key_Space)
    assert tab.body.is_empty
    tab.body.button.setFocus()
    press(Qt.Key.Key_Space)
    assert len(names(tab)) == 19


def test_a_unit_is_found_by_typing_its_name(tab, context):
    press(Qt.Key.Key_F, CONTROL)
    type_text(tab.filters.search, "duong duc")
    press(Qt.Key.Key_Return)
    tab.filters.search.searched.emit()
    assert names(tab) == ["Xã Dương Đức"]
    assert tab.table.hasFocus()


def test_a_period_of_a_unit_is_closed_and_opened_with_a_reason_by_keyboard(qtbot, tab, context):
    stand_on(tab, "Xã An Hà", 2)
    assert tab.closing_button.text() == "Chốt kỳ của đơn vị…"
    answer(qtbot, tab, context, "")
    assert tab.table.currentIndex().data() == "Đã chốt · bổ sung 1"
    assert tab.closing_button.text() == "Mở chốt…"
    (closed,) = approvals(context.book)
    assert (closed.unit, closed.period, closed.opened_at) == (AN_HA, PERIOD, None)

    answer(qtbot, tab, context, "đơn vị gửi bổ sung")
    (closed,) = approvals(context.book)
    assert closed.opened_at is not None
    assert closed.reason == "đơn vị gửi bổ sung"
    assert tab.table.currentIndex().data() == "Đã nhận · bổ sung 1"


def test_where_nothing_came_there_is_nothing_to_close(qtbot, tab):
    stand_on(tab, "Xã Đại Lâm", 2)
    assert not tab.closing_button.isEnabled()
    press(Qt.Key.Key_K, CONTROL | SHIFT)
    assert tab.findChildren(ReasonDialog) == []


def test_a_reminder_is_copied_for_all_or_for_one(qtbot, tab, context):
    stand_on(tab, "Xã Đại Lâm", 2)
    press(Qt.Key.Key_C, CONTROL | SHIFT)
    dialog = dialog_of(qtbot, tab, ReminderDialog)
    assert dialog.text.toPlainText().startswith("Kính gửi: UBND ")
    assert dialog.text.toPlainText().splitlines()[0].count(";") == 17
    assert dialog.to_all.hasFocus(), dialog.focusWidget()
    press(Qt.Key.Key_Right)  # the other of the two choices
    assert dialog.to_one.isChecked()
    press(Qt.Key.Key_Return)
    settle(context)
    copied = QGuiApplication.clipboard().text()
    assert copied.startswith("Kính gửi: UBND xã Đại Lâm.\n")
    assert "UBND huyện Lạng Giang" in copied
    assert "Đã chép lời nhắc" in context.notices[-1]


def test_the_list_is_written_as_it_is_shown(qtbot, tab, context, tmp_path, monkeypatch):
    target = tmp_path / "tien-do.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    monkeypatch.setattr(messages, "inform", lambda *_: None)
    tab.table.setFocus()
    press(Qt.Key.Key_F12)
    settle(context)
    sheet = load_workbook(target).active
    assert sheet.max_row >= 19
    said = {str(cell.value) for row in sheet.iter_rows() for cell in row}
    assert {"Trả lại để sửa", "Chờ xử lý"} <= said


def test_another_year_is_chosen_by_keyboard(tab, context):
    tab.year_box.setFocus()
    press(Qt.Key.Key_Down)
    settle(context)
    assert tab.model.headerData(1, Qt.Orientation.Horizontal).startswith("6 tháng 2021")


def test_without_units_below_the_tab_says_so(qtbot, context):
    from dataclasses import replace

    from ktt_desktop.domain.terms import UnitLevel

    profile = replace(context.profile, code="07396", name="Xã An Hà", level=UnitLevel.COMMUNE)
    context.set_profile(profile)
    tab = show(qtbot, context)
    assert tab.body.is_empty
    assert "không có đơn vị nào bên dưới" in tab.body.words
    assert not tab.reminder_button.isEnabled()


def large_board() -> Board:
    """2,000 units with long names, six periods, every state."""
    periods = [*periods_of(2021), *periods_of(2022)][:6]
    units = [BoardUnit(f"{at:05}", f"Phường Nguyễn Thị Minh Khai số {at}") for at in range(2000)]
    keys = frozenset(each.key for each in units)
    columns = [BoardPeriod(each, keys, date(2022, 12, 30)) for each in periods]
    states = list(FileState)
    files = [
        held(unit.key, each.code, state=states[at % 7 % len(states)], on=date(2022, 12, 29))
        for at, unit in enumerate(units)
        for each in periods
        if at % 3
    ]
    return make_board(units, columns, files, (), date(2023, 1, 9))


def test_of_two_thousand_units_only_those_in_sight_are_read(tab, monkeypatch):
    board = large_board()
    tab._year = board.periods[0].period.year
    read = rows_read(tab.model, monkeypatch)
    tab._on_read(board)
    tab.table.viewport().repaint()
    assert tab.model.rowCount() == 2000
    assert 0 < len(read) <= 2 * PAGE
    assert {cell.state for row in board.rows for cell in row.cells} == set(BoardState) - {
        BoardState.APPROVED
    }
