"""The open book: lock, backup, migration, catalogue and the sessions every use case takes."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from filelock import BaseFileLock

from ktt_desktop.catalogue.edition import Catalogue
from ktt_desktop.catalogue.units import Units
from ktt_desktop.domain.errors import StorageUnavailableError
from ktt_desktop.storage.annual_returns import AnnualReturns
from ktt_desktop.storage.backup import make_backup
from ktt_desktop.storage.lock import lock_book
from ktt_desktop.storage.migrate import prepare
from ktt_desktop.storage.session import Sessions, fold_log, open_engine

BOOK_FILE = "so-kttt.sqlite"
BACKUP_FOLDER = "sao-luu"


@dataclass(frozen=True, slots=True)
class Book:
    """Sổ đang mở: everything a use case needs; closed once, at the end of the program."""

    path: Path
    sessions: Sessions
    catalogue: Catalogue
    units: Units
    returns: AnnualReturns
    lock: BaseFileLock

    @property
    def backup_folder(self) -> Path:
        """Where the copies of this book lie."""
        return self.path.parent / BACKUP_FOLDER

    @property
    def members_column(self) -> str:
        """The column behind "Thành viên" in the register list."""
        return self.catalogue.edition.indicators[self.catalogue.edition.members_indicator].column

    def close(self) -> None:
        """Fold the write-ahead log into the one file and let the book go."""
        engine = self.sessions.kw["bind"]
        try:
            fold_log(engine)
            engine.dispose()
        finally:
            self.lock.release()


def open_book(folder: Path, catalogue: Catalogue, units: Units) -> Book:
    """Open the book of a folder, creating or upgrading it (backup first).

    Raises BookInUseError, NewerBookError, StorageUnavailableError.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = lock_book(folder)
    except OSError as error:
        raise StorageUnavailableError(
            f"Không mở được thư mục {folder}. Kiểm tra thư mục còn tồn tại và có quyền ghi."
        ) from error
    path = folder / BOOK_FILE
    columns = {each.code: each.column for each in catalogue.edition.indicators.values()}
    try:
        prepare(path, folder / BACKUP_FOLDER, datetime.now(), columns.values())  # noqa: DTZ005
    except BaseException:
        lock.release()
        raise
    sessions = Sessions(open_engine(path), expire_on_commit=False)
    return Book(path, sessions, catalogue, units, AnnualReturns(columns), lock)


def back_up(book: Book, reason: str) -> Path:
    """Make a checked copy of the open book now; `reason` is a short ASCII word."""
    return make_backup(book.path, book.backup_folder, datetime.now(), reason)  # noqa: DTZ005


def now() -> datetime:
    """The moment, with its zone; the services' only clock."""
    return datetime.now(UTC)


def today() -> date:
    """The day where the program runs."""
    return datetime.now().astimezone().date()
