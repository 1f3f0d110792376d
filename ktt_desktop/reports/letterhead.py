"""The head of a document: agency, nation and motto, number, place and date, kind and subject.

A công văn has no kind; its subject stands under the number (ô 5b).
"""

from reportlab.platypus import Flowable, Spacer

from ktt_desktop.domain.document import Letterhead
from ktt_desktop.reports.addressing import addressing_flowables
from ktt_desktop.reports.fonts import BOLD, ITALIC, REGULAR
from ktt_desktop.reports.layout import load_layout
from ktt_desktop.reports.stack import ASCENT, Line, Stack, StackFlowable, fitted

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
LEFT_SHARE = 0.39  # of the width of the text: agency and number
ROW_GAP = 7.0  # points between the two rows
LETTER_SHARE = 0.95  # of the left column: the subject of a công văn
DESCENT = 0.22  # of the size: how far letters reach below their line
BLANK_NUMBER = "\u00a0" * 8  # room to write the number in by hand


def letterhead_flowables(head: Letterhead) -> list[Flowable]:
    """The two columns, the kind and subject of the document, whom it goes to, its căn cứ."""
    return [LetterheadFlowable(head), _title(head), *addressing_flowables(head)]


def number_line(number: str) -> str:
    """Dòng "Số: 126/KH-UBND"; an empty number leaves room to write it in."""
    symbol = number.removeprefix("Số:").strip()
    return f"Số: {BLANK_NUMBER}{symbol}" if symbol.startswith("/") else f"Số: {symbol}"


class LetterheadFlowable(Flowable):
    """Hai cột đầu văn bản: số và ngày nằm trên cùng một dòng."""

    def __init__(self, head: Letterhead) -> None:
        super().__init__()
        self.head = head

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Measure both columns."""
        layout = load_layout()
        self.width, self.left = width, width * LEFT_SHARE
        self.agency = _agency(self.head, self.left)
        self.nation = _nation()
        sizes = layout.sizes
        self.number = Line(number_line(self.head.number), REGULAR, sizes.number)
        lines = _place_and_date(self.head.place_and_date, width - self.left)
        self.place = Stack(lines, layout.spacing.letterhead)
        self.subject = _letter_subject(self.head, self.left)
        self.gap = DESCENT * sizes.number + layout.spacing.letter_subject
        self.foot = ASCENT * self.place.lines[0].size  # of number and date, from their top
        subject = self.subject.height and self.gap + self.subject.height
        number = self.foot + subject
        self.height = self._upper + ROW_GAP + max(self.place.height, number)
        return self.width, self.height

    def draw(self) -> None:
        """Put both columns on the page."""
        left, right = self.left / 2, (self.left + self.width) / 2
        self.agency.draw(self.canv, left, self.height)
        self.nation.draw(self.canv, right, self.height)
        top = self.height - self._upper - ROW_GAP
        self.place.draw(self.canv, right, top)
        self.number.draw(self.canv, left, top - self.foot)
        self.subject.draw(self.canv, left, top - self.foot - self.gap)

    @property
    def _upper(self) -> float:
        return max(self.agency.height, self.nation.height)


def _agency(head: Letterhead, width: float) -> Stack:
    sizes, spacing = load_layout().sizes, load_layout().spacing
    superior = [Line(text.upper(), REGULAR, sizes.agency) for text in head.superior]
    issuer = [Line(text.upper(), BOLD, sizes.agency) for text in head.issuer]
    lines = fitted([*superior, *issuer], width, sizes.agency_smallest)
    return Stack(lines, spacing.letterhead, spacing.short_rule, spacing.rule)


def _place_and_date(text: str, width: float) -> tuple[Line, ...]:
    """On one line where it fits, else the date on a line of its own."""
    sizes = load_layout().sizes
    place, comma, date = text.rpartition(", ")
    lines = fitted([Line(text, ITALIC, sizes.place)], width, sizes.place_smallest)
    if len(lines) == 1 or not comma:
        return lines
    parts = [Line(part, ITALIC, sizes.place) for part in (f"{place},", date)]
    return fitted(parts, width, sizes.place_smallest)


def _nation() -> Stack:
    sizes, spacing = load_layout().sizes, load_layout().spacing
    lines = (Line(NATION, BOLD, sizes.nation), Line(MOTTO, BOLD, sizes.motto))
    return Stack(lines, spacing.letterhead, 1.0, spacing.rule)


def _letter_subject(head: Letterhead, width: float) -> Stack:
    """Dòng "V/v …" of a công văn; no line where the document has a kind."""
    size, spacing = load_layout().sizes.letter_subject, load_layout().spacing
    subject = head.subject.strip().removeprefix("V/v").strip()
    if head.kind or not subject:
        return Stack((), spacing.tight(size))
    lines = Line(f"V/v {subject}", REGULAR, size).broken(width * LETTER_SHARE)
    return Stack(lines, spacing.tight(size))


def _title(head: Letterhead) -> Flowable:
    size, spacing = load_layout().sizes.body, load_layout().spacing
    if not head.kind:
        return Spacer(0, spacing.paragraph)
    texts = (head.kind.upper(), head.subject)
    lines = tuple(Line(text, BOLD, size) for text in texts if text)
    stack = Stack(lines, spacing.leading(size), spacing.short_rule, spacing.rule)
    return StackFlowable(stack, before=18, after=14)
