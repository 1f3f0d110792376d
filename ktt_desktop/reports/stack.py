"""Centred lines over one another, with an optional rule below: titles and letterhead blocks."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Self

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from ktt_desktop.reports.line_breaks import balanced, text_width

if TYPE_CHECKING:
    from ktt_desktop.reports.bookmarks import Bookmark

ASCENT = 0.9  # of the size: from the top of a line to its foot
RULE_DROP = 6.0  # points from the foot of the last line to the rule
TITLE_SHARE = 0.9  # of the width of the text: a title reaches from margin to margin only if it must


@dataclass(frozen=True, slots=True)
class Line:
    """Một dòng chữ canh giữa."""

    text: str
    face: str
    size: float

    @property
    def width(self) -> float:
        """Points."""
        return text_width(self.text, self.face, self.size)

    def broken(self, width: float) -> tuple[Self, ...]:
        """The line itself, or several of similar length where it is wider than `width`."""
        texts = balanced(self.text, self.face, self.size, width)
        return tuple(type(self)(text, self.face, self.size) for text in texts)

    def draw(self, canvas: Canvas, centre: float, foot: float) -> None:
        """Put the line on the page."""
        canvas.setFont(self.face, self.size)
        canvas.drawString(centre - self.width / 2, foot, self.text)


@dataclass(frozen=True, slots=True)
class Stack:
    """Các dòng canh giữa; `rule` is the length of the line below as a share of the last line."""

    lines: tuple[Line, ...]
    leading: float
    rule: float = 0.0
    thickness: float = 0.75

    @property
    def height(self) -> float:
        """From the top of the first line to below the last or its rule, points; 0 without lines."""
        if not self.lines:
            return 0.0
        below = RULE_DROP + self.thickness if self.rule else self.leading / 4
        return ASCENT * self.lines[0].size + (len(self.lines) - 1) * self.leading + below

    def draw(self, canvas: Canvas, centre: float, top: float) -> None:
        """Put the lines on the page, the first one hanging from `top`."""
        if not self.lines:
            return
        foot = top - ASCENT * self.lines[0].size
        for line in self.lines:
            line.draw(canvas, centre, foot)
            foot -= self.leading
        if self.rule:
            half = self.lines[-1].width * self.rule / 2
            canvas.setLineWidth(self.thickness)
            at = foot + self.leading - RULE_DROP
            canvas.line(centre - half, at, centre + half, at)


def fitted(lines: Sequence[Line], width: float, smallest: float) -> tuple[Line, ...]:
    """The lines as they are, or at the `smallest` size where one is too wide, then broken."""
    if all(line.width <= width for line in lines):
        return tuple(lines)
    smaller = (replace(line, size=min(line.size, smallest)) for line in lines)
    return tuple(piece for line in smaller for piece in line.broken(width))


class StackFlowable(Flowable):
    """A stack in the flow of the text, over its whole width."""

    def __init__(self, stack: Stack, before: float = 0.0, after: float = 0.0) -> None:
        super().__init__()
        self.stack = stack
        self.spaceBefore = before
        self.spaceAfter = after
        self.bookmark: Bookmark | None = None

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Take the whole width; titles are broken into lines of similar length."""
        lines = (piece for line in self.stack.lines for piece in line.broken(width * TITLE_SHARE))
        self.stack = replace(self.stack, lines=tuple(lines))
        self.width, self.height = width, self.stack.height
        return width, self.height

    def draw(self) -> None:
        """Put the lines on the page."""
        self.stack.draw(self.canv, self.width / 2, self.height)
