"""Targets (mục tiêu): how far the unit is on the way, and whether it will arrive in time.

Exact fractions all the way; what is shown is rounded in domain/target_words.py. Where something is
not known there is no figure: nothing is estimated and no other figure is taken instead.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from ktt_desktop.domain.dossier import DossierDraft

# "Khoảng 850" speaks of a rounded number: officers round such numbers to two digits, which moves
# them by less than a twentieth.
ABOUT = Fraction(1, 20)
MONTHS = 12
STEEPEST = 100_000  # tenths of a percent; a faster growth is not worth a number


class Operator(StrEnum):
    """Mức của mục tiêu: bằng, ít nhất, trên, không quá, khoảng, từ … đến …"""

    EQUAL = "="
    AT_LEAST = ">="
    ABOVE = ">"
    AT_MOST = "<="
    ABOUT = "~"
    RANGE = "range"


class Shape(StrEnum):
    """Cách tính: mức vào năm đích, số mỗi năm, tốc độ tăng mỗi năm (%)."""

    LEVEL = "LEVEL"
    YEARLY = "YEARLY"
    GROWTH = "GROWTH"


class Verdict(StrEnum):
    """Khả năng hoàn thành một mục tiêu."""

    REACHED = "đã đạt"
    LIKELY = "có khả năng đạt"
    HARD = "khó đạt"
    MISSED = "chưa đạt"
    NOT_DUE = "chưa đến hạn"
    NO_FIGURE = "chưa có số liệu"
    NO_LEVEL = "chưa ghi mức phải đạt"


@dataclass(frozen=True, slots=True)
class Target:
    """Một mục tiêu; numbers are in `unit`, `base` tells what a percentage is of."""

    uid: str
    title: str
    operator: Operator
    shape: Shape = Shape.LEVEL
    topic: str = ""
    value: Fraction | None = None
    value_max: Fraction | None = None
    unit: str = ""
    base: str = ""
    from_year: int | None = None
    due_year: int | None = None
    document: str = ""
    current: Fraction | None = None
    current_as_of: str = ""
    assessment: str = ""

    @property
    def is_percent(self) -> bool:
        """Whether its number is a share (%), of `base`."""
        return self.unit.startswith("%")

    def in_force(self, year: int) -> bool:
        """Whether a year lies between its first year and its due year."""
        return (self.from_year or year) <= year <= (self.due_year or year)

    def is_reached(self, value: Fraction) -> bool:
        """Whether a figure fulfils it; more than was aimed at fulfils it too."""
        aim = self.value or Fraction(0)
        match self.operator:
            case Operator.ABOVE:
                return value > aim
            case Operator.AT_MOST:
                return value <= aim
            case Operator.ABOUT:
                return value >= aim * (1 - ABOUT)
        return value >= aim


@dataclass(frozen=True, slots=True)
class Current:
    """Số hiện có của một mục tiêu.

    `on` is the last day it speaks of, `words` say how it was found; `before` is the same figure
    at the end of the year before; `final` where the whole year is known.
    """

    value: Fraction
    on: date
    words: str = ""
    before: Fraction | None = None
    final: bool = False


@dataclass(frozen=True, slots=True)
class Progress:
    """Tiến độ của một mục tiêu.

    `distance` is what is missing, below zero where there is more; `percent` the part of the way;
    `yearly` the change every year has to bring from now on, `pace` what the last year brought,
    `growth` the same need as percent a year, rounded up to tenths. `why` tells why there is no
    figure. None is unknown.
    """

    target: Target
    verdict: Verdict
    current: Current | None = None
    distance: Fraction | None = None
    percent: Fraction | None = None
    yearly: Fraction | None = None
    pace: Fraction | None = None
    growth: Fraction | None = None
    why: str = ""


def target_of(draft: DossierDraft, factors: Mapping[str, int]) -> Target:
    """A work record of the kind target; `factors` tell how its numbers are stored."""

    def number(key: str) -> Fraction | None:
        stored = draft.number(key)
        return None if stored is None else Fraction(stored, factors[key])

    return Target(
        uid=draft.uid,
        title=draft.text("title"),
        operator=Operator(draft.text("operator")),
        shape=Shape(draft.text("shape") or Shape.LEVEL),
        topic=draft.topic,
        value=number("value"),
        value_max=number("value_max"),
        unit=draft.text("unit"),
        base=draft.text("base"),
        from_year=draft.number("from_year"),
        due_year=draft.number("due_year"),
        document=draft.text("document"),
        current=number("current"),
        current_as_of=draft.text("current_as_of"),
        assessment=draft.text("assessment"),
    )


def progress(target: Target, current: Current | None, why: str = "") -> Progress:
    """How far a target is, from what is known; `why` where there is no figure."""
    if target.value is None:
        return Progress(target, Verdict.NO_LEVEL, current)
    if current is None:
        return Progress(target, Verdict.NO_FIGURE, why=why)
    distance = target.value - current.value
    counts = target.operator is not Operator.AT_MOST and target.value > 0 <= current.value
    percent = current.value / target.value * 100 if counts else None
    if target.is_reached(current.value):
        return Progress(target, Verdict.REACHED, current, distance, percent)
    if target.shape is not Shape.LEVEL:
        verdict = _within_the_year(target, current)
        return Progress(target, verdict, current, distance, percent)
    return _on_the_way(target, current, distance, percent)


def _within_the_year(target: Target, current: Current) -> Verdict:
    """Of a yearly amount: what the months so far would give in the whole year."""
    if current.final:
        return Verdict.MISSED
    whole = current.value
    if target.shape is Shape.YEARLY:
        whole = current.value * MONTHS / current.on.month
    return Verdict.LIKELY if target.is_reached(whole) else Verdict.HARD


def _on_the_way(
    target: Target, current: Current, distance: Fraction, percent: Fraction | None
) -> Progress:
    pace = _pace(current)
    if target.due_year is None or (current.final and current.on.year >= target.due_year):
        return Progress(target, Verdict.MISSED, current, distance, percent, pace=pace)
    left = years_left(current.on, target.due_year)
    if left < 0:
        return Progress(target, Verdict.MISSED, current, distance, percent, pace=pace)
    if not left:
        return Progress(target, Verdict.HARD, current, distance, percent, pace=pace)
    verdict = Verdict.NOT_DUE
    if pace is not None:
        expected = current.value + pace * left
        verdict = Verdict.LIKELY if target.is_reached(expected) else Verdict.HARD
    growth = None if target.is_percent else needed_growth(current.value, target.value, left)
    return Progress(
        target, verdict, current, distance, percent, distance / left, pace=pace, growth=growth
    )


def years_left(on: date, due_year: int) -> Fraction:
    """The time from the month of a day to the end of a year, in years."""
    return Fraction((due_year - on.year) * MONTHS + MONTHS - on.month, MONTHS)


def _pace(current: Current) -> Fraction | None:
    """The change since the end of last year, carried to a whole year."""
    if current.before is None:
        return None
    return (current.value - current.before) * MONTHS / current.on.month


def needed_growth(now: Fraction, aim: Fraction | None, years: Fraction) -> Fraction | None:
    """The least growth in % a year, in tenths, that leads from one figure to another in time.

    None where there is nothing to grow from, or no growth is needed.
    """
    if aim is None or now <= 0 or aim <= now or years <= 0:
        return None
    wanted = (aim / now) ** years.denominator
    low, high = 0, STEEPEST
    if not _reaches(high, years.numerator, wanted):
        return None
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if _reaches(middle, years.numerator, wanted) else (middle, high)
    return Fraction(high, 10)


def _reaches(tenths: int, times: int, wanted: Fraction) -> bool:
    return (1 + Fraction(tenths, 1000)) ** times >= wanted
