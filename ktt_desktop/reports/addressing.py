"""What stands between the title and the text: "Kính gửi:" (ô 9a), then the căn cứ (ô 6)."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from reportlab.platypus import Flowable, Paragraph

from ktt_desktop.domain.document import Letterhead
from ktt_desktop.reports import styles
from ktt_desktop.reports.fonts import REGULAR
from ktt_desktop.reports.layout import load_layout
from ktt_desktop.reports.line_breaks import broken, text_width
from ktt_desktop.reports.markup import escaped
from ktt_desktop.reports.signature import listed
from ktt_desktop.reports.stack import ASCENT

LABEL = "Kính gửi"
HYPHEN = "- "
WIDEST = 0.85  # of the width of the text: a long name does not reach from margin to margin


def addressing_flowables(head: Letterhead) -> list[Flowable]:
    """Kính gửi và căn cứ, where the document has them."""
    addressed: list[Flowable] = [AddressFlowable(head.addressees)] if head.addressees else []
    bases = (Paragraph(escaped(line), styles.basis()) for line in basis_lines(head.bases))
    return [*addressed, *bases]


def basis_lines(bases: Sequence[str]) -> list[str]:
    """Mỗi căn cứ một dòng, hết bằng dấu chấm phẩy, dòng cuối bằng dấu chấm."""
    return [text.removeprefix(HYPHEN) for text in listed(bases)]


def addressee_lines(addressees: Sequence[str]) -> list[str]:
    """Một nơi nhận đứng cùng dòng "Kính gửi:"; nhiều nơi thì mỗi nơi một dòng có gạch đầu dòng."""
    lines = listed(addressees)
    return lines if len(lines) > 1 else [line.removeprefix(HYPHEN).rstrip(".") for line in lines]


class _Words(NamedTuple):
    """Words on a line of the block: points from its left edge, lines from its top."""

    left: float
    line: int
    text: str


class AddressFlowable(Flowable):
    """Khối "Kính gửi:" canh giữa; the hyphens of a list stand straight below the colon."""

    def __init__(self, addressees: Sequence[str]) -> None:
        super().__init__()
        self.addressees = tuple(addressees)
        self.spaceBefore = self.spaceAfter = load_layout().spacing.paragraph * 2

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Break long names; their further lines begin under the name."""
        layout = load_layout()
        self.size = layout.sizes.body
        self.leading = layout.spacing.leading(self.size)
        self.words = list(_words(addressee_lines(self.addressees), self.size, width * WIDEST))
        block = max(each.left + text_width(each.text, REGULAR, self.size) for each in self.words)
        self.left = (width - block) / 2
        below = layout.spacing.tight(self.size)
        self.width, self.height = width, self.words[-1].line * self.leading + below
        return self.width, self.height

    def draw(self) -> None:
        """Put the lines on the page."""
        self.canv.setFont(REGULAR, self.size)
        first = self.height - ASCENT * self.size
        for left, line, text in self.words:
            self.canv.drawString(self.left + left, first - line * self.leading, text)


def _words(lines: Sequence[str], size: float, room: float) -> Iterator[_Words]:
    is_list = len(lines) > 1
    yield _Words(0.0, 0, f"{LABEL}:")
    indent = text_width(LABEL if is_list else f"{LABEL}: ", REGULAR, size)
    hanging = indent + (text_width(HYPHEN, REGULAR, size) if is_list else 0.0)
    at = 1 if is_list else 0
    for line in lines:
        first, *others = broken(line.removeprefix(HYPHEN), REGULAR, size, room - hanging)
        yield _Words(indent, at, f"{HYPHEN}{first}" if is_list else first)
        for more, text in enumerate(others, start=1):
            yield _Words(hanging, at + more, text)
        at += 1 + len(others)
