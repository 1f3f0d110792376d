"""Totals a list states, compared with the sums of its rows."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from ktt_desktop.domain.importing.columns import ColumnUse
from ktt_desktop.domain.importing.groups import said_count
from ktt_desktop.domain.importing.records import StatedTotal

NEAREST = 50  # groups that may belong to a part; all of them, in a long list, would take hours
Figures = Mapping[ColumnUse, Sequence[int | None]]


@dataclass(frozen=True, slots=True)
class TotalRow:
    """Một dòng tổng: after how many organisations it stands, and where its groups began.

    `starts` are the places at which a group or part above it began, the last one first; a row
    that `leads` states the total of the organisations below it.
    """

    row: int
    text: str
    place: int
    starts: tuple[int, ...]
    leads: bool = False

    @property
    def group_start(self) -> int:
        """Where the innermost group above began that has organisations."""
        return next((each for each in self.starts if each < self.place), 0)


def compared(
    total: StatedTotal, at: TotalRow, kinds: Sequence[str], ends: Sequence[int], figures: Figures
) -> tuple[StatedTotal, str]:
    """The total with whether it agrees, and the sentence to warn with where it does not.

    It agrees when all it states is the sum of its group, its part, a kind, or the whole list.
    """
    count = said_count(total.text)
    if not total.stated and count is None:
        return total, ""
    missed = []
    for chosen in _choices(at, kinds, ends):
        missed.append((_misses(total.stated, count, chosen, figures), chosen))
        if not missed[-1][0]:
            break
    misses, places = min(missed, key=lambda each: len(each[0]))
    of = {kinds[each] for each in places}
    found = replace(
        total,
        agrees=not misses,
        count=len(places) if count is None else count,
        kind=of.pop() if len(of) == 1 else "",
    )
    return found, "; ".join(misses)


def _choices(at: TotalRow, kinds: Sequence[str], ends: Sequence[int]) -> Iterator[list[int]]:
    """The organisations the row may be the total of, the likeliest first."""
    if at.leads:
        later = islice((each for each in ends if each > at.place), NEAREST)
        for end in (*later, len(kinds)):
            yield list(range(at.place, end))
        return
    for start in at.starts:
        if start < at.place:
            yield list(range(start, at.place))
    yield list(range(at.place))
    for kind in dict.fromkeys(kinds):
        yield [each for each in range(len(kinds)) if kinds[each] == kind]
    yield list(range(len(kinds)))


def _misses(
    stated: Mapping[ColumnUse, int], count: int | None, chosen: Sequence[int], figures: Figures
) -> list[str]:
    misses = []
    if count not in (None, len(chosen)):
        misses.append(f"ghi {count} tổ chức, các dòng có {len(chosen)}")
    for use, said in stated.items():
        column = figures[use]
        summed = sum(column[each] or 0 for each in chosen)
        if summed != said:
            misses.append(
                f"{use.head}: ghi {_grouped(said)}, cộng các dòng được {_grouped(summed)}"
            )
    return misses


def _grouped(value: int) -> str:
    return f"{value:,}".replace(",", ".")
