"""Any list an officer has as sheets: the format is told by the content, not by the name."""

from pathlib import Path

from ktt_desktop.domain.errors import UnreadableFileError
from ktt_desktop.domain.importing.table import Sheet
from ktt_desktop.interchange.sheets.error_cells import without_errors
from ktt_desktop.interchange.sheets.markup_table import html_sheets
from ktt_desktop.interchange.sheets.old_workbook import BARE, OLE, old_sheets
from ktt_desktop.interchange.sheets.other_kinds import of_start
from ktt_desktop.interchange.sheets.plain_table import SEPARATORS, text_sheets
from ktt_desktop.interchange.sheets.spreadsheet_xml import NAMESPACE, xml_sheets
from ktt_desktop.interchange.sheets.web_archive import archived_sheets
from ktt_desktop.interchange.sheets.workbook import ZIP, workbook_sheets

LARGEST_FILE = 100 * 1024 * 1024
PASTED = "Bảng vừa dán"


def read_sheets(path: Path) -> list[Sheet]:
    """Every sheet of a file; raises UnreadableFileError."""
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST_FILE + 1)
    except OSError as error:
        raise UnreadableFileError(
            f"Không mở được tệp {path.name}. Kiểm tra tệp còn ở đó."
        ) from error
    return list(map(without_errors, _sheets(f"Tệp {path.name}", content)))


def read_pasted(text: str, html: str = "") -> list[Sheet]:
    """The table on the clipboard, as page where there is one; raises UnreadableFileError."""
    if "<table" in html.lower():
        sheets = html_sheets(PASTED, html.encode())
    else:
        sheets = text_sheets(PASTED, text.encode(), "\t" if "\t" in text else SEPARATORS)
    return list(map(without_errors, sheets))


def _sheets(name: str, content: bytes) -> list[Sheet]:
    if len(content) > LARGEST_FILE:
        raise UnreadableFileError(f"{name} lớn hơn 100 MB. Tách danh sách thành nhiều tệp.")
    if not content.strip():
        raise UnreadableFileError(f"{name} trống.")
    if said := of_start(content):
        raise UnreadableFileError(f"{name} {said}")
    if content.startswith(ZIP):
        return workbook_sheets(name, content)
    if content.startswith((OLE, *BARE)):
        return old_sheets(name, content)
    start = content[:4096].replace(b"\0", b"").lower()
    if NAMESPACE.encode() in start and b"<workbook" in start:
        return xml_sheets(name, content)
    if b"mime-version:" in start and b"multipart/related" in start:
        return archived_sheets(name, content)
    if any(each in start for each in (b"<html", b"<table", b"<!doctype html")):
        return html_sheets(name, content)
    return text_sheets(name, content)
