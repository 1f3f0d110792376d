"""The frame of a page: margins, page number, practice mark and check code."""

from dataclasses import dataclass
from math import atan2, degrees, hypot

from reportlab.graphics.barcode.qr import QrCode
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate

from ktt_desktop.domain.identifiers import grouped_check_code
from ktt_desktop.reports.blocks import Room
from ktt_desktop.reports.fonts import BOLD, REGULAR, require_glyphs
from ktt_desktop.reports.layout import Margins, load_layout
from ktt_desktop.reports.line_breaks import text_width

WATERMARK_SHARE = 0.72  # of the diagonal of the page
WATERMARK_GREY = 0.92
WATERMARK_LARGEST = 64
FOOTER_GREY = 0.35
QR_FORM = "check-code"


@dataclass(frozen=True, slots=True)
class Marks:
    """Mã kiểm tra và dấu dữ liệu thực hành, in trên mọi trang."""

    check_code: str
    watermark: str


class Section(PageTemplate):
    """Phần văn bản đánh số trang riêng; its first page carries no number."""

    def __init__(self, name: str, margins: Margins, marks: Marks, *, landscape: bool) -> None:
        width, height = reversed(A4) if landscape else A4
        self.room = Room(
            width - margins.left - margins.right, height - margins.top - margins.bottom
        )
        frame = Frame(
            margins.left,
            margins.bottom,
            self.room.width,
            self.room.height,
            leftPadding=0,
            rightPadding=0,
            topPadding=0,
            bottomPadding=0,
        )
        super().__init__(name, [frame], pagesize=(width, height))
        self.name = name
        self.margins = margins
        self.marks = marks
        self.pages = 0
        require_glyphs(marks.check_code, REGULAR)
        require_glyphs(marks.watermark, BOLD)

    def beforeDrawPage(self, canvas: Canvas, document: BaseDocTemplate) -> None:  # noqa: N802
        """Draw what lies under and around the text."""
        self.pages += 1
        canvas.saveState()
        draw_watermark(canvas, self.marks.watermark, self.pagesize)
        _footer(canvas, self.marks.check_code, self.pagesize[0] - self.margins.right)
        canvas.restoreState()
        if self.pages > 1:
            self._page_number(canvas)

    def _page_number(self, canvas: Canvas) -> None:
        layout = load_layout()
        canvas.setFont(REGULAR, layout.sizes.page_number)
        centre = self.margins.left + self.room.width / 2
        at = self.pagesize[1] - layout.spacing.page_number
        canvas.drawCentredString(centre, at, str(self.pages))


def draw_watermark(canvas: Canvas, text: str, page: tuple[float, float]) -> None:
    """Dấu dữ liệu thực hành across a page; nothing for an empty text."""
    if not text:
        return
    width, height = page
    size = min(WATERMARK_LARGEST, WATERMARK_SHARE * hypot(*page) / text_width(text, BOLD, 1))
    canvas.saveState()
    canvas.setFillGray(WATERMARK_GREY)
    canvas.translate(width / 2, height / 2)
    canvas.rotate(degrees(atan2(height, width)))
    canvas.setFont(BOLD, size)
    canvas.drawCentredString(0, -size / 3, text)
    canvas.restoreState()


def _footer(canvas: Canvas, check_code: str, right: float) -> None:
    if not check_code:
        return
    layout = load_layout()
    footer, size = layout.footer, layout.sizes.footer
    canvas.setFillGray(FOOTER_GREY)
    canvas.setFont(REGULAR, size)
    middle = footer.bottom + footer.qr / 2 - size / 3
    canvas.drawRightString(
        right - footer.qr - size, middle, f"Mã kiểm tra: {grouped_check_code(check_code)}"
    )
    if not canvas.hasForm(QR_FORM):
        _qr_form(canvas, grouped_check_code(check_code), footer.qr)
    canvas.translate(right - footer.qr, footer.bottom)
    canvas.doForm(QR_FORM)


def _qr_form(canvas: Canvas, text: str, side: float) -> None:
    """Keep the square code once in the file, however many pages show it."""
    code = QrCode(text, qrLevel="M", qrBorder=0, width=side, height=side)
    canvas.beginForm(QR_FORM, 0, 0, side, side)
    code.drawOn(canvas, 0, 0)
    canvas.endForm()
