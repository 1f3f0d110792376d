"""Biểu C, D, E as sheets of a workbook."""

from fractions import Fraction

from ktt_desktop.domain.document import Align, Column
from ktt_desktop.domain.sourced_table import SourcedCell, SourcedColumn, SourcedRow, SourcedTable
from ktt_desktop.services.view_forms import form_sheet
from tests.services.test_view_sheets import fits

COLUMNS = (
    SourcedColumn("", Column("TT", 4, Align.CENTRE)),
    SourcedColumn("", Column("Nội dung chính sách", 34)),
    SourcedColumn("a", Column("Tổng", 7, Align.RIGHT, "Nhu cầu năm 2025")),
)


def sheet_of(*rows, **more):
    rows = tuple(SourcedRow("", cells, bold=not place) for place, cells in enumerate(rows))
    return form_sheet(SourcedTable("C", "Kinh phí", COLUMNS, rows, **more), ("XÃ A", "Năm 2024"))


def test_numbers_are_numbers_words_words_and_blanks_blank():
    money = SourcedCell("1.234.567,5", Fraction(2469135, 2))
    sheet = sheet_of(
        (SourcedCell("1"), SourcedCell("Đào tạo"), money),
        (SourcedCell(), SourcedCell("Khác"), SourcedCell("2 lớp", "2 lớp")),
    )

    assert fits(sheet)
    assert [row.cells for row in sheet.rows] == [
        ("1", "Đào tạo", Fraction(2469135, 2)),
        (None, "Khác", "2 lớp"),
    ]
    assert [row.bold for row in sheet.rows] == [True, False]


def test_the_unit_stands_above_and_the_notes_below():
    sheet = sheet_of(unit_line="Đơn vị tính: triệu đồng", notes=("Một.", "Hai."))
    assert sheet.heading == ("XÃ A", "Năm 2024", "Đơn vị tính: triệu đồng")
    assert sheet.note == "Một. Hai."
    assert sheet_of().heading == ("XÃ A", "Năm 2024")


def test_a_column_says_its_group_and_no_number_is_cut():
    money = SourcedCell("1.234.567.890.123", Fraction(1234567890123))
    sheet = sheet_of((SourcedCell("1"), SourcedCell("Đào tạo"), money))
    assert sheet.columns[2].header == "Nhu cầu năm 2025\nTổng"
    assert sheet.columns[2].width >= len("1.234.567.890.123")
    assert [each.style for each in sheet.columns] == ["centre", "text", "number"]
