"""Queries of the explanations (giải trình) of a period."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from ktt_desktop.models.document import Explanation


def explanations(session: Session, period: str) -> list[Explanation]:
    """The explanations (giải trình) of a period, ordered by finding."""
    return list(
        session.scalars(
            select(Explanation)
            .where(Explanation.period == period)
            .order_by(Explanation.finding_key)
        )
    )


def keep(session: Session, written: Explanation) -> None:
    """Store words in place of those before; empty words take those before away."""
    if written.text.strip():
        session.merge(written)
        return
    before = session.get(Explanation, (written.period, written.finding_key))
    if before is not None:
        session.delete(before)
