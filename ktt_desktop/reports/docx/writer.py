"""Writing a document as .docx: equal input gives equal bytes."""

from collections.abc import Iterator
from datetime import datetime

from reportlab.lib.pagesizes import A4

from ktt_desktop.domain.document import Annex, Document
from ktt_desktop.domain.progress import Progress
from ktt_desktop.reports.docx.blocks import Blocks
from ktt_desktop.reports.docx.elements import element, part, value
from ktt_desktop.reports.docx.letterhead import letterhead_xml
from ktt_desktop.reports.docx.package import Package, Properties
from ktt_desktop.reports.docx.sections import Sections
from ktt_desktop.reports.docx.signature import signature_xml
from ktt_desktop.reports.docx.styles import LANGUAGE, styles_xml
from ktt_desktop.reports.docx.tables import after_table
from ktt_desktop.reports.docx.titles import annex_head
from ktt_desktop.reports.fonts import register_fonts
from ktt_desktop.reports.layout import Margins, load_layout
from ktt_desktop.reports.page import Marks
from ktt_desktop.reports.pdf import one_at_a_time


def docx_bytes(document: Document, created: datetime, progress: Progress) -> bytes:
    """Xuất văn bản ra Word (.docx) để trình ký; raises CancelledError."""
    with one_at_a_time:
        register_fonts()
        return _File(document, progress).bytes(created)


class _File:
    """One file being written."""

    def __init__(self, document: Document, progress: Progress) -> None:
        self.document = document
        self.progress = progress
        self.package = Package()
        self.blocks = Blocks(self.package)
        marks = Marks(document.check_code, document.watermark)
        self.sections = Sections(self.package, marks)

    def bytes(self, created: datetime) -> bytes:
        """The finished file."""
        body = element("body", *self._body())
        self.package.add("document", part("document", body))
        self.package.add("styles", styles_xml(self.blocks.table_sizes))
        self.package.add("numbering", self.blocks.numbers.xml())
        self.package.add("settings", _settings())
        head = self.document.letterhead
        return self.package.bytes(
            Properties(
                title=f"{head.kind} {head.subject}".strip(),
                author=" ".join(head.issuer),
                subject=head.subject,
                created=created,
            )
        )

    def _body(self) -> Iterator[str]:
        """The text, then each annex; the properties of a section stand in its last paragraph."""
        steps = len(self.document.annexes) + 1
        section = self.sections.xml(load_layout().text, landscape=False)
        self.progress.report(0, steps, "Lập phần lời văn")
        pieces = [*self._text()]
        for place, annex in enumerate(self.document.annexes, start=1):
            self.progress.report(place, steps, f"Lập phụ lục {place}/{steps - 1}")
            yield from _ended(pieces, section)
            margins = _margins(annex)
            section = self.sections.xml(margins, landscape=annex.landscape)
            pieces = [*self._annex(annex, _width(margins, landscape=annex.landscape))]
        yield from pieces
        yield section

    def _text(self) -> Iterator[str]:
        document, width = self.document, _width(load_layout().text, landscape=False)
        yield from letterhead_xml(document.letterhead, width)
        yield from self.blocks.xml(document.blocks, width, signed=True)
        yield signature_xml(document.signature, document.recipients, width)
        yield after_table()

    def _annex(self, annex: Annex, width: float) -> Iterator[str]:
        yield from annex_head(annex, width)
        yield from self.blocks.xml(annex.blocks, width, signed=False)


def _ended(pieces: list[str], section: str) -> list[str]:
    """The pieces and the paragraph that ends their section; below a table there is one."""
    if pieces[-1] == after_table():
        pieces = pieces[:-1]
    return [*pieces, after_table(section)]


def _margins(annex: Annex) -> Margins:
    layout = load_layout()
    return layout.annex_landscape if annex.landscape else layout.annex_portrait


def _width(margins: Margins, *, landscape: bool) -> float:
    return A4[1 if landscape else 0] - margins.left - margins.right


def _settings() -> str:
    mode = element(
        "compatSetting",
        name="compatibilityMode",
        uri="http://schemas.microsoft.com/office/word",
        val=15,
    )
    return part(
        "settings",
        element("zoom", percent=100),
        value("defaultTabStop", 720),
        value("characterSpacingControl", "doNotCompress"),
        element("compat", mode),
        element("themeFontLang", val=LANGUAGE),
        value("decimalSymbol", ","),
        value("listSeparator", ";"),
    )
