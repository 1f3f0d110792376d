"""Excel's single file web page: every sheet under its name."""

import base64
import quopri

import pytest

from ktt_desktop.domain.errors import UnreadableFileError
from ktt_desktop.interchange.sheets.reader import read_sheets

BOOK = """<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><!--[if gte mso 9]><xml>
<x:ExcelWorkbook><x:ExcelWorksheets>
<x:ExcelWorksheet><x:Name>HTX 2022</x:Name><x:WorksheetSource HRef="a_files/sheet001.htm"/>
</x:ExcelWorksheet><x:ExcelWorksheet><x:Name>Nháp</x:Name>
<x:WorksheetOptions><x:Visible>SheetHidden</x:Visible></x:WorksheetOptions>
<x:WorksheetSource HRef="a_files/sheet002.htm"/></x:ExcelWorksheet></x:ExcelWorksheets>
</x:ExcelWorkbook></xml><![endif]--></head><frameset><frame src="a_files/sheet001.htm"></frameset>
</html>"""
SHEET = "<html><body><table><tr><td>STT</td><td>{}</td></tr></table></body></html>"
TABS = "<html><body><table><tr><td>HTX 2022</td><td>Nháp</td></tr></table></body></html>"


def part(place, text, encoding="quoted-printable"):
    plain = text.encode()
    body = quopri.encodestring(plain) if encoding != "base64" else base64.encodebytes(plain)
    head = (
        f"\r\n------=_NextPart_01\r\nContent-Location: file:///C:/1/{place}\r\n"
        f'Content-Transfer-Encoding: {encoding}\r\nContent-Type: text/html; charset="utf-8"\r\n\r\n'
    )
    return head.encode() + body.replace(b"\n", b"\r\n")


HEAD = (
    b"MIME-Version: 1.0\r\nX-Document-Type: Workbook\r\n"
    b'Content-Type: multipart/related; boundary="----=_NextPart_01"\r\n\r\nA page.\r\n'
)
END = b"\r\n------=_NextPart_01--\r\n"


def test_every_sheet_is_read_under_its_name(tmp_path):
    path = tmp_path / "ds.xls"
    pages = (
        part("a.htm", BOOK),
        part("a_files/sheet001.htm", SHEET.format("Tên HTX")),
        part("a_files/sheet002.htm", SHEET.format("Ghi nháp"), "base64"),
        part("a_files/tabstrip.htm", TABS),
    )
    path.write_bytes(HEAD + b"".join(pages) + END)
    first, second = read_sheets(path)
    assert (first.name, first.hidden, first.rows) == ("HTX 2022", False, [["STT", "Tên HTX"]])
    assert (second.name, second.hidden, second.rows) == ("Nháp", True, [["STT", "Ghi nháp"]])


@pytest.mark.parametrize(
    "content", [HEAD + END, HEAD.replace(b"boundary", b"b"), HEAD + part("a.htm", "<p>x", "base64")]
)
def test_an_archive_without_a_table_is_refused(tmp_path, content):
    (tmp_path / "ds.mht").write_bytes(content)
    with pytest.raises(UnreadableFileError, match=r"Tệp ds.mht .*không có bảng"):
        read_sheets(tmp_path / "ds.mht")
