"""A table of finished texts: measured once, split between rows, header on every page."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

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


@dataclass(frozen=True, slots=True)
class _Group:
    """A head over several columns: the first of them, the one after them, its lines."""

    first: int
    end: int
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Head:
    """The header: one row, or two where columns stand in groups; heights in points."""

    cells: tuple[tuple[str, ...], ...]
    groups: tuple[_Group, ...]
    upper: float  # height of the row of groups
    height: float

    def top_of(self, column: int) -> float:
        """How far below the top the head of a column begins."""
        return self.upper if self.group_of(column) else 0.0

    def group_of(self, column: int) -> _Group | None:
        """The group a column stands in."""
        return next((each for each in self.groups if each.first <= column < each.end), None)

    def is_inside(self, column: int) -> bool:
        """Whether the left edge of a column lies under the head of its group."""
        group = self.group_of(column)
        return group is not None and column > group.first


def _head(grid: _Grid, table: Table) -> _Head:
    cells = grid.broken([column.header for column in table.columns], BOLD).cells
    groups = tuple(_groups(grid, table))
    if not groups:
        return _Head(cells, (), 0.0, grid.row(cells, BOLD).height)
    upper = grid.row((each.lines for each in groups), BOLD).height
    inside = {column for each in groups for column in range(each.first, each.end)}
    lower = grid.row((cells[column] for column in inside), BOLD).height
    others = [cells[column] for column in range(len(cells)) if column not in inside]
    alone = grid.row(others, BOLD).height if others else 0.0
    return _Head(cells, groups, upper, max(upper + lower, alone))


def _groups(grid: _Grid, table: Table) -> Iterator[_Group]:
    for name, columns in groupby(enumerate(table.columns), lambda each: each[1].group):
        places = [place for place, _ in columns]
        if name:
            width = sum(grid.widths[each] for each in places) - 2 * grid.across
            yield _Group(places[0], places[-1] + 1, broken(name, BOLD, grid.size, width))


def table_flowable(table: Table, width: float, page_height: float) -> "TableFlowable":
    """Lay out a table `width` points wide for pages with `page_height` points of room."""
    measures = load_layout().table.of(len(table.columns))
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
    rows = tuple(grid.broken(row.cells, row_face(row)) for row in table.rows)
    return TableFlowable(grid, _head(grid, table), rows)


class TableFlowable(Flowable):
    """Bảng số liệu trên trang giấy."""

    def __init__(self, grid: _Grid, header: _Head, rows: tuple[_Row, ...]) -> None:
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
        room -= self.header.height
        for row in self.rows[: int(room)] if room > 0 else ():
            room -= row.height
            if room < 0:
                return False
        return room >= 0

    def draw(self) -> None:
        """Put texts and grid lines on the page."""
        self.canv.setLineWidth(load_layout().table.line)
        top = self.height
        self._horizontal(top)
        self._draw_head(top)
        top -= self.header.height
        self._horizontal(top)
        for row in self.rows:
            self._draw_row(row, top)
            top -= row.height
            self._horizontal(top)
        left = 0.0
        for place, width in enumerate((*self.grid.widths, 0.0)):
            covered = self.header.upper if self.header.is_inside(place) else 0.0
            self.canv.line(left, 0, left, self.height - covered)
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

    def _draw_head(self, top: float) -> None:
        grid, head, left = self.grid, self.header, 0.0
        self.canv.setFont(BOLD, grid.size)
        for place, (cell, width) in enumerate(zip(head.cells, grid.widths, strict=True)):
            above = head.top_of(place)
            room = _Box(left, top - above, width, head.height - above)
            self._draw_cell(cell, room, BOLD, Align.CENTRE)
            left += width
        for group in head.groups:
            left, width = sum(grid.widths[: group.first]), sum(grid.widths[group.first : group.end])
            self._draw_cell(group.lines, _Box(left, top, width, head.upper), BOLD, Align.CENTRE)
            self.canv.line(left, top - head.upper, left + width, top - head.upper)

    def _draw_row(self, row: _Row, top: float) -> None:
        grid, left = self.grid, 0.0
        self.canv.setFont(row.face, grid.size)
        for cell, width, align in zip(row.cells, grid.widths, grid.aligns, strict=True):
            self._draw_cell(cell, _Box(left, top, width, row.height), row.face, align)
            left += width

    def _draw_cell(self, lines: tuple[str, ...], box: "_Box", face: str, align: Align) -> None:
        grid = self.grid
        empty = box.height - len(lines) * grid.leading
        foot = box.top - empty / 2 - FOOT * grid.leading
        for text in lines:
            room = box.width - 2 * grid.across - text_width(text, face, grid.size)
            self.canv.drawString(box.left + grid.across + room * _SHARE_LEFT[align], foot, text)
            foot -= grid.leading


class _Box(NamedTuple):
    """Where a cell stands, points."""

    left: float
    top: float
    width: float
    height: float


_SHARE_LEFT = {Align.LEFT: 0.0, Align.CENTRE: 0.5, Align.RIGHT: 1.0}
