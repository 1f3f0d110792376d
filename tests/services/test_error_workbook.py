"""The rows that were left out come back as the officer's own sheet, with the reasons."""

import pytest
from openpyxl import load_workbook

from ktt_desktop.domain.errors import InvalidInputError
from ktt_desktop.domain.importing.choices import ListAt
from ktt_desktop.domain.importing.plan import ImportPlan, Outcome, PlannedRow
from ktt_desktop.domain.importing.records import Issue
from ktt_desktop.domain.progress import Silent
from ktt_desktop.services.error_workbook import error_file_name, error_workbook
from ktt_desktop.services.import_layouts import layout_key
from ktt_desktop.services.list_files import open_file
from ktt_desktop.services.list_reading import read_opened
from tests.lists import text, units, words, workbook
from tests.templates import filled, saved

HEAD_1 = ["STT", "Tên HTX", "Địa bàn", "Lĩnh vực", "Doanh thu (triệu đồng)", "", "Ngày TL", "MST"]
HEAD_2 = ["", "", "", "", "2022", "2023", "", ""]
ROWS = [
    ["UBND HUYỆN LẠNG GIANG, TỈNH BẮC GIANG"],
    ["DANH SÁCH HỢP TÁC XÃ"],
    HEAD_1,
    HEAD_2,
    ["I", "Xã Tiên Lục"],
    [1, "HTX An Phú", "", "trồng rau", 10, 12, "1/2/2015", "0100109106"],
    ["II", "Xã Mỹ Thái"],
    [2, "HTX Bình Minh", "", "", "1.200", 12, "", "0012"],
    [3, "HTX Cát Tường", "", "xây dựng", 10, 12, "", "=1+1"],
    [4, "HTX Dân Tiến", "", "lạ", 10, "mười", "", ""],
    ["", "(chi nhánh thôn Hạ)"],
    ["III", "Xã Hương Sơn"],
    [5, "HTX Đại Thành", "", "vận tải", 1, 2, "", ""],
    ["", "Tổng cộng", "", "", 31, 38],
    ["", "", "", "", "", "", "Ngày 31 tháng 12 năm 2023"],
    ["", "Người lập biểu"],
]
MERGED = ("A3:A4", "B3:B4", "C3:C4", "D3:D4", "E3:F3", "G3:G4", "H3:H4", "A1:H1", "A2:H2")
AT = ListAt(0)


class Import:
    """A file read, and a plan in which these rows are left out: Excel row → issues."""

    def __init__(self, path):
        self.opened = open_file(path, Silent())
        self.reading = read_opened(self.opened, words(), units(), Silent())

    def save(self, target, left, at=AT):
        (read,) = [each.list for each in self.reading.lists if each.at == at]
        rows = [
            PlannedRow(
                *(at, place, row, read.names[place]),
                Outcome.REFUSED if row in left else Outcome.NEW,
                issues=tuple(left.get(row, ())),
            )
            for place, row in enumerate(read.rows)
        ]
        self.plan = ImportPlan(self.opened.name, self.opened.digest, rows)
        target.write_bytes(error_workbook(self.opened, self.reading, self.plan, words(), Silent()))
        return target


@pytest.fixture
def district(tmp_path):
    """A list with a head over two rows, groups, a total and a signature."""
    return Import(workbook(tmp_path / "ds huyện.xlsx", {"Biểu 1": ROWS}, merged=MERGED))


LEFT = {
    8: [
        Issue(8, "Lĩnh vực", "", "không rõ lĩnh vực"),
        Issue(8, "Mã số (mã số thuế)", "0012", "sai số"),
    ],
    10: [Issue(10, "Doanh thu (triệu đồng) / 2023", "mười", "không phải là số")],
}


def facts(reading, name):
    """All that a reading says of one organisation."""
    (placed,) = reading.lists
    read, at = placed.list, placed.list.names.index(name)
    return (
        read.kinds[at],
        placed.communes[at] and placed.communes[at].now,
        read.sectors[at],
        read.founded[at],
        placed.tax_codes[at],
        [(use.key, column[at]) for use, column in read.figures.items()],
        [(each.column, each.reason) for each in read.issues if each.row == read.rows[at]],
    )  # fmt: skip


def test_only_the_rows_left_out_stand_there_under_their_groups(district, tmp_path):
    target = district.save(tmp_path / "lỗi.xlsx", LEFT)
    page = load_workbook(target)["Biểu 1"]
    names = [row[1].value for row in page.iter_rows(min_row=3)]
    assert names == [
        *("Tên HTX", None, "Xã Mỹ Thái", "HTX Bình Minh", "HTX Dân Tiến", "(chi nhánh thôn Hạ)"),
        *(None, "Người lập biểu"),
    ]
    assert page["A1"].value == ROWS[0][0]


def test_read_again_it_says_what_the_list_said_and_has_its_layout(district, tmp_path):
    again = Import(district.save(tmp_path / "lỗi.xlsx", LEFT))
    for name in ("HTX Bình Minh", "HTX Dân Tiến (chi nhánh thôn Hạ)"):
        assert facts(again.reading, name) == facts(district.reading, name)
    (before,), (after,) = district.reading.lists, again.reading.lists
    assert layout_key(after.list.heads) == layout_key(before.list.heads)
    assert after.list.uses == before.list.uses
    assert again.reading.as_of == district.reading.as_of
    assert again.reading.around == district.reading.around


def test_the_reason_stands_beside_each_row_with_the_row_of_the_file(district, tmp_path):
    page = load_workbook(district.save(tmp_path / "lỗi.xlsx", LEFT)).active
    assert page["I3"].value == "Lý do"
    assert "I3:I4" in {str(each) for each in page.merged_cells.ranges}
    assert page["I6"].value == "Dòng 8: Lĩnh vực: không rõ lĩnh vực; Mã số (mã số thuế): sai số"
    assert page["I7"].value == "Dòng 10: Doanh thu (triệu đồng) / 2023: không phải là số"
    assert page["I5"].value is None


def test_wrong_cells_are_tinted_and_say_what_is_wrong(district, tmp_path):
    page = load_workbook(district.save(tmp_path / "lỗi.xlsx", LEFT)).active
    told = {
        cell.coordinate: cell.comment.text
        for row in page.iter_rows()
        for cell in row
        if cell.comment
    }
    assert told == {
        "D6": "không rõ lĩnh vực",
        "H6": "sai số",
        "F7": "không phải là số",
    }
    assert {page[each].fill.start_color.rgb for each in told} == {"00FFE2A8"}
    assert page["B6"].fill.start_color.rgb != "00FFE2A8"


def test_codes_keep_their_zeros_and_a_formula_stays_text(district, tmp_path):
    left = {9: [Issue(9, "", "", "trùng tên")], 8: []}
    page = load_workbook(district.save(tmp_path / "lỗi.xlsx", left)).active
    assert (page["H6"].value, page["H6"].number_format) == ("0012", "@")
    assert page["E6"].value == "1.200"
    assert page["E7"].value == 10
    assert page["B7"].comment.text == "trùng tên"


def test_loaded_and_left_out_again_there_is_one_column_of_reasons(district, tmp_path):
    again = Import(district.save(tmp_path / "lỗi.xlsx", LEFT))
    (placed,) = again.reading.lists
    row = placed.list.rows[0]
    page = load_workbook(
        again.save(tmp_path / "lỗi 2.xlsx", {row: [Issue(row, "", "", "vẫn thiếu lĩnh vực")]})
    ).active
    heads = [cell.value for cell in page[3]]
    assert heads.count("Lý do") == 1
    assert page["I6"].value == f"Dòng {row}: vẫn thiếu lĩnh vực"


def test_words_merged_down_stand_in_every_row(tmp_path):
    rows = [
        ["STT", "Tên HTX", "Xã", "Lĩnh vực"],
        [1, "HTX An Phú", "Xã Tiên Lục", "rau"],
        [2, "HTX Bình Minh", "", ""],
        [3, "HTX Cát Tường", "", "rau"],
    ]
    of = Import(workbook(tmp_path / "a.xlsx", {"A": rows}, merged=["C2:C4"]))
    page = load_workbook(of.save(tmp_path / "lỗi.xlsx", {3: []})).active
    assert page["C2"].value == "Xã Tiên Lục"


def test_two_lists_of_a_sheet_have_a_sheet_each(tmp_path):
    head = ["STT", "Tên tổ chức", "Lĩnh vực", "Vốn điều lệ"]
    rows = [
        ["Đơn vị tính: nghìn đồng"],
        ["DANH SÁCH HỢP TÁC XÃ"],
        head,
        [1, "HTX An Phú", "rau", 500],
        ["DANH SÁCH TỔ HỢP TÁC"],
        ["TT", "Tên tổ hợp tác", "Ngành nghề", "Vốn góp"],
        [1, "Tổ nuôi ong", "", 20],
        [2, "Tổ xây dựng", "xây dựng", 30],
    ]
    of = Import(workbook(tmp_path / "a.xlsx", {"A": rows}))
    assert [each.at for each in of.reading.lists] == [ListAt(0), ListAt(0, 1)]
    again = Import(of.save(tmp_path / "lỗi.xlsx", {7: []}, ListAt(0, 1)))
    (placed,) = again.reading.lists
    assert placed.list.names == ["Tổ nuôi ong"]
    assert placed.list.figure("charter_capital", 0) == 20_000


def test_of_two_lists_side_by_side_each_keeps_its_columns(tmp_path):
    head = ["STT", "Tên HTX", "Lĩnh vực", "", "STT", "Tên HTX", "Lĩnh vực"]
    rows = [
        head,
        [1, "HTX An Phú", "rau", "", 1, "HTX Dân Tiến", "vận tải"],
        [2, "HTX Bình Minh", "", "", 2, "HTX Đại Thành", ""],
    ]
    of = Import(workbook(tmp_path / "a.xlsx", {"A": rows}))
    left, right = (
        load_workbook(of.save(tmp_path / "lỗi.xlsx", {3: []}, at)).active
        for at in (ListAt(0), ListAt(0, 1))
    )
    assert [cell.value for cell in left[1]] == ["STT", "Tên HTX", "Lĩnh vực", "Lý do"]
    assert [left["B2"].value, left["D2"].value] == ["HTX Bình Minh", "Dòng 3: "]
    assert [cell.value for cell in right[1]] == [None] * 4 + [*head[:3], "Lý do"]
    assert right["F2"].value == "HTX Đại Thành"


def test_a_list_without_a_head_is_read_again_like_before(tmp_path):
    rows = [[1, "HTX An Phú", "Xã Tiên Lục"], [2, "HTX Bình Minh", "Xã Mỹ Thái"], [3, "HTX C", ""]]
    of = Import(workbook(tmp_path / "a.xlsx", {"A": rows}))
    page = load_workbook(of.save(tmp_path / "lỗi.xlsx", {1: [], 2: []})).active
    assert [cell.value for cell in page[1]] == [*rows[0], "Dòng 1: "]
    (placed,) = Import(tmp_path / "lỗi.xlsx").reading.lists
    assert placed.list.names == ["HTX An Phú", "HTX Bình Minh"]


def test_of_a_template_its_mark_stays_hidden_above_the_head(desk, tmp_path):
    path = saved(desk.book, desk.profile, "to-chuc", tmp_path / "mẫu.xlsx")
    rows = [{"name": "HTX An Phú", "kind": "Hợp tác xã"}, {"name": "HTX Bình Minh", "sector": "?"}]
    of = Import(filled(path, rows))
    (before,) = of.reading.lists
    again = Import(of.save(tmp_path / "lỗi.xlsx", {before.list.rows[1]: []}, before.at))
    (after,) = again.reading.lists
    assert after.list.names == ["HTX Bình Minh"]
    assert after.list.uses == before.list.uses
    page = load_workbook(tmp_path / "lỗi.xlsx").active
    assert page.row_dimensions[after.list.head_row - 1].hidden


def test_a_text_file_becomes_a_workbook(tmp_path):
    of = Import(text(tmp_path / "ds.csv", [["Tên HTX", "Lĩnh vực"], ["HTX An Phú", ""]]))
    assert error_file_name(of.opened) == "ds - chưa nhập.xlsx"
    assert (
        Import(of.save(tmp_path / "lỗi.xlsx", {2: []})).reading.lists[0].list.sheet == "Danh sách"
    )


def test_where_no_row_was_left_out_there_is_nothing_to_save(district, tmp_path):
    with pytest.raises(InvalidInputError, match="Không có dòng nào"):
        district.save(tmp_path / "lỗi.xlsx", {})
