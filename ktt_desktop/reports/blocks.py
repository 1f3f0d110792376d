"""Blocks of the body text as flowables; what belongs together stays on one page."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import assert_never

from reportlab.platypus import CondPageBreak, Flowable, KeepTogether, Paragraph

from ktt_desktop.domain import document
from ktt_desktop.domain.document import Block, Heading, HeadingLevel
from ktt_desktop.domain.text import capitals
from ktt_desktop.reports import bookmarks, styles
from ktt_desktop.reports.bookmarks import Bookmark
from ktt_desktop.reports.drawing import DrawingFlowable
from ktt_desktop.reports.fonts import BOLD
from ktt_desktop.reports.layout import load_layout
from ktt_desktop.reports.markup import escaped, markup
from ktt_desktop.reports.picture import PictureFlowable
from ktt_desktop.reports.stack import Line, Stack, StackFlowable
from ktt_desktop.reports.table import TableFlowable, table_flowable
from ktt_desktop.reports.together import Together

LEAD_LINES = 3  # of a paragraph that must follow its heading on the same page
LAST_LINES = 2  # of the text that must stand above the signature
NOTES_SHARE = 0.35  # of a page: as many notes stand with the last row of their table


@dataclass(frozen=True, slots=True)
class Room:
    """Chỗ cho chữ trên một trang (điểm)."""

    width: float
    height: float


class _HeadingParagraph(Paragraph):
    """Đề mục trong lề đoạn văn."""

    bookmark: Bookmark | None = None


def flowables(blocks: Iterable[Block], room: Room) -> list[Flowable]:
    """The blocks in order; headings and unit lines move on with what they announce."""
    story: list[Flowable] = []
    waiting: list[Flowable] = []
    for block in blocks:
        announcing, told = _pieces(block, room)
        waiting += announcing
        if not told:
            continue
        if waiting:
            needed = sum(_height(piece, room) for piece in waiting) + _lead(told[0], room)
            story.append(CondPageBreak(min(needed, room.height * 0.9)))
        story += [*waiting, *told]
        waiting = []
    return story + waiting


def closed(story: list[Flowable], signature: Flowable, room: Room) -> list[Flowable]:
    """The story with the signature under it, never alone on its page."""
    *before, last = story
    if isinstance(last, TableFlowable):
        last.below = (*last.below, signature)
        return story
    if not isinstance(last, Paragraph):
        return [*before, KeepTogether([last, signature])]
    leading = last.style.leading
    lines = round(_height(last, room, spaced=False) / leading)
    if lines <= LAST_LINES + 1:
        return [*before, KeepTogether([last, signature])]
    upper, lower = last.split(room.width, (lines - LAST_LINES) * leading + 0.1)
    upper.spaceAfter = 0
    lower.spaceBefore = 0
    return [*before, upper, KeepTogether([lower, signature])]


def _pieces(block: Block, room: Room) -> tuple[list[Flowable], Sequence[Flowable]]:
    """What must not stand alone at the foot of a page, and what it stands above."""
    match block:
        case Heading():
            return [_heading(block)], []
        case document.Paragraph():
            return [], [Paragraph(markup(block.runs), styles.paragraph(block.align))]
        case document.Table():
            return _table(block, room)
        case document.Picture():
            return [], _titled(PictureFlowable(block, room.width), block.words)
        case document.Chart():
            return [], _titled(DrawingFlowable(block.drawing, room.width), block.words)
        case _:
            assert_never(block)


def _heading(heading: Heading) -> Flowable:
    if heading.level is not HeadingLevel.PART:
        upper = heading.level is HeadingLevel.ROMAN
        text = capitals(heading.text) if upper else heading.text
        paragraph = _HeadingParagraph(escaped(text), styles.heading(heading.level))
        paragraph.bookmark = bookmarks.of_heading(heading)
        return paragraph
    size, spacing = load_layout().sizes.body, load_layout().spacing
    texts = (heading.text, capitals(heading.title))
    lines = tuple(Line(text, BOLD, size) for text in texts if text)
    stack = Stack(lines, spacing.leading(size))
    flowable = StackFlowable(stack, before=spacing.paragraph, after=spacing.paragraph)
    flowable.bookmark = bookmarks.of_heading(heading)
    return flowable


def _table(table: document.Table, room: Room) -> tuple[list[Flowable], list[Flowable]]:
    unit = [Paragraph(escaped(table.unit_line), styles.unit_line())] if table.unit_line else []
    grid = table_flowable(table, room.width, room.height)
    notes = [Paragraph(escaped(text), styles.note()) for text in table.notes]
    near = list(_leading(notes, room))
    grid.below = tuple(near)
    return [*unit], [grid, *notes[len(near) :]]


def _leading(notes: Iterable[Paragraph], room: Room) -> Iterator[Paragraph]:
    """The notes that stand on the page of the last row; many more flow on."""
    left = NOTES_SHARE * room.height
    for each in notes:
        left -= _height(each, room)
        if left < 0:
            return
        yield each


def _titled(picture: Flowable, words: str) -> list[Flowable]:
    """A picture and the words below it, kept on one page."""
    title = [Paragraph(escaped(words), styles.picture_title())] if words else []
    return [Together([picture, *title])]


def _height(piece: Flowable, room: Room, *, spaced: bool = True) -> float:
    height = piece.wrap(room.width, room.height)[1]
    return height + piece.getSpaceBefore() + piece.getSpaceAfter() if spaced else height


def _lead(piece: Flowable, room: Room) -> float:
    if isinstance(piece, TableFlowable):
        return piece.lead
    if isinstance(piece, Together):
        return _height(piece, room, spaced=False)
    return min(_height(piece, room, spaced=False), LEAD_LINES * styles.body().leading)
