"""A book file that is not open for work: what is in it, and making one from elsewhere usable."""

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from datetime import datetime
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from ktt_desktop.domain.book_copy import BookContents
from ktt_desktop.domain.errors import StorageUnavailableError, UnreadableFileError
from ktt_desktop.storage.foreign_book import is_whole
from ktt_desktop.storage.migrate import APPLICATION_ID, prepare

COUNTS = {
    "organisation": "SELECT count(*) FROM organisation WHERE deleted_at IS NULL",
    "annual_return": "SELECT count(*) FROM annual_return",
    "dossier": "SELECT count(*) FROM dossier WHERE deleted_at IS NULL",
    "received_file": "SELECT count(*) FROM received_file",
}


def contents(book: Path) -> BookContents:
    """What is in a closed book of any version of the structure."""
    with closing(sqlite3.connect(book)) as connection:
        tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}
        counts = (
            int(connection.execute(question).fetchone()[0]) if table in tables else 0
            for table, question in COUNTS.items()
        )
        return BookContents(*counts)


def make_usable(book: Path, backups: Path, forgotten: Iterable[str]) -> None:
    """Check a book that came from elsewhere and bring it to this program's structure.

    `forgotten` are settings that stay behind. Raises NewerBookError, UnreadableFileError,
    StorageUnavailableError.
    """
    try:
        with closing(sqlite3.connect(book)) as connection:
            (application,) = connection.execute("PRAGMA application_id").fetchone()
            sound = connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        if not sound or application != APPLICATION_ID:
            raise _damaged()
        prepare(book, backups, datetime.now(), ())  # noqa: DTZ005
        with closing(sqlite3.connect(book)) as connection:
            if not is_whole(connection):
                raise _damaged()
            names = [(name,) for name in forgotten]
            connection.executemany("DELETE FROM setting WHERE name = ?", names)
            connection.commit()
            connection.execute("PRAGMA journal_mode = DELETE")  # one file, no log beside it
    except (sqlite3.DatabaseError, DBAPIError) as error:
        raise _damaged() from error


def fold_closed(book: Path) -> None:
    """Move the log of a closed book into its one file; raises StorageUnavailableError."""
    try:
        with closing(sqlite3.connect(book)) as connection:
            connection.execute("PRAGMA journal_mode = DELETE")
    except sqlite3.Error as error:
        raise StorageUnavailableError(
            f"Chưa khép được sổ đang có ở {book.parent}. Đóng các chương trình khác rồi làm lại."
        ) from error


def _damaged() -> UnreadableFileError:
    return UnreadableFileError(
        "Sổ trong tệp chép không mở được: không phải sổ của Sổ KTTT hoặc đã hỏng. Chép lại sổ "
        "trên máy cũ; sổ trên máy này không thay đổi."
    )
