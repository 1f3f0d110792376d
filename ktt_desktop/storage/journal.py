"""Append to the journal of changes, and read it back."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from ktt_desktop.domain.history import Source
from ktt_desktop.models.base import Base
from ktt_desktop.models.journal import JournalEntry

Change = tuple[str, str | None, str | None]  # field, old, new
_TABLE = Base.metadata.tables[JournalEntry.__tablename__]
MARK = "@"  # between the field and the source; nothing where it was typed into the record


@dataclass(frozen=True, slots=True)
class Entry:
    """Một dòng nhật ký; `source` is a Source, or a code of a later program."""

    id: int
    at: datetime
    field: str
    source: str
    old: str | None
    new: str | None


def record(
    session: Session,
    at: datetime,
    subject: str,
    subject_key: str,
    changes: Iterable[Change],
    source: Source = Source.ENTRY,
) -> None:
    """Write down the values that really changed, one row each."""
    rows = [
        {
            "at": at,
            "subject": subject,
            "subject_key": subject_key,
            "field": f"{field}{MARK}{source}" if source else field,
            "old": old,
            "new": new,
        }
        for field, old, new in changes
        if old != new
    ]
    if rows:
        session.execute(insert(_TABLE), rows)  # far sooner than through the mapped class


def newest(
    session: Session, subject: str, subject_key: str, before: int | None, limit: int
) -> list[Entry]:
    """The lines of one record, newest first; those older than the line `before` to read on."""
    wanted = (
        select(JournalEntry)
        .where(JournalEntry.subject == subject, JournalEntry.subject_key == subject_key)
        .order_by(JournalEntry.id.desc())
        .limit(limit)
    )
    if before is not None:
        wanted = wanted.where(JournalEntry.id < before)
    return [_entry(each) for each in session.scalars(wanted)]


def find(session: Session, subject: str, subject_key: str, entry_id: int) -> Entry | None:
    """One line of a record; None where the record has no such line."""
    found = session.scalar(
        select(JournalEntry).where(
            JournalEntry.id == entry_id,
            JournalEntry.subject == subject,
            JournalEntry.subject_key == subject_key,
        )
    )
    return None if found is None else _entry(found)


def _entry(row: JournalEntry) -> Entry:
    field, _, source = row.field.partition(MARK)
    return Entry(row.id, row.at, field, source, row.old, row.new)
