"""Bars lying from their zero line, for categories with long names; stacked: parts of a whole."""

from collections.abc import Iterator
from fractions import Fraction

from ktt_desktop.domain.chart_data import BLANK, ChartData, Form, Reference
from ktt_desktop.domain.chart_marks import (
    AXIS,
    GAP,
    INK,
    SECONDARY,
    SURFACE,
    Area,
    Ruler,
    Sheet,
    head,
    name,
    shades,
    words_on,
    wrapped,
)
from ktt_desktop.domain.chart_scale import Scale
from ktt_desktop.domain.drawing import Box, Label, Mark, Stroke

NAME_LINES = 2
NAMES_SHARE = 0.4  # of the width, at most, for the words of the categories
THICK, APART = 1.35, 0.75  # a bar and the room after a category, in sizes of letters
LEAST = 1.5  # the length of what is not zero


def bars_height(chart: ChartData, sheet: Sheet, ruler: Ruler) -> float:
    """As high as its rows are."""
    rows = len(chart.categories) * _row(chart, sheet)
    return head(chart, sheet, ruler)[1] + rows + _reference_room(chart, sheet) + sheet.size


def bars(chart: ChartData, sheet: Sheet, ruler: Ruler) -> Iterator[Mark]:
    """The marks of a bar chart, or of a stacked one."""
    marks, top = head(chart, sheet, ruler)
    yield from marks
    top += _reference_room(chart, sheet) + sheet.size * 0.4
    scale = Scale.of(_ends(chart))
    left = _names_width(chart, sheet, ruler) + GAP
    longest = max((ruler(chart.text(each), sheet.size, False) for each in _ends(chart)), default=0)
    shift = longest + GAP if scale.low < 0 else 0
    area = Area(left + shift, top, sheet.width - longest - GAP, sheet.height - sheet.size * 0.6)
    row = area.height / max(1, len(chart.categories))
    zero = area.left + scale.along(Fraction(0), area.width)
    if chart.reference is not None:
        yield from _reference(chart.reference, area, scale, sheet, ruler)
    for place, words in enumerate(chart.categories):
        lines = wrapped(words, left - GAP, NAME_LINES, sheet.size, ruler)
        middle = top + (place + 0.5) * row
        at = (left - GAP, middle - len(lines) * sheet.line / 2)
        yield from name(chart, place, lines, at, sheet, 1, left - GAP)
        draw = _stack if chart.form is Form.STACK else _side_by_side
        yield from draw(chart, place, (zero, middle), area, scale, sheet, ruler)
    yield Stroke((zero, area.top), (zero, area.bottom), AXIS, 0.5)


def _reference(
    reference: Reference, area: Area, scale: Scale, sheet: Sheet, ruler: Ruler
) -> Iterator[Mark]:
    """The line across the chart, with its name above."""
    across = area.left + scale.along(reference.value, area.width)
    half = ruler(reference.label, sheet.size, False) / 2
    middle = min(across, sheet.width - half)
    yield Stroke((across, area.top), (across, area.bottom), SECONDARY, 1.0, dashed=True)
    at = (middle, area.top - sheet.size * 0.3)
    yield Label(reference.label, at, sheet.size, SECONDARY, 0.5)


def _row(chart: ChartData, sheet: Sheet) -> float:
    """The height of a category."""
    bars_ = 1 if chart.form is Form.STACK else len(chart.series)
    return max(bars_ * THICK, NAME_LINES * 1.3) * sheet.size + APART * sheet.size


def _reference_room(chart: ChartData, sheet: Sheet) -> float:
    return sheet.line if chart.reference is not None else 0


def _ends(chart: ChartData) -> list[Fraction]:
    """The values the scale has to hold."""
    known = [chart.reference.value] if chart.reference is not None else []
    if chart.form is not Form.STACK:
        return [*known, *chart.known]
    places = range(len(chart.categories))
    return [*known, *(sum(_parts(chart, place), Fraction(0)) for place in places)]


def _parts(chart: ChartData, place: int) -> list[Fraction]:
    values = (each.values[place] for each in chart.series)
    return [value for value in values if value is not None]


def _names_width(chart: ChartData, sheet: Sheet, ruler: Ruler) -> float:
    """As wide as the longest words, but not more than a share of the sheet."""
    lines = [line for words in chart.categories for line in words.split("\n")]
    widest = max((ruler(line, sheet.size, False) for line in lines), default=0)
    return min(widest + 1, sheet.width * NAMES_SHARE)


def _side_by_side(
    chart: ChartData,
    place: int,
    at: tuple[float, float],
    area: Area,
    scale: Scale,
    sheet: Sheet,
    ruler: Ruler,
) -> Iterator[Mark]:
    """A bar for each series, one under the other."""
    zero, middle = at
    thick = sheet.size * THICK
    top = middle - thick * len(chart.series) / 2
    for fill, series in zip(shades(len(chart.series)), chart.series, strict=False):
        value, tip = series.values[place], chart.tip(series, place)
        foot = top + thick / 2 + sheet.size * 0.36
        if value is None:
            yield Box(zero, top, GAP * 3, thick - 1, SURFACE, tip)
            yield Label("–", (zero + GAP, foot), sheet.size, SECONDARY)
        else:
            end = area.left + scale.along(value, area.width)
            if value and abs(end - zero) < LEAST:
                end = zero + LEAST if value > 0 else zero - LEAST
            yield Box(min(zero, end), top, abs(end - zero), thick - 1, fill, tip)
            text = chart.text(value)
            width = ruler(text, sheet.size, False)
            start = end + GAP / 2 if value >= 0 else end - GAP / 2 - width
            if chart.reference is not None:  # so that its line does not run through the number
                yield Box(start - 1, top, width + 2, thick - 1, SURFACE, tip)
            yield Label(text, (start, foot), sheet.size, INK)
        top += thick


def _stack(
    chart: ChartData,
    place: int,
    at: tuple[float, float],
    area: Area,
    scale: Scale,
    sheet: Sheet,
    ruler: Ruler,
) -> Iterator[Mark]:
    """The known parts one after the other, their sum at the end."""
    left, middle = at
    thick = sheet.size * THICK * 1.2
    top, foot = middle - thick / 2, middle + sheet.size * 0.36
    parts = _parts(chart, place)
    if not parts:
        yield Box(left, top, GAP * 3, thick, SURFACE, f"{chart.category(place)}: {BLANK}")
        yield Label("–", (left + GAP, foot), sheet.size, SECONDARY)
        return
    for fill, series in zip(shades(len(chart.series)), chart.series, strict=False):
        value = series.values[place]
        if not value:
            continue
        width = float(value / (scale.high - scale.low)) * area.width
        yield Box(left, top, width, thick, fill, chart.tip(series, place))
        text = chart.text(value)
        if len(parts) > 1 and ruler(text, sheet.size, False) + GAP <= width:
            yield Label(text, (left + width / 2, foot), sheet.size, words_on(fill), 0.5)
        left += width
    total = chart.text(sum(parts, Fraction(0)))
    yield Label(total, (left + GAP / 2, foot), sheet.size, INK, bold=True)
