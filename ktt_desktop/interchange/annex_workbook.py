"""The annexes of a document as a workbook: as they are printed, with sums that stay sums."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.worksheet import Worksheet

from ktt_desktop.domain.document import Align, Annex, Document, Heading, Paragraph, Row, Table
from ktt_desktop.domain.errors import InvalidInputError
from ktt_desktop.domain.identifiers import grouped_check_code
from ktt_desktop.domain.progress import Progress
from ktt_desktop.domain.table_formulas import Number, Place
from ktt_desktop.domain.text import capitals
from ktt_desktop.interchange.sheet_measures import LINE, column_widths, height
from ktt_desktop.interchange.workbook_formulas import Cached, excel_formula, number_format
from ktt_desktop.interchange.workbook_styles import add_styles
from ktt_desktop.interchange.workbook_writer import (
    AT_ONCE,
    cell_at,
    packed,
    put,
    set_up_page,
)

STYLES = {Align.LEFT: "text", Align.CENTRE: "centre", Align.RIGHT: "number"}
TITLE_LINE = 19.0  # points of height
FIRST = 1


@dataclass(frozen=True, slots=True)
class AnnexSheet:
    """Một trang tính: the lines above its table by style, the table, the words below it."""

    name: str
    lines: tuple[tuple[str, str], ...]
    table: Table
    notes: tuple[str, ...]


def annex_sheets(document: Document) -> tuple[AnnexSheet, ...]:
    """A sheet for every table of the annexes, in their order."""
    return tuple(sheet for annex in document.annexes for sheet in _sheets(annex))


def annex_workbook(document: Document, created: datetime, progress: Progress) -> bytes:
    """The workbook as bytes, equal for equal arguments.

    Raises InvalidInputError where no annex has a table, CancelledError when told to stop.
    """
    sheets = annex_sheets(document)
    if not sheets:
        raise InvalidInputError(
            "Báo cáo này không có phụ lục biểu nào để ghi ra Excel. Xuất PDF hoặc Word."
        )
    workbook, cached = Workbook(), Cached()
    workbook.remove(workbook.worksheets[0])
    add_styles(workbook)
    for sheet in sheets:
        page = workbook.create_sheet(sheet.name)
        written = _SheetWriter(page, sheet, cached.of(len(workbook.worksheets)))
        written.write(document, progress)
    return packed(workbook, created, cached.filled_in)


def _sheets(annex: Annex) -> Iterator[AnnexSheet]:
    """The words before a table stand above it, those after the last one below it."""
    name = f"Phụ lục {annex.number}".strip()
    top = [(name, "annex"), (capitals(annex.title), "annex"), (annex.reference, "reference")]
    tables = [each for each in annex.blocks if isinstance(each, Table)]
    last = "".join(each.text for each in annex.blocks[-1:] if isinstance(each, Paragraph))
    above: list[tuple[str, str]] = []
    place = 0
    for block in annex.blocks:
        match block:
            case Heading():
                above.append((block.text, "annex"))
            case Table():
                place += 1
                lines = [*(top if place == 1 else []), *above, (block.unit_line, "unit")]
                notes = (*block.notes, *([last] if last and place == len(tables) else []))
                own_name = name if place == 1 else f"{name} ({place})"
                kept = tuple(line for line in lines if line[0])
                yield AnnexSheet(own_name, kept, block, notes)
                above = []


class _SheetWriter:
    """Writes one sheet from its top down."""

    def __init__(self, page: Worksheet, sheet: AnnexSheet, cached: dict[str, Number]) -> None:
        self._page, self._sheet, self._cached = page, sheet, cached
        self._columns = sheet.table.columns
        self._widths = column_widths(sheet.table)
        self._down = FIRST

    def write(self, document: Document, progress: Progress) -> None:
        """Everything of the sheet; the head of the table is repeated on every printed page."""
        page = self._page
        for place, width in enumerate(self._widths, start=1):
            page.column_dimensions[get_column_letter(place)].width = width
        if document.watermark:
            self._line(document.watermark, "watermark")
        for text, style in self._sheet.lines:
            self._line(text, style)
        top = self._down
        self._head()
        page.freeze_panes = f"A{self._down}"
        page.print_title_rows = f"{top}:{self._down - 1}"
        self._body(progress)
        for note in self._sheet.notes:
            self._line(note, "note")
        _set_up(page, document.check_code)

    def _line(self, text: str, style: str) -> None:
        """A line over the whole width, as high as its words need."""
        self._merged((self._down, 1), (self._down, len(self._columns)), text, style)
        self._high(
            self._down,
            [(text, sum(self._widths))],
            bold=style != "note",
            line=TITLE_LINE if style == "annex" else LINE,
        )
        self._down += 1

    def _high(
        self, row: int, cells: Iterable[tuple[str, float]], *, bold: bool, line: float = LINE
    ) -> None:
        self._page.row_dimensions[row].height = height(cells, bold=bold, line=line)

    def _head(self) -> None:
        """One row, or two where columns stand in groups."""
        top, deep = self._down, 1 + any(column.group for column in self._columns)
        bottom = top + deep - 1
        over: list[tuple[str, float]] = []
        for name, group in groupby(enumerate(self._columns, start=1), lambda each: each[1].group):
            columns = list(group)
            if name:
                self._merged((top, columns[0][0]), (top, columns[-1][0]), name)
                over.append((name, sum(self._widths[place - 1] for place, _ in columns)))
            for place, column in columns:
                self._merged((bottom if name else top, place), (bottom, place), column.header)
        self._high(top, over, bold=True)
        heads = (each.header for each in self._columns)
        self._high(bottom, zip(heads, self._widths, strict=True), bold=True)
        self._down = bottom + 1

    def _merged(
        self, start: tuple[int, int], end: tuple[int, int], text: str, style: str = "header"
    ) -> None:
        for row in range(start[0], end[0] + 1):
            for column in range(start[1], end[1] + 1):
                cell_at(self._page, row, column).style = style
        put(cell_at(self._page, *start), text, style)
        if start != end:
            self._page.merge_cells(None, start[0], start[1], end[0], end[1])

    def _body(self, progress: Progress) -> None:
        rows = self._sheet.table.rows
        for place, row in enumerate(rows):
            if not place % AT_ONCE:
                progress.report(place, len(rows), f"Lập bảng Excel, {self._sheet.name}")
            for column in range(len(self._columns)):
                self._cell(place, column, row)
            told = zip(row.cells, self._widths, strict=True)
            self._high(self._down + place, told, bold=row.bold)
        self._down += len(rows)

    def _cell(self, place: int, column: int, row: Row) -> None:
        cell = cell_at(self._page, self._down + place, column + 1)
        style = STYLES[self._columns[column].align] + ("-bold" if row.bold else "")
        value, text = row.values[column] if row.values else None, row.cells[column]
        if value is None:
            is_place = column == 0 and text.isdecimal()
            put(cell, int(text) if is_place else text or None, style)
            return
        put(cell, value, style)
        cell.number_format = number_format(text)
        formula = self._sheet.table.formulas.get(Place(place, column))
        if formula is not None:
            cell.value = excel_formula(formula, self._down)
            self._cached[cell.coordinate] = value


def _set_up(page: Worksheet, check_code: str) -> None:
    """The pages of every sheet are counted from 1; the first does not say so."""
    set_up_page(page)
    page.page_setup.firstPageNumber = FIRST
    page.page_setup.useFirstPageNumber = True
    page.HeaderFooter.differentFirst = True
    _part(page.oddHeader).text = "&P"
    _part(page.oddFooter).text = None
    if check_code:
        words = f"Mã kiểm tra: {grouped_check_code(check_code)}"
        for footer in (page.oddFooter, page.firstFooter):
            _part(footer).text = words


def _part(of: HeaderFooterItem | None) -> _HeaderFooterPart:
    """The middle of a header or footer."""
    assert of is not None
    assert of.center is not None
    return of.center
