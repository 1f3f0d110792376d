"""Which report is asked for by the code of its outline and a year, as at the command line."""

from ktt_desktop.catalogue.outline import Outline
from ktt_desktop.domain.errors import InvalidInputError
from ktt_desktop.domain.period import ReportingPeriod
from ktt_desktop.domain.report import ReportKey
from ktt_desktop.domain.text import fold
from ktt_desktop.services.book import Book
from ktt_desktop.services.outlines import main_report, outlines
from ktt_desktop.storage.session import transaction


def report_by_code(
    book: Book, outline: str, period: ReportingPeriod, *, year: int | None = None
) -> ReportKey:
    """The report of an outline, K or Đ or an own id; without one, what the period usually has.

    With `year`, the year in the name of the report, the kind of period is that of the outline.
    Raises InvalidInputError where the book has no such outline.
    """
    if not outline:
        return main_report(book, period if year is None else _of_year(period, year))
    found = _outline(book, outline)
    if year is not None and found.periods and period.kind not in found.periods:
        period = ReportingPeriod.parse(f"{found.periods[0]}{year}")
    return ReportKey(found.id, period if year is None else _of_year(period, year))


def _of_year(period: ReportingPeriod, year: int) -> ReportingPeriod:
    return ReportingPeriod.parse(f"{period.kind}{year}")


def _outline(book: Book, asked: str) -> Outline:
    """By id, else by code, whether its marks are typed or not."""
    with transaction(book.sessions) as session:
        known = outlines(session, book)
    if asked in known:
        return known[asked]
    for each in known.values():
        if fold(each.code) == fold(asked):
            return each
    codes = ", ".join(dict.fromkeys(each.code for each in known.values()))
    raise InvalidInputError(f"Sổ không có dàn ý “{asked}”. Các dàn ý có: {codes}.")
