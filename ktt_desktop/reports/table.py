"""A table of finished texts: measured once, split between rows, header on every page."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import NamedTuple

from reportlab.pdfgen.textobject import PDFTextObject
from reportlab.platypus import Flowable

from ktt_desktop.domain.document import Align, Row, Table
from ktt_desktop.reports.column_widths import column_widths, row_face
from ktt_desktop.reports.fonts import BOLD
from ktt_desktop.reports.layout import load_layout
from ktt_desktop.reports.line_breaks import broken, text_width

FOOT = 0.8  # of the leading: from the top of a line to its foot
NOTHING = ("",)  # the lines of an empty cell
TITLE_CELLS = 2  # number and name: a title within a table has no others
ANY_HEIGHT = 10_000.0  # points: a note or signature is never split


@dataclass(frozen=True, slots=True)
class _Row:
    """A row broken into lines, with its height in points."""

    cells: tuple[tuple[str, ...], ...]
    face: str
    height: float
    announces: bool = False  # a title of the rows below it: never the last of a page


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
    rows = tuple(
        replace(grid.broken(row.cells, row_face(row)), announces=_announces(row))
        for row in table.rows
    )
    return TableFlowable(grid, _head(grid, table), rows)


def _announces(row: Row) -> bool:
    """Whether a row is a title within the table: bold, with nothing behind its name."""
    return row.bold and len(row.cells) > TITLE_CELLS and not any(row.cells[TITLE_CELLS:])


class TableFlowable(Flowable):
    """Bảng số liệu trên trang giấy."""

    def __init__(self, grid: _Grid, header: _Head, rows: tuple[_Row, ...]) -> None:
        super().__init__()
        self.spaceAfter = load_layout().spacing.paragraph
        self.grid = grid
        self.header = header
        self.rows = rows
        self.below: tuple[Flowable, ...] = ()  # stands on the page of the last row

    @property
    def lead(self) -> float:
        """Height of the header and the first row, points: what must not stand alone."""
        alone = len(self.rows) < 2
        return self.header.height + sum(row.height for row in self.rows[:1]) + alone * self._foot

    @property
    def _foot(self) -> float:
        """Height of what stands below the last row, points."""
        width = sum(self.grid.widths)
        return sum(_space_of(each, width) for each in self.below)

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Its own size, whatever room there is."""
        self.width = sum(self.grid.widths)
        self.body = self.header.height + sum(row.height for row in self.rows)
        self.height = self.body + self._foot
        return self.width, self.height

    def split(self, width: float, height: float) -> list[Flowable]:
        """The rows that fit and the rest; a row taller than a page is cut between its lines."""
        room = height - self.header.height
        whole = self._whole_rows(room)
        if whole:
            return [self._piece(self.rows[:whole]), self._rest(self.rows[whole:])]
        if self.below and len(self.rows) == 1 and self.lead > self.grid.page_height:
            return [self._piece(self.rows), *self.below] if self.rows[0].height <= room else []
        return self._cut_first_row(room)

    def _whole_rows(self, room: float) -> int:
        """How many rows fit into `room` points: not the last one, and no title at the end."""
        whole = 0
        while whole < len(self.rows) - 1 and room >= self.rows[whole].height:
            room -= self.rows[whole].height
            whole += 1
        kept = whole
        while kept and self.rows[kept - 1].announces:
            kept -= 1
        return kept or whole

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
        """Put texts and grid lines on the page, then what stands below them."""
        foot = self.height - self.body
        at = foot
        for each in self.below:
            at -= _space_of(each, self.width)
            each.drawOn(self.canv, 0, at)
        words = self.canv.beginText()
        self._write_head(words)
        top = self.height - self.header.height
        edges = [self.height, top]
        for row in self.rows:
            self._write_row(words, row, top)
            top -= row.height
            edges.append(top)
        self.canv.drawText(words)
        self.canv.setLineWidth(load_layout().table.line)
        for edge in edges:
            self.canv.line(0, edge, self.width, edge)
        for line in self._verticals(foot):
            self.canv.line(*line)

    def _piece(self, rows: tuple[_Row, ...]) -> "TableFlowable":
        return TableFlowable(self.grid, self.header, rows)

    def _rest(self, rows: tuple[_Row, ...]) -> "TableFlowable":
        rest = self._piece(rows)
        rest.below = self.below
        return rest

    def _cut_first_row(self, room: float) -> list[Flowable]:
        if not self.rows or self.lead <= self.grid.page_height:
            return []
        pieces = self.grid.cut(self.rows[0], room)
        if pieces is None:
            return []
        return [self._piece(pieces[:1]), self._rest((pieces[1], *self.rows[1:]))]

    def _verticals(self, foot: float) -> Iterator[tuple[float, float, float, float]]:
        """The lines between the columns, and those below the heads of groups."""
        grid, head, left = self.grid, self.header, 0.0
        for place, width in enumerate((*grid.widths, 0.0)):
            covered = head.upper if head.is_inside(place) else 0.0
            yield left, foot, left, self.height - covered
            left += width
        at = self.height - head.upper
        for group in head.groups:
            yield sum(grid.widths[: group.first]), at, sum(grid.widths[: group.end]), at

    def _write_head(self, words: PDFTextObject) -> None:
        grid, head, left, top = self.grid, self.header, 0.0, self.height
        words.setFont(BOLD, grid.size, grid.leading)
        for place, (cell, width) in enumerate(zip(head.cells, grid.widths, strict=True)):
            above = head.top_of(place)
            room = _Box(left, top - above, width, head.height - above)
            self._write_cell(words, cell, room, BOLD, Align.CENTRE)
            left += width
        for group in head.groups:
            left, width = sum(grid.widths[: group.first]), sum(grid.widths[group.first : group.end])
            room = _Box(left, top, width, head.upper)
            self._write_cell(words, group.lines, room, BOLD, Align.CENTRE)

    def _write_row(self, words: PDFTextObject, row: _Row, top: float) -> None:
        grid, left = self.grid, 0.0
        words.setFont(row.face, grid.size, grid.leading)
        for cell, width, align in zip(row.cells, grid.widths, grid.aligns, strict=True):
            if cell != NOTHING:
                box = _Box(left, top, width, row.height)
                self._write_cell(words, cell, box, row.face, align)
            left += width

    def _write_cell(
        self, words: PDFTextObject, lines: tuple[str, ...], box: "_Box", face: str, align: Align
    ) -> None:
        """In the middle of the height; lines on the left follow one another by themselves."""
        grid = self.grid
        empty = box.height - len(lines) * grid.leading
        foot = box.top - empty / 2 - FOOT * grid.leading
        left, share = box.left + grid.across, _SHARE_LEFT[align]
        words.setTextOrigin(left, foot)
        for text in lines:
            if share:
                room = box.width - 2 * grid.across - text_width(text, face, grid.size)
                words.setTextOrigin(left + room * share, foot)
                foot -= grid.leading
            words.textLine(text)


def _space_of(below: Flowable, width: float) -> float:
    """How much a flowable below the rows takes, with the gap above it; points."""
    gap = max(below.getSpaceBefore(), load_layout().spacing.paragraph)
    return gap + float(below.wrap(width, ANY_HEIGHT)[1])


class _Box(NamedTuple):
    """Where a cell stands, points."""

    left: float
    top: float
    width: float
    height: float


_SHARE_LEFT = {Align.LEFT: 0.0, Align.CENTRE: 0.5, Align.RIGHT: 1.0}
