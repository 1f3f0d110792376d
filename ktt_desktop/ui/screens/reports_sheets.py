"""The sections of a report as documents: made when first shown, kept with their undo, read back."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import QImage, QTextBlock, QTextDocument

from ktt_desktop.catalogue.edition import Catalogue
from ktt_desktop.domain.document import Block, Paragraph
from ktt_desktop.domain.errors import CatalogueError
from ktt_desktop.domain.narrative_template import parse_template
from ktt_desktop.domain.report_editing import adopted, kept_text, opened
from ktt_desktop.domain.report_text import LockedFigure, Piece, RichParagraph, SectionText
from ktt_desktop.services.report_opening import OpenReport, OpenSection
from ktt_desktop.ui import theme
from ktt_desktop.ui.screens.reports_document import (
    Shown,
    fill_document,
    items_of_block,
    shown_items,
)
from ktt_desktop.ui.screens.reports_figures import FigureLook
from ktt_desktop.ui.screens.reports_images import block_image, picture_image
from ktt_desktop.ui.screens.reports_origin import origin_of

WORDS_POINTS = 11.0
Place = tuple[str, str, int]  # slot, piece, nth


class Sheet(QObject):
    """Một mục đang mở: its document, what it was made from, the words the book has of it."""

    def __init__(
        self, report: OpenReport, section: OpenSection, catalogue: Catalogue, owner: QObject
    ) -> None:
        super().__init__(owner)
        self._report, self._catalogue = report, catalogue
        self.section, self.saved, self.before = section, section.text, section.text
        self.pictures: dict[str, bytes] = dict(report.pictures)
        self._sentences = {piece.key: opened(piece) for piece in section.pieces}
        self._anchors = _anchors(section)
        self.document = QTextDocument(self)
        self.document.setDocumentMargin(theme.SPACE_12)
        font = theme.text_font()
        font.setPointSizeF(WORDS_POINTS)
        self.document.setDefaultFont(font)
        self.shown = Shown(self.look, self._block_image, self._picture_image)
        fill_document(self.document, section.items, self.shown)

    @property
    def text(self) -> SectionText:
        """What the book would keep of the section as it stands."""
        return kept_text(shown_items(self.document), self.section.pieces, self.saved)

    def is_of(self, report: OpenReport, section: OpenSection) -> bool:
        """Whether a section read anew says what this sheet shows."""
        now, before = _anchors(section), self._anchors
        return (
            report.settings == self._report.settings
            and (section.pieces, section.text) == (self.section.pieces, self.saved)
            and all(now[place] == before[place] for place in now.keys() & before.keys())
            and _changes(section).items() <= _changes(self.section).items()
        )

    def is_generated(self, block: QTextBlock) -> bool:
        """Whether a paragraph is as the program writes it."""
        items = list(items_of_block(block))
        if len(items) == 1 and isinstance(items[0], RichParagraph):
            return items[0] == self._sentences.get(items[0].replaces)
        return not any(isinstance(each, RichParagraph) for each in items)

    def look(self, figure: LockedFigure, seen: str) -> FigureLook:
        """What is told of a locked figure."""
        anchor, now = self._anchors.get(_place(figure), ("", ""))
        if not anchor and not figure.piece:
            anchor = _anchor_of_slot(figure.slot)
        origin = origin_of(self._catalogue, self._report.key.period, anchor) if anchor else ""
        return FigureLook(anchor, origin, now if now != seen else "")

    def adopt(self, figure: LockedFigure) -> LockedFigure | None:
        """A figure pasted here; None where only its words can be taken."""
        return adopted(figure, self._sentences, _is_readable(figure.slot))

    def _block_image(self, block: Block) -> QImage:
        return block_image(block)

    def _picture_image(self, name: str) -> QImage:
        return picture_image(self.pictures.get(name, b""))


def _place(figure: LockedFigure) -> Place:
    return figure.slot, figure.piece, figure.nth


def _changes(section: OpenSection) -> dict[Place, str]:
    """The values that wait to be accepted or refused."""
    return {_place(each.figure): each.new for each in section.changes}


def _anchors(section: OpenSection) -> dict[Place, tuple[str, str]]:
    """The anchor and the value now of every locked figure, in sentences and in own words."""
    found: dict[Place, tuple[str, str]] = {}
    for piece in section.pieces:
        found |= _anchors_of(piece)
    for figure, run in section.figures.items():
        found[_place(figure)] = (run.anchor or "", run.text)
    return found


def _anchors_of(piece: Piece) -> dict[Place, tuple[str, str]]:
    sentence = opened(piece)
    if sentence is None or not isinstance(piece.block, Paragraph):
        return {}
    locked = [run for run in sentence.runs if run.figure is not None]
    written = [run for run in piece.block.runs if run.anchor]
    return {
        _place(each.figure): (run.anchor or "", run.text)
        for each, run in zip(locked, written, strict=False)
        if each.figure is not None
    }


def _is_readable(slot: str) -> bool:
    try:
        parse_template(f"{{{slot}}}", slot)
    except CatalogueError:
        return False
    return True


def _anchor_of_slot(slot: str) -> str:
    """The anchor of a figure that was inserted a moment ago: "A5@TH|unit" is "A5:TH"."""
    return slot.partition("|")[0].partition("/")[0].replace("@", ":")


class Sheets:
    """The open sheets of a report, by section; they live no longer than their owner."""

    def __init__(self, catalogue: Catalogue, changed: Callable[[], object], owner: QObject) -> None:
        self._catalogue, self._changed, self._owner = catalogue, changed, owner
        self._open: dict[str, Sheet] = {}
        self._old: list[Sheet] = []
        self.report: OpenReport | None = None

    def take(self, report: OpenReport) -> None:
        """Show a report read anew; sheets that still say the same stay."""
        is_other = self.report is not None and self.report.key != report.key
        self.report = report
        sections = {each.id: each for each in report.sections}
        for id_, sheet in list(self._open.items()):
            if sheet.document.isModified() and not is_other:
                continue  # typed since: looked at again when that is saved
            if is_other or id_ not in sections or not sheet.is_of(report, sections[id_]):
                self._old.append(self._open.pop(id_))

    def forget_old(self, shown: Sheet) -> None:
        """Let go of the sheets that were replaced; one that is shown must not be touched."""
        for sheet in self._old:
            if sheet is not shown:
                sheet.deleteLater()
        self._old = [sheet for sheet in self._old if sheet is shown]

    def sheet(self, id_: str) -> Sheet:
        """The sheet of a section, made now if it never was."""
        assert self.report is not None
        if id_ not in self._open:
            section = next(each for each in self.report.sections if each.id == id_)
            sheet = Sheet(self.report, section, self._catalogue, self._owner)
            sheet.document.contentsChanged.connect(self._changed)
            self._open[id_] = sheet
        return self._open[id_]

    def unsaved(self) -> dict[str, SectionText]:
        """The words that the book does not have yet, by section; they count as saved from now."""
        found = {}
        for id_, sheet in self._open.items():
            if sheet.document.isModified():
                text = sheet.text
                sheet.document.setModified(False)
                if text != sheet.saved:
                    found[id_], sheet.before, sheet.saved = text, sheet.saved, text
        return found

    def take_back(self, texts: dict[str, SectionText]) -> None:
        """These words did not reach the book after all."""
        for id_ in texts:
            if (sheet := self._open.get(id_)) is not None:
                sheet.saved = sheet.before
                sheet.document.setModified(True)
