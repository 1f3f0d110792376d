"""Columns standing on their zero line, side by side where there are several series."""

from collections.abc import Iterator
from fractions import Fraction

from ktt_desktop.domain.chart_data import ChartData
from ktt_desktop.domain.chart_marks import (
    AXIS,
    GREEN,
    INK,
    PALE,
    SECONDARY,
    SURFACE,
    Area,
    Ruler,
    Sheet,
    fitting,
    head,
    name,
    shades,
    wrapped,
)
from ktt_desktop.domain.chart_scale import Scale
from ktt_desktop.domain.drawing import Box, Label, Mark, Stroke

NAME_LINES = 3
SHARE = 0.72  # of the room of a category that its columns fill
WIDEST = 64.0  # of one column
LEAST = 1.5  # the height of what is not zero


def columns(chart: ChartData, sheet: Sheet, ruler: Ruler) -> Iterator[Mark]:
    """The marks of a column chart."""
    marks, top = head(chart, sheet, ruler)
    yield from marks
    count = max(1, len(chart.categories))
    slot = sheet.width / count
    names = [wrapped(each, slot - 4, NAME_LINES, sheet.size, ruler) for each in chart.categories]
    scale = Scale.of(chart.known)
    below = max((len(each) for each in names), default=1) * sheet.line + sheet.size * 0.3
    below += sheet.line if scale.low < 0 else 0
    area = Area(0, top + 1.3 * sheet.line, sheet.width, sheet.height - below)
    first = area.bottom + sheet.size * 0.3 + (sheet.line if scale.low < 0 else 0)
    for place in range(len(chart.categories)):
        yield from _category(chart, place, area, scale, sheet, ruler)
        at = ((place + 0.5) * slot, first)
        yield from name(chart, place, names[place], at, sheet, 0.5, slot - 4)
    zero = area.bottom - scale.along(Fraction(0), area.height)
    yield Stroke((0, zero), (sheet.width, zero), AXIS, 0.5)


def _category(
    chart: ChartData, place: int, area: Area, scale: Scale, sheet: Sheet, ruler: Ruler
) -> Iterator[Mark]:
    """The columns of one category and their numbers."""
    slot = area.width / len(chart.categories)
    width = min(WIDEST, slot * SHARE / len(chart.series))
    left = (place + 0.5) * slot - width * len(chart.series) / 2
    zero = area.bottom - scale.along(Fraction(0), area.height)
    for fill, series in zip(shades(len(chart.series)), chart.series, strict=False):
        value, tip = series.values[place], chart.tip(series, place)
        middle = left + width / 2
        if value is None:
            yield Box(left, zero - sheet.line, width, sheet.line, SURFACE, tip)
            yield Label("–", (middle, zero - sheet.size * 0.3), sheet.size, SECONDARY, 0.5)
        else:
            end = area.bottom - scale.along(value, area.height)
            if value and abs(end - zero) < LEAST:
                end = zero - LEAST if value > 0 else zero + LEAST
            if chart.newest:
                fill = GREEN if place == len(chart.categories) - 1 else PALE
            top, foot = min(end, zero), max(end, zero)
            room = width if len(chart.series) > 1 else slot
            yield Box(left, top, width, foot - top, fill, tip)
            at = top - sheet.size * 0.3 if value >= 0 else foot + sheet.size
            text, size = fitting(chart, value, room, sheet.size, ruler)
            yield Label(text, (middle, at), size, INK, 0.5)
        left += width
