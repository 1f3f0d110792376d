from datetime import UTC, datetime
from fractions import Fraction
from io import BytesIO

from openpyxl import load_workbook

from ktt_desktop.interchange.workbook_writer import (
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


def written(**options):
    options = {"marks": {"bundle_id": "b1"}, "created": CREATED, **options}
    return write_workbook([SHEET], **options)


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


def test_the_marks_are_hidden_and_stand_in_the_properties_too():
    workbook = load_workbook(BytesIO(written()))
    assert workbook["_kttt"].sheet_state == "veryHidden"
    assert workbook["_kttt"]["B1"].value == "b1"
    assert workbook.custom_doc_props["kttt_bundle_id"].value == "b1"


def test_equal_arguments_give_equal_bytes_whatever_the_clock_says():
    assert written() == written()
    assert load_workbook(BytesIO(written())).properties.modified == CREATED.replace(tzinfo=None)


def test_practice_data_says_so_on_every_sheet():
    page = load_workbook(BytesIO(written(watermark="DỮ LIỆU THỰC HÀNH"))).worksheets[0]
    assert page["A1"].value == "DỮ LIỆU THỰC HÀNH"
