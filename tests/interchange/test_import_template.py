"""A blank workbook has its lists, its hidden mark, a closed head and open rows."""

from datetime import UTC, datetime

import pytest
from openpyxl import load_workbook

from ktt_desktop.interchange.import_template import (
    LAST_ROW,
    LONGEST_HINT,
    BlankColumn,
    BlankWorkbook,
    write_template,
)

CREATED = datetime(2026, 11, 20, 7, 30, tzinfo=UTC)
COLUMNS = (
    BlankColumn("uid", "Mã hồ sơ", 10, "code", hidden=True),
    BlankColumn("name", "Tên tổ chức", 36, "text", "Tên đầy đủ. " * 40, required=True),
    BlankColumn("kind", "Loại hình", 16, "text", options="kinds"),
    BlankColumn("commune", "Xã", 16, "text", options="communes", closed=False),
    BlankColumn("tax_code", "Mã số thuế", 16, "code"),
    BlankColumn("figure.O5", "Doanh thu (triệu đồng)", 14, "number"),
)
LISTS = {"kinds": ("Hợp tác xã", "Tổ hợp tác"), "communes": ("Xã A", "Xã B", "Xã C"), "none": ()}
ROWS = (
    ("u1", "=HTX Một", "Hợp tác xã", "Xã A", "0101234567", None),
    ("u2", "HTX có một cái tên rất dài để phải xuống dòng trong ô", None, None, None, 0),
)


def blank(rows=ROWS):
    return BlankWorkbook(
        *("Số liệu", "Số liệu năm", ("XÃ LẠNG GIANG", "Thực hiện năm 2024")),
        *("SoKTTT:so-lieu:1:2024:ACTUAL", COLUMNS, ("Ghi một dòng một tổ chức.",), rows, LISTS),
    )


@pytest.fixture
def workbook(tmp_path):
    path = tmp_path / "mau.xlsx"
    path.write_bytes(write_template(blank(), CREATED))
    return load_workbook(path)


def test_the_mark_stands_in_a_hidden_row_right_above_the_head(workbook):
    page = workbook["Số liệu"]
    assert [cell.value for cell in page[5]][:3] == ["SoKTTT:so-lieu:1:2024:ACTUAL", "uid", "name"]
    assert [cell.value for cell in page[6]][:3] == ["STT", "Mã hồ sơ", "Tên tổ chức (*)"]
    assert page.row_dimensions[5].hidden
    assert page.column_dimensions["B"].hidden
    assert page.freeze_panes == "D7"
    assert [page.cell(row, 3).value for row in (1, 2, 3)] == [
        "SỐ LIỆU NĂM",
        "XÃ LẠNG GIANG",
        "Thực hiện năm 2024",
    ]


def test_rows_that_are_there_stay_text_and_their_blanks_can_be_filled_in(workbook):
    page = workbook["Số liệu"]
    assert [cell.value for cell in page[7]] == [1, *ROWS[0]]
    assert page["C7"].data_type == "s"
    assert page["C7"].protection.locked
    assert not page.column_dimensions["G"].protection.locked
    assert page["G8"].value == 0
    assert page.row_dimensions[8].height > 20


def test_the_head_is_closed_and_every_row_below_is_open(workbook):
    page = workbook["Số liệu"]
    assert page.protection.sheet
    assert page.protection.password is None
    assert not page.protection.insertRows
    assert all(page.cell(row, 3).protection.locked for row in range(1, 7))
    assert not page.column_dimensions["C"].protection.locked
    assert page.column_dimensions["F"].number_format == "@"
    assert workbook["Hướng dẫn"].protection.sheet


def test_the_first_row_of_a_blank_sheet_is_open_as_well(tmp_path):
    path = tmp_path / "trong.xlsx"
    path.write_bytes(write_template(blank(()), CREATED))
    page = load_workbook(path)["Số liệu"]
    assert not any(page.cell(7, column).protection.locked for column in range(1, 8))


def test_lists_are_offered_and_numbers_checked_far_down(workbook):
    checks = {str(each.sqref): each for each in workbook["Số liệu"].data_validations.dataValidation}
    kinds, communes = checks[f"D7:D{LAST_ROW}"], checks[f"E7:E{LAST_ROW}"]
    assert (kinds.type, kinds.formula1) == ("list", "'Danh mục'!$A$1:$A$2")
    assert (communes.formula1, kinds.errorStyle, communes.errorStyle) == (
        *("'Danh mục'!$B$1:$B$3", "stop", "warning"),
    )
    assert checks[f"G7:G{LAST_ROW}"].type == "decimal"
    assert len(checks[f"C7:C{LAST_ROW}"].prompt) == LONGEST_HINT
    lists = workbook["Danh mục"]
    assert lists.sheet_state == "hidden"
    assert [cell.value for cell in lists["B"]] == ["Xã A", "Xã B", "Xã C"]


def test_the_guide_tells_of_every_column_that_is_seen(workbook):
    guide = workbook["Hướng dẫn"]
    texts = [cell.value for cell in guide["A"] if cell.value]
    assert texts[:3] == ["CÁCH GHI: SỐ LIỆU NĂM", "1. Ghi một dòng một tổ chức.", "Cột"]
    assert texts[3:] == [each.head for each in COLUMNS if not each.hidden]


def test_equal_workbooks_are_equal_files():
    assert write_template(blank(), CREATED) == write_template(blank(), CREATED)
