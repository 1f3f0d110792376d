"""Which reports can be written for a period: the usual one, and every other outline."""

from ktt_desktop.catalogue.outline import Outline
from ktt_desktop.domain.period import ReportingPeriod
from ktt_desktop.domain.report import ReportKey
from ktt_desktop.services.book import Book
from ktt_desktop.services.outlines import main_report, outlines
from ktt_desktop.storage.session import transaction


def offered_outlines(book: Book, period: ReportingPeriod) -> tuple[Outline, ...]:
    """The outlines a report of this period can be written by, the usual one first."""
    with transaction(book.sessions) as session:
        found = tuple(outlines(session, book).values())
    usual = main_report(book, period).outline
    return tuple(sorted(found, key=lambda each: each.id != usual))


def chosen_report(book: Book, period: ReportingPeriod, outline: str) -> ReportKey:
    """The report by this outline; the usual one of the period where there is none such."""
    known = {each.id for each in offered_outlines(book, period)}
    return ReportKey(outline, period) if outline in known else main_report(book, period)
