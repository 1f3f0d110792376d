"""An Excel view from outside: whether it is one of ours, and what stands in its cells."""

import zlib
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from ktt_desktop.interchange.workbook_writer import MARKS_SHEET

PART = b"xl/workbook.xml"
MOST_PARTS, LARGEST_UNPACKED, HIGHEST_RATIO = 500, 100 * 1024 * 1024, 200
MOST_CELLS = 2_000_000


class RefusedWorkbookError(ValueError):
    """The workbook breaks a limit or cannot be read; the message stands after "tệp …"."""


def is_workbook(content: bytes) -> bool:
    """Whether the bytes look like an Excel workbook."""
    return content[:2] == b"PK" and PART in content


def marks_of(content: bytes) -> dict[str, str]:
    """What the hidden sheet says: bundle_id and data_digest; empty for a workbook of others."""
    cells = cells_of(content, MARKS_SHEET)
    rows = {cell.lstrip("AB"): "" for _, cell in cells}
    return {
        cells.get((MARKS_SHEET, f"A{row}"), ""): cells.get((MARKS_SHEET, f"B{row}"), "")
        for row in rows
    }


def cells_of(content: bytes, only: str = "") -> dict[tuple[str, str], str]:
    """The text of every cell that is not empty by sheet and place ("C12").

    Of one sheet where named, else of all but the marks. Raises RefusedWorkbookError.
    """
    _look_at(content)
    from openpyxl import load_workbook

    try:
        workbook = load_workbook(BytesIO(content), read_only=True, keep_links=False)
        found: dict[tuple[str, str], str] = {}
        for page in workbook.worksheets:
            if page.title == only or (not only and page.title != MARKS_SHEET):
                for row in page.iter_rows():
                    for cell in row:
                        if cell.value is not None:
                            found[page.title, cell.coordinate] = str(cell.value)
                    if len(found) > MOST_CELLS:
                        raise RefusedWorkbookError("có quá nhiều ô")
    except RefusedWorkbookError:
        raise
    except Exception as error:  # openpyxl raises of every kind for a broken workbook
        raise RefusedWorkbookError("là tệp Excel không đọc được") from error
    return found


def _look_at(content: bytes) -> None:
    """The limits, and no part with a document type: entities are where XML bombs are."""
    try:
        with ZipFile(BytesIO(content)) as archive:
            parts = archive.infolist()
            if len(parts) > MOST_PARTS or sum(each.file_size for each in parts) > LARGEST_UNPACKED:
                raise RefusedWorkbookError("là tệp Excel lớn quá mức cho phép")
            for each in parts:
                if each.file_size > max(1024 * 1024, HIGHEST_RATIO * each.compress_size):
                    raise RefusedWorkbookError("là tệp Excel lớn quá mức cho phép")
                with archive.open(each) as part:
                    if b"<!DOCTYPE" in part.read(each.file_size):
                        raise RefusedWorkbookError("là tệp Excel có phần không an toàn")
    except (BadZipFile, OSError, RuntimeError, NotImplementedError, EOFError, zlib.error) as error:
        raise RefusedWorkbookError("là tệp Excel không đọc được") from error
