"""A form of its own on upright pages: title, blocks, signature; no letterhead."""

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO

from reportlab.platypus import Flowable, NextPageTemplate, PageBreak

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
    return forms_pdf([printed], created)


def forms_pdf(forms: Sequence[PrintedForm], created: datetime) -> bytes:
    """Several forms in one file, at least one; each begins a page and counts its own pages."""
    target, first = BytesIO(), forms[0]
    with one_at_a_time:
        register_fonts()
        paper = Paper(target, created, title=first.title, author=first.issuer, subject=first.title)
        story: list[Flowable] = []
        for place, printed in enumerate(forms):
            page = _page(place, printed)
            paper.addPageTemplates([page])
            if place:
                story += [NextPageTemplate(page.name), PageBreak()]
            signature = SignatureFlowable(printed.signature, ())
            blocks = [_title(printed.title), *flowables(printed.blocks, page.room)]
            story += closed(blocks, signature, page.room)
        paper.build(story)
    return target.getvalue()


def _page(place: int, printed: PrintedForm) -> Section:
    marks = Marks("", printed.watermark)
    return Section(f"form {place}", load_layout().text, marks, landscape=False)


def _title(text: str) -> StackFlowable:
    size, spacing = load_layout().sizes.body, load_layout().spacing
    stack = Stack((Line(text.upper(), BOLD, size),), spacing.leading(size))
    return StackFlowable(stack, after=spacing.paragraph * 2)
