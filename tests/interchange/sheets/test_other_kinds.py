"""Files of other programs under a wrong name: each is told what it is."""

import zipfile

import pytest

from ktt_desktop.domain.errors import UnreadableFileError
from ktt_desktop.interchange.sheets.reader import read_sheets

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.mark.parametrize(
    ("content", "match"),
    [
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "là PDF.*Xin tệp Excel gốc"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "là ảnh"),
        (b"\x89PNG\r\n\x1a\n", "là ảnh"),
        (b"{\\rtf1\\ansi}", "văn bản Word"),
        (b"Rar!\x1a\x07\x01\x00", "tệp nén"),
        (OLE + bytes(600) + "WordDocument".encode("utf-16-le") + bytes(600), "văn bản Word"),
        (OLE + bytes(5000), "bị hỏng hoặc không phải là bảng tính"),
        (bytes(range(256)) * 20, "không phải là bảng"),
    ],
)
def test_what_is_no_workbook_is_called_by_its_kind(tmp_path, content, match):
    path = tmp_path / "ds.xlsx"
    path.write_bytes(content)
    with pytest.raises(UnreadableFileError, match=f"^Tệp ds.xlsx .*{match}"):
        read_sheets(path)


@pytest.mark.parametrize(
    ("member", "match"),
    [
        ("word/document.xml", "văn bản Word"),
        ("ppt/presentation.xml", "trình chiếu"),
        ("xl/workbook.bin", "lưu lại dạng .xlsx"),
        ("Index/Document.iwa", "Numbers"),
        ("danh sách/htx.xlsx", "Giải nén"),
        ("a.txt", "không phải là bảng tính"),
    ],
)
def test_a_zip_that_is_no_workbook_is_called_by_its_kind(tmp_path, member, match):
    path = tmp_path / "ds.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(member, "<a/>")
    with pytest.raises(UnreadableFileError, match=f"^Tệp ds.xlsx .*{match}"):
        read_sheets(path)
