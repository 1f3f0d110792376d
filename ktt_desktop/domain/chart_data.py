"""What a chart shows, before it is drawn: categories, series, unit, and the same in words."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from ktt_desktop.domain.numbers import format_fraction

MOST_SERIES = 4  # shades that a black and white printer still tells apart
BLANK = "chưa có số liệu"


class Form(StrEnum):
    """Dạng biểu đồ."""

    COLUMNS = "columns"  # cột đứng, side by side where there are several series
    BARS = "bars"  # thanh ngang, for categories with long names
    STACK = "stack"  # thanh ngang chồng, the parts of a whole
    LINES = "lines"  # đường theo năm


@dataclass(frozen=True, slots=True)
class Series:
    """Một dãy số liệu: a value for each category, None where it is not known.

    `tips` tell more of a value than the number, as what a percentage was worked out from.
    """

    label: str
    values: tuple[Fraction | None, ...]
    tips: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reference:
    """Vạch so sánh across the chart, as the plan that is 100 %."""

    value: Fraction
    label: str


@dataclass(frozen=True, slots=True)
class ChartData:
    """Số liệu của một biểu đồ; values are as printed in `unit`, with at most `places` decimals.

    A `\\n` in a category breaks its line. With `newest` the last category stands out. Raises
    ValueError where the series do not fit the categories.
    """

    id: str
    title: str
    unit: str
    form: Form
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    places: int = 0
    reference: Reference | None = None
    newest: bool = False

    def __post_init__(self) -> None:
        """Refuse what could not be told apart or would be drawn at the wrong place."""
        if len(self.series) > MOST_SERIES:
            raise ValueError(f"{self.id}: more than {MOST_SERIES} series")
        if any(len(each.values) != len(self.categories) for each in self.series):
            raise ValueError(f"{self.id}: a value for each category")

    @property
    def known(self) -> list[Fraction]:
        """The values there are."""
        return [value for each in self.series for value in each.values if value is not None]

    @property
    def unit_line(self) -> str:
        """Dòng đơn vị tính."""
        return f"Đơn vị tính: {self.unit}" if self.unit else ""

    def text(self, value: Fraction) -> str:
        """A value as it stands at its mark."""
        return format_fraction(value, self.places)

    def tip(self, series: Series, place: int) -> str:
        """What is told of one mark: category, series, value and unit."""
        about = self.category(place)
        if len(self.series) > 1:
            about = f"{about} · {series.label}"
        if series.tips and series.tips[place]:
            return f"{about}: {series.tips[place]}"
        value = series.values[place]
        if value is None:
            return f"{about}: {BLANK}"
        gap = "" if self.unit.startswith("%") else " "
        return f"{about}: {self.text(value)}{gap}{self.unit}".rstrip()

    def category(self, place: int) -> str:
        """The full words of a category in one line."""
        return self.categories[place].replace("\n", ", ")

    @property
    def words(self) -> str:
        """The whole chart as text, for those who hear it: title, unit, every number."""
        said = "; ".join(
            f"{self.category(place)}: {self._values(place)}"
            for place in range(len(self.categories))
        )
        unit = f" ({self.unit})" if self.unit else ""
        return f"{self.title}{unit}. {said}."

    def _values(self, place: int) -> str:
        parts = []
        for each in self.series:
            value = each.values[place]
            said = BLANK if value is None else self.text(value)
            parts.append(f"{each.label} {said}" if len(self.series) > 1 else said)
        return ", ".join(parts)
