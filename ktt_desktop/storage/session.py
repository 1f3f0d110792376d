"""Engine, pragmas and the transaction every use case runs in."""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session, sessionmaker
from sqlalchemy.orm.exc import StaleDataError

from ktt_desktop.domain.errors import StaleRecordError, StorageUnavailableError

Sessions = sessionmaker[Session]

PRAGMAS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",  # a value shown as saved survives a power cut
    "PRAGMA foreign_keys = ON",
    "PRAGMA busy_timeout = 5000",
)

SENTENCES = {
    sqlite3.SQLITE_FULL: "Ổ đĩa đã đầy nên chưa ghi được. Xóa bớt tệp trên ổ đĩa rồi ghi lại; "
    "số liệu đã lưu trước đó vẫn nguyên.",
    sqlite3.SQLITE_READONLY: "Tệp sổ hoặc thư mục chứa sổ chỉ cho đọc nên chưa ghi được. "
    "Mở quyền ghi rồi ghi lại.",
    sqlite3.SQLITE_IOERR: "Ổ đĩa báo lỗi khi ghi. Kiểm tra ổ đĩa, rồi mở lại chương trình; "
    "bản sao lưu nằm trong thư mục sao-luu.",
    sqlite3.SQLITE_BUSY: "Sổ đang được một chương trình khác giữ. "
    "Đóng chương trình đó rồi thử lại.",
    sqlite3.SQLITE_LOCKED: "Sổ đang được một công việc khác giữ. "
    "Chờ công việc đó xong rồi thử lại.",
    sqlite3.SQLITE_CANTOPEN: "Không mở được tệp sổ. Kiểm tra thư mục chứa sổ còn tồn tại và "
    "có quyền truy cập.",
    sqlite3.SQLITE_NOTADB: "Tệp sổ không phải là cơ sở dữ liệu hoặc đã hỏng. "
    "Khôi phục từ bản sao lưu gần nhất trong thư mục sao-luu.",
    sqlite3.SQLITE_CORRUPT: "Tệp sổ đã hỏng. Khôi phục từ bản sao lưu gần nhất trong thư mục "
    "sao-luu.",
}


@contextmanager
def machine_failures() -> Iterator[None]:
    """Raise StorageUnavailableError, in words, when the disk fails; our own failures stay ours."""
    try:
        yield
    except (sqlite3.Error, DBAPIError) as error:
        cause = error.orig if isinstance(error, DBAPIError) else error
        code = getattr(cause, "sqlite_errorcode", None)
        sentence = SENTENCES.get(code & 0xFF) if code is not None else None
        if sentence is None:
            raise
        raise StorageUnavailableError(sentence) from error


def open_engine(path: Path) -> Engine:
    """An engine on an existing book; transactions begin explicitly, so DDL rolls back too."""
    # An error goes into the log; the names and telephone numbers of a statement must not.
    engine = create_engine(URL.create("sqlite", database=str(path)), hide_parameters=True)

    @event.listens_for(engine, "connect")
    def _configure(connection: sqlite3.Connection, _: Any) -> None:
        connection.isolation_level = None  # SQLAlchemy's "begin" event below does it
        for pragma in PRAGMAS:
            connection.execute(pragma)

    @event.listens_for(engine, "begin")
    def _begin(connection: Any) -> None:
        connection.exec_driver_sql("BEGIN")

    return engine


@contextmanager
def transaction(sessions: Sessions) -> Iterator[Session]:
    """Commit on success, roll back on any exception.

    Raises StorageUnavailableError when the disk fails, StaleRecordError when the record was
    changed elsewhere.
    """
    try:
        with machine_failures(), sessions.begin() as session:
            yield session
    except StaleDataError as error:
        raise StaleRecordError(
            "Hồ sơ đã được thay đổi ở nơi khác. Nạp lại hồ sơ rồi sửa tiếp."
        ) from error


def wide_rows(
    session: Session, question: str, parameters: Sequence[object] | Mapping[str, object]
) -> list[tuple[Any, ...]]:
    """Rows straight from the driver: SQLAlchemy's care for each column costs more."""
    cursor = session.connection().connection.cursor()
    cursor.execute(question, parameters)
    return list(cursor.fetchall())


def fold_log(engine: Engine) -> None:
    """Move the write-ahead log into the one file; what cannot be moved now stays beside it."""
    with suppress(DBAPIError), engine.connect() as connection:
        connection.exec_driver_sql("COMMIT")  # a checkpoint cannot run inside a transaction
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.exec_driver_sql("BEGIN")
