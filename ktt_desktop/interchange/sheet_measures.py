"""How wide the columns and how high the rows of a sheet have to be: no program asks the words."""

from collections.abc import Iterable, Sequence
from itertools import chain
from textwrap import wrap

from ktt_desktop.domain.document import Column, Row, Table

PAGE = 150.0  # letters across a landscape page
NARROWEST, ROOM = 4.0, 2.0  # letters: of a column, beside its longest word
PLAIN, BOLD = 1.15, 1.05  # letters of running text that have room in the width of one digit
LINE = 16.5  # points of height


def column_widths(table: Table) -> list[float]:
    """In letters: the page shared out by weight, no number and no word cut."""
    weights = sum(column.weight for column in table.columns)
    return [
        max(PAGE * column.weight / weights, _least(place, column, table.rows))
        for place, column in enumerate(table.columns)
    ]


def _least(place: int, column: Column, rows: Sequence[Row]) -> float:
    words = chain(column.header.split(), *(row.cells[place].split() for row in rows))
    return max(NARROWEST, max(map(len, words), default=0) + ROOM)


def height(cells: Iterable[tuple[str, float]], *, bold: bool, line: float = LINE) -> float:
    """Points for the highest of these texts, each wrapped in its width."""
    lines = (_lines(text, width * (BOLD if bold else PLAIN)) for text, width in cells)
    return line * max(lines, default=1)


def _lines(text: str, width: float) -> int:
    letters = max(int(width - 1), 1)
    return sum(max(len(wrap(part, letters)), 1) for part in text.split("\n"))
