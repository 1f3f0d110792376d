"""Queries of the written words of a period: explanations and texts of the report."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from ktt_desktop.models.document import Explanation, ReportText


def explanations(session: Session, period: str) -> list[Explanation]:
    """The explanations (giải trình) of a period, ordered by finding."""
    return list(
        session.scalars(
            select(Explanation)
            .where(Explanation.period == period)
            .order_by(Explanation.finding_key)
        )
    )


def report_texts(session: Session, period: str) -> list[ReportText]:
    """The officer's words of a period, ordered by section."""
    return list(
        session.scalars(
            select(ReportText).where(ReportText.period == period).order_by(ReportText.section)
        )
    )


def keep(session: Session, written: Explanation | ReportText) -> None:
    """Store words in place of those before; empty words take those before away."""
    if written.text.strip():
        session.merge(written)
        return
    mapper = type(written).__mapper__
    before = session.get(type(written), mapper.primary_key_from_instance(written))
    if before is not None:
        session.delete(before)
