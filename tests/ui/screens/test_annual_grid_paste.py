import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from ktt_desktop.domain.period import ReportingPeriod
from ktt_desktop.domain.records import Subject
from ktt_desktop.domain.register_list import RegisterQuery
from ktt_desktop.domain.terms import Measure, OrganisationKind, PeriodKind, SubjectKind
from ktt_desktop.services import closing
from ktt_desktop.services.annual_return import load_return
from ktt_desktop.services.register_list import organisation_ids, organisation_rows
from ktt_desktop.ui import messages
from ktt_desktop.ui.screens.annual_grid import GridView
from ktt_desktop.ui.screens.annual_grid_paste import LEAVE
from ktt_desktop.ui.screens.annual_grid_unread import UnreadDialog
from tests.ui.screens.opened import CONTROL, press, settle

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
KEY, SHIFT = Qt.Key, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def grid(qtbot, context):
    grid = GridView(context)
    qtbot.addWidget(grid)
    grid.resize(1130, 560)
    with qtbot.waitActive(grid):
        grid.show()
        grid.activateWindow()
    settle(context)
    grid.table.setFocus()
    yield grid
    settle(context)


@pytest.fixture
def answers(monkeypatch):
    """Questions that were asked; `answers.give` is the place of the answer to each."""

    class Answers(list):
        give = 0

    asked = Answers()

    def choose(_parent, _title, question, offered):
        asked.append((question, offered))
        return asked.give

    monkeypatch.setattr(messages, "choose", choose)
    return asked


def paste(grid, context, row, code, text):
    codes = [each.code for each in grid.model.forms.columns]
    grid.table.choose(row, codes.index(code))
    grid.table.setFocus()
    QApplication.clipboard().setText(text)
    press(KEY.Key_V, CONTROL)
    settle(context)


def stored(context, row, code):
    query = RegisterQuery(kinds=(OrganisationKind.COOPERATIVE,))
    found = organisation_rows(context.book, organisation_ids(context.book, query), query)
    subject = Subject(SubjectKind.ORGANISATION, found[row].uid)
    return load_return(context.book, subject, 2022, Measure.HALF_YEAR).values.get(code)


def unread(grid):
    dialog = grid.findChild(UnreadDialog)
    return dialog, [dialog.model.texts(row) for row in range(dialog.model.rowCount())]


def test_good_cells_land_and_the_others_are_listed_where_they_stood(grid, context):
    paste(grid, context, 0, "O1", "12\tx\r\n15/8/2022\t7\r\n")
    assert (stored(context, 0, "O1"), stored(context, 1, "O1.1")) == (12, 7)
    dialog, lines = unread(grid)
    assert dialog.windowTitle() == "2 ô chưa nhận được"
    name, other = grid.model.name_of(0), grid.model.name_of(1)
    assert [line[:4] for line in lines] == [
        (name, "Thành viên chính thức", "Dòng 1, cột 2", "x"),
        (other, "Tổng số thành viên", "Dòng 2, cột 1", "15/8/2022"),
    ]
    assert "là ngày tháng" in lines[1][4]
    assert "Đã ghi 2 ô" in context.notices


def test_enter_in_the_list_goes_to_the_cell_to_type_it(grid, context):
    paste(grid, context, 0, "O1", "12\r\nx\r\n")
    dialog, _ = unread(grid)
    QTest.keyClick(dialog, KEY.Key_Return)
    settle(context)
    index = grid.table.currentIndex()
    assert (index.row(), index.column()) == (1, 0)
    assert grid.findChild(UnreadDialog) is None


def test_the_list_of_cells_is_copied_for_excel(grid, context):
    paste(grid, context, 0, "O1", "x")
    dialog, lines = unread(grid)
    dialog.copy_button.click()
    text = QApplication.clipboard().text()
    assert text.split("\r\n")[1].split("\t") == list(lines[0])
    assert text.startswith("Tổ chức\tChỉ tiêu\t")


def test_two_readings_are_asked_about_once_for_the_whole_block(grid, context, answers):
    answers.give = 1
    paste(grid, context, 0, "O5", "1.200\r\n1.300\r\n2,5\r\n")
    ((question, offered),) = answers
    assert question.startswith("2 ô ghi như “1.200”")
    assert offered[0] == LEAVE
    assert [stored(context, row, "O5") for row in range(3)] == [
        1_200_000_000, 1_300_000_000, 2_500_000,
    ]  # fmt: skip
    assert grid.findChild(UnreadDialog) is None
    paste(grid, context, 0, "O5", "1.400")  # another block may come from elsewhere
    assert len(answers) == 2


def test_an_english_excel_is_asked_about_as_well(grid, context, answers):
    answers.give = 2
    paste(grid, context, 0, "O5", "1,200")
    assert "Excel đặt kiểu Anh" in answers[0][0]
    assert stored(context, 0, "O5") == 1_200_000


@pytest.mark.parametrize(("answer", "value"), [(1, 0), (2, None)])
def test_a_dash_is_zero_or_not_known_as_the_officer_says(grid, context, answers, answer, value):
    paste(grid, context, 0, "O1", "5\r\n6\r\n")
    answers.give = answer
    paste(grid, context, 0, "O1", "-\r\nkhông\r\n")
    assert len(answers) == 1
    assert [stored(context, row, "O1") for row in range(2)] == [value, value]


def test_what_the_officer_leaves_open_keeps_its_old_number_and_is_listed(grid, context, answers):
    paste(grid, context, 0, "O5", "5")
    paste(grid, context, 0, "O5", "1.200\t-\r\n7\t8\r\n")
    assert len(answers) == 2
    assert stored(context, 0, "O5") == 5_000_000
    assert (stored(context, 1, "O5"), stored(context, 1, "O5.1")) == (7_000_000, 8_000_000)
    _, lines = unread(grid)
    assert [line[3] for line in lines] == ["1.200", "-"]


def test_what_falls_beyond_the_edge_is_told(grid, context):
    last = grid.model.rowCount() - 1
    code = grid.model.forms.columns[-1].code
    paste(grid, context, last, code, "1\t2\r\n3\t\r\n")
    assert stored(context, last, code) == 1_000_000
    _, lines = unread(grid)
    assert [(line[0], line[1], line[3]) for line in lines] == [
        (grid.model.name_of(last), "Ngoài lưới", "2"),
        ("Ngoài lưới", grid.model.forms.columns[-1].title, "3"),
    ]
    assert all("ngoài mép" in line[4] for line in lines)


def test_one_number_fills_the_chosen_block(grid, context):
    grid.table.choose(1, 0)
    for key in (KEY.Key_Down, KEY.Key_Down, KEY.Key_Right):
        press(key, SHIFT)
    QApplication.clipboard().setText("4")
    press(KEY.Key_V, CONTROL)
    settle(context)
    assert [stored(context, row, code) for row in (1, 2, 3) for code in ("O1", "O1.1")] == [4] * 6
    assert stored(context, 4, "O1") is None


def test_the_same_block_again_changes_nothing_and_is_no_step_to_undo(grid, context):
    paste(grid, context, 0, "O1", "12\r\n13\r\n")
    paste(grid, context, 0, "O1", "12\r\n13\r\n")
    assert context.notices[-1] == "Không có ô nào thay đổi"
    assert grid.entry.undo_stack.count() == 1


def test_a_block_into_closed_figures_is_told_once_and_nothing_lands(grid, context, monkeypatch):
    told = []
    monkeypatch.setattr(messages, "warn", lambda *words: told.append(words[2]))
    closing.close_period(context.book, ReportingPeriod(2022, PeriodKind.HALF_YEAR), "đã ký")
    before = stored(context, 0, "O1")
    paste(grid, context, 0, "O1", "12\tx\r\n")
    assert len(told) == 1
    assert stored(context, 0, "O1") == before
    assert grid.findChild(UnreadDialog) is None
    assert grid.entry.undo_stack.count() == 0


def test_an_empty_clipboard_changes_nothing(grid, context, qtbot):
    QApplication.clipboard().clear()
    with qtbot.assertNotEmitted(context.saved, wait=200):
        press(KEY.Key_V, CONTROL)
        settle(context)
