"""Queries of the unit's own outlines."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from ktt_desktop.models.report import ReportOutline, ReportText


def own_outlines(session: Session) -> list[ReportOutline]:
    """All of them, in the order they were made or changed last."""
    return list(session.scalars(select(ReportOutline).order_by(ReportOutline.changed_at)))


def keep_outline(session: Session, id_: str, base: str, content: str, moment: datetime) -> None:
    """Store an outline in place of the one of this id."""
    session.merge(ReportOutline(id=id_, base=base, content=content, changed_at=moment))


def remove_outline(session: Session, id_: str) -> None:
    """Take an outline away."""
    if found := session.get(ReportOutline, id_):
        session.delete(found)


def words_by_section(session: Session, report: str) -> list[tuple[str, str]]:
    """Period and section of all words of a report."""
    found = session.execute(
        select(ReportText.period, ReportText.section)
        .where(ReportText.report == report)
        .order_by(ReportText.period, ReportText.section)
    )
    return [(period, section) for period, section in found]
