"""A sheet of an officer's workbook as a reader gives it, before anything is understood.

Rows and columns count from 0; `Value` is what a cell holds: text, a number as the file has it,
a day, yes/no, or None for a blank.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from functools import cached_property
from itertools import chain

from ktt_desktop.domain.text import nfc

Value = str | int | float | bool | date | None
Row = Sequence[Value]
NEAR_ROWS = 200  # whose cells are at hand together


@dataclass(frozen=True, slots=True)
class Span:
    """Ô gộp: its first and last row and column."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True)
class Sheet:
    """Một trang tính; `name` is None for a text file. Rows are equally long."""

    name: str | None
    rows: Sequence[Row]
    spans: tuple[Span, ...] = ()
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    font: Callable[[int, int], str] = lambda _row, _column: ""
    is_uncomputed: Callable[[int, int], bool] = lambda _row, _column: False  # a formula, no result
    comments: Mapping[tuple[int, int], str] = field(default_factory=dict)  # of cells, by officers
    errors: Mapping[tuple[int, int], str] = field(default_factory=dict)  # "#REF!" of blank cells

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """Every different text, as it stands in its cells, the upper rows first."""
        values = chain.from_iterable(self.rows)
        return tuple(dict.fromkeys([each for each in values if isinstance(each, str)]))

    def part(self, rows: range, columns: range) -> "Sheet":
        """The sheet with nothing outside these rows and columns, every cell where it was."""
        inside = [
            [value if place in columns else None for place, value in enumerate(row)]
            if at in rows
            else [None] * len(row)
            for at, row in enumerate(self.rows)
        ]
        spans = tuple(each for each in self.spans if each.top in rows and each.left in columns)
        comments = {at: text for at, text in self.comments.items() if at[1] in columns}
        return replace(self, rows=inside, spans=spans, comments=comments)


def columns_of(rows: Sequence[Row]) -> list[list[Value]]:
    """The cells column by column, numbers beside each other in memory.

    A reader makes its numbers row by row: looking down a column would leap through memory for
    every number, several times as slowly.
    """
    found: list[list[Value]] = [[] for _ in (rows[0] if rows else ())]
    for start in range(0, len(rows), NEAR_ROWS):
        near = zip(*rows[start : start + NEAR_ROWS], strict=True)
        for column, cells in zip(found, near, strict=True):
            column += [each * 1.0 if each.__class__ is float else each for each in cells]
    return found


def text_of(value: Value) -> str:
    """A cell as text on one line: 12.0 is "12", a day is dd/mm/yyyy."""
    match value:
        case None:
            return ""
        case bool():
            return "x" if value else ""
        case float():
            return str(int(value)) if value.is_integer() else str(value)
        case date():
            return f"{value.day:02}/{value.month:02}/{value.year}"
    return " ".join(str(value).split())


def exact(value: float | int) -> Fraction:
    """A number of a file as it was typed: 0.455 and not its binary neighbour."""
    return Fraction(str(value)) if isinstance(value, float) else Fraction(value)


def tidy_texts(values: Sequence[Value]) -> list[str]:
    """Cells as NFC text on one line each, all at once, far sooner than one by one."""
    different = set(values)
    if len(different) * 2 > len(values) or set(map(type, different)) != {str}:
        return _tidy(values)
    known = dict(zip(different, _tidy(list(different)), strict=True))
    return list(map(known.__getitem__, values))


def _tidy(values: Sequence[Value]) -> list[str]:
    if not values:
        return []
    lines = [
        value if isinstance(value, str) and value.isprintable() else text_of(value)
        for value in values
    ]
    tidied = nfc("\n".join(("|", *lines, "|"))).split("\n")  # no blank first or last line is lost
    return [line.strip() for line in tidied[1:-1]]


def filled_down(sheet: Sheet, last: int, columns: Sequence[int | None]) -> Sheet:
    """The words of cells merged down stand in every row they cover, below the `last` of a head."""
    spans = [
        each
        for each in sheet.spans
        if each.top > last and each.bottom > each.top and each.left in columns
    ]
    if not spans:
        return sheet
    rows = [list(row) for row in sheet.rows]
    for each in spans:
        for row in rows[each.top : each.bottom + 1]:
            row[each.left] = rows[each.top][each.left]
    return replace(sheet, rows=rows)
