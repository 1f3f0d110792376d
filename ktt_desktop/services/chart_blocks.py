"""Charts as blocks of a document, measured in the font of the paper."""

from collections.abc import Iterable

from ktt_desktop.domain.chart_data import ChartData
from ktt_desktop.domain.chart_marks import Sheet
from ktt_desktop.domain.charts import draw, lowered, natural_height
from ktt_desktop.domain.document import Chart

WIDTH, SIZE = 460.0, 10.0  # points; as wide as the text of an upright page
ROOM = 10.0  # above a chart, so that it stands apart from the title of the one before


def chart_blocks(charts: Iterable[ChartData]) -> tuple[Chart, ...]:
    """Each chart with its title below."""
    return tuple(map(_block, charts))


def _block(chart: ChartData) -> Chart:
    from ktt_desktop.reports.fonts import BOLD, REGULAR, register_fonts
    from ktt_desktop.reports.line_breaks import text_width

    def width(text: str, size: float, bold: bool) -> float:
        return text_width(text, BOLD if bold else REGULAR, size)

    register_fonts()
    height = natural_height(chart, WIDTH, SIZE, width)
    drawing = draw(chart, Sheet(WIDTH, height, SIZE), width)
    return Chart(lowered(drawing, ROOM), chart.title)
