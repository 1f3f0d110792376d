"""The foot of a document: recipients on the left, authority and name of the signer on the right."""

from collections.abc import Sequence
from copy import copy
from itertools import accumulate

from reportlab.platypus import Flowable, Paragraph

from ktt_desktop.domain.document import SignatureBlock
from ktt_desktop.reports import styles
from ktt_desktop.reports.fonts import BOLD
from ktt_desktop.reports.layout import load_layout
from ktt_desktop.reports.markup import escaped
from ktt_desktop.reports.stack import Line, Stack, fitted

LEFT_SHARE = 0.47  # of the width of the text: the recipients
LONGEST = 600.0  # points: what still fits on a page of text


def recipient_lines(recipients: Sequence[str]) -> list[str]:
    """Mỗi nơi nhận một dòng "- …;", dòng cuối hết bằng dấu chấm."""
    return listed(recipients)


def listed(texts: Sequence[str]) -> list[str]:
    """Mỗi mục một dòng "- …;", dòng cuối hết bằng dấu chấm."""
    names = [text.strip().removeprefix("-").rstrip(";., ").strip() for text in texts]
    kept = [name for name in names if name]
    ends = [";"] * (len(kept) - 1) + ["."]
    return [f"- {name}{end}" for name, end in zip(kept, ends, strict=False)]


class SignatureFlowable(Flowable):
    """Chữ ký và nơi nhận; on one page, unless the recipients alone are longer than one."""

    def __init__(self, signature: SignatureBlock, recipients: Sequence[str]) -> None:
        super().__init__()
        self.signature = signature
        self.lines = recipient_lines(recipients)
        self.spaceBefore = load_layout().spacing.paragraph * 2

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Measure both columns."""
        size, spacing = load_layout().sizes.body, load_layout().spacing
        self.width, self.left = width, width * LEFT_SHARE
        self.authority, self.name = self._stacks(width - self.left, size, spacing.tight(size) * 1.1)
        self.list = [(text, text.wrap(self.left, height)[1]) for text in self._recipients()]
        self.right = self.authority.height + spacing.signature + self.name.height
        self.height = max(self.right, sum(tall for _, tall in self.list))
        return width, self.height

    def split(self, width: float, height: float) -> list[Flowable]:
        """What of the recipients has no room on a page of its own goes on overleaf."""
        self.wrap(width, height)
        if self.height <= LONGEST or self.right > height:
            return []
        feet = accumulate(tall for _, tall in self.list)
        here = sum(foot <= height for foot in feet) - 1  # the first is "Nơi nhận:"
        first = copy(self)
        first.lines = self.lines[:here]
        style = styles.recipients().clone("recipients overleaf", rightIndent=width - self.left)
        return [first, *(Paragraph(escaped(text), style) for text in self.lines[here:])]

    def draw(self) -> None:
        """Put both columns on the page."""
        centre = (self.left + self.width) / 2
        self.authority.draw(self.canv, centre, self.height)
        below = self.height - self.authority.height - load_layout().spacing.signature
        self.name.draw(self.canv, centre, below)
        top = self.height
        for text, tall in self.list:
            top -= tall
            text.drawOn(self.canv, 0, top)

    def _stacks(self, width: float, size: float, leading: float) -> tuple[Stack, Stack]:
        authority = [Line(text.upper(), BOLD, size) for text in self.signature.authority]
        name = [Line(self.signature.name, BOLD, size)]
        return (
            Stack(fitted(authority, width, size), leading),
            Stack(fitted(name, width, size), leading),
        )

    def _recipients(self) -> list[Paragraph]:
        if not self.lines:
            return []
        head = Paragraph("Nơi nhận:", styles.recipients_head())
        return [head, *(Paragraph(escaped(text), styles.recipients()) for text in self.lines)]
