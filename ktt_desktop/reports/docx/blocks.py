"""The blocks of the text as paragraphs, tables and pictures of Word."""

from collections.abc import Iterator, Sequence
from typing import assert_never

from ktt_desktop.domain import document
from ktt_desktop.domain.document import Block, Heading, HeadingLevel, TextAlign
from ktt_desktop.domain.text import capitals
from ktt_desktop.reports.docx.elements import element, paragraph, run, value
from ktt_desktop.reports.docx.numbering import HeadingNumbers
from ktt_desktop.reports.docx.package import Package
from ktt_desktop.reports.docx.pictures import drawing_png, inline
from ktt_desktop.reports.docx.styles import BOLD, ITALIC, heading_style
from ktt_desktop.reports.docx.tables import KEPT, after_table, table_xml
from ktt_desktop.reports.docx.titles import title_lines
from ktt_desktop.reports.layout import load_layout
from ktt_desktop.reports.picture import PictureFlowable

_SIDES = {TextAlign.LEFT: "left", TextAlign.CENTRE: "center", TextAlign.RIGHT: "right"}


class Blocks:
    """Nội dung văn bản; remembers the numbers, pictures and table sizes it has used."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.numbers = HeadingNumbers()
        self.table_sizes: set[float] = set()
        self.pictures = 0

    def xml(self, blocks: Sequence[Block], width: float, *, signed: bool) -> Iterator[str]:
        """The blocks in order; `signed` keeps the last one with the signature below it."""
        for place, block in enumerate(blocks, start=1):
            yield from self._block(block, width, KEPT if signed and place == len(blocks) else "")

    def _block(self, block: Block, width: float, kept: str) -> Iterator[str]:
        match block:
            case Heading():
                yield self._heading(block, width)
            case document.Paragraph():
                yield from _paragraph(block, kept)
            case document.Table():
                yield from self._table(block, width, kept)
            case document.Picture():
                size = PictureFlowable(block, width).size
                yield from self._picture(block.content, size, block.words, kept)
            case document.Chart():
                content, size = drawing_png(block.drawing, width)
                yield from self._picture(content, size, block.words, kept)
            case _:
                assert_never(block)

    def _heading(self, heading: Heading, width: float) -> str:
        """A part is broken as on paper: its title stands below, in lines of similar length."""
        tie, words = self.numbers.taken(heading)
        if heading.level is HeadingLevel.PART:
            texts = [text for text in (words, capitals(heading.title)) if text]
            size = load_layout().sizes.body
            words = "\n".join(line for text in texts for line in title_lines(text, width, size))
        return paragraph(heading_style(heading.level), run(words), properties=tie)

    def _table(self, table: document.Table, width: float, kept: str) -> Iterator[str]:
        if table.unit_line:
            yield paragraph("UnitLine", run(table.unit_line))
        followed = bool(kept or table.notes)
        xml, size = table_xml(table, width, announced=followed)
        self.table_sizes.add(size)
        yield xml
        yield after_table(KEPT if followed else "")
        for place, note in enumerate(table.notes, start=1):
            yield paragraph("Note", run(note), properties=kept if place == len(table.notes) else "")

    def _picture(
        self, content: bytes, size: tuple[float, float], words: str, kept: str
    ) -> Iterator[str]:
        self.pictures += 1
        shown = inline(self.package.add_picture(content), self.pictures, words, size)
        if words:
            yield paragraph("Picture", shown, properties=KEPT)
            yield paragraph("Caption", run(words), properties=kept)
        else:
            yield paragraph("Picture", shown, properties=kept)


def _paragraph(block: document.Paragraph, kept: str) -> Iterator[str]:
    """Nothing for a paragraph without words."""
    runs = [run(each.text, _look(each)) for each in block.runs]
    if not any(runs):
        return
    own = ""
    if block.align is not TextAlign.JUSTIFY:
        own = element("ind", firstLine=0) + value("jc", _SIDES[block.align])
    yield paragraph("BodyText", *runs, properties=kept + own)


def _look(part: document.Run) -> str:
    return (BOLD if part.bold else "") + (ITALIC if part.italic else "")
