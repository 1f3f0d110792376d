"""The book of another unit, read from a copy: the file itself is never opened as a database."""

import shutil
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from hashlib import file_digest
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy.exc import DBAPIError

from ktt_desktop.domain.errors import StorageUnavailableError, UnreadableFileError
from ktt_desktop.models.schema import Base
from ktt_desktop.storage.migrate import APPLICATION_ID, prepare

WORK = "dang-nhan-so-"  # beginning of the folder of the copy, in the folder of the open book
HEADER = b"SQLite format 3\0"
LOG = "-wal"  # what was written last may lie beside the file


@dataclass(frozen=True, slots=True)
class ForeignBook:
    """Bản chép của một sổ, as this program would have written it; `digest` of the file itself."""

    connection: sqlite3.Connection
    digest: str


@contextmanager
def copied_book(source: Path, folder: Path, columns: Iterable[str]) -> Iterator[ForeignBook]:
    """A checked and upgraded copy of a book, made in a folder and removed afterwards.

    Raises NewerBookError, UnreadableFileError for what is no sound book and
    StorageUnavailableError.
    """
    with TemporaryDirectory(prefix=WORK, dir=folder, ignore_cleanup_errors=True) as work:
        copy = Path(work) / "so-kttt.sqlite"
        digest = _copy(source, copy)
        _check(copy, source)
        try:
            prepare(copy, Path(work), datetime.now(), columns)  # noqa: DTZ005
        except (sqlite3.Error, DBAPIError) as error:
            raise _damaged(source) from error
        with closing(sqlite3.connect(copy)) as connection:
            if not is_whole(connection):
                raise _damaged(source)
            yield ForeignBook(connection, digest)


def _copy(source: Path, copy: Path) -> str:
    """Copy the bytes of the file and of its log; returns their digest."""
    try:
        with source.open("rb") as file:
            if file.read(len(HEADER)) != HEADER:
                raise UnreadableFileError(
                    f"Tệp {source.name} không phải là sổ của Sổ KTTT. Chọn tệp so-kttt.sqlite "
                    "trong thư mục sổ của đơn vị cũ, hoặc một bản trong thư mục sao-luu."
                )
        log = source.with_name(source.name + LOG)
        before = _state(source), _state(log)
        shutil.copyfile(source, copy)
        if before[1] is not None:
            shutil.copyfile(log, copy.with_name(copy.name + LOG))
        if (_state(source), _state(log)) != before:
            raise UnreadableFileError(
                f"Sổ {source} đang được ghi. Đóng chương trình đang mở sổ đó rồi chọn lại."
            )
        return "".join(map(_digest, sorted(copy.parent.iterdir())))
    except OSError as error:
        raise StorageUnavailableError(
            f"Không chép được tệp {source} để đọc. Kiểm tra tệp còn ở đó, có quyền đọc, và ổ đĩa "
            f"chứa {copy.parent.parent} còn chỗ."
        ) from error


def _state(path: Path) -> tuple[int, int] | None:
    if not path.exists():
        return None
    found = path.stat()
    return found.st_size, found.st_mtime_ns


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def _check(copy: Path, source: Path) -> None:
    try:
        with closing(sqlite3.connect(copy)) as connection:
            (application,) = connection.execute("PRAGMA application_id").fetchone()
            sound = connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    except sqlite3.Error as error:
        raise _damaged(source) from error
    if application != APPLICATION_ID:
        raise UnreadableFileError(
            f"Tệp {source.name} là cơ sở dữ liệu của chương trình khác, không phải Sổ KTTT. "
            "Chọn tệp so-kttt.sqlite của đơn vị cũ; tệp vẫn nguyên vẹn."
        )
    if not sound:
        raise _damaged(source)


def is_whole(book: sqlite3.Connection) -> bool:
    """Whether every table has its columns, whatever number the file gives itself."""
    for name, table in Base.metadata.tables.items():
        found = {row[1] for row in book.execute(f"PRAGMA table_info({name})")}
        if not found >= {column.name for column in table.columns}:
            return False
    return True


def _damaged(source: Path) -> UnreadableFileError:
    return UnreadableFileError(
        f"Tệp {source.name} đã hỏng nên không nhận được. Chọn bản gần nhất còn tốt trong thư mục "
        "sao-luu của sổ đó."
    )
