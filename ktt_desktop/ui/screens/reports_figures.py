"""Locked figures in a text document: how they look, and where they stand."""

from collections.abc import Iterator
from itertools import count
from typing import NamedTuple

from PySide6.QtGui import QColor, QTextBlock, QTextCharFormat, QTextDocument, QTextFormat

from ktt_desktop.domain.report_text import LockedFigure
from ktt_desktop.ui import theme

_FIRST = QTextFormat.Property.UserProperty.value + 1
SLOT, PIECE, NTH, REFUSED, SEEN, SERIAL, ANCHOR, NOW = range(_FIRST, _FIRST + 8)
_OF_FIGURES = (
    *(SLOT, PIECE, NTH, REFUSED, SEEN, SERIAL, ANCHOR, NOW),
    QTextFormat.Property.BackgroundBrush,
    QTextFormat.Property.TextUnderlineStyle,
    QTextFormat.Property.TextUnderlineColor,
    QTextFormat.Property.FontUnderline,
    QTextFormat.Property.TextToolTip,
)
_serials = count(1)


class FigureLook(NamedTuple):
    """What is told of a locked figure: its anchor, its origin in words, its value by the data.

    `now` is empty while the data say what the text says, and where they say nothing.
    """

    anchor: str = ""
    origin: str = ""
    now: str = ""


class FigureSpan(NamedTuple):
    """Where a locked figure stands in the document."""

    start: int
    end: int
    format: QTextCharFormat

    @property
    def slot(self) -> str:
        """Its place in its sentence."""
        return self.format.stringProperty(SLOT)

    @property
    def anchor(self) -> str:
        """The figures it was made of: "A5:TH A5:KH"."""
        return self.format.stringProperty(ANCHOR)


def figure_format(figure: LockedFigure, seen: str, look: FigureLook) -> QTextCharFormat:
    """The format of a locked figure: green, amber when the data say otherwise now."""
    words = QTextCharFormat()
    for name, value in (
        (SLOT, figure.slot),
        (PIECE, figure.piece),
        (NTH, figure.nth),
        (REFUSED, figure.refused),
        (SEEN, seen),
        (SERIAL, next(_serials)),
        (ANCHOR, look.anchor),
        (NOW, look.now),
    ):
        if value != "":  # an empty string would come back as an empty list
            words.setProperty(name, value)
    is_amber = bool(look.now or figure.refused)
    words.setBackground(QColor(theme.WARNING_TINT if is_amber else theme.SELECTION))
    words.setFontUnderline(True)
    words.setUnderlineColor(QColor(theme.WARNING if is_amber else theme.GREEN))
    words.setToolTip(told_of(figure, seen, look))
    return words


def told_of(figure: LockedFigure, seen: str, look: FigureLook) -> str:
    """What hovering tells: the origin, the change, the reason why it was refused."""
    lines = [look.origin or "Số liệu khóa: câu của số này hiện không lập được."]
    if figure.refused:
        lines.append(f"Giữ {seen}, lý do: {figure.refused}")
    elif look.now:
        lines.append(f"Số liệu đã đổi: {seen} → {look.now}")
    return "\n".join(lines)


def figure_of(words: QTextCharFormat, text: str) -> LockedFigure | None:
    """The locked figure a piece of text is; None for words, and for a figure typed over."""
    if not words.hasProperty(SERIAL) or words.stringProperty(SEEN) != text:
        return None
    return LockedFigure(
        words.stringProperty(SLOT),
        words.stringProperty(PIECE),
        words.intProperty(NTH),
        words.stringProperty(REFUSED),
    )


def plain(words: QTextCharFormat) -> QTextCharFormat:
    """The same style without the figure: for what is typed beside it."""
    found = QTextCharFormat(words)
    for each in _OF_FIGURES:
        found.clearProperty(each if isinstance(each, int) else each.value)
    return found


def figures_in(block: QTextBlock) -> Iterator[FigureSpan]:
    """The locked figures of a paragraph, in order."""
    last: FigureSpan | None = None
    iterator = block.begin()
    while not iterator.atEnd():
        fragment = iterator.fragment()
        words, start = fragment.charFormat(), fragment.position()
        if words.hasProperty(SERIAL):
            end = start + fragment.length()
            is_more = last is not None and last.format.intProperty(SERIAL) == words.intProperty(
                SERIAL
            )
            if last is not None and is_more:
                last = FigureSpan(last.start, end, last.format)
            else:
                if last is not None:
                    yield last
                last = FigureSpan(start, end, words)
        iterator += 1
    if last is not None:
        yield last


def figure_at(document: QTextDocument, place: int) -> FigureSpan | None:
    """The figure a place lies in or beside; the one behind it before the one ahead."""
    touching = [
        each for each in figures_in(document.findBlock(place)) if each.start <= place <= each.end
    ]
    return touching[0] if touching else None


def figure_around(document: QTextDocument, place: int) -> FigureSpan | None:
    """The figure a place would split."""
    spans = figures_in(document.findBlock(place))
    return next((each for each in spans if each.start < place < each.end), None)


def all_figures(document: QTextDocument) -> Iterator[FigureSpan]:
    """Every locked figure of a document, in order."""
    block = document.begin()
    while block.isValid():
        yield from figures_in(block)
        block = block.next()
