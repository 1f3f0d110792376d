"""A list on landscape pages: head, table with its header on every page, "Trang x/y"."""

from collections.abc import Iterator
from datetime import datetime
from io import BytesIO

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from ktt_desktop.domain.document import PrintedList
from ktt_desktop.domain.progress import Progress
from ktt_desktop.reports.fonts import BOLD, ITALIC, REGULAR, register_fonts, require_glyphs
from ktt_desktop.reports.layout import Margins, load_layout
from ktt_desktop.reports.line_breaks import broken
from ktt_desktop.reports.page import draw_watermark
from ktt_desktop.reports.pdf import PRODUCER, one_at_a_time, pdf_date
from ktt_desktop.reports.stack import ASCENT, Line
from ktt_desktop.reports.table import table_flowable

MARGINS = Margins(top=34.0, bottom=42.0, left=42.0, right=42.0)  # points: 12 and 15 mm
FOOTER = 20.0  # points from the lower edge of the paper
GAP = 8.0  # points between the head and the table
WIDTH, HEIGHT = A4[1], A4[0]
ROOM = WIDTH - MARGINS.left - MARGINS.right


def list_pdf(printed: PrintedList, created: datetime, progress: Progress) -> bytes:
    """In danh sách ra PDF khổ ngang; equal for equal arguments. Raises MissingGlyphError."""
    target = BytesIO()
    with one_at_a_time:
        register_fonts()
        _draw(printed, _canvas(printed, target, created), progress)
    return target.getvalue()


def _canvas(printed: PrintedList, target: BytesIO, created: datetime) -> Canvas:
    canvas = Canvas(
        target,
        pagesize=(WIDTH, HEIGHT),
        invariant=1,
        initialFontName=REGULAR,  # type: ignore[arg-type] # the stubs are wrong
        lang="vi",
    )
    canvas.setTitle(printed.title)
    canvas.setAuthor(" ".join(printed.unit))
    canvas.setCreator(PRODUCER)
    canvas.setProducer(PRODUCER)
    canvas.setViewerPreference("DisplayDocTitle", "true")
    canvas.setDateFormatter(lambda *_: pdf_date(created))
    return canvas


def _draw(printed: PrintedList, canvas: Canvas, progress: Progress) -> None:
    head = list(_head(printed))
    for line, _ in head:
        require_glyphs(line.text, line.face)
    head_height = sum(_leading(line) for line, _ in head) + GAP
    room = HEIGHT - MARGINS.top - MARGINS.bottom
    table = table_flowable(printed.table, ROOM, room - head_height)
    pages = list(table.paged(room - head_height, room))
    for place, piece in enumerate(pages, start=1):
        progress.report(place - 1, len(pages), f"In trang {place}/{len(pages)}")
        draw_watermark(canvas, printed.watermark, (WIDTH, HEIGHT))
        top = HEIGHT - MARGINS.top
        if place == 1:
            _draw_head(canvas, head, top)
            top -= head_height
        _, height = piece.wrap(ROOM, top)
        piece.drawOn(canvas, MARGINS.left, top - height)
        canvas.setFont(REGULAR, load_layout().sizes.notes)
        canvas.drawCentredString(WIDTH / 2, FOOTER, f"Trang {place}/{len(pages)}")
        canvas.showPage()
    canvas.save()


def _head(printed: PrintedList) -> Iterator[tuple[Line, float]]:
    """The lines above the table, each with where it stands: 0 left, 0.5 centred, 1 right."""
    sizes = load_layout().sizes
    yield from ((Line(text, BOLD, sizes.recipients_head), 0.0) for text in printed.unit)
    yield Line(printed.title.upper(), BOLD, sizes.annex), 0.5
    for text in (printed.made, printed.conditions, printed.summary):
        for part in broken(text, ITALIC, sizes.unit_line, ROOM):
            yield Line(part, ITALIC, sizes.unit_line), 0.5


def _leading(line: Line) -> float:
    return load_layout().spacing.leading(line.size)


def _draw_head(canvas: Canvas, head: list[tuple[Line, float]], top: float) -> None:
    for line, share in head:
        canvas.setFont(line.face, line.size)
        left = MARGINS.left + (ROOM - line.width) * share
        canvas.drawString(left, top - ASCENT * line.size, line.text)
        top -= _leading(line)
