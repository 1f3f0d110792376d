"""The widths of a table's columns: by weight, but never narrower than a word."""

from collections.abc import Sequence

from ktt_desktop.domain.document import Row, Table
from ktt_desktop.reports.fonts import BOLD, REGULAR
from ktt_desktop.reports.layout import TableMeasures
from ktt_desktop.reports.line_breaks import longest_word

WIDEST_WORD = 0.4  # of the table: a longer word is cut rather than given a column of its own
SLACK = 0.1  # points: widths are measured at size one and multiplied


def row_face(row: Row) -> str:
    """The face a row is set in."""
    return BOLD if row.bold else REGULAR


def column_widths(
    table: Table, width: float, measures: TableMeasures
) -> tuple[float, tuple[float, ...]]:
    """The largest size at which every word keeps whole, and the widths of the columns; points."""
    weights = [column.weight for column in table.columns]
    words = _widest_words(table)
    size = measures.size
    while True:
        floors = [
            min(word * size + 2 * measures.padding_across + SLACK, WIDEST_WORD * width)
            for word in words
        ]
        if sum(floors) <= width:
            return size, shared(weights, floors, width)
        if size <= measures.smallest_size:
            return size, tuple(floor * width / sum(floors) for floor in floors)
        size -= 0.5


def _widest_words(table: Table) -> list[float]:
    """Per column, the width of its widest word at size one."""
    widest = [longest_word(column.header, BOLD, 1) for column in table.columns]
    for row in table.rows:
        face = row_face(row)
        widest = [
            max(width, longest_word(text, face, 1))
            for width, text in zip(widest, row.cells, strict=True)
        ]
    return widest


def shared(weights: Sequence[int], floors: Sequence[float], width: float) -> tuple[float, ...]:
    """Share out the width by weight; no column gets less than its floor."""
    widths = dict(enumerate(floors))
    free, rest = set(widths), width
    while free:
        unit = rest / sum(weights[index] for index in free)
        narrow = {index for index in free if weights[index] * unit < floors[index]}
        if not narrow:
            widths.update({index: weights[index] * unit for index in free})
            break
        free -= narrow
        rest -= sum(floors[index] for index in narrow)
    return tuple(widths.values())
