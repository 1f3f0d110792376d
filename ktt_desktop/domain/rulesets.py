"""Bộ tiêu chí xếp loại: what a circular asks, as plain values read from rulesets.toml."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NamedTuple

# What the values of a record of rating are kept under: "raw.revenue", "TT01.3a", "TT01.class".
RAW, CLASS, REASON, NOTE = "raw", "class", "reason", "note"
Raw = Mapping[str, int | str]  # raw criterion → figure as stored, words; absent = unknown


class Grade(StrEnum):
    """Loại."""

    GOOD = "TOT"
    FAIR = "KHA"
    AVERAGE = "TRUNG_BINH"
    WEAK = "YEU"


class Step(NamedTuple):
    """Một bậc của thang điểm: from a figure (as stored) on, so many hundredths of a point."""

    at_least: int
    points: int


@dataclass(frozen=True, slots=True)
class Criterion:
    """Tiêu chí, or a part of one (`parent`); `most` in hundredths, None where not established.

    `raw` names the raw criteria it is judged by; the scale is held against the first of them.
    """

    key: str
    number: str
    label: str
    group: str
    parent: str = ""
    most: int | None = None
    raw: tuple[str, ...] = ()
    scale: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Nhóm tiêu chí; `key` is its roman number."""

    key: str
    label: str


@dataclass(frozen=True, slots=True)
class Limit:
    """Tổng điểm tối đa của một hay nhiều nhóm."""

    groups: tuple[str, ...]
    most: int


@dataclass(frozen=True, slots=True)
class Exclusion:
    """Trường hợp không xếp loại; without `raw` it is only chosen by hand."""

    code: str
    label: str
    raw: str = ""
    below: int | None = None
    above: int | None = None

    def holds(self, raw: Raw) -> bool:
        """Whether the raw criteria say that it is so."""
        value = raw.get(self.raw)
        if not isinstance(value, int):
            return False
        is_below = self.below is not None and value < self.below
        return is_below or (self.above is not None and value > self.above)


@dataclass(frozen=True, slots=True)
class Ruleset:
    """Một bộ tiêu chí xếp loại; one without criteria takes the class as it was announced.

    `thresholds` from the best class down, in hundredths. `sectors` empty = all. Where `fined_by`
    says that it was fined in the year, the class is yếu.
    """

    id: str
    label: str
    short: str
    citation: str
    first_year: int | None = None
    last_year: int | None = None
    kinds: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    groups: tuple[Group, ...] = ()
    criteria: tuple[Criterion, ...] = ()
    limits: tuple[Limit, ...] = ()
    thresholds: tuple[tuple[Grade, int], ...] = ()
    exclusions: tuple[Exclusion, ...] = ()
    fined_by: str = ""
    unconfirmed: str = ""

    @property
    def leaves(self) -> tuple[Criterion, ...]:
        """The criteria that take points themselves."""
        parents = {each.parent for each in self.criteria}
        return tuple(each for each in self.criteria if each.key not in parents)

    @property
    def asked(self) -> frozenset[str]:
        """The raw criteria it reads."""
        names = {name for each in self.criteria for name in each.raw}
        return frozenset(names | {each.raw for each in self.exclusions} | {self.fined_by}) - {""}

    def parts(self, key: str) -> tuple[Criterion, ...]:
        """The parts of a criterion, none where it takes points itself."""
        return tuple(each for each in self.criteria if each.parent == key)

    def criterion(self, key: str) -> Criterion:
        """The criterion of a key."""
        return next(each for each in self.criteria if each.key == key)

    def grade_of(self, total: int) -> Grade | None:
        """The class of a total; None where the ruleset has no thresholds."""
        return next((grade for grade, least in self.thresholds if total >= least), None)

    def concerns(self, kind: str, sector: str, year: int) -> bool:
        """Whether it is for an organisation of this kind and sector in that year."""
        return (
            (not self.kinds or kind in self.kinds)
            and (not self.sectors or sector in self.sectors)
            and (self.first_year is None or year >= self.first_year)
            and (self.last_year is None or year <= self.last_year)
        )


@dataclass(frozen=True, slots=True)
class Scale:
    """Thang điểm của một tiêu chí as the unit filled it in."""

    most: int | None = None
    steps: tuple[Step, ...] = ()


Scales = Mapping[str, Mapping[str, Scale]]  # ruleset → criterion → what the unit filled in


def with_scales(ruleset: Ruleset, scales: Mapping[str, Scale]) -> Ruleset:
    """The ruleset as the unit uses it: what was filled in stands in place of what is shipped."""
    criteria = tuple(
        replace(each, most=own.most, scale=own.steps) if (own := scales.get(each.key)) else each
        for each in ruleset.criteria
    )
    return replace(ruleset, criteria=criteria)


def point_key(ruleset: str, criterion: str) -> str:
    """Where the points of a criterion stand in the values of the record."""
    return f"{ruleset}.{criterion}"


def note_key(ruleset: str, criterion: str) -> str:
    """Where the note beside them stands."""
    return f"{ruleset}.{criterion}.{NOTE}"


def raw_key(item: str) -> str:
    """Where a raw criterion stands."""
    return f"{RAW}.{item}"
