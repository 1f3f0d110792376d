"""How a unit's figures come out of its list: counts, Σ, Σ/Σ; never a mean of means."""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from fractions import Fraction
from typing import TypeVar

from ktt_desktop.domain.expression import Expression
from ktt_desktop.domain.terms import OrganisationKind

_Value = TypeVar("_Value")
Place = tuple[str, ...]  # kind, sector; then the unit whose list it is, where they are apart


class AggregateKind(StrEnum):
    """Cách tính số của đơn vị từ danh mục."""

    COUNT = "count"  # organisations by `where`
    SUM = "sum"  # Σ of; with `where = "founded"` over those founded in the year
    MEAN = "mean"  # Σ of / number of organisations that have it
    WEIGHTED = "weighted"  # factor · Σ of·weight / Σ weight
    FORMULA = "formula"  # from other indicators of the same form


# What organisations can be counted by: in the total, parts of it, flows of the year.
FOUNDED = "founded"
COUNT_WORDS_OF_YEAR = ("dissolved", "converted")  # those that came to such a status in the year
COUNTABLE = ("listed", "active", "stopped", *COUNT_WORDS_OF_YEAR, FOUNDED, "registered")
NEEDED = {
    AggregateKind.COUNT: ("kind", "where"),
    AggregateKind.SUM: ("kind", "of"),
    AggregateKind.MEAN: ("kind", "of"),
    AggregateKind.WEIGHTED: ("kind", "of", "weight"),
    AggregateKind.FORMULA: ("formula",),
}


@dataclass(frozen=True, slots=True)
class Aggregate:
    """Công thức tính một chỉ tiêu của đơn vị; `of` and `weight` are codes of the yearly form.

    `group` counts the sectors of one group of Biểu B only.
    """

    how: AggregateKind
    kind: OrganisationKind | None = None
    of: str = ""
    weight: str = ""
    where: str = ""
    group: str = ""
    factor: int = 1
    formula: Expression | None = None


@dataclass(frozen=True, slots=True)
class ListTotals:
    """What the list gives for a year and measure, by (kind, sector).

    `listed` is how many organisations the list holds; `counts` is keyed by the words of
    `Aggregate.where`, None where the list cannot count (a plan).
    `sums`: code → (Σ, number known); `founded` the same over those founded in the year.
    `weighted`: (value, weight) → (Σ product, Σ weight, known).
    """

    listed: Mapping[Place, int]
    counts: Mapping[str, Mapping[Place, int]] | None
    sums: Mapping[Place, Mapping[str, tuple[int, int]]]
    weighted: Mapping[Place, Mapping[tuple[str, str], tuple[int, int, int]]]
    founded: Mapping[Place, Mapping[str, tuple[int, int]]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Computed:
    """A number out of the list: `known` of `total` organisations had what it needs.

    An average is `top` over `weight`, before it is rounded.
    """

    value: int | None
    known: int = 0
    total: int = 0
    top: int = field(default=0, compare=False)
    weight: int = field(default=0, compare=False)


NOTHING = Computed(None)


def half_up(value: Fraction) -> int:
    """The nearest integer, halves away from zero."""
    twice = 2 * value.denominator
    rounded = (2 * abs(value.numerator) + value.denominator) // twice
    return rounded if value >= 0 else -rounded


def from_list(
    aggregate: Aggregate, totals: ListTotals, sectors: Collection[str] | None = None
) -> Computed:
    """The figure of a unit, or of some of its sectors (None = all); not for formulas."""
    found = _parted(aggregate, within(totals, sectors), lambda _: "")
    return found.get("", of_no_list(aggregate, totals))


def by_unit(aggregate: Aggregate, totals: ListTotals) -> dict[str, Computed]:
    """The same of every unit that has a list; the others have what of_no_list gives."""
    return _parted(aggregate, totals, unit_of)


def unit_of(place: Place) -> str:
    """Whose list an organisation is of; empty where lists are not told apart."""
    return place[2] if len(place) > 2 else ""


def of_no_list(aggregate: Aggregate, totals: ListTotals) -> Computed:
    """What a list without organisations gives: it can count, but knows no sum."""
    counts = aggregate.how is AggregateKind.COUNT and totals.counts is not None
    return Computed(0) if counts else NOTHING


def within(totals: ListTotals, sectors: Collection[str] | None) -> ListTotals:
    """What the list gives of some sectors; None gives all of it."""
    if sectors is None:
        return totals
    counts = totals.counts
    return ListTotals(
        _kept(totals.listed, sectors),
        None if counts is None else {word: _kept(of, sectors) for word, of in counts.items()},
        _kept(totals.sums, sectors),
        _kept(totals.weighted, sectors),
        _kept(totals.founded, sectors),
    )


def together(totals: ListTotals) -> ListTotals:
    """The same with all sectors in one, as far as many figures ask for it: counts and sums."""
    counts = totals.counts
    return replace(
        totals,
        listed=_counts_together(totals.listed),
        counts=counts and {word: _counts_together(of) for word, of in counts.items()},
        sums=_sums_together(totals.sums),
    )


def _counts_together(counts: Mapping[Place, int]) -> dict[Place, int]:
    found = defaultdict[Place, int](int)
    for (kind, _, *unit), count in counts.items():
        found[kind, "", *unit] += count
    return dict(found)


def _sums_together(
    of: Mapping[Place, Mapping[str, tuple[int, int]]],
) -> dict[Place, Mapping[str, tuple[int, int]]]:
    found: dict[Place, Mapping[str, tuple[int, int]]] = {}
    for (kind, _, *unit), more in of.items():
        place = (kind, "", *unit)
        before = found.get(place)
        found[place] = more if before is None else _both(before, more)
    return found


def _both(
    left: Mapping[str, tuple[int, int]], right: Mapping[str, tuple[int, int]]
) -> dict[str, tuple[int, int]]:
    return {
        code: (total + right[code][0], known + right[code][1])
        for code, (total, known) in left.items()
    }


def _kept(of: Mapping[Place, _Value], sectors: Collection[str]) -> dict[Place, _Value]:
    return {place: value for place, value in of.items() if place[1] in sectors}


def _parted(
    aggregate: Aggregate, totals: ListTotals, part: Callable[[Place], str]
) -> dict[str, Computed]:
    listed = _counted(totals.listed, aggregate, part)
    match aggregate.how:
        case AggregateKind.COUNT if totals.counts is not None:
            counts = _counted(totals.counts[aggregate.where], aggregate, part)
            parts = listed.keys() | counts.keys()
            return {
                each: Computed(counts.get(each, 0), listed.get(each, 0), listed.get(each, 0))
                for each in parts
            }
        case AggregateKind.SUM if aggregate.where == FOUNDED:
            founded = _counted((totals.counts or {}).get(FOUNDED, {}), aggregate, part)
            return {
                each: Computed(total, known, max(founded.get(each, 0), known))
                for each, (total, known) in _sums(totals.founded, aggregate, part).items()
            }
        case AggregateKind.SUM:
            return {
                each: Computed(total, known, listed.get(each, 0))
                for each, (total, known) in _sums(totals.sums, aggregate, part).items()
            }
        case AggregateKind.MEAN:
            return {
                each: _average(total, known, known, listed.get(each, 0))
                for each, (total, known) in _sums(totals.sums, aggregate, part).items()
            }
        case AggregateKind.WEIGHTED:
            return {
                each: _average(aggregate.factor * product, weight, known, listed.get(each, 0))
                for each, (product, weight, known) in _products(totals, aggregate, part).items()
            }
    return {}


def _average(top: int, weight: int, known: int, listed: int) -> Computed:
    return Computed(half_up(Fraction(top, weight)), known, listed, top, weight)


def _counted(
    counts: Mapping[Place, int], aggregate: Aggregate, part: Callable[[Place], str]
) -> dict[str, int]:
    found, kind = defaultdict[str, int](int), _kind(aggregate)
    for place, count in counts.items():
        if place[0] == kind or kind is None:
            found[part(place)] += count
    return found


def _sums(
    sums_of: Mapping[Place, Mapping[str, tuple[int, int]]],
    aggregate: Aggregate,
    part: Callable[[Place], str],
) -> dict[str, tuple[int, int]]:
    """Σ and number known of the parts that know any."""
    found, kind, code = dict[str, tuple[int, int]](), _kind(aggregate), aggregate.of
    for place, sums in sums_of.items():
        if (place[0] == kind or kind is None) and (more := sums[code])[1]:
            unit = part(place)
            total, known = found.get(unit, (0, 0))
            found[unit] = total + more[0], known + more[1]
    return found


def _products(
    totals: ListTotals, aggregate: Aggregate, part: Callable[[Place], str]
) -> dict[str, tuple[int, int, int]]:
    """Σ product, Σ weight and number known of the parts that have a weight."""
    pair, found = (aggregate.of, aggregate.weight), dict[str, tuple[int, int, int]]()
    kind = _kind(aggregate)
    for place, sums in totals.weighted.items():
        if place[0] == kind or kind is None:
            product, weight, known = sums[pair]
            before = found.get(part(place), (0, 0, 0))
            found[part(place)] = before[0] + product, before[1] + weight, before[2] + known
    return {each: sums for each, sums in found.items() if sums[1]}


def _kind(aggregate: Aggregate) -> str | None:
    return aggregate.kind.value if aggregate.kind else None
