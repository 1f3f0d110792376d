"""The head of a document: agency, nation and motto, number, place and date, kind and subject."""

from reportlab.platypus import Flowable

from ktt_desktop.domain.document import Letterhead
from ktt_desktop.reports.fonts import BOLD, ITALIC, REGULAR
from ktt_desktop.reports.layout import load_layout
from ktt_desktop.reports.stack import ASCENT, Line, Stack, StackFlowable, fitted

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
LEFT_SHARE = 0.39  # of the width of the text: agency and number
ROW_GAP = 7.0  # points between the two rows
BLANK_NUMBER = "\u00a0" * 8  # room to write the number in by hand


def letterhead_flowables(head: Letterhead) -> list[Flowable]:
    """The two columns, then the kind and the subject of the document."""
    return [LetterheadFlowable(head), _title(head)]


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
        place = [Line(self.head.place_and_date, ITALIC, sizes.place)]
        lines = fitted(place, width - self.left, sizes.place_smallest)
        self.place = Stack(lines, layout.spacing.letterhead)
        self.height = self._upper + ROW_GAP + self.place.height
        return self.width, self.height

    def draw(self) -> None:
        """Put both columns on the page."""
        left, right = self.left / 2, (self.left + self.width) / 2
        self.agency.draw(self.canv, left, self.height)
        self.nation.draw(self.canv, right, self.height)
        top = self.height - self._upper - ROW_GAP
        self.place.draw(self.canv, right, top)
        self.number.draw(self.canv, left, top - ASCENT * self.place.lines[0].size)

    @property
    def _upper(self) -> float:
        return max(self.agency.height, self.nation.height)


def _agency(head: Letterhead, width: float) -> Stack:
    sizes, spacing = load_layout().sizes, load_layout().spacing
    superior = [Line(text.upper(), REGULAR, sizes.agency) for text in head.superior]
    issuer = [Line(text.upper(), BOLD, sizes.agency) for text in head.issuer]
    lines = fitted([*superior, *issuer], width, sizes.agency_smallest)
    return Stack(lines, spacing.letterhead, spacing.short_rule, spacing.rule)


def _nation() -> Stack:
    sizes, spacing = load_layout().sizes, load_layout().spacing
    lines = (Line(NATION, BOLD, sizes.nation), Line(MOTTO, BOLD, sizes.motto))
    return Stack(lines, spacing.letterhead, 1.0, spacing.rule)


def _title(head: Letterhead) -> StackFlowable:
    size, spacing = load_layout().sizes.body, load_layout().spacing
    lines = (Line(head.kind.upper(), BOLD, size), Line(head.subject, BOLD, size))
    stack = Stack(lines, spacing.leading(size), spacing.short_rule, spacing.rule)
    return StackFlowable(stack, before=18, after=14)
