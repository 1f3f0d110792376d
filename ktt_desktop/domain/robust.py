"""Thống kê bền vững: what a series usually does, hardly moved by a few wrong numbers in it."""

from collections.abc import Sequence
from fractions import Fraction

Exact = int | Fraction

LEAST_YEARS = 4  # fewer figures do not show what is usual
SPREADS = Fraction(26, 5)  # 3,5 standard deviations of a normal series, told in median deviations
SHARE = Fraction(1, 2)  # half of the median is never unusual


def median(values: Sequence[Exact]) -> Fraction:
    """Trung vị of one or more numbers."""
    ranked = sorted(values)
    middle = len(ranked) // 2
    if len(ranked) % 2:
        return Fraction(ranked[middle])
    return Fraction(ranked[middle - 1] + ranked[middle]) / 2


def median_deviation(values: Sequence[Exact]) -> Fraction:
    """Độ lệch trung vị: the median distance from the median."""
    centre = median(values)
    return median([abs(Fraction(each) - centre) for each in values])


def usual_reach(values: Sequence[Exact], floor: int) -> Fraction:
    """How far from its median a number may be and still be usual, at least `floor`."""
    return max(SPREADS * median_deviation(values), SHARE * abs(median(values)), Fraction(floor))


def is_usual(value: Exact, earlier: Sequence[Exact], floor: int) -> bool:
    """Whether a number is like those of the years before: among them, or within their reach."""
    if min(earlier) <= value <= max(earlier):
        return True
    return abs(Fraction(value) - median(earlier)) <= usual_reach(earlier, floor)
