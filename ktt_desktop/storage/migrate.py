"""Bring a book to this program's structure; Alembic is imported only when there is work."""

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from datetime import datetime
from pathlib import Path

from ktt_desktop import __version__
from ktt_desktop.domain.errors import NewerBookError, StorageUnavailableError
from ktt_desktop.storage.backup import make_backup
from ktt_desktop.storage.search_index import prepare_search
from ktt_desktop.storage.session import machine_failures, open_engine

SCHEMA_VERSION = 7  # PRAGMA user_version of the newest revision
APPLICATION_ID = 0x4B545454  # "KTTT"
MIGRATIONS = Path(__file__).parent / "migrations"


def prepare(book: Path, backup_folder: Path, now: datetime, columns: Iterable[str]) -> None:
    """Create, upgrade or simply accept the book, then add the catalogue's indicator columns
    and the search index.

    A book that is about to be upgraded is copied to `backup_folder` first. Raises NewerBookError
    for a book of a later program and StorageUnavailableError when the disk refuses or the file
    belongs to another program.
    """
    with machine_failures():
        version = book_version(book)
        if version > SCHEMA_VERSION:
            raise NewerBookError(_newer(book, version))
        if 0 < version < SCHEMA_VERSION:
            make_backup(book, backup_folder, now, "truoc-nang-cap")
        if version < SCHEMA_VERSION:
            upgrade(book)
        add_indicator_columns(book, columns)
        prepare_search(book)


def book_version(book: Path) -> int:
    """PRAGMA user_version; 0 for a book that does not exist yet or has nothing in it.

    Raises StorageUnavailableError for the database of another program, which is left alone.
    """
    if not book.exists():
        return 0
    with closing(sqlite3.connect(book)) as connection:
        tables, application, version = (
            int(connection.execute(question).fetchone()[0])
            for question in (
                "SELECT count(*) FROM sqlite_master",
                "PRAGMA application_id",
                "PRAGMA user_version",
            )
        )
    if tables and application != APPLICATION_ID:
        raise StorageUnavailableError(
            f"Tệp {book.name} là cơ sở dữ liệu của chương trình khác, không phải Sổ KTTT. "
            f"Chuyển tệp đó khỏi thư mục {book.parent} rồi mở lại; tệp vẫn nguyên vẹn."
        )
    return version if tables else 0


def _newer(book: Path, version: int) -> str:
    with closing(sqlite3.connect(book)) as connection:
        row = connection.execute("SELECT value FROM setting WHERE name = 'app_version'").fetchone()
    made_by = row[0] if row else "mới hơn"
    return (
        f"Sổ này thuộc phiên bản {made_by} (cấu trúc {version}), mới hơn chương trình đang chạy: "
        f"phiên bản {__version__} (cấu trúc {SCHEMA_VERSION}). "
        "Cài bản mới của chương trình từ đĩa hoặc USB rồi mở lại; sổ vẫn nguyên vẹn."
    )


def upgrade(book: Path, revision: str = "head") -> None:
    """Run the migrations in one transaction, foreign keys off while tables are rebuilt."""
    from alembic import command
    from alembic.config import Config

    engine = open_engine(book)
    try:
        with engine.connect() as connection:
            # Through the driver: in the transaction SQLAlchemy begins, the pragma does nothing.
            connection.connection.cursor().execute("PRAGMA foreign_keys = OFF")
            connection.begin()
            config = Config()
            config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
            config.attributes["connection"] = connection
            command.upgrade(config, revision)
            connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.exec_driver_sql(f"PRAGMA user_version = {SCHEMA_VERSION}")
            connection.exec_driver_sql(
                "INSERT INTO setting (name, value) VALUES ('app_version', ?) "
                "ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                (__version__,),
            )
            broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
            if broken:
                raise RuntimeError(f"migration broke references: {broken[:5]}")
            connection.commit()
    finally:
        engine.dispose()


def add_indicator_columns(book: Path, columns: Iterable[str]) -> None:
    """Widen annual_return by the catalogue's new codes, all or none; never narrows it."""
    with closing(sqlite3.connect(book, isolation_level=None)) as connection:
        known = {row[1] for row in connection.execute("PRAGMA table_info(annual_return)")}
        missing = [column for column in columns if column not in known]
        if not missing:
            return
        connection.execute("BEGIN")  # closing without COMMIT rolls back
        for column in missing:
            connection.execute(f"ALTER TABLE annual_return ADD COLUMN {column} INTEGER")
        connection.execute("COMMIT")
