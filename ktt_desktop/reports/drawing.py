"""A drawing (chart) on the page, from the same marks the screen paints."""

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from ktt_desktop.domain.drawing import Box, Drawing, Label, Mark, Stroke
from ktt_desktop.reports.fonts import BOLD, REGULAR, require_glyphs
from ktt_desktop.reports.layout import load_layout
from ktt_desktop.reports.line_breaks import text_width

DASH = (2.0, 2.0)


class DrawingFlowable(Flowable):
    """Biểu đồ canh giữa, made smaller where it is wider than the text."""

    def __init__(self, drawing: Drawing, room: float) -> None:
        super().__init__()
        self.spaceAfter = load_layout().spacing.paragraph
        self.drawing = drawing
        self.scale = min(1.0, room / drawing.width)
        for mark in drawing.marks:
            if isinstance(mark, Label):
                require_glyphs(mark.text, _face(mark))

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """As wide as the text, as high as the drawing."""
        self.width, self.height = width, self.drawing.height * self.scale
        return self.width, self.height

    def draw(self) -> None:
        """Put the marks on the page."""
        self.canv.saveState()
        self.canv.translate((self.width - self.drawing.width * self.scale) / 2, 0)
        self.canv.scale(self.scale, self.scale)
        for mark in self.drawing.marks:
            _draw(self.canv, mark, self.drawing.height)
        self.canv.restoreState()


def _face(label: Label) -> str:
    return BOLD if label.bold else REGULAR


def _draw(canvas: Canvas, mark: Mark, height: float) -> None:
    """One mark; the drawing counts down from its top, the page up from its foot."""
    match mark:
        case Box():
            canvas.setFillColor(HexColor(mark.fill))
            foot = height - mark.top - mark.height
            canvas.rect(mark.left, foot, mark.width, mark.height, stroke=0, fill=1)
        case Stroke(start=start, end=end):
            canvas.setStrokeColor(HexColor(mark.colour))
            canvas.setLineWidth(mark.width)
            canvas.setDash(list(DASH) if mark.dashed else [])
            canvas.line(start[0], height - start[1], end[0], height - end[1])
        case Label():
            canvas.setFillColor(HexColor(mark.colour))
            canvas.setFont(_face(mark), mark.size)
            left = mark.at[0] - mark.share * text_width(mark.text, _face(mark), mark.size)
            canvas.drawString(left, height - mark.at[1], mark.text)
