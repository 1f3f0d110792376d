"""Quy mô hợp tác xã (Luật Hợp tác xã 2023, Điều 16; Nghị định 113/2024): told, never guessed."""

from collections.abc import Mapping
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class SizeRules:
    """Ngưỡng quy mô: sector → class → thresholds; codes of the indicators they are held against."""

    members: str
    revenue: str
    capital: str
    thresholds: Mapping[str, Mapping[SizeClass, Thresholds]]

    def of(self, sector: str, size: SizeClass) -> Thresholds:
        """The thresholds of a class; none known for a sector or class not in the table."""
        return self.thresholds.get(sector, {}).get(size, NONE_KNOWN)


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
