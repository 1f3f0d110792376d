"""The outlines a book can write reports by: those of the catalogue, and the unit's own."""

from collections.abc import Mapping

from sqlalchemy.orm import Session

from ktt_desktop.catalogue.outline import Outline
from ktt_desktop.domain.errors import InvalidInputError
from ktt_desktop.domain.period import ReportingPeriod
from ktt_desktop.domain.report import ReportKey
from ktt_desktop.services.book import Book


def outlines(session: Session, book: Book) -> Mapping[str, Outline]:
    """Every outline by its id, in the order they are offered."""
    return book.catalogue.edition.outlines


def outline_of(session: Session, book: Book, id_: str) -> Outline:
    """One outline; raises InvalidInputError where the book has none of this id."""
    found = outlines(session, book).get(id_)
    if found is None:
        raise InvalidInputError(f"Sổ không có dàn ý “{id_}”. Chọn dàn ý khác ở màn hình Báo cáo.")
    return found


def main_report(book: Book, period: ReportingPeriod) -> ReportKey:
    """The report a period usually has: what is printed with its submission."""
    shipped = book.catalogue.edition.outlines.values()
    usual = next(each for each in shipped if period.kind in each.periods)
    return ReportKey(usual.id, period)
