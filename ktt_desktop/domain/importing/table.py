"""A sheet of an officer's workbook as a reader gives it, before anything is understood.

Rows and columns count from 0; `Value` is what a cell holds: text, a number as the file has it,
a day, yes/no, or None for a blank.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from ktt_desktop.domain.text import nfc

Value = str | int | float | bool | date | None
Row = Sequence[Value]


@dataclass(frozen=True, slots=True)
class Span:
    """Ô gộp: its first and last row and column."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """Một trang tính; `name` is None for a text file. Rows are equally long."""

    name: str | None
    rows: Sequence[Row]
    spans: tuple[Span, ...] = ()
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    font: Callable[[int, int], str] = lambda _row, _column: ""
    is_uncomputed: Callable[[int, int], bool] = lambda _row, _column: False  # a formula, no result

    def part(self, rows: range, columns: range) -> "Sheet":
        """The sheet with nothing outside these rows and columns, every cell where it was."""
        inside = [
            [value if place in columns else None for place, value in enumerate(row)]
            if at in rows
            else [None] * len(row)
            for at, row in enumerate(self.rows)
        ]
        spans = tuple(each for each in self.spans if each.top in rows and each.left in columns)
        return replace(self, rows=inside, spans=spans)


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
    if not values:
        return []
    lines = [
        value if isinstance(value, str) and value.isprintable() else text_of(value)
        for value in values
    ]
    tidied = nfc("\n".join(("|", *lines, "|"))).split("\n")  # no blank first or last line is lost
    return [line.strip() for line in tidied[1:-1]]
