"""The columns of a list as lines: head, first values, and in words what each is taken for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ktt_desktop.domain.importing.columns import ColumnUse
from ktt_desktop.domain.importing.records import ReadList
from ktt_desktop.domain.importing.table import Sheet
from ktt_desktop.services.compared_words import MEASURES
from ktt_desktop.services.list_files import samples

UNITS = {0: "đồng", 3: "nghìn đồng", 6: "triệu đồng", 9: "tỷ đồng"}
NOT_TAKEN = "không lấy"


@dataclass(frozen=True, slots=True)
class ColumnLine:
    """Một cột của danh sách; `uses` are the fields it feeds."""

    column: int
    head: str
    samples: tuple[str, ...]
    uses: tuple[ColumnUse, ...]

    @property
    def letter(self) -> str:
        """As Excel names it: A, B, … AA."""
        return column_letter(self.column)


def column_letter(column: int) -> str:
    """The letters over a column, which counts from 0."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def column_lines(read: ReadList, sheet: Sheet, uses: Sequence[ColumnUse]) -> tuple[ColumnLine, ...]:
    """Every column that has a head, a use or a value in the first rows of the list."""
    found = []
    for column, texts in enumerate(samples(sheet, read)):
        head = read.heads[column] if column < len(read.heads) else ""
        mine = tuple(each for each in uses if each.column == column)
        if head or mine or texts:
            found.append(ColumnLine(column, head, texts, mine))
    return tuple(found)


def use_words(line: ColumnLine, labels: Mapping[str, str]) -> str:
    """What a column is taken for: "Vốn điều lệ, triệu đồng; Xã, phường"."""
    return "; ".join(_one_use(each, labels) for each in line.uses) or NOT_TAKEN


def _one_use(use: ColumnUse, labels: Mapping[str, str]) -> str:
    parts = [labels.get(use.field, use.field)]
    if use.measure is not None:
        parts.append(MEASURES[use.measure])
    if use.year is not None:
        parts.append(f"năm {use.year}")
    if use.zeros is not None:
        parts.append(UNITS.get(use.zeros, f"{10**use.zeros} đồng"))
    return ", ".join(parts)
