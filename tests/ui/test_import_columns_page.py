"""Step 2 of Nhập từ Excel: lists, columns and common values, chosen by keyboard."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from ktt_desktop.domain.importing.choices import ListAt
from ktt_desktop.services.import_layouts import layouts_of
from ktt_desktop.ui.import_converted_dialog import ConvertedDialog
from ktt_desktop.ui.import_dialog import CHECK, COLUMNS, COMMIT
from ktt_desktop.ui.import_head_dialog import HeadDialog
from tests.keyboard import type_text
from tests.lists import workbook
from tests.ui.imported_lists import HEAD, PROFILE, ROWS, in_front, list_file, read, shown, top
from tests.ui.screens.opened import CONTROL, press, settle

pytestmark = [
    pytest.mark.qt_log_ignore("This plugin does not support"),
    pytest.mark.usefixtures("told"),
]
KEY, SHIFT = Qt.Key, Qt.KeyboardModifier.ShiftModifier
STRANGE = ["STT", "Tên HTX", "Abc", "Lĩnh vực", "Ngày thành lập", "Xyz"]
XYZ = 5
PLAIN = ["STT", "Ten HTX", "MST", "Linh vuc", "Ngay thanh lap", "Von dieu le"]


@pytest.fixture
def context(commune_context):
    return commune_context


@pytest.fixture
def dialog(import_dialog):
    return import_dialog


def column(dialog, place):
    """A line of the table: head, letter, use, samples."""
    model = dialog.columns.table.model()
    return [model.index(place, each).data() for each in range(4)]


def choose_use(words):
    """From the table: the use of the column, typed and taken."""
    press(KEY.Key_Return)
    line = QApplication.focusWidget().lineEdit()
    line.selectAll()
    type_text(line, words)
    press(KEY.Key_Tab)


def test_the_columns_are_proposed_with_samples(context, dialog, tmp_path):
    read(context, dialog, list_file(tmp_path))
    assert column(dialog, 1)[0] == "Tên HTX"
    assert column(dialog, 1)[1] == "B"
    assert column(dialog, 1)[3].startswith("HTX Rau sạch · HTX Vận tải Hòa Bình")
    assert column(dialog, 5)[2] == "Vốn điều lệ, triệu đồng"


def test_a_column_nobody_understands_is_given_its_use_by_keyboard(context, dialog, tmp_path):
    read(context, dialog, list_file(tmp_path, head=STRANGE))
    assert column(dialog, XYZ)[2] == "không lấy"
    press(KEY.Key_End, CONTROL)
    choose_use("Vốn điều lệ  (Tổ chức)")
    assert column(dialog, XYZ)[2] == "Vốn điều lệ"
    press(KEY.Key_F9)
    settle(context)
    facts = dialog.check.detail.values
    labels = [facts.texts(place)[0] for place in range(facts.count)]
    assert "Vốn điều lệ" in labels


def test_one_column_feeds_two_fields(context, dialog, tmp_path):
    read(context, dialog, list_file(tmp_path, head=STRANGE))
    for _ in range(5):
        press(KEY.Key_Down)
    dialog.columns.panel.field.set_value("charter_capital")
    dialog.columns.panel.field.edited.emit()
    dialog.columns.panel.second.set_value("note")
    dialog.columns.panel.second.edited.emit()
    at = ListAt(0)
    assert [each.field for each in dialog.session.choice(at).uses if each.column == 5] == [
        "charter_capital",
        "note",
    ]


def test_a_unit_is_asked_of_money_only_and_a_year_of_figures(context, dialog, tmp_path):
    read(context, dialog, list_file(tmp_path))
    panel = dialog.columns.panel
    assert not panel.unit.isVisible()
    press(KEY.Key_End, CONTROL)
    assert panel.unit.isVisible()
    assert panel.unit.value() == "6"
    panel.unit.set_value("3")
    panel.unit.edited.emit()
    assert column(dialog, 5)[2] == "Vốn điều lệ, nghìn đồng"


def test_what_no_row_says_is_said_once_for_all(context, dialog, tmp_path):
    rows = [[*row[:3], "", *row[4:]] for row in ROWS]
    read(context, dialog, list_file(tmp_path, rows))
    dialog.columns.common.constants["sector"].set_value("DV")
    dialog.columns.common.constants["sector"].edited.emit()
    press(KEY.Key_F9)
    settle(context)
    assert {each[1] for each in shown(dialog)} == {"Thêm mới"}


def test_a_list_is_left_out_with_the_space_bar(context, dialog, tmp_path):
    other = [[7, "HTX Trang hai", "", "Vận tải", "2015", 1]]
    sheets = {"Một": [HEAD, *ROWS], "Hai": [HEAD, *other]}
    read(context, dialog, workbook(tmp_path / "hai-trang.xlsx", sheets))
    page = dialog.columns
    assert page.lists.isVisible()
    page.lists.setFocus()
    press(KEY.Key_Space)
    assert page.lists.texts(0)[0] == ""
    press(KEY.Key_F9)
    settle(context)
    assert shown(dialog) == [("HTX Trang hai", "Thêm mới")]


def test_a_hidden_sheet_is_read_when_asked(context, dialog, tmp_path):
    other = [[7, "HTX Trang ẩn", "", "Vận tải", "2015", 1]]
    sheets = {"Một": [HEAD, *ROWS], "Hai": [HEAD, *other]}
    path = workbook(tmp_path / "an.xlsx", sheets, hidden_sheets=("Hai",))
    read(context, dialog, path)
    page = dialog.columns
    assert page.hidden_button.isVisible()
    assert "trang ẩn" in page.about.text()
    press(KEY.Key_U, CONTROL)
    settle(context)
    assert page.lists.count == 2
    assert not page.hidden_button.isVisible()


def test_the_officer_says_which_row_is_the_head(qtbot, context, dialog, tmp_path):
    read(context, dialog, list_file(tmp_path))
    press(KEY.Key_T, CONTROL)
    found = in_front(qtbot, top(HeadDialog))
    assert found.table.currentRow() == 2
    assert found.table.item(2, 1).text() == "Tên HTX"
    taken = []
    found.taken.connect(lambda *rows: taken.append(rows))
    press(KEY.Key_Return)
    settle(context)
    assert taken == [(3, 3)]
    assert dialog.session.choice(ListAt(0)).head == (3, 3)
    assert column(dialog, 1)[2] == "Tên tổ chức"


def test_columns_are_remembered_for_lists_with_the_same_heads(context, dialog, tmp_path):
    read(context, dialog, list_file(tmp_path, head=STRANGE))
    press(KEY.Key_End, CONTROL)
    choose_use("Ghi chú  (Tổ chức)")
    dialog.steps.wanted.emit(COMMIT)
    settle(context)
    press(KEY.Key_S, CONTROL)
    settle(context)
    assert len(layouts_of(context.book)) == 1

    dialog.commit.run = None
    row = [9, "HTX Khác", "2400000047", "Vận tải", "2015", 1]
    read(context, dialog, list_file(tmp_path, [row], name="khac.xlsx", head=STRANGE))
    assert dialog.step == COLUMNS
    assert column(dialog, XYZ)[2] == "Ghi chú"
    assert "mẫu nhập đã nhớ" in dialog.columns.about.text()


def test_old_letters_are_shown_before_and_after(qtbot, context, dialog, tmp_path, told):
    rows = [[1, "HTX N«ng nghiÖp", "", "Trồng trọt", "2015", 1]]
    read(context, dialog, list_file(tmp_path, rows, head=PLAIN, title="DANH SACH"))
    assert not told
    assert "TCVN3" in dialog.columns.about.text()
    press(KEY.Key_M, CONTROL)
    found = in_front(qtbot, top(ConvertedDialog))
    model = found.table.model()
    texts = [model.index(0, each).data() for each in range(4)]
    assert texts == ["HTX Nông nghiệp", "HTX N«ng nghiÖp", "HTX!B4", "TCVN3 (ABC)"]
    press(KEY.Key_Escape)


def test_a_filled_in_template_asks_nothing_about_columns(context, dialog, tmp_path):
    from ktt_desktop.services.import_templates import import_templates, save_template

    target = tmp_path / "mau.xlsx"
    save_template(context.book, PROFILE, import_templates()[0], target)
    from openpyxl import load_workbook

    book = load_workbook(target)
    sheet = book.worksheets[0]
    head = next(
        row for row in sheet.iter_rows() for cell in row if str(cell.value).startswith("Tên")
    )
    places = {str(cell.value).rstrip(" *").split(" (")[0]: cell.column for cell in head}
    below = head[0].row + 1
    for name, text in places.items():
        sheet.cell(below, text).value = {"Loại hình": "Hợp tác xã"}.get(name)
    for name, column_ in places.items():
        if name.startswith("Tên") and "tắt" not in name and "nước" not in name:
            sheet.cell(below, column_).value = "HTX Trong mẫu"
        if name == "Lĩnh vực":
            sheet.cell(below, column_).value = "Vận tải"
    book.save(target)
    read(context, dialog, target)
    assert dialog.step == CHECK
    assert [each[0] for each in shown(dialog)] == ["HTX Trong mẫu"]


MEMBERS = [*HEAD[:3], "Lĩnh vực", "Số thành viên", "Doanh thu"]
COUNTED = [[1, "HTX Rau sạch", "2400000015", "Trồng trọt", 25, 1200]]


def empty_words(editor):
    return editor.input.lineEdit().placeholderText()


def test_year_kind_and_unit_that_no_head_says_are_shown_and_changed(context, dialog, tmp_path):
    title = "DANH SÁCH HTX (số liệu đến 31/12/2023; đơn vị: triệu đồng)"
    read(context, dialog, list_file(tmp_path, COUNTED, head=MEMBERS, title=title))
    common = dialog.columns.common
    assert column(dialog, 4)[2] == "Số thành viên (năm 2023)"
    assert column(dialog, 5)[2] == "Doanh thu (năm 2023, triệu đồng)"
    assert empty_words(common.year) == "2023 (theo ngày số liệu của tệp)"
    assert empty_words(common.measure) == "thực hiện cả năm"
    assert empty_words(common.unit) == "triệu đồng (ghi trong tệp)"

    common.year.setFocus()
    type_text(QApplication.focusWidget().lineEdit(), "2022")
    press(KEY.Key_Tab)
    common.measure.set_value("PLAN")
    common.measure.edited.emit()
    assert column(dialog, 4)[2] == "Số thành viên (kế hoạch, năm 2022)"
    press(KEY.Key_F9)
    settle(context)
    (figures,) = dialog.session.plan.figures.values()
    assert {(each.period.year, each.period.measure) for each in figures} == {(2022, "PLAN")}


def test_a_year_nobody_says_is_asked_for_and_a_unit_is_guessed_aloud(context, dialog, tmp_path):
    read(context, dialog, list_file(tmp_path, COUNTED, head=MEMBERS))
    assert column(dialog, 4)[2] == "Số thành viên (chưa rõ năm)"
    assert empty_words(dialog.columns.common.year) == "chưa rõ năm, cần chọn"
    assert empty_words(dialog.columns.common.unit) == "triệu đồng (theo độ lớn)"


def test_of_a_list_without_figures_no_year_is_asked(context, dialog, tmp_path):
    read(context, dialog, list_file(tmp_path))
    common = dialog.columns.common
    assert common.unit.isVisible()
    assert not common.year.isVisible()
    assert empty_words(common.constants["commune"]) == "Xã Tiên Lục (đơn vị của sổ)"
