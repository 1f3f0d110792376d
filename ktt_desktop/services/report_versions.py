"""Versions of a report's words: kept by hand and before what could lose them."""

import json
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy.orm import Session

from ktt_desktop.domain.records import ChangeSet
from ktt_desktop.domain.report import ReportKey
from ktt_desktop.models.report import ReportVersion
from ktt_desktop.services.book import Book, now
from ktt_desktop.storage import reports
from ktt_desktop.storage.session import transaction


class VersionCause(StrEnum):
    """Vì sao một bản được giữ."""

    HAND = "hand"
    DAY = "day"
    EARLIER = "earlier"
    RESTORE = "restore"
    EXPORT = "export"
    RECEIVED = "received"


CAUSES = {
    VersionCause.HAND: "Cán bộ giữ lại",
    VersionCause.DAY: "Đầu ngày làm việc",
    VersionCause.EARLIER: "Trước khi lấy lời văn kỳ trước",
    VersionCause.RESTORE: "Trước khi trả về bản cũ",
    VersionCause.EXPORT: "Khi xuất báo cáo",
    VersionCause.RECEIVED: "Trước khi nhận tệp của đơn vị",
}


@dataclass(frozen=True, slots=True)
class KeptVersion:
    """Một bản lời văn đã giữ."""

    id: int
    made_at: datetime
    cause: VersionCause
    label: str


def versions(book: Book, key: ReportKey) -> tuple[KeptVersion, ...]:
    """The versions kept of a report, newest first."""
    with transaction(book.sessions) as session:
        found = reports.versions(session, key.outline, key.period.code)
        return tuple(
            KeptVersion(each.id, each.made_at, VersionCause(each.cause), each.label)
            for each in found
        )


def keep_version(book: Book, key: ReportKey, cause: VersionCause, label: str = "") -> ChangeSet:
    """Keep the words as they stand now."""
    with transaction(book.sessions) as session:
        keep_now(session, key, cause, label)
    return ChangeSet(years=frozenset({key.period.year}))


def keep_now(session: Session, key: ReportKey, cause: VersionCause, label: str = "") -> None:
    """The same inside a larger act; words nobody changed since are kept once, unless by hand."""
    content = content_now(session, key)
    last = reports.last_version(session, key.outline, key.period.code)
    unchanged = content == (last.content if last else "{}")
    if unchanged and cause is not VersionCause.HAND:
        return
    session.add(
        ReportVersion(
            report=key.outline,
            period=key.period.code,
            made_at=now(),
            cause=cause,
            label=label,
            content=content,
        )
    )


def keep_of_day(session: Session, key: ReportKey) -> None:
    """Keep the words as they stood before the first change of a working day."""
    last = reports.last_written(session, key.outline, key.period.code)
    if last is not None and last.astimezone().date() < now().astimezone().date():
        keep_now(session, key, VersionCause.DAY)


def content_now(session: Session, key: ReportKey) -> str:
    """The words of a report as a version keeps them: JSON, the items by section."""
    found = reports.texts(session, key.outline, key.period.code)
    items = {each.section: json.loads(each.content) for each in found}
    return json.dumps(items, ensure_ascii=False, separators=(",", ":"))
