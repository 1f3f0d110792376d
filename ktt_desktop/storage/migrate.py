"""Bring a book to this program's structure; Alembic is imported only when there is work."""

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from datetime import datetime
from pathlib import Path

from ktt_desktop import __version__
from ktt_desktop.domain.errors import NewerBookError
from ktt_desktop.storage.backup import make_backup
from ktt_desktop.storage.session import open_engine, sqlite_failure

SCHEMA_VERSION = 1  # PRAGMA user_version of the newest revision
APPLICATION_ID = 0x4B545454  # "KTTT"


def prepare(book: Path, backup_folder: Path, now: datetime, columns: Iterable[str]) -> None:
    """Create, upgrade or simply accept the book, then add the catalogue's indicator columns.

    A book that is about to be changed is copied to `backup_folder` first. Raises NewerBookError
    for a book of a later program and StorageUnavailableError when the disk refuses.
    """
    try:
        existed, version = book.exists(), book_version(book)
        if version > SCHEMA_VERSION:
            raise NewerBookError(_newer(book, version))
        if existed and version < SCHEMA_VERSION:
            make_backup(book, backup_folder, now, "truoc-nang-cap")
        if version < SCHEMA_VERSION:
            upgrade(book)
        add_indicator_columns(book, columns)
    except sqlite3.Error as error:
        raise sqlite_failure(error) or error from error


def book_version(book: Path) -> int:
    """PRAGMA user_version; 0 for a book that does not exist yet."""
    if not book.exists():
        return 0
    with closing(sqlite3.connect(book)) as connection:
        return int(connection.execute("PRAGMA user_version").fetchone()[0])


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
            connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
            config = Config()
            config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
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
    """Widen annual_return by the catalogue's new codes; never narrows it."""
    with closing(sqlite3.connect(book)) as connection:
        known = {row[1] for row in connection.execute("PRAGMA table_info(annual_return)")}
        with connection:
            for column in columns:
                if column not in known:
                    connection.execute(f"ALTER TABLE annual_return ADD COLUMN {column} INTEGER")
