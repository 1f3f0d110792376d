"""Append to the journal of changes."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import insert
from sqlalchemy.orm import Session

from ktt_desktop.models.journal import JournalEntry

Change = tuple[str, str | None, str | None]  # field, old, new


def record(
    session: Session, at: datetime, subject: str, subject_key: str, changes: Iterable[Change]
) -> None:
    """Write down the values that really changed, one row each."""
    rows = [
        {
            "at": at,
            "subject": subject,
            "subject_key": subject_key,
            "field": field,
            "old": old,
            "new": new,
        }
        for field, old, new in changes
        if old != new
    ]
    if rows:
        session.execute(insert(JournalEntry), rows)
