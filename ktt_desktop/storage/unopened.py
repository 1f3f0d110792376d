"""What a book tells without being opened for work: whose it is, and when it was last changed."""

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from ktt_desktop.domain.errors import StorageUnavailableError
from ktt_desktop.storage.migrate import book_version

PROFILE = "SELECT value FROM setting WHERE name = 'profile'"
LAST_CHANGE = """
SELECT max(at) FROM (
    SELECT at FROM (SELECT at FROM journal ORDER BY id DESC LIMIT 1)
    UNION ALL SELECT max(written_at) FROM explanation
    UNION ALL SELECT max(written_at) FROM report_text
)
"""


@dataclass(frozen=True, slots=True)
class Glance:
    """Sổ nhìn từ ngoài: the profile as it is stored, None before the first-run dialog."""

    profile: str | None
    changed: datetime | None


def glance(book: Path) -> Glance:
    """Look into a book that may be open elsewhere.

    Raises StorageUnavailableError for what cannot be read as a book.
    """
    try:
        if book_version(book) == 0:
            return Glance(None, None)
        with closing(sqlite3.connect(book)) as connection:
            profile = connection.execute(PROFILE).fetchone()
            (changed,) = connection.execute(LAST_CHANGE).fetchone()
    except sqlite3.Error as error:
        raise StorageUnavailableError(
            f"Không đọc được sổ trong thư mục {book.parent}: tệp {book.name} đã hỏng, hoặc ổ đĩa "
            "báo lỗi. Khôi phục từ bản sao lưu gần nhất trong thư mục sao-luu."
        ) from error
    return Glance(profile and profile[0], changed and datetime.fromisoformat(changed))
