"""Rows of an officer's list written back as a workbook, with what is wrong with each."""

from collections.abc import Sequence
from datetime import date, datetime

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from ktt_desktop.domain.importing.left_rows import LeftSheet
from ktt_desktop.domain.importing.table import Row, Value, text_of
from ktt_desktop.domain.progress import Progress
from ktt_desktop.interchange.sheet_measures import height
from ktt_desktop.interchange.sheets.cell_comments import PROGRAM
from ktt_desktop.interchange.workbook_styles import add_styles
from ktt_desktop.interchange.workbook_writer import (
    cell_at,
    packed,
    put,
    set_up_page,
)

AT_ONCE = 100  # rows between two reports of the progress
NARROWEST, WIDEST, REASON_WIDTH = 6, 40, 60  # letters
WRONG = PatternFill("solid", start_color="FFE2A8")
FIGURE = Alignment(horizontal="right", vertical="center")
DAY = "dd/mm/yyyy"


def write_error_workbook(
    sheets: Sequence[LeftSheet], created: datetime, progress: Progress
) -> bytes:
    """The workbook as bytes, equal for equal arguments; raises CancelledError."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    add_styles(workbook)
    for sheet in sheets:
        _write(workbook.create_sheet(sheet.name), sheet, progress)
    return packed(workbook, created)


def _write(page: Worksheet, sheet: LeftSheet, progress: Progress) -> None:
    widths = _widths(sheet)
    for place, width in enumerate(widths):
        page.column_dimensions[get_column_letter(place + 1)].width = width
    heads = _head_rows(sheet)
    for down, row in enumerate(sheet.rows):
        if not down % AT_ONCE:
            progress.report(down, len(sheet.rows), f"Lập bảng Excel, trang “{sheet.name}”")
        is_head, is_body = down in heads, down in sheet.bodies
        for place, value in enumerate(row):
            if value is not None or is_head or is_body:
                style = "header" if is_head else "text" if is_body else "heading"
                _put(cell_at(page, down + 1, place + 1), value, style)
        if is_head or is_body:
            _make_room(page, down, row, widths, is_head=is_head)
        page.row_dimensions[down + 1].hidden = down in sheet.hidden
    for (down, place), reason in sheet.wrong.items():
        _mark(cell_at(page, down + 1, place + 1), reason)
    for span in sheet.spans:
        page.merge_cells(None, span.top + 1, span.left + 1, span.bottom + 1, span.right + 1)
    if heads:
        page.freeze_panes = f"A{heads.stop + 1}"
        page.print_title_rows = f"{heads.start + 1}:{heads.stop}"
    set_up_page(page)


def _head_rows(sheet: LeftSheet) -> range:
    return range(0) if sheet.head is None else range(sheet.head[0], sheet.head[1] + 1)


def _put(cell: Cell, value: Value, style: str) -> None:
    """A cell as it was: text stays text with its zeros, numbers and days stay what they are."""
    if isinstance(value, str):
        put(cell, value, style)
        cell.number_format = "@"
        return
    cell.style = style
    cell.value = value
    if isinstance(value, int | float) and not isinstance(value, bool):
        cell.alignment = FIGURE
    if isinstance(value, date):
        cell.number_format = DAY


def _mark(cell: Cell, reason: str) -> None:
    cell.fill = WRONG
    comment = Comment(reason, PROGRAM)
    comment.width, comment.height = 260, 60 + 18 * (len(reason) // 34)
    cell.comment = comment


def _widths(sheet: LeftSheet) -> list[float]:
    """As wide as the longest word of the head and the cells of the rows."""
    looked_at = [sheet.rows[place] for place in sorted(sheet.bodies)]
    heads = [sheet.rows[place] for place in _head_rows(sheet)]
    widths: list[float] = []
    for place in range(len(sheet.rows[0])):
        cells = max((len(text_of(row[place])) for row in looked_at), default=0)
        words = max((len(word) for row in heads for word in text_of(row[place]).split()), default=0)
        widths.append(max(NARROWEST, min(max(cells, words) + 3, WIDEST)))
    widths[sheet.reason] = REASON_WIDTH
    return widths


def _make_room(
    page: Worksheet, down: int, row: Row, widths: Sequence[float], *, is_head: bool
) -> None:
    cells = [
        (text, width)
        for value, width in zip(row, widths, strict=True)
        if len(text := text_of(value)) + 2 > width
    ]
    if cells:
        page.row_dimensions[down + 1].height = height(cells, bold=is_head)
