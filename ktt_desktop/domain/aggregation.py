"""How a unit's figures come out of its list: counts, Σ, Σ/Σ; never a mean of means."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from ktt_desktop.domain.expression import Expression
from ktt_desktop.domain.terms import OrganisationKind

Place = tuple[str, str]  # kind, sector


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
    """A number out of the list: `known` of `total` organisations had what it needs."""

    value: int | None
    known: int = 0
    total: int = 0


NOTHING = Computed(None)


def half_up(value: Fraction) -> int:
    """The nearest integer, halves away from zero."""
    rounded = (abs(value) + Fraction(1, 2)).__floor__()
    return rounded if value >= 0 else -rounded


def from_list(
    aggregate: Aggregate, totals: ListTotals, sectors: Collection[str] | None = None
) -> Computed:
    """The figure of a unit, or of some of its sectors (None = all); not for formulas."""
    places = _Places(aggregate.kind, sectors)
    listed = _total(totals.listed, places)
    match aggregate.how:
        case AggregateKind.COUNT:
            count = _count(totals, aggregate.where, places)
            return NOTHING if count is None else Computed(count, listed, listed)
        case AggregateKind.SUM if aggregate.where == FOUNDED:
            total, known = _sum(totals.founded, aggregate.of, places)
            founded = _count(totals, FOUNDED, places) or 0
            return Computed(total, known, max(founded, known)) if known else NOTHING
        case AggregateKind.SUM:
            total, known = _sum(totals.sums, aggregate.of, places)
            return Computed(total, known, listed) if known else NOTHING
        case AggregateKind.MEAN:
            total, known = _sum(totals.sums, aggregate.of, places)
            return Computed(half_up(Fraction(total, known)), known, listed) if known else NOTHING
        case AggregateKind.WEIGHTED:
            return _weighted(aggregate, totals, places, listed)
        case AggregateKind.FORMULA:
            return NOTHING


@dataclass(frozen=True, slots=True)
class _Places:
    kind: OrganisationKind | None
    sectors: Collection[str] | None

    def __contains__(self, place: Place) -> bool:
        kind, sector = place
        return (self.kind is None or kind == self.kind.value) and (
            self.sectors is None or sector in self.sectors
        )


def _count(totals: ListTotals, where: str, places: _Places) -> int | None:
    if totals.counts is None:
        return None
    return _total(totals.counts[where], places)


def _total(counts: Mapping[Place, int], places: _Places) -> int:
    return sum(count for place, count in counts.items() if place in places)


def _sum(
    sums_of: Mapping[Place, Mapping[str, tuple[int, int]]], code: str, places: _Places
) -> tuple[int, int]:
    found = [sums[code] for place, sums in sums_of.items() if place in places]
    return sum(total for total, _ in found), sum(known for _, known in found)


def _weighted(aggregate: Aggregate, totals: ListTotals, places: _Places, listed: int) -> Computed:
    pair = (aggregate.of, aggregate.weight)
    found = [sums[pair] for place, sums in totals.weighted.items() if place in places]
    product, weight, known = (sum(each[at] for each in found) for at in range(3))
    if not weight:
        return NOTHING
    return Computed(half_up(aggregate.factor * Fraction(product, weight)), known, listed)
