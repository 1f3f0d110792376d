"""Lines over years: a blank year breaks the line, nothing is drawn across it."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from ktt_desktop.domain.chart_data import ChartData
from ktt_desktop.domain.chart_marks import (
    AXIS,
    INK,
    PENS,
    SECONDARY,
    SURFACE,
    Area,
    Ruler,
    Sheet,
    fitting,
    head,
    name,
    wrapped,
)
from ktt_desktop.domain.chart_scale import Scale
from ktt_desktop.domain.drawing import Box, Label, Mark, Stroke

NAME_LINES = 2
THICK, DOT = 2.0, 5.0
ROOM = 2.6  # lines between two dots where the number of the lower one stands between them


def lines(chart: ChartData, sheet: Sheet, ruler: Ruler) -> Iterator[Mark]:
    """The marks of a line chart."""
    marks, top = head(chart, sheet, ruler)
    yield from marks
    slot = sheet.width / max(1, len(chart.categories))
    names = [wrapped(each, slot - 4, NAME_LINES, sheet.size, ruler) for each in chart.categories]
    below = max((len(each) for each in names), default=1) * sheet.line + sheet.size * 0.3
    area = Area(0, top + 1.5 * sheet.line, sheet.width, sheet.height - below - sheet.line)
    scale = Scale.of(chart.known)
    zero = area.bottom - scale.along(Fraction(0), area.height)
    yield Stroke((0, zero), (sheet.width, zero), AXIS, 0.5)
    for series, (colour, dashed) in zip(chart.series, PENS, strict=False):
        points = [
            _point(value, place, slot, area, scale) for place, value in enumerate(series.values)
        ]
        for start, end in pairwise(points):
            if start and end:
                yield Stroke(start, end, colour, THICK, dashed)
    for place, words in enumerate(names):
        yield from _numbers(chart, place, slot, area, scale, sheet, ruler)
        at = ((place + 0.5) * slot, sheet.height - below + sheet.size * 0.3)
        yield from name(chart, place, words, at, sheet, 0.5, slot - 4)


def _point(
    value: Fraction | None, place: int, slot: float, area: Area, scale: Scale
) -> tuple[float, float] | None:
    if value is None:
        return None
    return (place + 0.5) * slot, area.bottom - scale.along(value, area.height)


def _numbers(
    chart: ChartData,
    place: int,
    slot: float,
    area: Area,
    scale: Scale,
    sheet: Sheet,
    ruler: Ruler,
) -> Iterator[Mark]:
    """The dots of a year with their numbers: above, or below where another dot is near."""
    known = [
        (value, series, colour)
        for series, (colour, _) in zip(chart.series, PENS, strict=False)
        if (value := series.values[place]) is not None
    ]
    middle = (place + 0.5) * slot
    if not known:
        tip = chart.tip(chart.series[0], place)
        yield Box(middle - slot / 4, area.bottom - sheet.line, slot / 2, sheet.line, SURFACE, tip)
        yield Label("–", (middle, area.bottom - sheet.size * 0.3), sheet.size, SECONDARY, 0.5)
    above = -sheet.height
    for value, series, colour in sorted(known, key=lambda each: each[0], reverse=True):
        at = area.bottom - scale.along(value, area.height)
        tip = chart.tip(series, place)
        yield Box(middle - DOT / 2, at - DOT / 2, DOT, DOT, colour, tip)
        text, size = fitting(chart, value, slot, sheet.size, ruler)
        is_above = value >= 0 and at - above > ROOM * sheet.line
        foot = at - DOT if is_above else at + DOT + sheet.size * 0.8
        yield Label(text, (middle, foot), size, INK, 0.5)
        above = at
