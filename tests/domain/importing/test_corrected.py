"""The officer's own words in place of what a list says."""

from ktt_desktop.domain.importing.choices import ListChoice
from ktt_desktop.domain.importing.columns import ColumnUse
from ktt_desktop.domain.importing.lists import read_lists
from ktt_desktop.domain.importing.table import Sheet
from ktt_desktop.domain.terms import Measure
from tests.lists import words

HEADS = ["STT", "Tên đơn vị", "Lĩnh vực", "Tình trạng", "Năm TL", "Số thành viên", "Ghi chú"]
ROWS = [
    ["DANH SÁCH CÁC TỔ CHỨC KINH TẾ TẬP THỂ", *[""] * 6],
    HEADS,
    [1.0, "HTX An Phú", "Nông nghiep TH", "bt", 2015.0, "mười", "x"],
    [2.0, "Đồng Tâm", "Nông nghiep TH", "đang hoạt động", 2016.0, 12.0, ""],
    [3.0, "HTX Bình Minh", "", "", "năm nào", 9.0, ""],
]


def read(**choice):
    (found,) = read_lists(Sheet("Tờ 1", ROWS), words(), {0: ListChoice(**choice)})
    return found


def reasons(found):
    return [(each.row, each.value) for each in found.issues]


def test_one_correction_of_a_text_holds_wherever_it_stands():
    assert read().sectors == ["", "", ""]
    fixed = read(values={("sector", "nong nghiep th"): "NN.TH"})
    assert fixed.sectors == ["NN.TH", "NN.TH", ""]
    assert fixed.texts["sector"] == ["Nông nghiep TH", "Nông nghiep TH", ""]


def test_words_do_as_well_as_a_code():
    fixed = read(values={("sector", "nong nghiep th"): "trồng rau", ("status", "bt"): "tạm ngừng"})
    assert fixed.sectors[0] == "NN.TT"
    fixed = read(values={("status", "bt"): "tạm ngưng"})
    assert fixed.states == ["tam_ngung", "dang_hoat_dong", ""]
    assert (3, "bt") not in reasons(fixed)


def test_a_constant_is_for_the_rows_that_say_nothing():
    fixed = read(constants={"sector": "DV", "type": "THT", "note": "đã rà soát"})
    assert fixed.kinds == ["HTX", "THT", "HTX"]
    assert fixed.sectors == ["DV", "DV", "DV"]
    assert fixed.texts["note"] == ["x", "đã rà soát", "đã rà soát"]
    told = read(constants={"sector": "DV"}, values={("sector", "nong nghiep th"): "NN.TH"})
    assert told.sectors == ["NN.TH", "NN.TH", "DV"]


def test_a_constant_needs_no_column():
    assert read(constants={"email": "a@b.vn"}).texts["email"] == ["a@b.vn"] * 3


def test_one_cell_is_corrected_in_its_row_alone():
    before = read()
    assert (3, "mười") in reasons(before)
    assert (5, "năm nào") in reasons(before)
    fixed = read(
        fixes={
            (3, "members"): "10",
            (5, "founded"): "8/2019",
            (4, "name"): "HTX Đồng Tâm 2",
            (4, "sector"): "XD",
            (3, "note"): "",
        }
    )
    assert fixed.figure("members", 0) == 10
    assert (fixed.founded[2].year, fixed.founded[2].month) == (2019, 8)
    assert fixed.names == ["HTX An Phú", "HTX Đồng Tâm 2", "HTX Bình Minh"]
    assert fixed.sectors == ["", "XD", ""]
    assert fixed.texts["note"] == ["", "", ""]
    assert not {(3, "mười"), (5, "năm nào")} & set(reasons(fixed))


def test_a_wrong_correction_is_told_with_what_it_says():
    assert (3, "nhiều") in reasons(read(fixes={(3, "members"): "nhiều"}))


def test_a_column_feeds_several_fields_and_figures_have_years():
    uses = (
        ColumnUse(1, "name", HEADS[1]),
        ColumnUse(2, "sector", HEADS[2]),
        ColumnUse(2, "note", HEADS[2]),
        ColumnUse(5, "members", HEADS[5], 2023, Measure.PLAN),
    )
    found = read(uses=uses, fixes={(3, "members 2023 PLAN"): "7"})
    assert found.texts["note"][:2] == ["Nông nghiep TH"] * 2
    assert list(found.figures[uses[3]]) == [7, 12, 9]


def test_the_officer_says_where_the_head_is():
    rows = [["a", "b"], ["Cột một", "Cột hai"], ["An Phú", "5"], ["Bình Minh", "6"]]
    assert list(read_lists(Sheet("Tờ 1", rows), words())) == []
    (bare,) = read_lists(Sheet("Tờ 1", rows), words(), {0: ListChoice(head=(2, 2))})
    assert (bare.heads, bare.names) == (("Cột một", "Cột hai"), [])
    uses = (ColumnUse(0, "name", "Cột một"), ColumnUse(1, "members", "Cột hai"))
    choice = ListChoice(head=(2, 2), uses=uses)
    (found,) = read_lists(Sheet("Tờ 1", rows), words(), {0: choice})
    assert found.names == ["An Phú", "Bình Minh"]
    assert found.figure("members", 1) == 6


def test_without_a_column_of_names_the_list_waits_for_one():
    found = read(uses=(ColumnUse(2, "sector", HEADS[2]),))
    assert found.rows == []
    assert found.heads == tuple(HEADS)


def test_a_text_among_figures_and_days_is_corrected_wherever_it_stands():
    values = {("members", "muoi"): "10", ("founded", "nam nao"): "2019"}
    fixed = read(values=values)
    assert fixed.figure("members", 0) == 10
    assert fixed.founded[2].year == 2019
