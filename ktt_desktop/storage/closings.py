"""Closed figures: each closing is a row that stays, also when it was opened again."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from ktt_desktop.domain.closing import Closing
from ktt_desktop.domain.period import YearMeasure
from ktt_desktop.models.annual_return import PeriodLock


def every_closing(session: Session) -> list[Closing]:
    """All closings, newest first."""
    rows = session.scalars(select(PeriodLock).order_by(PeriodLock.id.desc()))
    return [_closing(each) for each in rows]


def closed_now(session: Session, figures: YearMeasure) -> Closing | None:
    """The closing that stands for a year and measure."""
    row = _standing(session, figures)
    return None if row is None else _closing(row)


def close(session: Session, figures: Iterable[YearMeasure], at: datetime, note: str) -> None:
    """Close figures that are open."""
    for each in figures:
        if _standing(session, each) is None:
            row = PeriodLock(year=each.year, measure=each.measure, closed_at=at, note=note)
            session.add(row)


def reopen(session: Session, figures: Iterable[YearMeasure], at: datetime, reason: str) -> None:
    """Open figures again."""
    for each in figures:
        row = _standing(session, each)
        if row is not None:
            row.opened_at, row.reason = at, reason


def _standing(session: Session, figures: YearMeasure) -> PeriodLock | None:
    return session.scalar(
        select(PeriodLock)
        .where(PeriodLock.year == figures.year, PeriodLock.measure == figures.measure)
        .where(PeriodLock.opened_at.is_(None))
    )


def _closing(row: PeriodLock) -> Closing:
    figures = YearMeasure(row.year, row.measure)
    return Closing(figures, row.closed_at, row.note, row.opened_at, row.reason)
