"""Chốt và mở chốt số liệu: figures that were reported stay as they are until opened again."""

from sqlalchemy.orm import Session

from ktt_desktop.domain.closing import Closing, closed_by, refusal
from ktt_desktop.domain.errors import InvalidInputError, PeriodClosedError
from ktt_desktop.domain.period import ReportingPeriod, YearMeasure
from ktt_desktop.domain.records import ChangeSet
from ktt_desktop.domain.text import nfc
from ktt_desktop.services.book import Book, now
from ktt_desktop.storage import closings
from ktt_desktop.storage.session import transaction


def closings_of(book: Book, period: ReportingPeriod) -> tuple[Closing, ...]:
    """The closings that stand for the figures of a report; empty while all are open."""
    with transaction(book.sessions) as session:
        found = [closings.closed_now(session, each) for each in closed_by(period)]
    return tuple(each for each in found if each is not None)


def closing_history(book: Book) -> tuple[Closing, ...]:
    """Every closing and opening, newest first."""
    with transaction(book.sessions) as session:
        return tuple(closings.every_closing(session))


def close_period(book: Book, period: ReportingPeriod, note: str = "") -> ChangeSet:
    """Chốt the figures a report settles."""
    with transaction(book.sessions) as session:
        closings.close(session, closed_by(period), now(), nfc(note).strip())
    return _changes(period)


def reopen_period(book: Book, period: ReportingPeriod, reason: str) -> ChangeSet:
    """Mở chốt; raises InvalidInputError without a reason."""
    reason = nfc(reason).strip()
    if not reason:
        raise InvalidInputError("Phải ghi lý do mở chốt.")
    with transaction(book.sessions) as session:
        closings.reopen(session, closed_by(period), now(), reason)
    return _changes(period)


def refuse_closed(session: Session, figures: YearMeasure) -> None:
    """Raise PeriodClosedError, with what to do, for figures that are closed."""
    closing = closings.closed_now(session, figures)
    if closing is not None:
        raise PeriodClosedError(refusal(closing))


def _changes(period: ReportingPeriod) -> ChangeSet:
    return ChangeSet(years=frozenset(each.year for each in closed_by(period)), settings=True)
