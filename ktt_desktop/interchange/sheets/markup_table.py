"""HTML tables that were named .xls: what many web programs give as "Excel"."""

from typing import Any

from ktt_desktop.domain.errors import UnreadableFileError
from ktt_desktop.domain.importing.table import Sheet, Span, Value

MOST_CELLS, MOST_SPANNED = 2_000_000, 1000


def html_sheets(name: str, content: bytes) -> list[Sheet]:
    """A sheet for every table; raises UnreadableFileError where there is none."""
    from lxml import html

    try:
        parser = html.HTMLParser(encoding=_encoding(content), huge_tree=False, no_network=True)
        tree = html.fromstring(content, parser=parser)
    except (ValueError, html.etree.ParserError) as error:
        raise UnreadableFileError(f"Tệp {name} không đọc được như một trang bảng.") from error
    tables = [
        each for each in tree.iter("table") if not any(True for _ in each.iterfind(".//table"))
    ]
    sheets = [_sheet(name, place, table) for place, table in enumerate(tables, start=1)]
    found = [each for each in sheets if each.rows]
    if not found:
        raise UnreadableFileError(f"Tệp {name} là trang web, không có bảng nào.")
    return found


def _encoding(content: bytes) -> str | None:
    """UTF-8 for what can be read so, whatever the page says; None to believe the page."""
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return "utf-8"


def _span(cell: Any, name: str) -> int:
    said = cell.get(name) or "1"
    return max(1, min(int(said), MOST_SPANNED)) if said.isascii() and said.isdigit() else 1


def _sheet(name: str, place: int, table: Any) -> Sheet:
    cells: dict[tuple[int, int], Value] = {}
    spans: list[Span] = []
    row = -1
    for row, line in enumerate(table.iter("tr")):
        column = 0
        for cell in line:
            if cell.tag not in ("td", "th"):
                continue
            while (row, column) in cells:
                column += 1
            down, across = _span(cell, "rowspan"), _span(cell, "colspan")
            if len(cells) + down * across > MOST_CELLS:
                raise UnreadableFileError(f"Tệp {name} có quá nhiều ô.")
            text = " ".join("".join(cell.itertext()).split())
            for r in range(row, row + down):
                for c in range(column, column + across):
                    cells[r, c] = text if (r, c) == (row, column) else None
            if down * across > 1:
                spans.append(Span(row, column, row + down - 1, column + across - 1))
            column += across
    height = max((r for r, _ in cells), default=-1) + 1
    width = max((c for _, c in cells), default=-1) + 1
    rows = [[cells.get((r, c)) for c in range(width)] for r in range(height)]
    return Sheet(f"Bảng {place}", rows, tuple(spans))
