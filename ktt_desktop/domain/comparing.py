"""The comparison columns of an official table: share of the plan, change since the year before."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from ktt_desktop.domain.evaluation import round_half_up
from ktt_desktop.domain.numbers import SHOWN_PLACES, Quantity, format_fraction
from ktt_desktop.domain.period import ReportingPeriod, TableColumn, YearMeasure

SHARE_PLACES = 1  # one decimal of "đạt … % kế hoạch"


class Comparing(StrEnum):
    """Cách so sánh hai cột."""

    SHARE = "%"
    CHANGE = "tăng, giảm"


@dataclass(frozen=True, slots=True)
class Comparison:
    """Một cột so sánh: the figures of `top` against those of `base`."""

    how: Comparing
    top: YearMeasure
    base: YearMeasure
    head: str

    def value(self, top: int | None, base: int | None, quantity: Quantity) -> Fraction | None:
        """The share (%), rounded half up, or the change in the unit of the figures.

        None where one of the two is blank, for the share of a rate, and of no plan.
        """
        if top is None or base is None:
            return None
        if self.how is Comparing.CHANGE:
            return Fraction(top - base, quantity.factor)
        if quantity.unit == "%" or base <= 0:
            return None
        return round_half_up(Fraction(top * 100, base), SHARE_PLACES)

    def text(self, top: int | None, base: int | None, quantity: Quantity) -> str:
        """As printed: "101,7", "+5", "-51"; empty where there is nothing to compare."""
        value = self.value(top, base, quantity)
        if value is None:
            return ""
        sign = "+" if self.how is Comparing.CHANGE and value > 0 else ""
        return sign + format_fraction(value, min(quantity.places, SHOWN_PLACES) or SHARE_PLACES)


def comparisons(period: ReportingPeriod) -> tuple[Comparison, ...]:
    """Thực hiện and ước thực hiện against the plan, then the main figures against year N-1."""
    plan, before = period.column(TableColumn.PLAN), period.column(TableColumn.PREVIOUS)
    estimate = period.column(TableColumn.ESTIMATE)
    shares = [
        Comparison(Comparing.SHARE, top, plan, f"{word}/KH\n(%)")
        for top, word in _tops(period.main, estimate)
    ]
    change = Comparison(Comparing.CHANGE, period.main, before, f"Tăng, giảm\nso với {before.year}")
    return (*shares, change)


def _tops(main: YearMeasure, estimate: YearMeasure) -> Iterable[tuple[YearMeasure, str]]:
    """What is compared with the plan: the main figures where they are not the estimate."""
    if main != estimate:
        yield main, "TH"
    yield estimate, "Ước"
