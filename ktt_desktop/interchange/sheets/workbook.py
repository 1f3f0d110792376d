"""Workbooks: .xlsx, .xlsm, .xls, .ods, read by calamine after their limits were looked at."""

import io
from collections.abc import Callable
from functools import cache, partial
from typing import Any, Protocol

from ktt_desktop.domain.errors import UnreadableFileError
from ktt_desktop.domain.importing.table import Sheet, Span
from ktt_desktop.interchange.sheets.old_workbook import OLE, OldLooks, is_locked
from ktt_desktop.interchange.sheets.package import MOST_CELLS, opened

ZIP = b"PK\x03\x04"


class Looks(Protocol):
    """Những điều của trang tính mà bộ đọc giá trị không cho biết; rows and columns from 0."""

    def hidden_rows(self, sheet: str) -> frozenset[int]:
        """The rows the officer does not see."""

    def fonts(self, sheet: str) -> dict[tuple[int, int], str]:
        """The font of every cell that has one."""

    def is_uncomputed(self, sheet: str, row: int, column: int) -> bool:
        """Whether a cell is a formula without a result in the file."""


def workbook_sheets(name: str, content: bytes) -> list[Sheet]:
    """Every sheet of a workbook; raises UnreadableFileError."""
    import python_calamine as calamine

    looks: Looks = opened(name, content) if content.startswith(ZIP) else OldLooks(content)
    if content.startswith(OLE) and is_locked(content):
        raise _locked(name)
    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        sheets = [each for each in book.sheets_metadata if str(each.typ).endswith("WorkSheet")]
        return [_sheet(name, book, each, looks) for each in sheets]
    except calamine.PasswordError as error:
        raise _locked(name) from error
    except (UnreadableFileError, KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException as error:  # a panic of the reader is none of Exception
        raise UnreadableFileError(
            f"Tệp {name} bị hỏng hoặc không phải là bảng tính. Mở bằng Excel rồi lưu lại."
        ) from error


def _locked(name: str) -> UnreadableFileError:
    return UnreadableFileError(f"Tệp {name} đặt mật khẩu. Mở bằng Excel, bỏ mật khẩu rồi lưu lại.")


def _sheet(name: str, book: Any, meta: Any, looks: Looks) -> Sheet:
    sheet = book.get_sheet_by_name(meta.name)
    if sheet.total_height * sheet.total_width > MOST_CELLS:
        raise UnreadableFileError(f"Tệp {name} có trang quá nhiều ô. Tách thành nhiều tệp.")
    return Sheet(
        meta.name,
        sheet.to_python(skip_empty_area=False),
        tuple(Span(*start, *end) for start, end in sheet.merged_cell_ranges or () if start != end),
        not str(meta.visible).endswith("Visible"),
        looks.hidden_rows(meta.name),
        _fonts(looks, meta.name),
        partial(looks.is_uncomputed, meta.name),
    )


def _fonts(looks: Looks, sheet: str) -> Callable[[int, int], str]:
    """The font of a cell, read only when somebody asks: old letters are told by it."""
    table = cache(looks.fonts)
    return lambda row, column: table(sheet).get((row, column), "")
