"""Files that are no list, told by what is in them, and what the officer does instead."""

from collections.abc import Collection

_STARTS = (
    (b"%PDF", "là PDF, không đọc được thành bảng. Xin tệp Excel gốc."),
    (b"\xff\xd8\xff", "là ảnh. Xin tệp Excel gốc."),
    (b"\x89PNG", "là ảnh. Xin tệp Excel gốc."),
    (b"{\\rtf", "là văn bản Word. Chép bảng sang Excel rồi lưu lại."),
    (b"Rar!", "là tệp nén. Giải nén rồi chọn từng tệp bên trong."),
    (b"7z\xbc\xaf", "là tệp nén. Giải nén rồi chọn từng tệp bên trong."),
)
_BINARY = "là dạng nhị phân của Excel (.xlsb). Mở bằng Excel, lưu lại dạng .xlsx."
_WORD = "là văn bản Word, không phải bảng tính. Chép bảng sang Excel rồi lưu lại."
_SLIDES = "là bài trình chiếu, không phải bảng tính. Chép bảng sang Excel rồi lưu lại."
_NUMBERS = "là của Numbers. Trong Numbers, xuất sang Excel rồi chọn tệp .xlsx."
_PACKED = "là tệp nén. Giải nén rồi chọn từng tệp bên trong."
_TABLES = (".xlsx", ".xlsm", ".xls", ".ods", ".csv")


def of_start(content: bytes) -> str:
    """What a file is by its first bytes; empty where it may be a list."""
    return next((said for start, said in _STARTS if content.startswith(start)), "")


def of_members(names: Collection[str]) -> str:
    """What a ZIP is by what is in it; empty where it may be a workbook."""
    if "xl/workbook.xml" in names or "content.xml" in names:
        return ""
    if "xl/workbook.bin" in names:
        return _BINARY
    if "word/document.xml" in names:
        return _WORD
    if "ppt/presentation.xml" in names:
        return _SLIDES
    if any(each.endswith(".iwa") or each == "Index.zip" for each in names):
        return _NUMBERS
    return _PACKED if any(each.lower().endswith(_TABLES) for each in names) else ""


def of_stream(content: bytes) -> str:
    """What a container of Office 97–2003 is by its streams; empty where it may be a workbook."""
    return _WORD if "WordDocument".encode("utf-16-le") in content else ""
