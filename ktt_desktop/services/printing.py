"""Documents as PDF, Word and Excel, PDF as pages; the libraries load when first needed."""

from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING

from ktt_desktop.domain.document import Document
from ktt_desktop.domain.progress import Progress

if TYPE_CHECKING:
    from ktt_desktop.reports.preview import PdfPages


def pdf_bytes(document: Document, created: datetime) -> bytes:
    """The document as PDF; equal for equal arguments."""
    from ktt_desktop.reports.pdf import write_pdf

    target = BytesIO()
    write_pdf(document, target, created=created)
    return target.getvalue()


def word_bytes(document: Document, created: datetime, progress: Progress) -> bytes:
    """The document as a Word file (.docx); equal for equal arguments. Raises CancelledError."""
    from ktt_desktop.reports.docx.writer import docx_bytes

    return docx_bytes(document, created, progress)


def workbook_bytes(document: Document, created: datetime, progress: Progress) -> bytes:
    """The annexes as a live workbook (.xlsx); equal for equal arguments. Raises CancelledError."""
    from ktt_desktop.interchange.annex_workbook import annex_workbook

    return annex_workbook(document, created, progress)


def open_pages(pdf: bytes) -> "PdfPages":
    """The pages of a PDF for the preview: count, size, render, text; close it after use."""
    from ktt_desktop.reports.preview import PdfPages

    return PdfPages(pdf)
