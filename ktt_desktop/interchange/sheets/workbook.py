"""Workbooks in a ZIP: .xlsx, .xlsm, .ods, read by calamine after their limits were looked at."""

import io
from collections.abc import Callable
from functools import cache, partial
from typing import Any, Protocol

from ktt_desktop.domain.errors import UnreadableFileError
from ktt_desktop.domain.importing.table import Sheet, Span
from ktt_desktop.interchange.sheets.cell_comments import placed
from ktt_desktop.interchange.sheets.far_cells import MOST_CELLS, Place
from ktt_desktop.interchange.sheets.merged import counted
from ktt_desktop.interchange.sheets.old_workbook import broken, locked
from ktt_desktop.interchange.sheets.package import opened

ZIP = b"PK\x03\x04"


class Looks(Protocol):
    """Những điều của trang tính mà bộ đọc giá trị không cho biết; rows and columns from 0."""

    def hidden_rows(self, sheet: str) -> frozenset[int]:
        """The rows the officer does not see."""

    def fonts(self, sheet: str) -> dict[tuple[int, int], str]:
        """The font of every cell that has one."""

    def is_uncomputed(self, sheet: str, row: int, column: int) -> bool:
        """Whether a cell is a formula without a result in the file."""

    def spans(self, sheet: str) -> tuple[Span, ...]:
        """The merged cells, where the reader of the values does not tell them."""

    def comments(self, sheet: str) -> dict[Place, str]:
        """What officers noted on cells."""

    def errors(self, sheet: str) -> dict[Place, str]:
        """What the cells show whose formulas went wrong: "#REF!"."""


def workbook_sheets(name: str, content: bytes) -> list[Sheet]:
    """Every sheet of a workbook; raises UnreadableFileError."""
    import python_calamine as calamine

    looks: Looks = opened(name, content)
    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        sheets = [each for each in book.sheets_metadata if str(each.typ).endswith("WorkSheet")]
        return _sheets(name, book, sheets, looks)
    except calamine.PasswordError as error:
        raise locked(name) from error
    except (UnreadableFileError, KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException as error:  # a panic of the reader is none of Exception
        raise broken(name) from error


def _sheets(name: str, book: Any, metas: list[Any], looks: Looks) -> list[Sheet]:
    found: list[Sheet] = []
    for each in metas:
        found.append(_sheet(book, each, looks))
        if sum(len(sheet.rows) * len(sheet.rows[0]) for sheet in found if sheet.rows) > MOST_CELLS:
            raise UnreadableFileError(f"{name} có quá nhiều ô. Tách danh sách thành nhiều tệp.")
    return found


def _sheet(book: Any, meta: Any, looks: Looks) -> Sheet:
    sheet = book.get_sheet_by_name(meta.name)
    merged = (Span(*start, *end) for start, end in sheet.merged_cell_ranges or ())
    rows = sheet.to_python(skip_empty_area=False)
    height, width = len(rows), len(rows[0]) if rows else 0
    for (row, column), error in placed(looks.errors(meta.name), height, width).items():
        rows[row][column] = error
    return Sheet(
        meta.name,
        rows,
        tuple(counted((*merged, *looks.spans(meta.name)))),
        not str(meta.visible).endswith("Visible"),
        looks.hidden_rows(meta.name),
        _fonts(looks, meta.name),
        partial(looks.is_uncomputed, meta.name),
        placed(looks.comments(meta.name), height, width),
    )


def _fonts(looks: Looks, sheet: str) -> Callable[[int, int], str]:
    """The font of a cell, read only when somebody asks: old letters are told by it."""
    table = cache(looks.fonts)
    return lambda row, column: table(sheet).get((row, column), "")
