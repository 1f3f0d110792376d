"""Step 3 of Nhập từ Excel: rows decided, corrected and saved, by keyboard."""

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog

from ktt_desktop.domain.importing.plan import Outcome
from ktt_desktop.ui import messages
from ktt_desktop.ui.import_dialog import CHECK
from ktt_desktop.ui.import_fix_dialog import FixDialog
from ktt_desktop.ui.import_totals_dialog import TotalsDialog
from tests.keyboard import type_text
from tests.ui.imported_lists import (
    add,
    in_front,
    list_file,
    listed,
    read,
    shown,
    top,
)
from tests.ui.screens.opened import CONTROL, press, settle

pytestmark = [
    pytest.mark.qt_log_ignore("This plugin does not support"),
    pytest.mark.usefixtures("told"),
]
KEY, SHIFT = Qt.Key, Qt.KeyboardModifier.ShiftModifier
LIKE = [1, "HTX Rau sạch", "", "Trồng trọt", "", 500]  # the name of the book, nothing else
NEW = [2, "HTX Vận tải Hòa Bình", "2400000022", "Vận tải", "1/6/2015", 1200]
NO_SECTOR = [3, "HTX Ba Vì", "", "", "20/10/2016", 300]


@pytest.fixture
def context(commune_context):
    return commune_context


@pytest.fixture
def dialog(import_dialog):
    return import_dialog


def check(context, dialog, path):
    read(context, dialog, path)
    dialog.steps.wanted.emit(CHECK)
    settle(context)
    assert dialog.step == CHECK


@pytest.fixture
def doubtful(context, dialog, tmp_path):
    """A check with a row that may be a record of the book, standing on it."""
    add(context.book, "HTX Rau sạch", tax_code="2400000015")
    check(context, dialog, list_file(tmp_path, [LIKE, NEW, NO_SECTOR]))
    return dialog


def test_every_row_says_what_becomes_of_it(doubtful):
    assert shown(doubtful) == [
        ("HTX Rau sạch", "Cần xem"),
        ("HTX Vận tải Hòa Bình", "Thêm mới"),
        ("HTX Ba Vì", "Không nhập được"),
    ]
    assert doubtful.check.filter.chips[Outcome.DOUBTFUL].text() == "Cần xem (1)"


def test_the_row_stands_beside_the_record_it_may_be(context, doubtful):
    detail = doubtful.check.detail
    assert detail.title.text() == "Dòng 4: HTX Rau sạch"
    assert "2400000015" in detail.words.text()
    rows = [detail.values.texts(place) for place in range(detail.values.count)]
    assert ["Vốn điều lệ", "500 triệu đồng", "–"] in rows


@pytest.mark.parametrize(
    ("key", "words", "names"),
    [
        (KEY.Key_N, "Thêm mới", ["HTX Rau sạch", "HTX Rau sạch", "HTX Vận tải Hòa Bình"]),
        (KEY.Key_C, "Cập nhật", ["HTX Rau sạch", "HTX Vận tải Hòa Bình"]),
        (KEY.Key_B, "Bỏ qua", ["HTX Rau sạch", "HTX Vận tải Hòa Bình"]),
    ],
)
def test_a_key_decides_a_doubtful_row(context, doubtful, key, words, names):
    press(key)
    assert shown(doubtful)[0] == ("HTX Rau sạch", words)
    press(KEY.Key_F9)
    settle(context)
    press(KEY.Key_S, CONTROL)
    settle(context)
    assert doubtful.commit.is_done
    assert sorted(listed(context.book)) == names


def test_a_decision_is_taken_back(context, doubtful):
    press(KEY.Key_B)
    press(KEY.Key_Home, CONTROL)
    press(KEY.Key_Backspace)
    settle(context)
    assert shown(doubtful)[0] == ("HTX Rau sạch", "Cần xem")


def test_several_rows_are_left_out_at_once(context, doubtful):
    press(KEY.Key_A, CONTROL)
    press(KEY.Key_B)
    assert [each[1] for each in shown(doubtful)] == ["Bỏ qua", "Bỏ qua", "Không nhập được"]


def test_a_decision_that_does_not_fit_is_told(context, doubtful):
    press(KEY.Key_Down)
    settle(context)
    press(KEY.Key_C)
    assert context.notices[-1] == "Quyết định này không hợp với dòng đang chọn."
    assert shown(doubtful)[1] == ("HTX Vận tải Hòa Bình", "Thêm mới")


def test_keys_show_the_rows_of_one_outcome(doubtful):
    press(KEY.Key_3, CONTROL)
    assert shown(doubtful) == [("HTX Ba Vì", "Không nhập được")]
    press(KEY.Key_1, CONTROL)
    assert len(shown(doubtful)) == 3


def fix(qtbot, context, dialog):
    press(KEY.Key_Return)
    settle(context)
    return in_front(qtbot, top(FixDialog))


def test_a_refused_row_is_corrected_in_place(qtbot, context, doubtful):
    press(KEY.Key_End, CONTROL)
    settle(context)
    found = fix(qtbot, context, doubtful)
    assert found.table.texts(found.table.place)[0] == "Lĩnh vực"
    type_text(QApplication.focusWidget(), "Dịch vụ khác")
    found.choice.set_value("DV")
    press(KEY.Key_S, CONTROL)
    settle(context)
    assert shown(doubtful)[2] == ("HTX Ba Vì", "Thêm mới")


def test_one_correction_holds_for_all_rows_that_say_the_same(qtbot, context, dialog, tmp_path):
    rows = [[number, f"HTX Số {number}", "", "xyz", "2015", 1] for number in range(1, 4)]
    check(context, dialog, list_file(tmp_path, rows))
    assert {each[1] for each in shown(dialog)} == {"Không nhập được"}
    found = fix(qtbot, context, dialog)
    assert found.everywhere.text() == "Sửa như vậy cả 2 dòng khác cũng ghi “xyz”"
    found.choice.set_value("DV")
    found.everywhere.setChecked(True)
    press(KEY.Key_S, CONTROL)
    settle(context)
    assert {each[1] for each in shown(dialog)} == {"Thêm mới"}


def test_the_rows_left_out_are_saved_with_their_reasons(context, doubtful, tmp_path, monkeypatch):
    told, target = [], tmp_path / "loi.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    monkeypatch.setattr(messages, "inform", lambda *args: told.append(args[2]))
    press(KEY.Key_F12)
    settle(context)
    assert told[0].startswith("Đã ghi 2 dòng vào tệp loi.xlsx")
    sheet = load_workbook(target).active
    texts = [cell.value for row in sheet.iter_rows() for cell in row if cell.value]
    assert "Lý do" in texts
    assert "HTX Ba Vì" in texts
    assert "HTX Vận tải Hòa Bình" not in texts


def test_stated_totals_are_compared(qtbot, context, dialog, tmp_path):
    rows = [NEW, ["", "Tổng cộng", "", "", "", 1300]]
    check(context, dialog, list_file(tmp_path, rows))
    press(KEY.Key_I, CONTROL)
    found = in_front(qtbot, top(TotalsDialog))
    row = found.table.texts(0)
    assert row[:2] == ["5", "Tổng cộng"]
    assert row[3] != "khớp"
    press(KEY.Key_Escape)


def test_enter_on_what_was_unclear_goes_to_the_cell(qtbot, context, dialog, tmp_path):
    row = [1, "HTX Một", "", "Vận tải", "31/2/2016", 1]
    check(context, dialog, list_file(tmp_path, [row]))
    dialog.check.detail.issues.setFocus()
    press(KEY.Key_Return)
    settle(context)
    found = in_front(qtbot, top(FixDialog))
    assert found.table.texts(0)[1] == "31/2/2016"
    found.table.setFocus()
    press(KEY.Key_Return)
    assert found.text.hasFocus()
    found.text.setText("28/2/2016")
    press(KEY.Key_Return)
    settle(context)
    assert not dialog.check.table.lines[0].issues


def test_why_a_row_cannot_go_in_is_told_in_full(context, doubtful):
    press(KEY.Key_End, CONTROL)
    settle(context)
    told = doubtful.check.detail.words.text()
    assert told.startswith("Không nhập được: Lĩnh vực: không rõ lĩnh vực")
    assert told.endswith(".")
    assert ".." not in told


def search(context, dialog, text):
    """By keyboard: into the box, type, and wait until the rows are those found."""
    press(KEY.Key_F, CONTROL)
    type_text(dialog.check.filter.search, text)
    dialog.check.filter.search.searched.emit()
    settle(context)
    return [name for name, _ in shown(dialog)]


@pytest.mark.parametrize(
    ("text", "name"),
    [("hoa binh", "HTX Vận tải Hòa Bình"), ("6", "HTX Ba Vì"), ("chỉ trùng tên", "HTX Rau sạch")],
)
def test_a_row_is_found_by_name_number_or_reason(context, doubtful, text, name):
    assert search(context, doubtful, text) == [name]
    press(KEY.Key_Return)
    assert doubtful.check.table.hasFocus()


def test_the_search_keeps_to_the_chip_and_another_file_forgets_both(context, doubtful, tmp_path):
    press(KEY.Key_2, CONTROL)
    assert search(context, doubtful, "htx") == ["HTX Rau sạch"]
    check(context, doubtful, list_file(tmp_path, [NEW, [*NEW[:1], "HTX Năm", "", *NEW[3:]]]))
    assert len(shown(doubtful)) == 2
    assert doubtful.check.filter.text == ""
    assert doubtful.check.table.currentIndex().row() == 0


def test_decisions_of_many_rows_are_taken_back_at_once(context, doubtful):
    press(KEY.Key_A, CONTROL)
    press(KEY.Key_B)
    assert [outcome for _, outcome in shown(doubtful)] == ["Bỏ qua", "Bỏ qua", "Không nhập được"]
    press(KEY.Key_A, CONTROL)
    press(KEY.Key_Backspace)
    settle(context)
    assert [outcome for _, outcome in shown(doubtful)] == [
        *("Cần xem", "Thêm mới", "Không nhập được")
    ]
