from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from fractions import Fraction
from io import BytesIO

import pytest
from openpyxl import load_workbook

from ktt_desktop.interchange.workbook_writer import (
    AT_ONCE,
    ViewColumn,
    ViewRow,
    ViewSheet,
    write_workbook,
)

CREATED = datetime(2026, 11, 20, 7, 30, tzinfo=UTC)
SHEET = ViewSheet(
    name="Biểu A",
    title="Các chỉ tiêu",
    heading=("XÃ LẠNG GIANG", "Kế hoạch năm 2027"),
    columns=(
        ViewColumn("TT", 6, "centre"),
        ViewColumn("Chỉ tiêu", 40, "text"),
        ViewColumn("Thực hiện\nnăm 2026", 14, "number"),
    ),
    rows=(
        ViewRow((1, "Tổng số hợp tác xã", 64), bold=True),
        ViewRow((2, "=1+1", Fraction(1469, 20))),
        ViewRow((3, "-5 HTX", None)),
        ViewRow((4, "Không phát sinh", 0)),
    ),
    note="Ghi chú",
)


def written(sheet=SHEET, **options):
    options = {"marks": {"bundle_id": "b1"}, "created": CREATED, **options}
    return write_workbook([sheet], **options)


def body():
    page = load_workbook(BytesIO(written())).worksheets[0]
    return page, {row[0].value: row for row in page.iter_rows(min_row=6, max_row=9)}


def test_numbers_stay_numbers_and_a_blank_is_not_zero():
    _, rows = body()
    assert rows[1][2].value == 64
    assert rows[2][2].value == 73.45
    assert rows[3][2].value is None
    assert rows[4][2].value == 0


def test_text_that_looks_like_a_formula_stays_text():
    _, rows = body()
    for place, text in ((2, "=1+1"), (3, "-5 HTX")):
        cell = rows[place][1]
        assert cell.value == text
        assert cell.data_type == "s"
        assert cell.quotePrefix


@pytest.mark.parametrize(
    "text", ["@a", "+84", "#N/A", "#REF!", "=HYPERLINK(1)", "0101415995", "1.5"]
)
def test_text_is_never_taken_for_something_else(text):
    sheet = replace(SHEET, rows=(ViewRow((1, text, None)),))
    cell = load_workbook(BytesIO(written(sheet))).worksheets[0]["B6"]
    assert (cell.value, cell.data_type) == (text, "s")


def test_a_character_excel_cannot_hold_becomes_a_space():
    sheet = replace(SHEET, rows=(ViewRow((1, "HTX\x0bMỹ Thái", None)),))
    assert load_workbook(BytesIO(written(sheet))).worksheets[0]["B6"].value == "HTX Mỹ Thái"


def test_decimals_are_shown_only_where_there_are_any():
    _, rows = body()
    assert rows[1][2].number_format == "#,##0"
    assert rows[2][2].number_format == "#,##0.###"
    assert rows[1][2].font.bold
    assert rows[1][2].data_type == rows[2][2].data_type == "n"
    whole = replace(SHEET, rows=(ViewRow((1, "", Fraction(5)), bold=True),))
    cell = load_workbook(BytesIO(written(whole))).worksheets[0]["C6"]
    assert (cell.value, cell.number_format) == (5, "#,##0")


def test_a_row_of_another_length_than_the_head_is_refused():
    with pytest.raises(ValueError, match="zip"):
        written(replace(SHEET, rows=(ViewRow((1, "x")),)))


def test_the_title_lines_and_the_note_are_merged_over_the_whole_table():
    page, _ = body()
    assert {str(each) for each in page.merged_cells.ranges} == {
        *("A1:C1", "A2:C2", "A3:C3"),
        "A11:C11",  # the note
    }
    assert page["C5"].alignment.wrap_text
    assert page["C5"].border.left.style == page["C6"].border.left.style == "thin"
    assert page["A11"].value == "Ghi chú"


def test_rows_heads_and_notes_are_as_high_as_their_words():
    long = "Hỗ trợ thành lập mới, củng cố tổ chức kinh tế tập thể, hợp tác xã trên địa bàn"
    sheet = replace(SHEET, rows=(ViewRow((1, long, 64)), ViewRow((2, "Ngắn", 5))), note=long * 3)
    page = load_workbook(BytesIO(written(sheet))).worksheets[0]
    heights = {place: page.row_dimensions[place].height for place in (5, 6, 7, 9)}

    assert heights[5] == heights[6] == 33
    assert heights[7] is None
    assert heights[9] > 60
    assert page["A9"].alignment.wrap_text


def test_a_page_is_ready_to_print():
    page, _ = body()
    assert page.page_setup.orientation == "landscape"
    assert page.page_setup.paperSize == 9
    assert page.sheet_properties.pageSetUpPr.fitToPage
    assert page.print_title_rows == "$5:$5"
    assert page.freeze_panes == "A6"
    assert page["A1"].value == "XÃ LẠNG GIANG"
    assert page["A3"].value == "CÁC CHỈ TIÊU"
    assert page["B5"].font.name == "Times New Roman"
    assert page["B5"].font.bold
    assert page["A6"].font.bold
    assert not page["A7"].font.bold
    assert page.column_dimensions["B"].width == 40


def test_a_long_sheet_is_told_from_time_to_time():
    heard = []

    class Counting:
        def report(self, done, total, what):
            heard.append((done, total))

    rows = tuple(ViewRow((place, "HTX", None)) for place in range(1, 2 * AT_ONCE + 2))
    written(replace(SHEET, rows=rows), progress=Counting())
    total = len(rows)
    assert heard == [(0, total), (AT_ONCE, total), (2 * AT_ONCE, total), (total, total)]


def test_the_marks_are_hidden_and_stand_in_the_properties_too():
    workbook = load_workbook(BytesIO(written()))
    assert workbook["_kttt"].sheet_state == "veryHidden"
    assert workbook["_kttt"]["B1"].value == "b1"
    assert workbook.custom_doc_props["kttt_bundle_id"].value == "b1"


def test_equal_arguments_give_equal_bytes_whatever_the_clock_says(monkeypatch):
    before = written()
    monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)
    monkeypatch.setattr("openpyxl.writer.excel.datetime", LaterClock)
    assert written() == before
    properties = load_workbook(BytesIO(before)).properties
    assert properties.created == properties.modified == CREATED.replace(tzinfo=None)


def test_the_moment_is_written_in_universal_time():
    in_vietnam = CREATED.astimezone(timezone(timedelta(hours=7)))
    assert written(created=in_vietnam) == written()


class LaterClock:
    class datetime:  # noqa: N801 # stands for the module
        @staticmethod
        def now(tz=None):
            return datetime(2033, 1, 1, tzinfo=tz)

    timezone = timezone


def test_practice_data_says_so_on_every_sheet():
    page = load_workbook(BytesIO(written(watermark="DỮ LIỆU THỰC HÀNH"))).worksheets[0]
    assert page["A1"].value == "DỮ LIỆU THỰC HÀNH"
