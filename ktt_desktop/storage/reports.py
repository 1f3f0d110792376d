"""Queries of the reports: words by section, versions, settings, pictures."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ktt_desktop.models.report import ReportPicture, ReportSetting, ReportText, ReportVersion


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


def periods_with_words(session: Session, report: str) -> list[str]:
    """The codes of the periods the officer wrote something for."""
    return list(
        session.scalars(select(ReportText.period).where(ReportText.report == report).distinct())
    )


def last_written(session: Session, report: str, period: str) -> datetime | None:
    """When words of a report were written last; None where there are none."""
    return session.scalar(
        select(func.max(ReportText.written_at)).where(
            ReportText.report == report, ReportText.period == period
        )
    )


def with_figures(session: Session, period: str) -> list[str]:
    """The reports of a period whose words hold locked figures."""
    return list(
        session.scalars(
            select(ReportText.report)
            .where(ReportText.period == period, ReportText.content.contains('"figure":{'))
            .distinct()
            .order_by(ReportText.report)
        )
    )


def versions(session: Session, report: str, period: str) -> list[ReportVersion]:
    """The versions kept of a report, newest first."""
    return list(
        session.scalars(
            select(ReportVersion)
            .where(ReportVersion.report == report, ReportVersion.period == period)
            .order_by(ReportVersion.id.desc())
        )
    )


def last_version(session: Session, report: str, period: str) -> ReportVersion | None:
    """The newest version of a report."""
    return session.scalar(
        select(ReportVersion)
        .where(ReportVersion.report == report, ReportVersion.period == period)
        .order_by(ReportVersion.id.desc())
        .limit(1)
    )


def version(session: Session, id_: int) -> ReportVersion | None:
    """One version."""
    return session.get(ReportVersion, id_)


def settings(session: Session, report: str, period: str) -> str:
    """The settings of a report as JSON, empty where none were kept."""
    found = session.get(ReportSetting, (report, period))
    return found.value if found else ""


def keep_settings(session: Session, report: str, period: str, value: str, moment: datetime) -> None:
    """Store the settings of a report in place of those before."""
    session.merge(ReportSetting(report=report, period=period, value=value, written_at=moment))


def keep_picture(session: Session, name: str, content: bytes, moment: datetime) -> None:
    """Store a picture, unless the book has it."""
    if session.get(ReportPicture, name) is None:
        session.add(ReportPicture(name=name, content=content, added_at=moment))


def pictures(session: Session, names: Collection[str]) -> dict[str, bytes]:
    """The bytes of these pictures, by name."""
    found = session.scalars(select(ReportPicture).where(ReportPicture.name.in_(names)))
    return {each.name: each.content for each in found}
