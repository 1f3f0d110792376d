"""Quy mô hợp tác xã (Luật Hợp tác xã 2023, Điều 16; Nghị định 113/2024): told, never guessed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from ktt_desktop.domain.terms import OrganisationKind

SIZED = (OrganisationKind.COOPERATIVE, OrganisationKind.COOPERATIVE_UNION)


class SizeClass(StrEnum):
    """Quy mô; the last two say why none can be told."""

    LARGE = "LON"
    MEDIUM = "VUA"
    SMALL = "NHO"
    MICRO = "SIEU_NHO"
    NO_THRESHOLD = "CHUA_CAU_HINH"
    NO_FIGURE = "CHUA_DU_SO_LIEU"


TESTED = (SizeClass.LARGE, SizeClass.MEDIUM, SizeClass.SMALL)  # in this order; the rest is micro


@dataclass(frozen=True, slots=True)
class Figures:
    """Số liệu của một năm: official members, revenue and total capital in đồng; None unknown."""

    members: int | None = None
    revenue: int | None = None
    capital: int | None = None


Thresholds = Figures  # what each has to reach; None where the decree's number is not established
NONE_KNOWN = Thresholds()
SectorThresholds = Mapping[str, Mapping[SizeClass, Thresholds]]  # by sector and class


@dataclass(frozen=True, slots=True)
class SizeRules:
    """Ngưỡng quy mô: sector → class → thresholds; codes of the indicators they are held against.

    `groups` are the sectors the decree takes together, by what it calls them.
    """

    members: str
    revenue: str
    capital: str
    thresholds: SectorThresholds
    groups: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def of(self, sector: str, size: SizeClass) -> Thresholds:
        """The thresholds of a class; none known for a sector or class not in the table."""
        return self.thresholds.get(sector, {}).get(size, NONE_KNOWN)


def filled(rules: SizeRules, own: SectorThresholds) -> SizeRules:
    """The rules with what the unit filled in where the decree's number is not established."""
    sectors = dict.fromkeys([*rules.thresholds, *own])
    thresholds = {
        sector: {
            size: _either(rules.of(sector, size), own.get(sector, {}).get(size, NONE_KNOWN))
            for size in TESTED
        }
        for sector in sectors
    }
    return replace(rules, thresholds=thresholds)


def _either(first: Thresholds, second: Thresholds) -> Thresholds:
    """Each number of the first, where it has none of the second."""
    return Thresholds(
        second.members if first.members is None else first.members,
        second.revenue if first.revenue is None else first.revenue,
        second.capital if first.capital is None else first.capital,
    )


def thresholds_entry(own: SectorThresholds) -> dict[str, dict[str, list[int | None]]]:
    """Thresholds as they are kept; `thresholds_from` reads them back."""
    return {
        sector: {
            size.value: [each.members, each.revenue, each.capital]
            for size, each in classes.items()
            if each != NONE_KNOWN
        }
        for sector, classes in own.items()
    }


def thresholds_from(
    raw: Mapping[str, Mapping[str, Sequence[int | None]]],
) -> dict[str, dict[SizeClass, Thresholds]]:
    """Thresholds out of a setting of the book."""
    return {
        sector: {SizeClass(size): Thresholds(*numbers) for size, numbers in classes.items()}
        for sector, classes in raw.items()
    }


def size_class(rules: SizeRules, sector: str, figures: Figures) -> SizeClass:
    """The class an HTX or LHHTX belongs to, or why it cannot be told."""
    for size in TESTED:
        least = rules.of(sector, size)
        reached = _reaches(figures, least)
        if reached is None:
            return _reason(figures, least)
        if reached:
            return size
    return SizeClass.MICRO


def _reaches(figures: Figures, least: Thresholds) -> bool | None:
    """Members, and revenue or capital; None while what is unknown decides."""
    members = _at_least(figures.members, least.members)
    money = _money(figures, least)
    if members is False or money is False:
        return False
    return True if members and money else None


def _money(figures: Figures, least: Thresholds) -> bool | None:
    revenue = _at_least(figures.revenue, least.revenue)
    capital = _at_least(figures.capital, least.capital)
    if revenue or capital:
        return True
    return False if revenue is False and capital is False else None


def _at_least(figure: int | None, least: int | None) -> bool | None:
    return None if figure is None or least is None else figure >= least


def _reason(figures: Figures, least: Thresholds) -> SizeClass:
    """A threshold that is not established comes first: no figure may make up for it."""
    is_open = least.revenue is None or least.capital is None
    if least.members is None or (is_open and _money(figures, least) is None):
        return SizeClass.NO_THRESHOLD
    return SizeClass.NO_FIGURE
