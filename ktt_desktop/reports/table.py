"""A table of finished texts: measured once, split between rows, header on every page."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from reportlab.platypus import Flowable

from ktt_desktop.domain.document import Align, Table
from ktt_desktop.reports.column_widths import column_widths, row_face
from ktt_desktop.reports.fonts import BOLD
from ktt_desktop.reports.layout import load_layout
from ktt_desktop.reports.line_breaks import broken, text_width

FOOT = 0.8  # of the leading: from the top of a line to its foot


@dataclass(frozen=True, slots=True)
class _Row:
    """A row broken into lines, with its height in points."""

    cells: tuple[tuple[str, ...], ...]
    face: str
    height: float


@dataclass(frozen=True, slots=True)
class _Grid:
    """What the pieces of one table share; all in points."""

    widths: tuple[float, ...]
    aligns: tuple[Align, ...]
    size: float
    leading: float
    across: float
    down: float
    page_height: float

    def broken(self, texts: Sequence[str], face: str) -> _Row:
        cells = zip(texts, self.widths, strict=True)
        return self.row(
            (broken(text, face, self.size, width - 2 * self.across) for text, width in cells), face
        )

    def row(self, cells: Iterable[tuple[str, ...]], face: str) -> _Row:
        kept = tuple(cells)
        return _Row(kept, face, max(map(len, kept)) * self.leading + 2 * self.down)

    def cut(self, row: _Row, height: float) -> tuple[_Row, _Row] | None:
        """The lines of a row that fit into `height`, and the others; None where none fits."""
        lines = int((height - 2 * self.down) / self.leading)
        if lines < 1:
            return None
        upper = self.row((cell[:lines] for cell in row.cells), row.face)
        return upper, self.row((cell[lines:] for cell in row.cells), row.face)


def table_flowable(table: Table, width: float, page_height: float) -> "TableFlowable":
    """Lay out a table `width` points wide for pages with `page_height` points of room."""
    measures = load_layout().table
    size, widths = column_widths(table, width, measures)
    grid = _Grid(
        widths=widths,
        aligns=tuple(column.align for column in table.columns),
        size=size,
        leading=load_layout().spacing.tight(size),
        across=measures.padding_across,
        down=measures.padding_down,
        page_height=page_height,
    )
    header = grid.broken([column.header for column in table.columns], BOLD)
    rows = tuple(grid.broken(row.cells, row_face(row)) for row in table.rows)
    return TableFlowable(grid, header, rows)


class TableFlowable(Flowable):
    """Bảng số liệu trên trang giấy."""

    def __init__(self, grid: _Grid, header: _Row, rows: tuple[_Row, ...]) -> None:
        super().__init__()
        self.spaceAfter = load_layout().spacing.paragraph
        self.grid = grid
        self.header = header
        self.rows = rows

    @property
    def lead(self) -> float:
        """Height of the header and the first row, points: what must not stand alone."""
        return self.header.height + sum(row.height for row in self.rows[:1])

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Its own size, whatever room there is."""
        self.width = sum(self.grid.widths)
        self.height = self.header.height + sum(row.height for row in self.rows)
        return self.width, self.height

    def split(self, width: float, height: float) -> list[Flowable]:
        """The rows that fit and the rest; a row taller than a page is cut between its lines."""
        room = height - self.header.height
        whole = 0
        while whole < len(self.rows) - 1 and room >= self.rows[whole].height:
            room -= self.rows[whole].height
            whole += 1
        if whole:
            return [self._piece(self.rows[:whole]), self._piece(self.rows[whole:])]
        return self._cut_first_row(room)

    def paged(self, first: float, others: float) -> Iterator["TableFlowable"]:
        """One piece a page, with `first` points of room on the first page."""
        rest, room = self, first
        while not rest._fits(room):
            piece, following = rest.split(0, room)
            assert isinstance(piece, TableFlowable)
            assert isinstance(following, TableFlowable)
            yield piece
            rest = following
            room = others
        yield rest

    def _fits(self, room: float) -> bool:
        """Whether it needs no more than `room` points; looks at no more rows than that."""
        for row in (self.header, *self.rows[: int(room)]):
            room -= row.height
            if room < 0:
                return False
        return True

    def draw(self) -> None:
        """Put texts and grid lines on the page."""
        self.canv.setLineWidth(load_layout().table.line)
        top = self.height
        self._horizontal(top)
        for row in (self.header, *self.rows):
            self._draw_row(row, top)
            top -= row.height
            self._horizontal(top)
        left = 0.0
        for width in (*self.grid.widths, 0.0):
            self.canv.line(left, 0, left, self.height)
            left += width

    def _piece(self, rows: tuple[_Row, ...]) -> "TableFlowable":
        return TableFlowable(self.grid, self.header, rows)

    def _cut_first_row(self, room: float) -> list[Flowable]:
        if not self.rows or self.lead <= self.grid.page_height:
            return []
        pieces = self.grid.cut(self.rows[0], room)
        if pieces is None:
            return []
        return [self._piece(pieces[:1]), self._piece((pieces[1], *self.rows[1:]))]

    def _horizontal(self, at: float) -> None:
        self.canv.line(0, at, self.width, at)

    def _draw_row(self, row: _Row, top: float) -> None:
        grid, left = self.grid, 0.0
        aligns = [Align.CENTRE] * len(grid.aligns) if row is self.header else grid.aligns
        self.canv.setFont(row.face, grid.size)
        for cell, width, align in zip(row.cells, grid.widths, aligns, strict=True):
            empty = row.height - len(cell) * grid.leading
            foot = top - empty / 2 - FOOT * grid.leading
            for text in cell:
                room = width - 2 * grid.across - text_width(text, row.face, grid.size)
                self.canv.drawString(left + grid.across + room * _SHARE_LEFT[align], foot, text)
                foot -= grid.leading
            left += width


_SHARE_LEFT = {Align.LEFT: 0.0, Align.CENTRE: 0.5, Align.RIGHT: 1.0}
