"""A form of its own on upright pages: title, blocks, signature; no letterhead."""

from datetime import datetime
from io import BytesIO

from ktt_desktop.domain.document import PrintedForm
from ktt_desktop.reports.blocks import closed, flowables
from ktt_desktop.reports.fonts import BOLD, register_fonts
from ktt_desktop.reports.layout import load_layout
from ktt_desktop.reports.page import Marks, Section
from ktt_desktop.reports.pdf import Paper, one_at_a_time
from ktt_desktop.reports.signature import SignatureFlowable
from ktt_desktop.reports.stack import Line, Stack, StackFlowable


def form_pdf(printed: PrintedForm, created: datetime) -> bytes:
    """In mẫu phiếu ra PDF khổ đứng; equal for equal arguments. Raises MissingGlyphError."""
    target = BytesIO()
    with one_at_a_time:
        register_fonts()
        layout = load_layout()
        page = Section("form", layout.text, Marks("", printed.watermark), landscape=False)
        story = [_title(printed.title), *flowables(printed.blocks, page.room)]
        signature = SignatureFlowable(printed.signature, ())
        paper = Paper(
            target, created, title=printed.title, author=printed.issuer, subject=printed.title
        )
        paper.addPageTemplates([page])
        paper.build(closed(story, signature, page.room))
    return target.getvalue()


def _title(text: str) -> StackFlowable:
    size, spacing = load_layout().sizes.body, load_layout().spacing
    stack = Stack((Line(text.upper(), BOLD, size),), spacing.leading(size))
    return StackFlowable(stack, after=spacing.paragraph * 2)
