"""Columns of a marked sheet are known by their ids, wherever they stand and whatever they say."""

from ktt_desktop.domain.importing.choices import ListChoice
from ktt_desktop.domain.importing.columns import ColumnUse
from ktt_desktop.domain.importing.lists import read_lists
from ktt_desktop.domain.importing.table import Sheet
from ktt_desktop.domain.importing.template_reading import (
    NEWER,
    NOT_OURS,
    TWICE,
    marked,
    marked_sheets,
)
from ktt_desktop.domain.terms import Measure
from tests.lists import words

IDS = ["SoKTTT:so-lieu:1:2024:ESTIMATE", "name", "kind", "figure.O1", "figure.O5"]
HEADS = ["STT", "Tên tổ chức (*)", "Loại hình", "Tổng số thành viên", "Doanh thu (triệu đồng)"]
ROWS = (
    [1.0, "Cộng đồng nuôi cá", "Tổ hợp tác", 12.0, 1500.5],
    [None, None, None, None, None],
    [2.0, "HTX Xã Tổng hợp", "Liên hiệp hợp tác xã", 0.0, "2,5 tỷ"],
    [3.0, None, None, None, None],
    [4.0, None, "Hợp tác xã", None, None],
)


def sheet(ids=IDS, heads=HEADS, rows=ROWS, above=("Bảng", None)):
    width = len(ids)
    lines = [[text, *[None] * (width - 1)] for text in above]
    return Sheet("Số liệu", [*lines, list(ids), list(heads), *map(list, rows)])


def read(sheet, choice=None):
    found = marked(sheet, words())
    chosen = found.chosen(choice or ListChoice())
    (listed,) = read_lists(sheet, words(), {0: chosen})
    return found, listed


def test_every_named_row_is_an_organisation_of_the_kind_that_is_chosen():
    _, listed = read(sheet())
    assert listed.names == ["Cộng đồng nuôi cá", "HTX Xã Tổng hợp"]
    assert listed.kinds == ["THT", "LHHTX"]
    assert listed.rows == [5, 7]


def test_a_row_without_a_name_is_told_and_a_running_number_alone_is_none():
    _, listed = read(sheet())
    assert [(each.row, each.reason) for each in listed.skipped] == [(9, "không có tên tổ chức")]


def test_figures_are_of_the_year_and_kind_of_the_mark_and_money_of_the_unit_of_the_head():
    _, listed = read(sheet())
    figures = {
        use.field: (use.year, use.measure, *values) for use, values in listed.figures.items()
    }
    assert figures["members"] == (2024, Measure.ESTIMATE, 12, 0)
    assert figures["revenue"] == (2024, Measure.ESTIMATE, 1_500_500_000, 2_500_000_000)


def test_moved_and_renamed_columns_are_read_and_foreign_ones_are_told():
    order = [4, 1, 0, 3]
    ids = [None, *(IDS[place] for place in order), None]
    heads = ["Của tôi", *("Tiền (đồng)" if place == 4 else "Đổi tên" for place in order), "Lý do"]
    rows = [["riêng", *(row[place] for place in order), "vì"] for row in ROWS]
    found, listed = read(sheet(ids, heads, rows))
    assert listed.names == ["Cộng đồng nuôi cá", "HTX Xã Tổng hợp"]
    money = next(values for use, values in listed.figures.items() if use.field == "revenue")
    assert money == [1500, 2_500_000_000]
    assert [(each.row, each.column, each.reason) for each in found.issues] == [
        (4, "Của tôi", NOT_OURS)
    ]


def test_a_column_twice_is_read_once_and_one_of_a_later_edition_is_told():
    ids = ["SoKTTT:so-lieu:2:2024:ESTIMATE", "name", "name", "figure.Z9", "figure.O5"]
    found, listed = read(sheet(ids))
    assert [each.field for each in listed.uses] == ["name", "revenue"]
    assert [each.reason for each in found.issues] == [TWICE, NEWER]


def test_the_officers_own_columns_come_before_those_of_the_mark():
    own = ListChoice(uses=(ColumnUse(1, "name", "Tên"),), head=(4, 4))
    _, listed = read(sheet(), own)
    assert [each.field for each in listed.uses] == ["name"]


def test_a_sheet_without_a_mark_and_a_mark_without_a_head_are_not_marked():
    plain = sheet(["TT", "name", "kind", "figure.O1", "figure.O5"])
    bare = Sheet("Trang", [IDS])
    assert marked_sheets([plain, bare, sheet()], words()).keys() == {2}
