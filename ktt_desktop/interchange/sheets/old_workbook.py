"""Workbooks of Excel 97–2003 (.xls): values, merged cells, fonts, hidden rows, read by xlrd.

calamine is not used here: a damaged .xls makes it ask for any amount of memory, which ends the
program; xlrd is bounded by what the file really holds.
"""

import io
import logging
from datetime import date, datetime
from functools import partial
from typing import Any

from ktt_desktop.domain.errors import UnreadableFileError
from ktt_desktop.domain.importing.table import Sheet, Span, Value
from ktt_desktop.interchange.sheets.cell_comments import bounded, placed
from ktt_desktop.interchange.sheets.merged import counted
from ktt_desktop.interchange.sheets.other_kinds import of_stream

OLE = b"\xd0\xcf\x11\xe0"
BARE = (b"\x09\x08\x10\x00", b"\x09\x08\x08\x00", b"\x09\x04\x06\x00", b"\x09\x02\x06\x00")
LARGEST = 50 * 1024 * 1024  # bytes; 65,536 rows of 40 columns need less
MOST_CELLS = 4_000_000  # of all rectangles from A1 to the farthest cell of a sheet
_LOCKED = "EncryptedPackage"  # the stream that holds an .xlsx with a password
_TEXT, _NUMBER, _DAY, _YES_NO, _ERROR = 1, 2, 3, 4, 5  # kinds of cells, as xlrd names them
_BLANK = (0, 6)

_log = logging.getLogger(__name__)


def old_sheets(name: str, content: bytes) -> list[Sheet]:
    """Every sheet of an .xls; raises UnreadableFileError."""
    import xlrd

    if len(content) > LARGEST:
        raise _too_large(name)
    if _LOCKED.encode("utf-16-le") in content:
        raise locked(name)
    if said := of_stream(content):
        raise UnreadableFileError(f"{name} {said}")
    try:
        book = xlrd.open_workbook(
            file_contents=content,
            formatting_info=True,
            ragged_rows=True,
            on_demand=True,
            logfile=io.StringIO(),
        )
        return _sheets(name, book)
    except UnreadableFileError:
        raise
    except xlrd.XLRDError as error:
        raise (locked(name) if "encrypted" in str(error) else broken(name)) from error
    except Exception as error:  # damaged bytes lead xlrd anywhere
        _log.info("xlrd gave up: %r", error)
        raise broken(name) from error


def locked(name: str) -> UnreadableFileError:
    """What is said of a file that wants a password."""
    return UnreadableFileError(f"{name} đặt mật khẩu. Mở bằng Excel, bỏ mật khẩu rồi lưu lại.")


def broken(name: str) -> UnreadableFileError:
    """What is said of a workbook that cannot be read."""
    return UnreadableFileError(
        f"{name} bị hỏng hoặc không phải là bảng tính. Mở bằng Excel rồi lưu lại."
    )


def _too_large(name: str) -> UnreadableFileError:
    return UnreadableFileError(f"{name} có quá nhiều ô. Tách danh sách thành nhiều tệp.")


def _sheets(name: str, book: Any) -> list[Sheet]:
    cells = 0
    found = []
    fonts = [str(book.font_list[each.font_index].name) for each in book.xf_list]
    for place in range(book.nsheets):
        page = book.sheet_by_index(place)
        height, width = _extent(page)
        cells += height * width
        if cells > MOST_CELLS:
            raise _too_large(name)
        rows = [_row(page, row, width, book.datemode) for row in range(height)]
        found.append(_sheet(page, rows, fonts))
    return found


def _extent(page: Any) -> tuple[int, int]:
    """The rows and columns up to the last with a value: cells with a border alone are none."""
    height = width = 0
    for row in range(page.nrows):
        filled = [at for at, kind in enumerate(page.row_types(row)) if kind not in _BLANK]
        if filled:
            height, width = row + 1, max(width, filled[-1] + 1)
    return height, width


def _sheet(page: Any, rows: list[list[Value]], fonts: list[str]) -> Sheet:
    return Sheet(
        page.name,
        rows,
        tuple(
            counted(
                Span(top, left, end - 1, last - 1) for top, end, left, last in page.merged_cells
            )
        ),
        page.visibility != 0,
        frozenset(row for row, look in page.rowinfo_map.items() if look.hidden),
        partial(_font, page, fonts),
        partial(_is_uncomputed, page),
        _comments(page, len(rows), len(rows[0]) if rows else 0),
    )


def _comments(page: Any, height: int, width: int) -> dict[tuple[int, int], str]:
    notes = page.cell_note_map.items()
    said = bounded((place, str(each.author), str(each.text)) for place, each in notes)
    return placed(said, height, width)


def _row(page: Any, row: int, width: int, calendar: int) -> list[Value]:
    kinds, values = page.row_types(row, 0, width), page.row_values(row, 0, width)
    read: list[Value] = [
        value if kind in (_TEXT, _NUMBER) else _value(kind, value, calendar)
        for kind, value in zip(kinds, values, strict=True)
    ]
    return [*read, *[""] * (width - len(read))]


def _value(kind: int, value: Any, calendar: int) -> Value:
    """What stands in a cell that holds neither text nor a plain number."""
    if kind == _ERROR:
        return _error(value)
    if kind == _DAY:
        return _day(float(value), calendar)
    return bool(value) if kind == _YES_NO else ""


def _error(code: int) -> str:
    from xlrd.biffh import error_text_from_code

    return str(error_text_from_code.get(code, ""))


def _day(serial: float, calendar: int) -> date | float:
    """A day, with its time where it has one; a number that no calendar has stays one."""
    from xlrd.xldate import xldate_as_datetime

    try:
        moment: datetime = xldate_as_datetime(serial, calendar)
    except (OverflowError, ValueError):
        return serial
    if serial < 1:
        return serial
    return moment if serial % 1 else moment.date()


def _font(page: Any, fonts: list[str], row: int, column: int) -> str:
    """The font of a cell; empty for one that is not in the file."""
    if not _is_in(page, row, column):
        return ""
    style = page.cell_xf_index(row, column)
    return fonts[style] if style < len(fonts) else ""


def _is_uncomputed(page: Any, row: int, column: int) -> bool:
    """Whether a cell is a formula without a result: a text, and an empty one."""
    return (
        _is_in(page, row, column)
        and page.cell_type(row, column) == _TEXT
        and page.cell_value(row, column) == ""
    )


def _is_in(page: Any, row: int, column: int) -> bool:
    return bool(row < page.nrows and column < page.row_len(row))
