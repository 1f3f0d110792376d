"""HTML tables: the clipboard, Excel's "Web page", and what web programs name .xls."""

import re
from collections.abc import Callable
from typing import Any

from ktt_desktop.domain.errors import UnreadableFileError
from ktt_desktop.domain.importing.table import Sheet, Span, Value
from ktt_desktop.interchange.sheets.plain_table import decoded

MOST_CELLS, MOST_SPANNED = 2_000_000, 1000
MOST_TAGS = 3_000_000  # the tree of a page needs some 300 bytes for each
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?([\w-]{3,20})", re.IGNORECASE)
_RULE = re.compile(r"\.([\w-]+)\s*\{([^}]*)\}")
_FAMILY = re.compile(r"font-family\s*:\s*[\"']?([^\"',;]+)")
_UNSEEN = re.compile(r"display\s*:\s*none")
_DIGIT_AND_MARKS = re.compile(r"[\d.,\s()%-]+")


def html_sheets(name: str, content: bytes) -> list[Sheet]:
    """A sheet for every table; raises UnreadableFileError where there is none."""
    from lxml import html

    refuse_too_many_tags(name, content)
    try:
        parser = html.HTMLParser(encoding="utf-8", huge_tree=False, no_network=True)
        tree = html.fromstring(page_text(name, content).encode(), parser=parser)
    except (ValueError, html.etree.ParserError) as error:
        raise UnreadableFileError(f"{name} không đọc được như một trang bảng.") from error
    for each in tree.iter("br", "p", "div"):
        each.tail = "\n" + (each.tail or "")
    tables = [
        each for each in tree.iter("table") if not any(True for _ in each.iterfind(".//table"))
    ]
    fonts = _fonts(tree)
    sheets = [_sheet(name, place, table, fonts) for place, table in enumerate(tables, start=1)]
    found = [each for each in sheets if each.rows]
    if not found and tree.find(".//frameset") is not None:
        raise UnreadableFileError(
            f"{name} là trang web, dữ liệu nằm trong thư mục kèm theo. "
            "Mở bằng Excel rồi lưu lại dạng .xlsx."
        )
    if not found:
        raise UnreadableFileError(f"{name} là trang web, không có bảng nào.")
    return found


def refuse_too_many_tags(name: str, content: bytes) -> None:
    """No tree is made that memory cannot hold; raises UnreadableFileError."""
    if content.count(b"<") > MOST_TAGS:
        raise UnreadableFileError(f"{name} có quá nhiều ô. Mở bằng Excel rồi lưu lại dạng .xlsx.")


def page_text(name: str, content: bytes) -> str:
    """The page as text: UTF-8 for what can be read so, else as the page says of itself."""
    if b"\0" in content[:100]:
        return decoded(name, content)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        said = _CHARSET.search(content[:4096])
    try:
        return content.decode(said[1].decode(), "strict") if said else decoded(name, content)
    except (LookupError, UnicodeDecodeError):
        return decoded(name, content)


def _fonts(tree: Any) -> dict[str, str]:
    """The font of each class of the page, as Excel writes them."""
    rules = _RULE.findall("\n".join(each.text_content() for each in tree.iter("style")))
    return {name: found[1].strip() for name, rule in rules if (found := _FAMILY.search(rule))}


def _sheet(name: str, place: int, table: Any, fonts: dict[str, str]) -> Sheet:
    cells: dict[tuple[int, int], Value] = {}
    styled: dict[tuple[int, int], str] = {}
    spans: list[Span] = []
    hidden: set[int] = set()
    for row, line in enumerate(table.iter("tr")):
        if _UNSEEN.search(line.get("style") or ""):
            hidden.add(row)
        column = 0
        for cell in line.iterchildren("td", "th"):
            while (row, column) in cells:
                column += 1
            down, across = _span(cell, "rowspan"), _span(cell, "colspan")
            if len(cells) + down * across > MOST_CELLS:
                raise UnreadableFileError(f"{name} có quá nhiều ô.")
            for r in range(row, row + down):
                cells.update(dict.fromkeys((r, c) for c in range(column, column + across)))
            cells[row, column] = _value(cell)
            if font := _font(cell, fonts):
                styled[row, column] = font
            if down * across > 1:
                spans.append(Span(row, column, row + down - 1, column + across - 1))
            column += across
    return Sheet(
        f"Bảng {place}",
        _rows(cells),
        tuple(spans),
        hidden_rows=frozenset(hidden),
        font=_font_at(styled),
    )


def _rows(cells: dict[tuple[int, int], Value]) -> list[list[Value]]:
    height = max((r for r, _ in cells), default=-1) + 1
    width = max((c for _, c in cells), default=-1) + 1
    if height * width > 3 * MOST_CELLS:
        return []
    return [[cells.get((r, c)) for c in range(width)] for r in range(height)]


def _font_at(styled: dict[tuple[int, int], str]) -> Callable[[int, int], str]:
    return lambda row, column: styled.get((row, column), "")


def _span(cell: Any, name: str) -> int:
    said = cell.get(name) or "1"
    return max(1, min(int(said[:9]), MOST_SPANNED)) if said.isascii() and said.isdigit() else 1


def _value(cell: Any) -> Value:
    """The text of a cell; the number behind it where Excel 2003 wrote one that is no day."""
    text = " ".join("".join(cell.itertext()).split())
    said = cell.get("x:num")
    if said and _DIGIT_AND_MARKS.fullmatch(text) and "%" not in text:
        try:
            return float(said)
        except ValueError:
            return text
    return text


def _font(cell: Any, fonts: dict[str, str]) -> str:
    """The font of the innermost element that names one for the whole text."""
    for each in reversed(list(cell.iter("td", "th", "font", "span"))):
        if each.get("face"):
            return str(each.get("face")).split(",")[0].strip("'\" ")
        if found := _FAMILY.search(each.get("style") or ""):
            return found[1].strip()
        if font := fonts.get(each.get("class") or ""):
            return font
    return ""
