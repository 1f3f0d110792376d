"""Where a value stands between the lowest and the highest of a chart."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Self


@dataclass(frozen=True, slots=True)
class Scale:
    """Thang giá trị; zero always belongs to it."""

    low: Fraction
    high: Fraction

    @classmethod
    def of(cls, values: Iterable[Fraction]) -> Self:
        """The scale that holds these values."""
        known = [*values, Fraction(0)]
        low, high = min(known), max(known)
        return cls(low, high if high > low else low + 1)

    def along(self, value: Fraction, length: float) -> float:
        """How far from the lowest value on a way of this length."""
        return float((value - self.low) / (self.high - self.low)) * length
