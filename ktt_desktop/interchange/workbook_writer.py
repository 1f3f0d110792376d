"""Workbooks for people: styled, ready to print, with numbers that stay numbers."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from fractions import Fraction
from io import BytesIO
from types import MappingProxyType
from zipfile import ZipFile

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.packaging.custom import StringProperty
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from ktt_desktop.domain.progress import Progress, Silent
from ktt_desktop.interchange.archive import archive_bytes
from ktt_desktop.interchange.sheet_measures import ROOM, height
from ktt_desktop.interchange.workbook_styles import add_styles, layout

MARKS_SHEET = "_kttt"
AT_ONCE = 500  # rows between two reports of the progress
SILENT = Silent()
FORMULA_SIGNS = ("=", "+", "-", "@")
NUMBER, DECIMAL = "number", "decimal"
CORE = "docProps/core.xml"
_MOMENT = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(</dcterms:\2>)")

Value = str | int | Fraction | None


@dataclass(frozen=True, slots=True)
class ViewColumn:
    """Cột: `width` in characters, `style` a name of excel.toml."""

    header: str
    width: int
    style: str


@dataclass(frozen=True, slots=True)
class ViewRow:
    """Dòng; a blank is None and stays an empty cell, zero stays 0."""

    cells: tuple[Value, ...]
    bold: bool = False


@dataclass(frozen=True, slots=True)
class ViewSheet:
    """Một trang tính: tên, tiêu đề, các dòng đầu, bảng, ghi chú."""

    name: str
    title: str
    heading: tuple[str, ...]
    columns: tuple[ViewColumn, ...]
    rows: tuple[ViewRow, ...]
    note: str = ""


def write_workbook(
    sheets: Sequence[ViewSheet],
    *,
    marks: Mapping[str, str] = MappingProxyType({}),
    created: datetime,
    watermark: str = "",
    progress: Progress = SILENT,
) -> bytes:
    """The workbook as bytes, equal for equal arguments.

    `marks` tie it to a submission file: a hidden sheet and properties of the document. Raises
    CancelledError when `progress` is told to stop.
    """
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    add_styles(workbook)
    for sheet in sheets:
        _write_sheet(workbook.create_sheet(sheet.name), sheet, watermark, progress)
    rows = sum(len(sheet.rows) for sheet in sheets)
    progress.report(rows, rows, "Đóng gói tệp Excel")
    if marks:
        _write_marks(workbook, marks)
    return packed(workbook, created)


def _write_sheet(page: Worksheet, sheet: ViewSheet, watermark: str, progress: Progress) -> None:
    width = len(sheet.columns)
    lines = [(line, "heading") for line in sheet.heading]
    if watermark:
        lines.insert(0, (watermark, "watermark"))
    lines.append((sheet.title.upper(), "title"))
    for place, (line, style) in enumerate(lines, start=1):
        put(cell_at(page, place, 1), line, style)
        page.merge_cells(start_row=place, end_row=place, start_column=1, end_column=width)
    top = len(lines) + 2
    for place, column in enumerate(sheet.columns, start=1):
        page.column_dimensions[get_column_letter(place)].width = column.width
        put(cell_at(page, top, place), column.header, "header")
    _make_room(page, top, sheet.columns, [each.header for each in sheet.columns], bold=True)
    for down, row in enumerate(sheet.rows, start=top + 1):
        if not (done := down - top - 1) % AT_ONCE:
            progress.report(done, len(sheet.rows), f"Lập bảng Excel, trang “{sheet.name}”")
        for place, (column, value) in enumerate(zip(sheet.columns, row.cells, strict=True), 1):
            style = style_name(column.style, value, bold=row.bold)
            put(cell_at(page, down, place), value, style)
        _make_room(page, down, sheet.columns, row.cells, bold=row.bold)
    if sheet.note:
        _write_note(page, top + len(sheet.rows) + 2, sheet)
    page.freeze_panes = f"A{top + 1}"
    page.print_title_rows = f"{top}:{top}"
    set_up_page(page)


def _write_note(page: Worksheet, down: int, sheet: ViewSheet) -> None:
    """The words below the table, as wide as it is."""
    put(cell_at(page, down, 1), sheet.note, "note")
    page.merge_cells(start_row=down, end_row=down, start_column=1, end_column=len(sheet.columns))
    whole = ViewColumn("", sum(each.width for each in sheet.columns), "note")
    _make_room(page, down, [whole], [sheet.note], bold=False)


def _make_room(
    page: Worksheet, down: int, columns: Sequence[ViewColumn], cells: Sequence[Value], *, bold: bool
) -> None:
    """A row is as high as its words need: not every program asks them."""
    long = [
        (cell, float(column.width))
        for column, cell in zip(columns, cells, strict=True)
        if isinstance(cell, str) and (len(cell) + ROOM > column.width or "\n" in cell)
    ]
    if long:
        page.row_dimensions[down].height = height(long, bold=bold)


def cell_at(page: Worksheet, row: int, column: int) -> Cell:
    """An ordinary cell, both from 1."""
    cell = page.cell(row, column)
    assert isinstance(cell, Cell)
    return cell


def style_name(style: str, value: Value, *, bold: bool) -> str:
    """A number with decimals has a style of its own: Excel would print "5," for a whole one."""
    if style == NUMBER and isinstance(value, Fraction) and value.denominator != 1:
        style = DECIMAL
    return f"{style}-bold" if bold else style


def put(cell: Cell, value: Value, style: str) -> None:
    """Numbers stay numbers; text stays text, whatever sign it begins with."""
    cell.style = style
    match value:
        case str():
            cell.value = ILLEGAL_CHARACTERS_RE.sub(" ", value)
            cell.data_type = "s"
            cell.quotePrefix = value.startswith(FORMULA_SIGNS)
        case Fraction():
            cell.value = excel_number(value)
        case _:
            cell.value = value


def excel_number(value: Fraction) -> int | float:
    """Excel holds binary floating point; this is only how a figure is shown there."""
    return value.numerator if value.denominator == 1 else float(value)


def set_up_page(page: Worksheet) -> None:
    """A4 landscape, as wide as the page, its number below."""
    setup = layout()["page"]
    page.page_setup.orientation = setup["orientation"]
    page.page_setup.paperSize = setup["paper"]
    page.page_margins = PageMargins(**setup["margins"])
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    footer = page.oddFooter
    assert footer is not None
    assert footer.center is not None
    footer.center.text = "Trang &P/&N"


def _write_marks(workbook: Workbook, marks: Mapping[str, str]) -> None:
    page = workbook.create_sheet(MARKS_SHEET)
    page.sheet_state = "veryHidden"
    for name, value in marks.items():
        page.append([name, value])
        properties = workbook.custom_doc_props  # type: ignore[attr-defined] # not in the stubs
        properties.append(StringProperty(name=f"kttt_{name}", value=value))


Finish = Callable[[str, bytes], bytes]  # name of a part, its content → what is packed


def packed(workbook: Workbook, created: datetime, finish: Finish = lambda _, part: part) -> bytes:
    """The finished file. openpyxl writes the clock into it twice; neither belongs there."""
    workbook.properties.creator = "Sổ KTTT"
    target = BytesIO()
    workbook.save(target)
    moment = created.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    members = []
    with ZipFile(target) as archive:
        for info in archive.infolist():
            part = finish(info.filename, archive.read(info))
            if info.filename == CORE:
                part = _MOMENT.sub(rb"\g<1>" + moment + rb"\g<3>", part)
            members.append((info.filename, part))
    return archive_bytes(members, stored=frozenset())
