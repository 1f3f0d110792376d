"""Lấy sổ từ máy khác: unpack and check beside, show, then put in place with one rename."""

import shutil
import sqlite3
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from hashlib import file_digest
from pathlib import Path

from ktt_desktop.domain.book_copy import BookContents, CopyHead
from ktt_desktop.domain.errors import (
    CatalogueError,
    NewerBookError,
    StorageUnavailableError,
    UnreadableFileError,
)
from ktt_desktop.domain.progress import Progress
from ktt_desktop.domain.updates import UpdatePart
from ktt_desktop.interchange.book_copy_format import BOOK
from ktt_desktop.interchange.book_copy_reader import OpenCopy, open_copy
from ktt_desktop.interchange.update_reader import RefusedUpdateError
from ktt_desktop.services.attachments import FOLDER as ATTACHMENTS
from ktt_desktop.services.book import BACKUP_FOLDER, BOOK_FILE
from ktt_desktop.services.book_copy import KILO, ROOM
from ktt_desktop.services.moved import MOVED
from ktt_desktop.services.own_keys import KEYS_FOLDER
from ktt_desktop.services.portable import SeenBook, look_at
from ktt_desktop.services.receiving_quarantine import KEPT_FOLDER
from ktt_desktop.services.recipients import recipients, remember_recipient
from ktt_desktop.services.trusted_keys import remember_key, trusted_keys
from ktt_desktop.services.update_store import UPDATES_FOLDER, read_stored, store, stored
from ktt_desktop.storage.backup import STAMP, flush_to_disk, make_backup
from ktt_desktop.storage.book_contents import contents, fold_closed, make_usable
from ktt_desktop.storage.lock import lock_book
from ktt_desktop.storage.migrate import SCHEMA_VERSION
from ktt_desktop.storage.unopened import glance

STAGING = "dang-lay-so"


@dataclass(frozen=True, slots=True)
class Staged:
    """Sổ đã mở gói và kiểm tra xong, chưa vào chỗ.

    `here` is the book that would be replaced, None where there is none with entries.
    """

    folder: Path
    head: CopyHead
    contents: BookContents
    changed: datetime | None
    attachments: int
    received: int
    here: SeenBook | None

    @property
    def is_older(self) -> bool:
        """Whether the book here was changed after the one in the copy."""
        if self.here is None or self.here.changed is None:
            return False
        return self.changed is None or self.here.changed > self.changed


def stage(path: Path, home: Path, progress: Progress) -> Staged:
    """Unpack a copy into a folder of its own in `home`, every hash, the book and its structure
    looked at, an older structure brought up to date.

    Nothing of the book that is here changes. Raises UnreadableFileError, NewerBookError,
    StorageUnavailableError and, when stopped, CancelledError; nothing is left then.
    """
    folder = home / STAGING
    try:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        with open_copy(path) as copy:
            _refuse_newer(copy.head)
            _unpack(copy, folder, progress)
        progress.report(1, 1, "Kiểm tra sổ")
        make_usable(folder / BOOK, folder / BACKUP_FOLDER, [MOVED])
        return Staged(
            folder=folder,
            head=copy.head,
            contents=contents(folder / BOOK),
            changed=glance(folder / BOOK).changed,
            attachments=_count(folder / ATTACHMENTS),
            received=_count(folder / KEPT_FOLDER),
            here=look_at(home),
        )
    except BaseException as error:
        shutil.rmtree(folder, ignore_errors=True)
        if isinstance(error, OSError):
            raise StorageUnavailableError(
                f"Không ghi được vào {home} ({error.strerror}): ổ đĩa đầy hoặc khóa ghi. Dọn chỗ "
                "rồi lấy lại sổ; sổ trên máy này không thay đổi."
            ) from error
        raise


def put_in_place(staged: Staged, home: Path) -> None:
    """Make the staged book the one of `home`; the one that is there must be closed.

    It is copied to sao-luu first. Until the last rename the old book stands, afterwards the new
    one; what is added before lies beside both. Raises BookInUseError, StorageUnavailableError.
    """
    lock = lock_book(home)
    try:
        _keep_old(home)
        _add_files(staged.folder, home)
        _add_known(staged.folder, home)
        flush_to_disk(staged.folder / BOOK)
        (staged.folder / BOOK).replace(home / BOOK_FILE)
    except (OSError, UnreadableFileError) as error:
        raise StorageUnavailableError(
            f"Chưa đưa được sổ vào {home}: ổ đĩa đầy, khóa ghi, hoặc tệp bị chương trình khác "
            "giữ. Kiểm tra rồi lấy lại sổ; sổ trên máy này không thay đổi."
        ) from error
    finally:
        lock.release()
    discard(staged)


def discard(staged: Staged) -> None:
    """Remove what was unpacked."""
    shutil.rmtree(staged.folder, ignore_errors=True)


def _refuse_newer(head: CopyHead) -> None:
    if head.schema > SCHEMA_VERSION:
        raise NewerBookError(
            f"Tệp chép sổ thuộc phiên bản {head.app_version} (cấu trúc {head.schema}), mới hơn "
            f"chương trình đang chạy (cấu trúc {SCHEMA_VERSION}). Cài bản mới của chương trình từ "
            "đĩa hoặc USB rồi lấy lại sổ."
        )


def _unpack(copy: OpenCopy, folder: Path, progress: Progress) -> None:
    if shutil.disk_usage(folder).free < copy.size + ROOM:
        raise StorageUnavailableError(
            f"Ổ đĩa chứa {folder.parent} không đủ chỗ cho sổ trong tệp. Xóa bớt tệp trên ổ đĩa "
            "rồi lấy lại sổ."
        )
    done = 0

    def tell(count: int) -> None:
        nonlocal done
        done += count
        progress.report(done // KILO, max(copy.size // KILO, 1), "Đang đọc và kiểm tra tệp")

    for name in copy.sizes:
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with target.open("wb") as file:
            copy.read(name, file.write, tell)


def _keep_old(home: Path) -> None:
    """A copy of the book that is there, and its log folded into it."""
    book = home / BOOK_FILE
    if not book.exists():
        return
    backups, now = home / BACKUP_FOLDER, datetime.now()  # noqa: DTZ005
    try:
        if look_at(home) is not None:
            make_backup(book, backups, now, "truoc-lay-so")
        fold_closed(book)
    except StorageUnavailableError as error:
        if not _says_damaged(error.__cause__):
            raise
        _keep_damaged(book, backups / f"hong-{now.strftime(STAMP)}")


def _says_damaged(cause: BaseException | None) -> bool:
    """Whether the book itself is no longer sound: a full disk or a held file is no reason."""
    code = getattr(cause, "sqlite_errorcode", 0) & 0xFF
    return cause is None or code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def _keep_damaged(book: Path, folder: Path) -> None:
    """What is no database any more is kept as it is."""
    folder.mkdir(parents=True)
    files = [path for path in book.parent.glob(f"{BOOK_FILE}*") if path.is_file()]
    for path in files:
        shutil.copy2(path, folder / path.name)
    for path in files:
        if path != book:  # its log must not be taken for that of the new book
            path.unlink()


def _add_files(source: Path, home: Path) -> None:
    """Attached and received files lie under their hash: adding them disturbs no book."""
    for folder in (ATTACHMENTS, KEPT_FOLDER):
        for path in sorted((source / folder).glob("*")):
            target = home / folder / path.name
            target.parent.mkdir(exist_ok=True)
            if not _is_sound(target):
                path.replace(target)


def _is_sound(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file_digest(file, "sha256").hexdigest() == path.name.partition(".")[0]
    except OSError:
        return False


def _add_known(source: Path, home: Path) -> None:
    """Installed updates, believed keys, recipients, keys of the machine: only ever added."""
    for part in UpdatePart:
        for folder in stored(source, part):
            if not (home / UPDATES_FOLDER / part.value / folder.name).exists():
                with suppress(RefusedUpdateError, CatalogueError):  # nobody could use it
                    store(home, read_stored(folder))
    believed = {each.public_key for each in trusted_keys(home)}
    for key in trusted_keys(source):
        if key.public_key not in believed:
            remember_key(home, key)
    with suppress(UnreadableFileError):
        for recipient in recipients(source):
            remember_recipient(home, recipient)
    keys = home / KEYS_FOLDER
    for path in sorted((source / KEYS_FOLDER).glob("*.khoa")):
        keys.mkdir(mode=0o700, exist_ok=True)
        path.replace(keys / path.name)


def _count(folder: Path) -> int:
    return sum(1 for _ in folder.glob("*"))
