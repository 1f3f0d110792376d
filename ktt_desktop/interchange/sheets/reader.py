"""Any list an officer has as sheets: the format is told by the content, not by the name."""

from pathlib import Path

from ktt_desktop.domain.errors import UnreadableFileError
from ktt_desktop.domain.importing.table import Sheet
from ktt_desktop.interchange.sheets.markup_table import html_sheets
from ktt_desktop.interchange.sheets.old_workbook import OLE
from ktt_desktop.interchange.sheets.plain_table import text_sheets
from ktt_desktop.interchange.sheets.workbook import ZIP, workbook_sheets

LARGEST_FILE = 100 * 1024 * 1024


def read_sheets(path: Path) -> list[Sheet]:
    """Every sheet of a file; raises UnreadableFileError."""
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST_FILE + 1)
    except OSError as error:
        raise UnreadableFileError(
            f"Không mở được tệp {path.name}. Kiểm tra tệp còn ở đó."
        ) from error
    if len(content) > LARGEST_FILE:
        raise UnreadableFileError(
            f"Tệp {path.name} lớn hơn 100 MB. Tách danh sách thành nhiều tệp."
        )
    if not content.strip():
        raise UnreadableFileError(f"Tệp {path.name} trống.")
    if content.startswith((OLE, ZIP)):
        return workbook_sheets(path.name, content)
    start = content[:4096].lstrip().lower()
    if b"<html" in start or b"<table" in start or start.startswith((b"<!doctype html", b"<?xml")):
        return html_sheets(path.name, content)
    return text_sheets(path.name, content)
