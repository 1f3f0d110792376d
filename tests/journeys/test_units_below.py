"""The level above by keyboard alone: who has not sent, what waits, what was corrected."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from ktt_desktop.domain.period import ReportingPeriod
from ktt_desktop.domain.records import Subject, UnitProfile
from ktt_desktop.domain.terms import Measure, SubjectKind, UnitLevel
from ktt_desktop.services.annual_return import save_values
from ktt_desktop.services.corrections import corrections
from ktt_desktop.services.opening import close_after_work, open_for_work
from ktt_desktop.services.receiving_decisions import approvals
from ktt_desktop.services.settings import save_period
from ktt_desktop.services.unit_particulars import begin_unit
from ktt_desktop.ui.screens.annual_reason import ReasonDialog
from ktt_desktop.ui.screens.board import BoardTab
from ktt_desktop.ui.screens.board_reminder import ReminderDialog
from ktt_desktop.ui.screens.merged import MergedTab
from ktt_desktop.ui.screens.receiving import ReceivingTab
from ktt_desktop.ui.screens.start import StartScreen
from tests.consolidating import Made, Upper, made_file, uid_of
from tests.journeys.officer import ALT, CONTROL

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
KEY, SHIFT = Qt.Key, Qt.KeyboardModifier.ShiftModifier
PROFILE = UnitProfile("24", "Tỉnh Bắc Ninh", UnitLevel.PROVINCE, "", "Bộ Tài chính")


@pytest.fixture
def officer(seat, tmp_path):
    """The officer of a province whose book holds the files of two communes."""
    book = open_for_work(tmp_path, practice=False).book
    begin_unit(book, PROFILE)
    save_period(book, ReportingPeriod.parse("N2025"))
    one = Made().organisation("HTX Một", capital=500).form("HTX Một", 7, 2, year=2025)
    Upper(book).receive(*made_file(one, "07654", name="Xã An Lạc", period="N2025"))
    other = Made().organisation("HTX Hai")
    Upper(book).receive(*made_file(other, "07210", name="Phường Bắc Giang", period="N2025"))
    subject = Subject(SubjectKind.ORGANISATION, uid_of("HTX Một"))
    save_values(book, subject, 2025, Measure.ACTUAL, {"O1": 9})
    close_after_work(book)
    return seat(tmp_path)


def part(officer, kind):
    return officer.program.window.findChild(kind)


def do_task(officer, words):
    """Go down the list of tasks to the one with these words, and open it."""
    tasks = part(officer, StartScreen).tasks
    officer.press(KEY.Key_Home, modifier=ALT)
    officer.at_desk()
    tasks.setFocus()
    officer.press(KEY.Key_Home)
    lines = [tasks.item(row).data(Qt.ItemDataRole.AccessibleTextRole) or ""
             for row in range(tasks.count())]  # fmt: skip
    for _ in range(next(row for row, each in enumerate(lines) if words in each)):
        officer.press(KEY.Key_Down)
    officer.press(KEY.Key_Return)
    officer.at_desk()


def test_a_task_leads_to_the_board_and_a_unit_to_its_files(officer):
    do_task(officer, "97 đơn vị chưa nộp “Báo cáo năm 2025”")
    board = part(officer, BoardTab)
    assert board.isVisible()
    assert board.table.hasFocus()
    assert board.table.currentIndex().data() == "Đúng hạn"  # Xã An Lạc, the year 2025

    officer.press(KEY.Key_K, modifier=CONTROL | SHIFT)
    officer.dialog(ReasonDialog)
    officer.press(KEY.Key_Return)
    officer.at_desk()
    assert [each.unit for each in approvals(officer.context.book)] == ["07654"]
    assert board.table.currentIndex().data() == "Đã chốt"

    officer.press(KEY.Key_Return)
    officer.at_desk()
    receiving = part(officer, ReceivingTab)
    assert receiving.isVisible()
    assert [line.file.unit_name for line in receiving.held.lines] == ["Xã An Lạc"]


def test_a_reminder_to_all_is_copied_from_the_board(officer):
    officer.press(KEY.Key_7, modifier=ALT)
    officer.at_desk()
    officer.press(KEY.Key_3, modifier=CONTROL)
    officer.at_desk()
    officer.press(KEY.Key_C, modifier=CONTROL | SHIFT)
    dialog = officer.dialog(ReminderDialog)
    officer.press(KEY.Key_Return)
    officer.until_gone(dialog)
    first = QGuiApplication.clipboard().text().splitlines()[0]
    assert first.count("UBND") == 97
    assert "UBND xã An Lạc" not in first


def test_a_correction_without_a_reason_leads_to_where_it_is_written(officer):
    do_task(officer, "đã sửa ở cấp này, chưa ghi lý do")
    merged = part(officer, MergedTab)
    assert merged.isVisible()
    officer.press(KEY.Key_F2)
    officer.write("theo sổ thành viên")
    officer.press(KEY.Key_Return)
    officer.at_desk()
    assert [each.reason for each in corrections(officer.context.book)] == ["theo sổ thành viên"]
