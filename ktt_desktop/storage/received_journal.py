"""The lines of the journal that come with a file, written at once."""

from collections.abc import Iterable

from sqlalchemy.orm import Session

from ktt_desktop.domain.history import Source
from ktt_desktop.storage.journal import MARK
from ktt_desktop.storage.received_rows import cursor_of


def write_journal(
    session: Session, moment: str, lines: Iterable[tuple[str, str, str, str | None, str | None]]
) -> None:
    """Lines (subject, key, field, old, new) that came with a file."""
    cursor_of(session).executemany(
        "INSERT INTO journal (at, subject, subject_key, field, old, new) VALUES (?, ?, ?, ?, ?, ?)",
        [
            (moment, subject, key, f"{field}{MARK}{Source.RECEIVED}", old, new)
            for subject, key, field, old, new in lines
        ],
    )
