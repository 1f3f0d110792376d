"""Chép sổ sang máy khác: the whole book and what lies beside it as one file, read back."""

import errno
import os
import shutil
import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from ktt_desktop import __version__
from ktt_desktop.domain.book_copy import CopyHead
from ktt_desktop.domain.errors import StorageUnavailableError, UnreadableFileError
from ktt_desktop.domain.progress import Progress
from ktt_desktop.domain.records import UnitProfile
from ktt_desktop.interchange.book_copy_format import (
    BOOK,
    ENDING,
    LARGEST_COPY,
    MOST_MEMBERS,
    NAME,
    PRIVATE,
)
from ktt_desktop.interchange.book_copy_reader import open_copy
from ktt_desktop.interchange.book_copy_writer import Tell, write_copy
from ktt_desktop.services.attachments import FOLDER as ATTACHMENTS
from ktt_desktop.services.book import Book, now
from ktt_desktop.services.moved import mark_moved
from ktt_desktop.services.own_keys import KEYS_FOLDER
from ktt_desktop.services.receiving_quarantine import KEPT_FOLDER
from ktt_desktop.services.update_store import UPDATES_FOLDER
from ktt_desktop.storage.backup import make_backup
from ktt_desktop.storage.book_contents import contents
from ktt_desktop.storage.migrate import book_version
from ktt_desktop.storage.unopened import glance

WORK = "dang-chep-so"
FOLDERS = (ATTACHMENTS, KEPT_FOLDER, UPDATES_FOLDER, KEYS_FOLDER)
KILO = 1024  # progress is told in these: Qt counts to 2^31
ROOM = 16 * 1024 * 1024  # for the directory of the archive and the file system


@dataclass(frozen=True, slots=True)
class MadeCopy:
    """Tệp chép sổ đã ghi và đọc lại."""

    path: Path
    size: int
    head: CopyHead


def copy_name(profile: UnitProfile, on: date) -> str:
    """The name of the file: "07654-20261122.kttt-so", ASCII."""
    plain = unicodedata.normalize("NFD", profile.code)
    code = "".join(each for each in plain if each.isascii() and each.isalnum())
    return f"{code}-{on:%Y%m%d}{ENDING}"


def copy_book(
    book: Book,
    profile: UnitProfile,
    target: Path,
    progress: Progress,
    *,
    with_keys: bool = False,
    moving: bool = False,
) -> MadeCopy:
    """Write the open book, its attached and received files, updates and known keys into one file.

    The private keys of the machine go along when asked for; `moving` marks this book as moved
    once the copy was read back whole. Raises StorageUnavailableError and, when stopped,
    CancelledError; what lay under the name stays then.
    """
    home = book.path.parent
    work = home / WORK
    part = target.with_name(f"{target.name}.dang-ghi")
    try:
        shutil.rmtree(work, ignore_errors=True)
        progress.report(0, 1, "Chép và kiểm tra sổ")
        copy = make_backup(book.path, work, datetime.now(), "chep-so")  # noqa: DTZ005
        parts = [(BOOK, copy), *_beside(home, with_keys=with_keys)]
        size = _size(parts, target)
        head = _head(profile, copy, sum(bool(PRIVATE.fullmatch(name)) for name, _ in parts))
        steps = _Steps(progress, size)
        with part.open("wb") as file:
            write_copy(file, head, parts, steps.writing)
            file.flush()
            os.fsync(file.fileno())
        _read_back(part, steps.reading)
        part.replace(target)
    except OSError as error:
        raise StorageUnavailableError(_why(target, error)) from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        shutil.rmtree(work, ignore_errors=True)
    if moving:
        mark_moved(book, target.name, now())
    return MadeCopy(target, size, head)


def _beside(home: Path, *, with_keys: bool) -> Iterator[tuple[str, Path]]:
    """What lies beside the book and belongs to it; anything else stays."""
    for folder in FOLDERS:
        for path in sorted((home / folder).rglob("*")):
            name = path.relative_to(home).as_posix()
            private = PRIVATE.fullmatch(name) is not None
            if NAME.fullmatch(name) and path.is_file() and (with_keys or not private):
                yield name, path


def _size(parts: list[tuple[str, Path]], target: Path) -> int:
    """Bytes of all parts; raises StorageUnavailableError where they have no room."""
    size = sum(path.stat().st_size for _, path in parts)
    if size > LARGEST_COPY - ROOM or len(parts) > MOST_MEMBERS - 2:
        raise StorageUnavailableError(
            "Sổ cùng các tệp đính kèm và tệp đã nhận lớn hơn 2 GB, không chép thành một tệp được. "
            "Đóng chương trình rồi chép cả thư mục sổ sang máy kia."
        )
    if shutil.disk_usage(target.parent).free < size + ROOM:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    return size


def _head(profile: UnitProfile, copy: Path, keys: int) -> CopyHead:
    return CopyHead(
        unit_code=profile.code,
        unit_name=profile.name,
        app_version=__version__,
        schema=book_version(copy),
        made_at=now().astimezone().replace(microsecond=0),
        changed_at=glance(copy).changed,
        contents=contents(copy),
        keys=keys,
    )


def _read_back(part: Path, tell: Tell) -> None:
    """Every byte from the device against its hash; raises StorageUnavailableError."""
    try:
        with open_copy(part) as found:
            for name in found.sizes:
                found.read(name, lambda _: None, tell)
    except UnreadableFileError as error:
        raise StorageUnavailableError(
            f"Tệp vừa ghi vào {part.parent} đọc lại không giống như đã ghi: thiết bị có thể bị "
            "hỏng hoặc khai sai dung lượng. Chép lại vào thiết bị khác."
        ) from error


class _Steps:
    """Writing is the first half of the bar, reading back the second."""

    def __init__(self, progress: Progress, size: int) -> None:
        self._progress, self._size, self._done = progress, size, 0

    def writing(self, count: int) -> None:
        self._tell(count, "Đang ghi tệp chép sổ")

    def reading(self, count: int) -> None:
        self._tell(count, "Đang đọc lại từ thiết bị")

    def _tell(self, count: int, what: str) -> None:
        self._done += count
        self._progress.report(self._done // KILO, max(2 * self._size // KILO, 1), what)


def _why(target: Path, error: OSError) -> str:
    folder = target.parent
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return f"Không có thư mục {folder}. Cắm lại USB hoặc chọn thư mục khác rồi chép lại."
    if error.errno in (errno.ENOSPC, errno.EFBIG):
        return f"Ổ đĩa chứa {folder} không đủ chỗ. Xóa bớt tệp hoặc dùng USB khác rồi chép lại."
    return (
        f"Không ghi được {target.name} vào {folder} ({error.strerror}). Kiểm tra thiết bị còn "
        "cắm, không khóa ghi, rồi chép lại; sổ vẫn nguyên."
    )
