"""Charts as drawings: pure functions from figures to marks, for screen and paper alike."""

from dataclasses import replace

from ktt_desktop.domain.chart_bars import bars, bars_height
from ktt_desktop.domain.chart_columns import columns
from ktt_desktop.domain.chart_data import ChartData, Form
from ktt_desktop.domain.chart_lines import lines
from ktt_desktop.domain.chart_marks import INK, Ruler, Sheet, wrapped
from ktt_desktop.domain.drawing import Box, Drawing, Label, Mark, Stroke

RATIO = 0.4  # height of columns and lines to their width
TITLE_LINES = 3


def draw(chart: ChartData, sheet: Sheet, ruler: Ruler) -> Drawing:
    """Vẽ một biểu đồ lên khổ đã cho: without its title, which stands beside it.

    `ruler` measures words in the font that will be used. Blanks leave a gap, never a zero.
    """
    form = {Form.BARS: bars, Form.STACK: bars, Form.COLUMNS: columns, Form.LINES: lines}
    return Drawing(sheet.width, sheet.height, tuple(form[chart.form](chart, sheet, ruler)))


def natural_height(chart: ChartData, width: float, size: float, ruler: Ruler) -> float:
    """How high a chart of this width wants to be."""
    if chart.form in (Form.BARS, Form.STACK):
        return bars_height(chart, Sheet(width, 0, size), ruler)
    return width * RATIO


def with_title(drawing: Drawing, title: str, size: float, ruler: Ruler) -> Drawing:
    """The drawing under its title, as a picture that goes elsewhere needs it."""
    said = wrapped(title, drawing.width, TITLE_LINES, size * 1.05, ruler)
    sheet = Sheet(drawing.width, drawing.height, size)
    down = len(said) * sheet.line + size * 0.4
    heads = (
        Label(line, (0, row * sheet.line + size), size, INK, bold=True)
        for row, line in enumerate(said)
    )
    moved = lowered(drawing, down)
    return Drawing(moved.width, moved.height, (*heads, *moved.marks))


def lowered(drawing: Drawing, by: float) -> Drawing:
    """The drawing with so much room above it."""
    marks = tuple(_lower(mark, by) for mark in drawing.marks)
    return Drawing(drawing.width, drawing.height + by, marks)


def _lower(mark: Mark, by: float) -> Mark:
    match mark:
        case Box():
            return replace(mark, top=mark.top + by)
        case Label(at=(left, foot)):
            return replace(mark, at=(left, foot + by))
        case Stroke(start=start, end=end):
            return replace(mark, start=(start[0], start[1] + by), end=(end[0], end[1] + by))
