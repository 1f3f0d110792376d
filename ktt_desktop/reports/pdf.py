"""Printing a document to PDF: equal input gives equal bytes."""

from datetime import datetime
from io import BytesIO
from pathlib import Path
from threading import Lock
from typing import BinaryIO

from reportlab import rl_config
from reportlab.platypus import BaseDocTemplate, Flowable, NextPageTemplate, PageBreak

from ktt_desktop.domain.document import Document
from ktt_desktop.domain.errors import StorageUnavailableError
from ktt_desktop.reports.annex import annex_flowables
from ktt_desktop.reports.blocks import closed, flowables
from ktt_desktop.reports.bookmarks import Bookmark, Bookmarks
from ktt_desktop.reports.fonts import REGULAR, register_fonts
from ktt_desktop.reports.layout import load_layout
from ktt_desktop.reports.letterhead import letterhead_flowables
from ktt_desktop.reports.page import Marks, Section
from ktt_desktop.reports.signature import SignatureFlowable

PRODUCER = "Sổ KTTT"
rl_config.useA85 = 0  # bytes as they are: a fifth smaller than written in letters, and sooner done

one_at_a_time = Lock()  # reportlab's fonts keep the state of the file being written


def write_pdf(document: Document, target: BinaryIO | Path, *, created: datetime) -> int:
    """In văn bản ra PDF (Nghị định 30/2020/NĐ-CP); returns the number of pages.

    Raises MissingGlyphError, and StorageUnavailableError when `target` cannot be written.
    """
    finished = BytesIO()
    with one_at_a_time:
        register_fonts()
        pages = _build(document, finished, created)
    _deliver(finished.getvalue(), target)
    return pages


class Paper(BaseDocTemplate):
    """The file being written; it bears the given date instead of the clock's."""

    def __init__(
        self, file: BinaryIO, created: datetime, *, title: str, author: str, subject: str
    ) -> None:
        super().__init__(
            file,
            invariant=1,
            lang="vi",
            initialFontName=REGULAR,
            displayDocTitle=True,
            title=title,
            author=author,
            subject=subject,
            creator=PRODUCER,
            producer=PRODUCER,
        )
        self.created = created
        self._bookmarks = Bookmarks()

    def afterFlowable(self, flowable: Flowable) -> None:  # noqa: N802 - reportlab's name
        """Let the outline of the file point at a heading that was just written."""
        bookmark = getattr(flowable, "bookmark", None)
        if isinstance(bookmark, Bookmark):
            foot: float = self.frame._y  # type: ignore[attr-defined] # reportlab's examples do so
            self._bookmarks.add(self.canv, bookmark, foot + flowable.height)

    def beforeDocument(self) -> None:  # noqa: N802 - reportlab's name
        """Set the date of the file."""
        self.canv.setDateFormatter(lambda *_: pdf_date(self.created))


def _build(document: Document, file: BinaryIO, created: datetime) -> int:
    sections, story = _content(document)
    head = document.letterhead
    paper = Paper(
        file,
        created,
        title=f"{head.kind} {head.subject}".strip(),
        author=" ".join(head.issuer),
        subject=head.subject,
    )
    paper.addPageTemplates([*sections])
    paper.build(story)
    return sum(section.pages for section in sections)


def _content(document: Document) -> tuple[list[Section], list[Flowable]]:
    layout = load_layout()
    marks = Marks(document.check_code, document.watermark)
    text = Section("text", layout.text, marks, landscape=False)
    body = [*letterhead_flowables(document.letterhead), *flowables(document.blocks, text.room)]
    signature = SignatureFlowable(document.signature, document.recipients)
    sections, story = [text], closed(body, signature, text.room)
    for index, annex in enumerate(document.annexes):
        margins = layout.annex_landscape if annex.landscape else layout.annex_portrait
        section = Section(f"annex {index}", margins, marks, landscape=annex.landscape)
        sections.append(section)
        story += [
            NextPageTemplate(section.name),
            PageBreak(),
            *annex_flowables(annex, section.room),
        ]
    return sections, story


def pdf_date(moment: datetime) -> str:
    """As a PDF writes a moment."""
    zone = f"{moment:%z}"
    return f"D:{moment:%Y%m%d%H%M%S}" + (f"{zone[:3]}'{zone[3:5]}'" if zone else "")


def _deliver(content: bytes, target: BinaryIO | Path) -> None:
    if not isinstance(target, Path):
        target.write(content)
        return
    unfinished = target.with_name(f"{target.name}.tmp")
    try:
        unfinished.write_bytes(content)
        unfinished.replace(target)
    except OSError as error:
        unfinished.unlink(missing_ok=True)
        raise StorageUnavailableError(
            f"Không ghi được tệp {target.name}. Có thể tệp đang mở trong chương trình khác, ổ đĩa "
            "đã đầy hoặc thư mục chỉ cho đọc. Cần đóng tệp hoặc chọn thư mục khác rồi lưu lại."
        ) from error
