"""A table of figures: the widths and the size of the paper, its header on every page."""

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from ktt_desktop.domain.document import Row, Table
from ktt_desktop.reports.docx.elements import element, paragraph, run, twips, value
from ktt_desktop.reports.docx.styles import BOLD, cell_style, table_style
from ktt_desktop.reports.layout import load_layout
from ktt_desktop.reports.table import ANY_HEIGHT, table_flowable

KEPT = element("keepNext")


def after_table(properties: str = "") -> str:
    """The narrow paragraph that keeps a table from what follows, another table above all."""
    return paragraph("AfterTable", properties=properties)


def table_xml(table: Table, width: float, *, announced: bool) -> tuple[str, float]:
    """The table `width` points wide and the size of its letters.

    `announced` keeps its last row with what follows.
    """
    paper = table_flowable(table, width, ANY_HEIGHT)
    edges = _edges(paper.grid.widths)
    grid = [end - start for start, end in pairwise(edges)]
    kept = [row.announces for row in paper.rows]
    if kept and announced:
        kept[-1] = True
    cells = _Cells(table, grid, paper.grid.size)
    rows = [*cells.head(), *cells.rows(kept)]
    measures = load_layout().table
    style = table_style(dense=measures.of(len(table.columns)) is not measures)
    properties = _properties(style, edges[-1])
    return element("tbl", properties, _grid(grid), *rows), paper.grid.size


def _cell(width: int, *paragraphs: str, more: str = "", centred: bool = True) -> str:
    """A cell `width` twips wide; `more` joins or merges it, in the order of the schema."""
    middle = value("vAlign", "center") if centred else ""
    sized = element("tcW", w=width, type="dxa")
    return element("tc", element("tcPr", sized, more, middle), *paragraphs)


def _edges(widths: Sequence[float]) -> list[int]:
    """Where the columns end, in twips, so that rounding does not add up."""
    found, at = [0], 0.0
    for width in widths:
        at += width
        found.append(twips(at))
    return found


class _Cells:
    """The rows of one table."""

    def __init__(self, table: Table, grid: Sequence[int], size: float) -> None:
        self.table = table
        self.grid = grid
        self.head_style = cell_style(size, None)
        self.styles = [cell_style(size, column.align) for column in table.columns]

    def head(self) -> Iterator[str]:
        """The header: one row, or two where columns stand in groups."""
        grouped = any(column.group for column in self.table.columns)
        if grouped:
            yield self._head_row(self._upper())
        lower = [
            self._head_cell(
                width,
                "" if grouped and not column.group else column.header,
                element("vMerge") if grouped and not column.group else "",
            )
            for column, width in zip(self.table.columns, self.grid, strict=True)
        ]
        yield self._head_row(lower)

    def rows(self, kept: Sequence[bool]) -> Iterator[str]:
        """The other rows, never cut in two; what is kept stays on the page of the next one."""
        for row, with_next in zip(self.table.rows, kept, strict=True):
            yield self._row(row, KEPT if with_next else "")

    def _upper(self) -> Iterator[str]:
        """A cell over each group, and the upper half of the columns outside of them."""
        for name, members in groupby(enumerate(self.table.columns), lambda each: each[1].group):
            columns = [place for place, _ in members]
            if name:
                width = sum(self.grid[place] for place in columns)
                yield self._head_cell(width, name, value("gridSpan", len(columns)))
                continue
            for place in columns:
                words = self.table.columns[place].header
                yield self._head_cell(self.grid[place], words, value("vMerge", "restart"))

    def _head_row(self, cells: Iterator[str] | list[str]) -> str:
        return element("tr", element("trPr", element("cantSplit"), element("tblHeader")), *cells)

    def _head_cell(self, width: int, words: str, more: str) -> str:
        return _cell(width, paragraph(self.head_style, run(words), properties=KEPT), more=more)

    def _row(self, row: Row, kept: str) -> str:
        look = BOLD if row.bold else ""
        cells = (
            _cell(width, paragraph(style, run(text, look), properties=kept))
            for text, width, style in zip(row.cells, self.grid, self.styles, strict=True)
        )
        return element("tr", element("trPr", element("cantSplit")), *cells)


def without_lines(widths: Sequence[float], *rows: Sequence[Sequence[str]], above: float = 0) -> str:
    """Cells side by side without lines, each the paragraphs in it; a row is never cut.

    `above` leaves so many points above the words of each row.
    """
    edges = _edges(widths)
    grid = [end - start for start, end in pairwise(edges)]
    written = (
        element(
            "tr",
            element("trPr", element("cantSplit")),
            *(_cell(width, *words, centred=False) for width, words in zip(grid, row, strict=True)),
        )
        for row in rows
    )
    margin = element("tblCellMar", element("top", w=twips(above), type="dxa")) if above else ""
    properties = _properties("NoLines", edges[-1], margin)
    return element("tbl", properties, _grid(grid), *written)


def _properties(style: str, width: int, more: str = "") -> str:
    """Widths as given, whatever the words."""
    sized, layout = element("tblW", w=width, type="dxa"), element("tblLayout", type="fixed")
    return element("tblPr", value("tblStyle", style), sized, layout, more)


def _grid(widths: Sequence[int]) -> str:
    return element("tblGrid", *(element("gridCol", w=each) for each in widths))
