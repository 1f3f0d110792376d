"""Turning documents into PDF and PDF into pages; the libraries load when first needed."""

from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING

from ktt_desktop.domain.document import Document

if TYPE_CHECKING:
    from ktt_desktop.reports.preview import PdfPages


def pdf_bytes(document: Document, created: datetime) -> bytes:
    """The document as PDF; equal for equal arguments."""
    from ktt_desktop.reports.pdf import write_pdf

    target = BytesIO()
    write_pdf(document, target, created=created)
    return target.getvalue()


def open_pages(pdf: bytes) -> "PdfPages":
    """The pages of a PDF for the preview: count, size, render, text; close it after use."""
    from ktt_desktop.reports.preview import PdfPages

    return PdfPages(pdf)
