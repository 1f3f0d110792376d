"""The columns of a list as lines: head, first values, and in words what each is taken for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ktt_desktop.domain.importing.columns import ColumnUse
from ktt_desktop.domain.importing.records import ReadList
from ktt_desktop.domain.importing.table import Sheet
from ktt_desktop.domain.terms import Measure
from ktt_desktop.services.compared_words import MEASURES
from ktt_desktop.services.import_usual import Taken, Usual
from ktt_desktop.services.list_files import samples

UNITS = {0: "đồng", 3: "nghìn đồng", 6: "triệu đồng", 9: "tỷ đồng"}
NOT_TAKEN = "không lấy"


@dataclass(frozen=True, slots=True)
class ColumnLine:
    """Một cột của danh sách; `uses` are the fields it feeds, `taken` how they will be read."""

    column: int
    head: str
    samples: tuple[str, ...]
    uses: tuple[ColumnUse, ...]
    taken: tuple[Taken, ...]

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


def column_lines(
    read: ReadList, sheet: Sheet, uses: Sequence[ColumnUse], usual: Usual
) -> tuple[ColumnLine, ...]:
    """Every column that has a head, a use or a value in the first rows of the list."""
    found = []
    for column, texts in enumerate(samples(sheet, read)):
        head = read.heads[column] if column < len(read.heads) else ""
        mine = tuple(each for each in uses if each.column == column)
        if head or mine or texts:
            taken = tuple(usual.taken(each) for each in mine)
            found.append(ColumnLine(column, head, texts, mine, taken))
    return tuple(found)


def use_words(line: ColumnLine, labels: Mapping[str, str]) -> str:
    """What a column is taken for; what its head does not say stands in brackets.

    As "Vốn điều lệ, triệu đồng; Xã, phường", "Số thành viên (năm 2022)".
    """
    return "; ".join(_one_use(each, labels) for each in line.taken) or NOT_TAKEN


def use_tone(line: ColumnLine) -> str:
    """A column that is left out is grey, one whose year is not known amber."""
    if not line.uses:
        return "neutral"
    return "warning" if any(each.lacks_year for each in line.taken) else ""


def _one_use(taken: Taken, labels: Mapping[str, str]) -> str:
    use, said, usual = taken.use, list[str](), list[str]()
    if taken.period is not None:
        year, measure = taken.period
        if measure is not Measure.ACTUAL:
            (said if use.measure else usual).append(MEASURES[measure])
        (said if use.year else usual).append(f"năm {year}")
    elif taken.lacks_year:
        usual.append("chưa rõ năm")
    if taken.zeros is not None:
        (said if use.zeros is not None else usual).append(unit_words(taken.zeros))
    words = ", ".join((labels.get(use.field, use.field), *said))
    return f"{words} ({', '.join(usual)})" if usual else words


def unit_words(zeros: int) -> str:
    """A unit of money."""
    return UNITS.get(zeros, f"{10**zeros} đồng")
