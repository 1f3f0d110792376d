"""Copies of the book: made through SQLite's own backup, checked, and thinned out with age."""

import os
import re
import sqlite3
from collections.abc import Iterable
from contextlib import closing, suppress
from datetime import datetime, timedelta
from pathlib import Path

from ktt_desktop.domain.errors import StorageUnavailableError

STAMP = "%Y%m%d-%H%M%S"
NAME = re.compile(r"so-kttt-(\d{8}-\d{6})-[a-z-]+\.sqlite", re.ASCII)
KEEP_LAST, KEEP_DAYS, KEEP_WEEKS, KEEP_MONTHS = 10, 7, 4, 12


def make_backup(book: Path, folder: Path, now: datetime, reason: str) -> Path:
    """Copy the book beside it, checked with integrity_check; returns the finished copy.

    `reason` is a short ASCII word for the file name. Raises StorageUnavailableError.
    """
    part = folder / "so-kttt.part"  # one name: what an interrupted copy left is written over
    try:
        folder.mkdir(parents=True, exist_ok=True)
        target = _free_name(folder, now, reason)
        part.unlink(missing_ok=True)
        _copy(book, part)
        flush_to_disk(part)
        part.replace(target)
    except (OSError, sqlite3.Error) as error:
        raise StorageUnavailableError(
            f"Không sao lưu được vào thư mục {folder}. Kiểm tra chỗ trống và quyền ghi."
        ) from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
    thin_out(folder)
    return target


def _free_name(folder: Path, now: datetime, reason: str) -> Path:
    """The name of the new copy; a second that has a copy already is left to it."""
    taken = {backup_time(path) for path in backups(folder)}
    while (time := now.replace(microsecond=0)) in taken:
        now += timedelta(seconds=1)
    return folder / f"so-kttt-{time.strftime(STAMP)}-{reason}.sqlite"


def _copy(book: Path, part: Path) -> None:
    with closing(sqlite3.connect(book)) as source, closing(sqlite3.connect(part)) as copy:
        source.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")
        if copy.execute("PRAGMA integrity_check").fetchone() != ("ok",):
            raise StorageUnavailableError(
                "Bản sao lưu không đọc lại được. Kiểm tra ổ đĩa trước khi làm tiếp."
            )


def flush_to_disk(path: Path) -> None:
    """Wait until the system has the file's bytes on the disk."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def backup_time(path: Path) -> datetime:
    """When a copy was made, from its name; raises ValueError for another file."""
    found = NAME.fullmatch(path.name)
    if found is None:
        raise ValueError(f"{path.name} is not a copy made by the program")
    return datetime.strptime(found[1], STAMP)  # noqa: DTZ007 - local time, as in the name


def backups(folder: Path) -> list[Path]:
    """The copies the program made in a folder, newest first; other files are not touched."""
    times = {}
    for path in folder.glob("so-kttt-*.sqlite"):
        with suppress(ValueError):
            times[path] = backup_time(path)
    return sorted(times, key=lambda path: times[path], reverse=True)


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
            with suppress(OSError):  # open in another program: it goes the next time
                path.unlink()
