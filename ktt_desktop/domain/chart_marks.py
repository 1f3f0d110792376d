"""What all charts are made of: lines of words that fit, legend and unit line, shades."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from ktt_desktop.domain.chart_data import ChartData, Form
from ktt_desktop.domain.drawing import Box, Label, Mark, Stroke
from ktt_desktop.domain.numbers import format_fraction

Ruler = Callable[[str, float, bool], float]  # width of a text of this size, bold or not

INK, SECONDARY, AXIS, SURFACE = "#1F2933", "#52606D", "#7B8794", "#FFFFFF"
GREEN, PALE = "#1C6B58", "#B5D0C8"
DARKEST, DARK, LIGHT, LIGHTEST = "#123D35", "#2F7F6B", "#86B5A8", "#CFE3DC"
SHADES = {1: (GREEN,), 2: (GREEN, PALE), 3: (DARKEST, DARK, PALE)}
FOUR_SHADES = (DARKEST, DARK, LIGHT, LIGHTEST)
PENS = ((GREEN, False), (SECONDARY, True), (DARKEST, True), (LIGHT, False))  # colour, dashed
LEADING = 1.3
ELLIPSIS = "…"
SMALLEST = 0.75  # how far a number may shrink to fit
GAP = 6.0  # between a mark and its words


@dataclass(frozen=True, slots=True)
class Sheet:
    """Khổ vẽ in points and the size of the letters."""

    width: float
    height: float
    size: float = 10.0

    @property
    def line(self) -> float:
        """The height of a line of words."""
        return self.size * LEADING


@dataclass(frozen=True, slots=True)
class Area:
    """Vùng vẽ between two heights."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """From left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From top to bottom."""
        return self.bottom - self.top


def shades(count: int) -> Sequence[str]:
    """The fills of so many series, apart in grey too."""
    return SHADES.get(count, FOUR_SHADES)


def words_on(fill: str) -> str:
    """The colour of words on a fill."""
    return SURFACE if fill in (GREEN, DARKEST, DARK) else INK


def wrapped(text: str, width: float, most: int, size: float, ruler: Ruler) -> tuple[str, ...]:
    """At most so many lines; what does not fit ends in "…"."""
    lines: list[str] = []
    for part in text.split("\n"):
        line = ""
        for word in part.split():
            longer = f"{line} {word}".strip()
            if line and ruler(longer, size, False) > width:
                lines.append(line)
                line = word
            else:
                line = longer
        lines.append(line)
    if len(lines) > most:
        lines = [*lines[: most - 1], f"{lines[most - 1]} {ELLIPSIS}"]
    return tuple(elided(line, width, size, ruler) for line in lines)


def elided(text: str, width: float, size: float, ruler: Ruler) -> str:
    """One line, cut where it is too long."""
    if ruler(text, size, False) <= width:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if ruler(text[:middle].rstrip() + ELLIPSIS, size, False) <= width:
            low = middle
        else:
            high = middle - 1
    return text[:low].rstrip(f" {ELLIPSIS}") + ELLIPSIS


def fitting(
    chart: ChartData, value: Fraction, room: float, size: float, ruler: Ruler
) -> tuple[str, float]:
    """A number and the size it fits in: first smaller, then with fewer decimals, then not said."""
    for places in range(chart.places, -1, -1):
        text = format_fraction(value, places)
        width = ruler(text, size, False)
        if width * SMALLEST <= room:
            return text, min(size, size * room / width)
    return "", size


def head(chart: ChartData, sheet: Sheet, ruler: Ruler) -> tuple[list[Mark], float]:
    """Unit line and legend, and where the chart begins below them."""
    unit = elided(chart.unit_line, sheet.width, sheet.size, ruler)
    marks: list[Mark] = [Label(unit, (sheet.width, sheet.size), sheet.size, SECONDARY, share=1)]
    if len(chart.series) < 2:
        return (marks, sheet.line) if unit else ([], 0.0)
    left, below = 0.0, 0.0
    room = sheet.width - ruler(unit, sheet.size, False) - 3 * GAP
    for place, each in enumerate(chart.series):
        key = sheet.size * (2.2 if chart.form is Form.LINES else 0.9)
        text = elided(each.label, sheet.width - key - GAP, sheet.size, ruler)
        width = key + GAP + ruler(text, sheet.size, False)
        if left + width > room and (left or room < sheet.width):
            left, below, room = 0.0, below + sheet.line, sheet.width
        foot = below + sheet.size
        marks += [
            *_legend_key(chart, place, (left, foot), sheet.size),
            Label(text, (left + key + GAP, foot), sheet.size, INK),
        ]
        left += width + 3 * GAP
    return marks, below + sheet.line


def _legend_key(
    chart: ChartData, place: int, at: tuple[float, float], size: float
) -> Iterator[Mark]:
    """The mark before a name in the legend."""
    left, foot = at
    if chart.form is Form.LINES:
        middle = foot - size * 0.35
        colour, dashed = PENS[place]
        yield Stroke((left, middle), (left + size * 2.2, middle), colour, 2.0, dashed)
    else:
        fill = shades(len(chart.series))[place]
        yield Box(left, foot - size * 0.8, size * 0.9, size * 0.9, fill)


def name(
    chart: ChartData,
    place: int,
    lines: Sequence[str],
    at: tuple[float, float],
    sheet: Sheet,
    share: float,
    width: float,
) -> Iterator[Mark]:
    """The words of a category; where they are cut, the full words are their tip."""
    left, top = at
    if any(line.endswith(ELLIPSIS) for line in lines):
        edge = left - share * width
        tip = chart.category(place)
        yield Box(edge, top, width, len(lines) * sheet.line, SURFACE, tip)
    for row, line in enumerate(lines):
        foot = (left, top + row * sheet.line + sheet.size)
        yield Label(line, foot, sheet.size, SECONDARY, share)
