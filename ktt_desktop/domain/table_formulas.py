"""What a number of a printed table is made of: sums, averages and shares a spreadsheet can keep."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from ktt_desktop.domain.evaluation import round_half_up

Number = int | Fraction


class Place(NamedTuple):
    """Ô của bảng: row and column, both from 0, without the head."""

    row: int
    column: int


class Making(StrEnum):
    """Cách một con số được làm ra từ những số khác."""

    SUM = "sum"  # Σ of those that are known, less those of `less`
    MEAN = "mean"  # Σ / how many are known
    SHARE = "share"  # the first as % of the second


@dataclass(frozen=True, slots=True)
class Formula:
    """Công thức của một ô; `decimals` is how it is rounded (half up), None where it is not."""

    how: Making
    of: tuple[Place, ...]
    less: tuple[Place, ...] = ()
    decimals: int | None = None


Formulas = Mapping[Place, Formula]
Values = Callable[[Place], Number | None]


def worked_out(formula: Formula, value: Values) -> Number | None:
    """What a formula gives; None where nothing it is made of is known."""
    found, less = ([value(place) for place in places] for places in (formula.of, formula.less))
    result = _share(found) if formula.how is Making.SHARE else _added(formula.how, found, less)
    if result is None or formula.decimals is None:
        return result
    return round_half_up(Fraction(result), formula.decimals)


def _share(found: Sequence[Number | None]) -> Number | None:
    part, whole = found
    return None if part is None or not whole else Fraction(100 * part) / whole


def _added(
    how: Making, found: Sequence[Number | None], less: Sequence[Number | None]
) -> Number | None:
    known = [each for each in found if each is not None]
    if not known:
        return None
    if how is Making.MEAN:
        return Fraction(sum(known)) / len(known)
    return sum(known) - sum(each for each in less if each is not None)


def holding(candidates: Iterable[tuple[Place, Formula]], value: Values) -> dict[Place, Formula]:
    """The first formula of each place that gives just the number there, none in a circle."""
    kept: dict[Place, Formula] = {}
    for place, formula in candidates:
        stated = value(place)
        if place in kept or stated is None or worked_out(formula, value) != stated:
            continue
        if place not in _behind(formula, kept):
            kept[place] = formula
    return kept


def _behind(formula: Formula, kept: Mapping[Place, Formula]) -> set[Place]:
    """Every place a formula depends on, through the formulas that are kept."""
    found: set[Place] = set()
    waiting = [*formula.of, *formula.less]
    while waiting:
        place = waiting.pop()
        if place not in found:
            found.add(place)
            if further := kept.get(place):
                waiting += [*further.of, *further.less]
    return found
