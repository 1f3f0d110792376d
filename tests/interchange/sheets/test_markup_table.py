"""HTML tables that are called .xls."""

import pytest

from ktt_desktop.domain.errors import UnreadableFileError
from ktt_desktop.interchange.sheets.markup_table import html_sheets


def test_cells_stand_where_a_browser_shows_them():
    page = "<table><tr><th rowspan=2>A</th><th colspan=2>B</th></tr><tr><td>C</td><td>D</td></tr>"
    (sheet,) = html_sheets("a.xls", f"{page}</table>".encode())
    assert sheet.rows == [["A", "B", None], [None, "C", "D"]]
    assert [(each.top, each.left, each.bottom, each.right) for each in sheet.spans] == [
        *((0, 0, 1, 0), (0, 1, 0, 2))
    ]


def test_every_table_that_holds_no_other_is_a_sheet():
    page = "<table><tr><td><table><tr><td>a</td><td>b</td></tr></table></td></tr></table>"
    (sheet,) = html_sheets("a.xls", page.encode())
    assert sheet.rows == [["a", "b"]]


def test_letters_without_a_stated_encoding_are_utf_8():
    page = "<html><table><tr><td>Đồng</td><td>Tâm</td></tr></table></html>"
    (sheet,) = html_sheets("a.xls", page.encode())
    assert sheet.rows == [["Đồng", "Tâm"]]


@pytest.mark.parametrize(
    "page",
    ["<html><p>Xin chào</p></html>", "<html></html>", "<?xml version='1.0'?><a/>"],
)
def test_a_page_without_a_table_is_refused(page):
    with pytest.raises(UnreadableFileError, match="bảng"):
        html_sheets("a.xls", page.encode())


def test_cells_that_span_millions_are_refused():
    row = "<tr>" + "<td rowspan=1000 colspan=1000>x</td>" * 50 + "</tr>"
    with pytest.raises(UnreadableFileError, match="quá nhiều ô"):
        html_sheets("a.xls", f"<table>{row}</table>".encode())


def test_a_span_that_is_no_number_is_one():
    page = "<table><tr><td colspan='hai'>a</td><td rowspan='-1'>b</td></tr></table>"
    (sheet,) = html_sheets("a.xls", page.encode())
    assert sheet.rows == [["a", "b"]]
