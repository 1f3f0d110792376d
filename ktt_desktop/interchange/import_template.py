"""A blank workbook to fill in: drop-down lists, a protected head, a guide, its mark."""

from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from datetime import datetime

from openpyxl import Workbook
from openpyxl.styles import Alignment, Protection
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from ktt_desktop.domain.importing.template_mark import GUIDE_SHEET, LISTS_SHEET
from ktt_desktop.interchange.sheet_measures import ROOM, height
from ktt_desktop.interchange.workbook_styles import add_styles
from ktt_desktop.interchange.workbook_writer import Value, cell_at, packed, put, set_up_page

NUMBER_HEAD, NUMBER_WIDTH = "STT", 6
LAST_ROW = 50_000  # down to here the lists and checks hold
LONGEST_HINT = 255  # letters Excel takes
GUIDE = (("Cột", 34), ("Phải ghi", 12), ("Cách ghi", 80))
OPEN = Protection(locked=False)
ABOVE = Alignment(horizontal="left", vertical="center", wrap_text=True)
ROW = 19.0  # points of a line above the head


@dataclass(frozen=True, slots=True)
class BlankColumn:
    """Một cột: `id` is what the mark says of it, `options` a list of BlankWorkbook.lists.

    A column that is `closed` may choose nothing but its options.
    """

    id: str
    head: str
    width: int
    style: str
    help: str = ""
    options: str = ""
    required: bool = False
    hidden: bool = False
    closed: bool = True

    @property
    def title(self) -> str:
        """The head with the star of what has to be filled in."""
        return f"{self.head} (*)" if self.required else self.head


@dataclass(frozen=True, slots=True)
class BlankWorkbook:
    """Một mẫu: the sheet to fill in, what stands above it, rows filled in already, its guide."""

    sheet: str
    title: str
    heading: tuple[str, ...]
    mark: str
    columns: tuple[BlankColumn, ...]
    steps: tuple[str, ...]
    rows: Sequence[tuple[Value, ...]]
    lists: Mapping[str, Sequence[str]]


def write_template(blank: BlankWorkbook, created: datetime) -> bytes:
    """The workbook as bytes, equal for equal arguments."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    add_styles(workbook)
    page = workbook.create_sheet(blank.sheet)
    _write_guide(workbook.create_sheet(GUIDE_SHEET), blank)
    ranges = _write_lists(workbook.create_sheet(LISTS_SHEET), blank)
    top = _write_head(page, blank)
    _write_rows(page, top, blank)
    _add_checks(page, top, blank, ranges)
    _protect(page)
    return packed(workbook, created)


def _write_head(page: Worksheet, blank: BlankWorkbook) -> int:
    """Everything above the rows; returns the row of the head, from 1."""
    named = 2 + next(place for place, each in enumerate(blank.columns) if each.id == "name")
    lines = [(blank.title.upper(), "title"), *((each, "heading") for each in blank.heading)]
    width = float(blank.columns[named - 2].width)
    for row, (line, style) in enumerate([*lines, ("", "heading")], start=1):
        for column in range(1, len(blank.columns) + 2):
            put(cell_at(page, row, column), line or None if column == named else None, style)
        cell_at(page, row, named).alignment = ABOVE
        page.row_dimensions[row].height = height([(line, 0.75 * width)], bold=True, line=ROW)
    mark, top = len(lines) + 2, len(lines) + 3
    ids = ("stt", *(each.id for each in blank.columns))
    titles = (NUMBER_HEAD, *(each.title for each in blank.columns))
    for column, (id_, title) in enumerate(zip(ids, titles, strict=True), start=1):
        put(cell_at(page, mark, column), blank.mark if column == 1 else id_, "heading")
        put(cell_at(page, top, column), title, "header")
    page.row_dimensions[mark].hidden = True
    heads = [(each.title, float(each.width)) for each in blank.columns if not each.hidden]
    page.row_dimensions[top].height = height(heads, bold=True)
    page.freeze_panes = cell_at(page, top + 1, named + 1).coordinate
    set_up_page(page)
    page.print_title_rows, page.print_title_cols = f"{top}:{top}", f"A:{get_column_letter(named)}"
    page.page_setup.fitToWidth, page.page_setup.pageOrder = 0, "overThenDown"
    return top


def _write_rows(page: Worksheet, top: int, blank: BlankWorkbook) -> None:
    """The styles of whole columns, so that every blank below is open; the rows there are."""
    page.column_dimensions["A"].width = NUMBER_WIDTH
    styles = ("centre", *(each.style for each in blank.columns))
    for place, each in enumerate(blank.columns, start=2):
        page.column_dimensions[get_column_letter(place)].width = each.width
        page.column_dimensions[get_column_letter(place)].hidden = each.hidden
    for place, style in enumerate(styles, start=1):
        model = cell_at(page, top + 1, place)
        model.style = style
        dimension = page.column_dimensions[get_column_letter(place)]
        for name in ("font", "alignment", "border", "number_format"):
            setattr(dimension, name, copy(getattr(model, name)))
        model.protection = dimension.protection = OPEN
    for number, row in enumerate(blank.rows, start=1):
        for place, (value, style) in enumerate(zip((number, *row), styles, strict=True), start=1):
            if value is not None:
                put(cell_at(page, top + number, place), value, style)
        long = [
            (str(cell), float(each.width))
            for cell, each in zip(row, blank.columns, strict=True)
            if not each.hidden and len(str(cell or "")) + ROOM > each.width
        ]
        if long:
            page.row_dimensions[top + number].height = height(long, bold=False)


def _write_lists(page: Worksheet, blank: BlankWorkbook) -> dict[str, str]:
    """A column of each list; returns where they stand."""
    page.sheet_state = "hidden"
    ranges: dict[str, str] = {}
    for column, (name, options) in enumerate(blank.lists.items(), start=1):
        for row, option in enumerate(options, start=1):
            put(cell_at(page, row, column), option, "text")
        letter = get_column_letter(column)
        if options:
            where = f"${letter}$1:${letter}${len(options)}"
            ranges[name] = f"{quote_sheetname(LISTS_SHEET)}!{where}"
    return ranges


def _add_checks(page: Worksheet, top: int, blank: BlankWorkbook, ranges: Mapping[str, str]) -> None:
    for place, each in enumerate(blank.columns, start=2):
        check = _check(each, ranges.get(each.options, ""))
        if check is not None:
            letter = get_column_letter(place)
            check.add(f"{letter}{top + 1}:{letter}{LAST_ROW}")
            page.add_data_validation(check)


def _check(column: BlankColumn, where: str) -> DataValidation | None:
    """What may be typed into a column; None where anything may, and nothing is to be said."""
    if where:
        check = DataValidation("list", formula1=where, allow_blank=True)
        check.errorStyle = "stop" if column.closed else "warning"
        check.error = "Chọn một giá trị trong danh sách của ô này."
    elif column.style == "number":
        check = DataValidation("decimal", operator="between", allow_blank=True)
        check.formula1, check.formula2 = "-9000000000000", "9000000000000"
        check.error = "Ghi bằng số. Chưa có số liệu thì để trống, không có thì ghi 0."
    elif column.help:
        check = DataValidation(allow_blank=True)
    else:
        return None
    check.errorTitle = check.promptTitle = column.head[:32]
    check.showErrorMessage = bool(check.error)
    check.prompt, check.showInputMessage = column.help[:LONGEST_HINT] or None, bool(column.help)
    return check


def _protect(page: Worksheet) -> None:
    """The head cannot be changed by mistake; rows and columns can be handled, without password."""
    guard = page.protection
    guard.sheet = True
    for name in (
        *("formatCells", "formatColumns", "formatRows"),
        *("insertRows", "deleteRows", "sort", "autoFilter"),
    ):
        setattr(guard, name, False)  # False: not forbidden


def _write_guide(page: Worksheet, blank: BlankWorkbook) -> None:
    width = sum(each for _, each in GUIDE)
    put(cell_at(page, 1, 1), f"Cách ghi: {blank.title}".upper(), "title")
    page.merge_cells(start_row=1, end_row=1, start_column=1, end_column=len(GUIDE))
    for row, step in enumerate(blank.steps, start=3):
        line = f"{row - 2}. {step}"
        put(cell_at(page, row, 1), line, "guide")
        page.merge_cells(start_row=row, end_row=row, start_column=1, end_column=len(GUIDE))
        page.row_dimensions[row].height = height([(line, float(width))], bold=False)
    top = len(blank.steps) + 4
    for place, (head, letters) in enumerate(GUIDE, start=1):
        page.column_dimensions[get_column_letter(place)].width = letters
        put(cell_at(page, top, place), head, "header")
    shown = (each for each in blank.columns if not each.hidden)
    for row, each in enumerate(shown, start=top + 1):
        texts = (each.head, "x" if each.required else "", _guided(each))
        for place, (text, style) in enumerate(zip(texts, ("text", "centre", "text"), strict=True)):
            put(cell_at(page, row, place + 1), text or None, style)
        cells = [(text, float(GUIDE[place][1])) for place, text in enumerate(texts)]
        page.row_dimensions[row].height = height(cells, bold=False)
    set_up_page(page)
    page.protection.sheet = True


def _guided(column: BlankColumn) -> str:
    """How a column is filled in, in words."""
    chosen = "Chọn trong danh sách." if column.options else ""
    number = "Ghi bằng số." if column.style == "number" else ""
    said = column.help if column.help.startswith("Chọn") else f"{chosen} {number} {column.help}"
    return " ".join(said.split())
