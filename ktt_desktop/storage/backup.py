"""Copies of the book: made through SQLite's own backup, checked, and thinned out with age."""

import os
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from datetime import datetime
from pathlib import Path

from ktt_desktop.domain.errors import StorageUnavailableError

STAMP = "%Y%m%d-%H%M%S"
KEEP_LAST, KEEP_DAYS, KEEP_WEEKS, KEEP_MONTHS = 10, 7, 4, 12


def make_backup(book: Path, folder: Path, now: datetime, reason: str) -> Path:
    """Copy the book beside it, checked with integrity_check; returns the finished copy.

    `reason` is a short ASCII word for the file name. Raises StorageUnavailableError.
    """
    target = folder / f"so-kttt-{now.strftime(STAMP)}-{reason}.sqlite"
    part = target.with_suffix(".part")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        part.unlink(missing_ok=True)
        with closing(sqlite3.connect(book)) as source, closing(sqlite3.connect(part)) as copy:
            source.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")
            if copy.execute("PRAGMA integrity_check").fetchone() != ("ok",):
                raise StorageUnavailableError(
                    "Bản sao lưu không đọc lại được. Kiểm tra ổ đĩa trước khi làm tiếp."
                )
        flush_to_disk(part)
        part.replace(target)
    except (OSError, sqlite3.Error) as error:
        part.unlink(missing_ok=True)
        raise StorageUnavailableError(
            f"Không sao lưu được vào thư mục {folder}. Kiểm tra chỗ trống và quyền ghi."
        ) from error
    thin_out(folder)
    return target


def flush_to_disk(path: Path) -> None:
    """Wait until the system has the file's bytes on the disk."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def backup_time(path: Path) -> datetime:
    """When a copy was made, from its name; raises ValueError for another file."""
    stamp = "-".join(path.stem.split("-")[2:4])
    return datetime.strptime(stamp, STAMP)  # noqa: DTZ007 - local time, as in the name


def backups(folder: Path) -> list[Path]:
    """The copies in a folder, newest first."""
    return sorted(folder.glob("so-kttt-*.sqlite"), key=backup_time, reverse=True)


def worth_keeping(times: Iterable[datetime]) -> set[datetime]:
    """The last ten, and the newest of each of 7 days, 4 weeks and 12 months."""
    newest_first = sorted(times, reverse=True)
    kept = set(newest_first[:KEEP_LAST])
    for span, limit in (("%Y%m%d", KEEP_DAYS), ("%G%V", KEEP_WEEKS), ("%Y%m", KEEP_MONTHS)):
        newest: dict[str, datetime] = {}
        for time in newest_first:
            newest.setdefault(time.strftime(span), time)
        kept.update(list(newest.values())[:limit])
    return kept


def thin_out(folder: Path) -> None:
    """Remove the copies that are no longer worth keeping."""
    found = backups(folder)
    kept = worth_keeping(backup_time(path) for path in found)
    for path in found:
        if backup_time(path) not in kept:
            path.unlink()
