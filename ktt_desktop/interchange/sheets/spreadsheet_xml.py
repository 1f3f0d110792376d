"""Workbooks as "XML Spreadsheet 2003", which web programs give and name .xls."""

import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from ktt_desktop.domain.errors import UnreadableFileError
from ktt_desktop.domain.importing.table import Sheet, Span, Value
from ktt_desktop.interchange.sheets.far_cells import Place, is_too_large
from ktt_desktop.interchange.sheets.markup_table import refuse_too_many_tags
from ktt_desktop.interchange.sheets.merged import counted

NAMESPACE = "urn:schemas-microsoft-com:office:spreadsheet"
_SS, _EXCEL = f"{{{NAMESPACE}}}", "{urn:schemas-microsoft-com:office:excel}"
_DECLARED = re.compile(rb"<!(?:DOCTYPE|ENTITY)")


def xml_sheets(name: str, content: bytes) -> list[Sheet]:
    """Every sheet of the workbook; raises UnreadableFileError."""
    from lxml import etree

    refuse_too_many_tags(name, content)
    if _DECLARED.search(content):
        raise UnreadableFileError(
            f"{name} có khai báo lạ, không do Excel ghi. Mở bằng Excel rồi lưu lại."
        )
    try:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
        tree = etree.fromstring(content.strip(), parser=parser)
        fonts = {each.get(f"{_SS}ID", ""): _font(each) for each in tree.iter(f"{_SS}Style")}
        return [_sheet(name, each, fonts) for each in tree.iter(f"{_SS}Worksheet")]
    except (etree.LxmlError, ValueError) as error:
        raise UnreadableFileError(f"{name} bị hỏng. Mở bằng Excel rồi lưu lại.") from error


def _font(style: Any) -> str:
    font = style.find(f"{_SS}Font")
    return "" if font is None else font.get(f"{_SS}FontName", "")


def _sheet(name: str, sheet: Any, fonts: dict[str, str]) -> Sheet:
    cells: dict[Place, Value] = {}
    styled: dict[Place, str] = {}
    spans: list[Span] = []
    height = width = 0
    for (row, column), cell in _cells(sheet):
        value = _value(cell)
        if value is not None:
            height, width = max(height, row + 1), max(width, column + 1)
            cells[row, column] = value
            styled[row, column] = fonts.get(cell.get(f"{_SS}StyleID", "Default"), "")
        down, across = (_number(cell, each, 0) for each in ("MergeDown", "MergeAcross"))
        spans.append(Span(row, column, row + down, column + across))
        if is_too_large(height, width):
            raise UnreadableFileError(f"{name} có ô ở quá xa. Xóa các cột, dòng thừa.")
    visible = sheet.findtext(f".//{_EXCEL}Visible", "")
    return Sheet(
        sheet.get(f"{_SS}Name", ""),
        [[cells.get((row, column)) for column in range(width)] for row in range(height)],
        tuple(counted(spans)),
        visible.startswith("Sheet"),
        frozenset(at for at, row in _rows(sheet) if row.get(f"{_SS}Hidden") == "1"),
        lambda row, column: styled.get((row, column), ""),
    )


def _rows(sheet: Any) -> Iterator[tuple[int, Any]]:
    at = 0
    for row in sheet.iterfind(f"{_SS}Table/{_SS}Row"):
        at = _number(row, "Index", at + 1)
        yield at - 1, row
        at += _number(row, "Span", 0)


def _cells(sheet: Any) -> Iterator[tuple[Place, Any]]:
    for at, row in _rows(sheet):
        column = 0
        for cell in row.iterfind(f"{_SS}Cell"):
            column = _number(cell, "Index", column + 1)
            yield (at, column - 1), cell
            column += _number(cell, "MergeAcross", 0)


def _number(tag: Any, attribute: str, usual: int) -> int:
    return max(0, int(tag.get(f"{_SS}{attribute}", usual)))


def _value(cell: Any) -> Value:
    data = cell.find(f"{_SS}Data")
    text = "" if data is None else "".join(data.itertext())
    if data is None or not text:
        return None
    match data.get(f"{_SS}Type"):
        case "Number":
            return float(text)
        case "Boolean":
            return text == "1"
        case "DateTime":
            return _day(datetime.fromisoformat(text))
        case _:
            return text


def _day(moment: datetime) -> date:
    return moment if moment.time().isoformat() != "00:00:00" else moment.date()
