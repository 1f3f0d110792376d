"""What xlrd tells of an .xls beside its values: fonts, hidden rows, formulas without results."""

import io
import struct
from functools import cached_property
from typing import Any

OLE = b"\xd0\xcf\x11\xe0"
LARGEST = 4 * 1024 * 1024  # bytes of a file whose looks are asked for
_BEGIN = b"\x09\x08\x10\x00\x00\x06\x05\x00"  # the first record of a workbook
_FILEPASS, _LOOKED_AT = 0x2F, 10  # the record of encryption stands among the first


def is_locked(content: bytes) -> bool:
    """Whether an .xls, or an .xlsx inside the same container, wants a password."""
    if "EncryptedPackage".encode("utf-16-le") in content:
        return True
    place = content.find(_BEGIN)
    for _ in range(_LOOKED_AT if place >= 0 else 0):
        kind, length = struct.unpack("<HH", content[place : place + 4].ljust(4, b"\0"))
        if kind == _FILEPASS:
            return True
        place += 4 + length
    return False


class OldLooks:
    """Vẻ ngoài của một tệp .xls; nothing of a large or odd one."""

    def __init__(self, content: bytes) -> None:
        self._content = content

    @cached_property
    def _book(self) -> Any:
        import xlrd

        if len(self._content) > LARGEST or not self._content.startswith(OLE):
            return None
        try:
            return xlrd.open_workbook(
                file_contents=self._content, formatting_info=True, logfile=io.StringIO()
            )
        except Exception:  # values may be readable where looks are not
            return None

    def _page(self, sheet: str) -> Any:
        if self._book is None or sheet not in self._book.sheet_names():
            return None
        return self._book.sheet_by_name(sheet)

    def hidden_rows(self, sheet: str) -> frozenset[int]:
        """The rows the officer does not see."""
        page = self._page(sheet)
        looks = {} if page is None else page.rowinfo_map
        return frozenset(row for row, look in looks.items() if look.hidden)

    def fonts(self, sheet: str) -> dict[tuple[int, int], str]:
        """The font of every cell of a sheet."""
        page = self._page(sheet)
        if page is None:
            return {}
        try:
            fonts = self._book.font_list
            names = [str(fonts[style.font_index].name) for style in self._book.xf_list]
            return {
                (row, column): names[page.cell_xf_index(row, column)]
                for row in range(page.nrows)
                for column in range(page.row_len(row))
            }
        except IndexError:  # broken styles
            return {}

    def is_uncomputed(self, sheet: str, row: int, column: int) -> bool:
        """Whether a cell is a formula without a result: a text, and an empty one."""
        page = self._page(sheet)
        if page is None or row >= page.nrows or column >= page.row_len(row):
            return False
        return bool(page.cell_type(row, column) == 1 and page.cell_value(row, column) == "")
