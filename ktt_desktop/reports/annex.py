"""An annex: its heading, then its blocks."""

from reportlab.platypus import Flowable

from ktt_desktop.domain.document import Annex
from ktt_desktop.domain.text import capitals
from ktt_desktop.reports import bookmarks
from ktt_desktop.reports.blocks import Room, flowables
from ktt_desktop.reports.fonts import BOLD, ITALIC
from ktt_desktop.reports.layout import load_layout
from ktt_desktop.reports.stack import Line, Stack, StackFlowable


def annex_flowables(annex: Annex, room: Room) -> list[Flowable]:
    """Tên, tiêu đề, dòng "Kèm theo …" và nội dung của phụ lục."""
    return [_heading(annex), *flowables(annex.blocks, room)]


def _heading(annex: Annex) -> StackFlowable:
    size, spacing = load_layout().sizes.annex, load_layout().spacing
    lines = (
        Line(f"Phụ lục {annex.number}".strip(), BOLD, size),
        Line(capitals(annex.title), BOLD, size),
        Line(annex.reference, ITALIC, size),
    )
    written = tuple(line for line in lines if line.text)
    stack = Stack(written, spacing.leading(size), spacing.short_rule, spacing.rule)
    heading = StackFlowable(stack, after=spacing.paragraph * 2)
    heading.bookmark = bookmarks.of_annex(annex)
    return heading
