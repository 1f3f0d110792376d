"""Queries of what was sent upward."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from ktt_desktop.models.exchange import SubmissionSent


def all_sent(session: Session) -> list[SubmissionSent]:
    """Every export, newest first."""
    return list(session.scalars(select(SubmissionSent).order_by(SubmissionSent.id.desc())))


def sent_of_period(session: Session, period: str) -> list[SubmissionSent]:
    """The exports of a period in the order of their numbers."""
    return list(
        session.scalars(
            select(SubmissionSent)
            .where(SubmissionSent.period == period)
            .order_by(SubmissionSent.number)
        )
    )


def find_sent(session: Session, bundle_id: str) -> SubmissionSent | None:
    """The export of a bundle."""
    return session.scalar(select(SubmissionSent).where(SubmissionSent.bundle_id == bundle_id))


def count_sent(session: Session, up_to: int | None = None) -> int:
    """How many exports this installation made, up to a given one (its database id)."""
    query = select(func.count()).select_from(SubmissionSent)
    if up_to is not None:
        query = query.where(SubmissionSent.id <= up_to)
    return session.scalar(query) or 0


def returned(session: Session, answer: str) -> list[SubmissionSent]:
    """The last export of each period where its answer is the given one, newest first."""
    later = aliased(SubmissionSent)
    replaced = (
        select(later.id)
        .where(later.period == SubmissionSent.period, later.number > SubmissionSent.number)
        .exists()
    )
    query = select(SubmissionSent).where(SubmissionSent.answer == answer, ~replaced)
    return list(session.scalars(query.order_by(SubmissionSent.id.desc())))
