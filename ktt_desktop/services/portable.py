"""The book of a portable program (sổ trên USB): seen from outside, and copied to this machine."""

import json
import shutil
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from ktt_desktop.domain.errors import BookInUseError, StorageUnavailableError
from ktt_desktop.domain.progress import Progress
from ktt_desktop.services.book import BOOK_FILE
from ktt_desktop.services.files import write_safely
from ktt_desktop.services.one_window import MAILBOX
from ktt_desktop.storage.backup import make_backup
from ktt_desktop.storage.lock import lock_book
from ktt_desktop.storage.unopened import glance

IN_WORK = "dang-chep"
STAYING = ("-wal", "-shm", ".lock", ".part", ".dang-ghi")  # endings of what belongs to one place


@dataclass(frozen=True, slots=True)
class SeenBook:
    """Sổ thấy ở một thư mục; `unit` is empty when the book cannot be read."""

    unit: str
    changed: datetime | None


def look_at(folder: Path) -> SeenBook | None:
    """The book of a data folder; None while nothing was ever entered into one."""
    if not (folder / BOOK_FILE).exists():
        return None
    try:
        seen = glance(folder / BOOK_FILE)
        unit = seen.profile and json.loads(seen.profile)["name"]
    except (StorageUnavailableError, ValueError, TypeError, KeyError):
        return SeenBook("", None)
    return None if unit is None else SeenBook(unit, seen.changed)


def copy_data(source: Path, target: Path, progress: Progress) -> None:
    """Copy a whole data folder to where no book is yet; the book comes last, checked.

    `source` stays as it was. Raises BookInUseError, StorageUnavailableError and, when stopped,
    CancelledError; `target` has no book then.
    """
    work = target / IN_WORK
    try:
        lock = lock_book(source)
        try:
            shutil.rmtree(work, ignore_errors=True)
            _copy_all(source, work, progress)
            _put_in_place(work, target)
        finally:
            lock.release()
            shutil.rmtree(work, ignore_errors=True)
    except BookInUseError:
        raise
    except (OSError, StorageUnavailableError) as error:
        raise StorageUnavailableError(
            f"Chưa chép được sổ vào {target}. Kiểm tra USB còn cắm và ổ đĩa của máy còn chỗ, rồi "
            "chép lại; sổ trên USB vẫn nguyên."
        ) from error


def _copy_all(source: Path, work: Path, progress: Progress) -> None:
    files = [path for path in sorted(source.rglob("*")) if _travels(path, source)]
    for done, path in enumerate(files):
        progress.report(done, len(files), f"Đang chép {path.name}")
        _copy_one(path, work / path.relative_to(source))
    progress.report(len(files), len(files), "Đang đưa sổ vào chỗ")


def _travels(path: Path, source: Path) -> bool:
    inside = path.relative_to(source).parts
    return (
        path.is_file() and inside[0] not in (MAILBOX, IN_WORK) and not inside[-1].endswith(STAYING)
    )


def _copy_one(path: Path, copy: Path) -> None:
    copy.parent.mkdir(parents=True, exist_ok=True)
    if path.name == BOOK_FILE:  # through SQLite: its log may lie beside it
        made = make_backup(path, copy.parent, datetime.now(), "chep-may")  # noqa: DTZ005
        made.replace(copy)
    else:
        write_safely(copy, path.read_bytes())


def _put_in_place(work: Path, target: Path) -> None:
    """Move what is not there yet, the book last: with it the copy is complete."""
    lock = lock_book(target)
    try:
        if look_at(target) is not None:
            raise StorageUnavailableError(f"Trong thư mục {target} đã có sổ.")
        book = work / BOOK_FILE
        for path in sorted(work.rglob("*")):
            place = target / path.relative_to(work)
            if path.is_file() and path != book and not place.exists():
                place.parent.mkdir(parents=True, exist_ok=True)
                path.replace(place)
        for left in target.glob(f"{BOOK_FILE}-*"):  # the log of a book without entries
            left.unlink()
        book.replace(target / BOOK_FILE)
    finally:
        lock.release()
