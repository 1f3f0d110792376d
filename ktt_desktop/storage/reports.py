"""Queries of the reports: words by section, settings."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from ktt_desktop.models.report import ReportSetting, ReportText


def texts(session: Session, report: str, period: str) -> list[ReportText]:
    """The officer's words of a report, ordered by section."""
    return list(
        session.scalars(
            select(ReportText)
            .where(ReportText.report == report, ReportText.period == period)
            .order_by(ReportText.section)
        )
    )


def keep_text(session: Session, written: ReportText) -> None:
    """Store words in place of those before; none take those before away."""
    if written.content:
        session.merge(written)
        return
    before = session.get(ReportText, (written.report, written.period, written.section))
    if before is not None:
        session.delete(before)


def settings(session: Session, report: str, period: str) -> str:
    """The settings of a report as JSON, empty where none were kept."""
    found = session.get(ReportSetting, (report, period))
    return found.value if found else ""


def keep_settings(session: Session, report: str, period: str, value: str, moment: datetime) -> None:
    """Store the settings of a report in place of those before."""
    session.merge(ReportSetting(report=report, period=period, value=value, written_at=moment))
