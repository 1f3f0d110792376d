"""What an .ods tells beside its values: how far its cells reach, merges, hidden rows, fonts."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from html import unescape
from itertools import islice

from ktt_desktop.domain.importing.table import Span
from ktt_desktop.interchange.sheets.cell_comments import bounded
from ktt_desktop.interchange.sheets.error_cells import MOST as MOST_ERRORS
from ktt_desktop.interchange.sheets.far_cells import MOST_CELLS, Place, is_too_large
from ktt_desktop.interchange.sheets.shared_texts import MOST_TEXT, MOST_TEXTS

_TAG = re.compile(
    rb"<table:(table|table-row|table-cell|table-column|covered-table-cell)(?=[\s/>])([^>]*)>"
)
_FACE = re.compile(rb"<style:font-face\b([^>]*)>")
_DEFINED = re.compile(rb"<style:style\b([^>]*?)(?:/>|>(.*?)</style:style>)", re.DOTALL)
_NOTE, _NOTE_END, _LONGEST_NOTE = b"<office:annotation", b"</office:annotation>", 20_000  # bytes
_AUTHOR = re.compile(rb"<dc:creator>([^<]*)</dc:creator>")
_NO_WORDS = re.compile(rb"<dc:(\w+)>[^<]*</dc:\1>|<[^>]*>")
_SHOWN = re.compile(rb"<text:p>([^<]{1,20})</text:p>")
_OLD_FONT = re.compile(rb"=\s*[\"'](?:&apos;)?(?:\.vn|vni)", re.IGNORECASE)


@dataclass(slots=True)
class _Page:
    """Một trang; rows and columns from 0."""

    name: str
    height: int = 0
    width: int = 0
    text: int = 0  # bytes of all cells, those of repeated cells as often as they stand there
    texts: int = 0  # cells with text, counted in the same way
    spans: list[Span] = field(default_factory=list)
    hidden: list[range] = field(default_factory=list)
    usual: list[tuple[int, str]] = field(default_factory=list)  # first column, style of a run
    styles: dict[Place, str] = field(default_factory=dict)
    notes: dict[Place, tuple[str, str]] = field(default_factory=dict)  # author, text
    errors: dict[Place, str] = field(default_factory=dict)


@dataclass(frozen=True)
class OpenDocument:
    """Bảng tính OpenDocument, by its two parts."""

    content: bytes
    styles: bytes

    @property
    def is_far(self) -> bool:
        """Whether the rectangle of the cells of some sheet is too large."""
        return any(is_too_large(each.height, each.width) for each in self._pages.values())

    @property
    def is_swollen(self) -> bool:
        """Whether the cells hold more text than memory, or too many of them hold any."""
        pages = self._pages.values()
        texts = sum(each.texts for each in pages)
        return texts > MOST_TEXTS or sum(each.text for each in pages) > 2 * MOST_TEXT  # and tags

    def hidden_rows(self, sheet: str) -> frozenset[int]:
        """The rows the officer does not see."""
        page = self._page(sheet)
        return frozenset(row for rows in page.hidden for row in rows if row < page.height)

    def spans(self, sheet: str) -> tuple[Span, ...]:
        """The merged cells."""
        return tuple(self._page(sheet).spans)

    def is_uncomputed(self, sheet: str, row: int, column: int) -> bool:
        """Never: an .ods keeps the result of every formula."""
        return False

    def comments(self, sheet: str) -> dict[Place, str]:
        """What officers noted on cells."""
        return bounded((place, *note) for place, note in self._page(sheet).notes.items())

    def errors(self, sheet: str) -> dict[Place, str]:
        """What the cells show whose formulas went wrong."""
        return self._page(sheet).errors

    def fonts(self, sheet: str) -> dict[Place, str]:
        """The fonts of the cells with text, where some font of the file is of old letters."""
        page = self._page(sheet)
        return {place: self._font(style) for place, style in page.styles.items()}

    def _page(self, sheet: str) -> _Page:
        return self._pages.get(sheet, _Page(sheet))

    @cached_property
    def _pages(self) -> dict[str, _Page]:
        keeps_styles = _OLD_FONT.search(self.content) or _OLD_FONT.search(self.styles)
        return {each.name: each for each in _pages(self.content, bool(keeps_styles))}

    def _font(self, style: str) -> str:
        for _ in range(9):  # styles of styles, and no circle of them
            font, parent = self._known.get(style, ("", ""))
            if font or not parent:
                return font
            style = parent
        return ""

    @cached_property
    def _known(self) -> dict[str, tuple[str, str]]:
        """The font and the parent of every style of cells."""
        both = self.styles + self.content
        faces = {
            _said(each, "style:name"): _said(each, "svg:font-family").strip("'")
            for each in _FACE.findall(both)
        }
        known = {}
        for attributes, inside in _DEFINED.findall(both):
            if _said(attributes, "style:family") == "table-cell":
                font = _said(inside, "style:font-name")
                parent = _said(attributes, "style:parent-style-name")
                known[_said(attributes, "style:name")] = faces.get(font, font), parent
        return known


def _pages(content: bytes, keeps_styles: bool) -> Iterator[_Page]:
    """Every sheet, read tag by tag; one that is too far is given as soon as it is."""
    page = _Page("")
    below = row = column = 0  # below: the first row after the current one
    times = end = 0  # of the cell before: how often it stands there, where its tag ends
    for found in _TAG.finditer(content):
        kind, attributes = found.groups()
        page.text += times * (found.start() - end)
        times, end = 0, found.end()
        if kind == b"table":
            yield page
            page = _Page(_said(attributes, "table:name"))
            below = row = column = 0
        elif kind == b"table-column":
            page.usual.append((column, _said(attributes, "table:default-cell-style-name")))
            column += _times(attributes, "columns")
        elif kind == b"table-row":
            row, column = below, 0
            below += _times(attributes, "rows")
            if _said(attributes, "table:visibility") in ("collapse", "filter"):
                page.hidden.append(range(row, min(below, MOST_CELLS)))
        else:
            last = column + _times(attributes, "columns")
            if b"office:value" in attributes:
                page.height, page.width = max(page.height, below), max(page.width, last)
                if is_too_large(page.height, page.width):
                    break
                times = (below - row) * (last - column)
                page.texts += times * (b'"string"' in attributes)
                if keeps_styles:
                    _keep_style(page, range(row, below), range(column, last), attributes)
            if b"-spanned" in attributes:
                _keep_span(page, row, column, attributes)
            inside = _keep_note(page, (row, column), content, end)
            _keep_errors(page, range(row, below), range(column, last), content, found, inside)
            column = last
    page.text += times * (len(content) - end)
    yield page


def _keep_style(page: _Page, rows: range, columns: range, attributes: bytes) -> None:
    said = _said(attributes, "table:style-name")
    for column in columns:
        usual = next((style for start, style in reversed(page.usual) if start <= column), "")
        page.styles.update(dict.fromkeys(((row, column) for row in rows), said or usual))


def _keep_note(page: _Page, place: Place, content: bytes, start: int) -> int:
    """The note of a cell whose tag ends there; where its text begins."""
    if not content.startswith(_NOTE, start):
        return start
    end = content.find(_NOTE_END, start, start + _LONGEST_NOTE)
    if end < 0:
        return start
    note = content[start:end]
    author = _AUTHOR.search(note)
    said = _NO_WORDS.sub(b" ", note).decode("utf-8", "replace")
    page.notes[place] = (author[1].decode("utf-8", "replace") if author else "", unescape(said))
    return end + len(_NOTE_END)


def _keep_errors(
    page: _Page, rows: range, columns: range, content: bytes, tag: re.Match[bytes], inside: int
) -> None:
    """What a cell whose formula went wrong shows, as often as it stands there."""
    if b'"error"' in tag[2] and (shown := _SHOWN.match(content, inside)):
        places = ((row, column) for row in rows for column in columns)
        room = max(0, MOST_ERRORS - len(page.errors))
        page.errors.update(dict.fromkeys(islice(places, room), shown[1].decode("utf-8", "replace")))


def _keep_span(page: _Page, row: int, column: int, attributes: bytes) -> None:
    down, across = (
        _number(_said(attributes, f"table:number-{each}-spanned")) for each in ("rows", "columns")
    )
    if down * across > 1:
        page.spans.append(Span(row, column, row + down - 1, column + across - 1))


def _times(attributes: bytes, of: str) -> int:
    """How often a row or cell stands there."""
    if b"-repeated" not in attributes:
        return 1
    return _number(_said(attributes, f"table:number-{of}-repeated"))


def _number(said: str) -> int:
    return min(int(said[:9]), MOST_CELLS) if said.isascii() and said.isdigit() else 1


def _said(attributes: bytes, name: str) -> str:
    found = re.search(rf"""(?:^|\s){name}\s*=\s*(?:"([^"]*)"|'([^']*)')""".encode(), attributes)
    return unescape((found[1] or found[2] or b"").decode("utf-8", "replace")) if found else ""
