"""The sums a table of figures may hold: along its rows, of the rows below one, of all of them."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from ktt_desktop.domain.table_formulas import Formula, Making, Number, Place

Grid = Sequence[Sequence[Number | None]]
Candidate = tuple[Place, Formula]


def along_rows(groups: Sequence[str], grid: Grid) -> Iterator[Candidate]:
    """Within columns under one head, the first number of the others: tổng and its sources."""
    counted = {column for row in grid for column, value in enumerate(row) if value is not None}
    for name, places in groupby(range(len(groups)), key=lambda column: groups[column]):
        columns = [each for each in places if name and each in counted]
        if len(columns) > 1:
            for row in range(len(grid)):
                parts = (Place(row, column) for column in columns[1:])
                yield Place(row, columns[0]), Formula(Making.SUM, tuple(parts))


def under_parents(codes: Sequence[str], grid: Grid) -> Iterator[Candidate]:
    """A row of the rows whose codes go on from its own: H1 of H1.1 and H1.2."""
    for row, code in enumerate(codes):
        below = [place for place, other in enumerate(codes) if other.startswith(f"{code}.")]
        if code and below:
            yield from down(row, below, grid)


def down(
    row: int, rows: Sequence[int], grid: Grid, how: Making = Making.SUM
) -> Iterator[Candidate]:
    """A row as the sums, or the averages, of other rows, column by column."""
    for column, value in enumerate(grid[row]):
        if value is not None and rows:
            yield Place(row, column), Formula(how, tuple(Place(each, column) for each in rows))
