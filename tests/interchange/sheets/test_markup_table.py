"""HTML tables that are called .xls."""

import pytest

from ktt_desktop.domain.errors import UnreadableFileError
from ktt_desktop.domain.importing.table import Span
from ktt_desktop.interchange.sheets.markup_table import MOST_TAGS, html_sheets
from ktt_desktop.runtime.paths import resources

LOOKS = resources().parent / "tests" / "data" / "lists" / "looks"


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


EXCEL = """<html xmlns:v="urn:schemas-microsoft-com:vml"
 xmlns:x="urn:schemas-microsoft-com:office:excel">
<head><meta http-equiv=Content-Type content="text/html; charset={charset}">
<style><!--table {{mso-displayed-decimal-separator:"\\,";}}
td {{font-family:Calibri;}}
.xl65 {{mso-style-parent:style0; font-family:".VnTimeH", sans-serif; mso-font-charset:0;}}
--></style></head><body><!--StartFragment-->
<table x:str border=0><tr height=20><td class=xl65>STT</td>
<td colspan=2 style='mso-ignore:colspan'>Tên<br style='mso-data-placement:same-cell;'>
 hợp tác xã</td></tr>
<tr><td x:num>1</td><td><font face=".VnTime">x</font></td><td x:num="1234567.5">1,234,568</td></tr>
<tr style='mso-yfti-irow:1;display:none'><td>2</td><td x:num="43831">01/01/2020</td>
<td x:num="sai">5</td></tr>
</table><!--EndFragment--></body></html>"""


@pytest.mark.parametrize(
    ("charset", "encoding"),
    [("utf-8", "utf-8"), ("windows-1258", "utf-8"), ("unicode", "utf-16")],
)
def test_what_excel_writes_keeps_its_merges_breaks_numbers_fonts_and_hidden_rows(charset, encoding):
    page = EXCEL.format(charset=charset)
    (sheet,) = html_sheets("a.htm", page.encode(encoding))
    assert sheet.rows == [
        ["STT", "Tên hợp tác xã", None],
        ["1", "x", 1234567.5],
        ["2", "01/01/2020", "5"],
    ]
    assert [(each.top, each.left, each.right) for each in sheet.spans] == [(0, 1, 2)]
    assert sheet.hidden_rows == {2}
    assert [sheet.font(0, 0), sheet.font(1, 1), sheet.font(2, 2)] == [".VnTimeH", ".VnTime", ""]


def test_a_page_in_the_code_page_it_names_is_read_so():
    page = (
        "<html><meta charset='windows-1252'><table><tr><td>Hîp t¸c x·</td><td>§</td></tr></table>"
    )
    (sheet,) = html_sheets("a.xls", page.encode("latin-1"))
    assert sheet.rows == [["Hîp t¸c x·", "§"]]
    strange = page.replace("windows-1252", "khong-co")
    assert html_sheets("a.xls", strange.encode("latin-1"))[0].rows == sheet.rows


def test_a_page_of_frames_says_where_its_data_are():
    page = b"<html><frameset><frame src='a_files/sheet001.htm'></frameset></html>"
    with pytest.raises(UnreadableFileError, match="thư mục kèm theo"):
        html_sheets("a.htm", page)


def test_tables_within_tables_within_tables_end_soon():
    page = b"<table><tr><td>" * 5000 + b"x"
    with pytest.raises(UnreadableFileError, match="bảng"):
        html_sheets("a.htm", page * 3)


def test_the_clipboard_of_excel_is_a_table_with_its_merges_breaks_and_fonts():
    html = (LOOKS / "clipboard.html").read_text(encoding="utf-8")
    (sheet,) = html_sheets("Bảng vừa dán", html.encode())
    assert [list(row) for row in sheet.rows[:3]] == [
        ["STT", "Tên hợp tác xã", "Doanh thu (triệu đồng)", None, "Mã số thuế"],
        [None, None, "Năm 2022", "Năm 2023", None],
        ["1", "HTX §ång T©m (cò)", 1234.5, "#REF!", "0100109106"],
    ]
    assert Span(0, 2, 0, 3) in sheet.spans
    assert sheet.hidden_rows == {3}
    assert [sheet.font(2, column) for column in (0, 1)] == ["", ".VnTime"]


def test_a_page_of_more_tags_than_memory_holds_is_refused_before_a_tree_is_made():
    with pytest.raises(UnreadableFileError, match="quá nhiều ô"):
        html_sheets("Tệp a.xls", b"<table><tr>" + b"<td>" * MOST_TAGS)
