"""The head of the document: agency, nation and motto, number, day, kind and subject."""

from collections.abc import Iterator

from ktt_desktop.domain.document import Letterhead
from ktt_desktop.reports.docx.addressing import addressing_xml
from ktt_desktop.reports.docx.elements import paragraph
from ktt_desktop.reports.docx.tables import after_table, without_lines
from ktt_desktop.reports.docx.titles import printed, rule, title, title_rule
from ktt_desktop.reports.fonts import BOLD
from ktt_desktop.reports.layout import load_layout
from ktt_desktop.reports.letterhead import LEFT_SHARE, LetterheadFlowable
from ktt_desktop.reports.stack import Stack

UPPER_GAPS = (3.0, 3.5)  # points above and below the lines under agency and motto
TITLE_GAP = 14.0  # below the line under the subject


def letterhead_xml(head: Letterhead, width: float) -> Iterator[str]:
    """Hai cột đầu văn bản, tên loại và trích yếu, nơi được gửi, các căn cứ."""
    paper = LetterheadFlowable(head)
    paper.wrap(width, 0)
    left, right = width * LEFT_SHARE, width * (1 - LEFT_SHARE)
    upper = (_agency(paper.agency, left), _nation(paper.nation, right))
    lower = (_number(paper), _place(paper.place))
    yield without_lines((left, right), upper, lower)
    if head.kind:
        yield from _kind(head, width)
    else:
        yield after_table()
    yield from addressing_xml(head, width)


def _agency(stack: Stack, width: float) -> list[str]:
    size = load_layout().sizes.agency
    lines = [
        printed("Agency" if line.face == BOLD else "Superior", [line], size) for line in stack.lines
    ]
    return [*lines, _rule(stack, width)] if lines else [paragraph("Agency")]


def _nation(stack: Stack, width: float) -> list[str]:
    sizes = load_layout().sizes
    nation, motto = stack.lines
    return [
        printed("Nation", [nation], sizes.nation),
        printed("Motto", [motto], sizes.motto),
        _rule(stack, width),
    ]


def _rule(stack: Stack, width: float) -> str:
    return rule(stack.rule * stack.lines[-1].width, width, *UPPER_GAPS)


def _number(paper: LetterheadFlowable) -> list[str]:
    sizes = load_layout().sizes
    number = printed("Number", [paper.number], sizes.number)
    if not paper.subject.lines:
        return [number]
    return [number, printed("LetterSubject", paper.subject.lines, sizes.letter_subject)]


def _place(stack: Stack) -> list[str]:
    return [printed("PlaceAndDate", stack.lines, load_layout().sizes.place)]


def _kind(head: Letterhead, width: float) -> Iterator[str]:
    size = load_layout().sizes.body
    lines = [("Kind", head.kind.upper()), ("Subject", head.subject)]
    written = [(style, text) for style, text in lines if text]
    for style, text in written:
        yield title(style, text, width, size)
    yield title_rule(written[-1][1], BOLD, width, size, TITLE_GAP)
