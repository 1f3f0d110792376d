"""The open book: lock, backup, migration, catalogue and the sessions every use case takes."""

import json
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

from filelock import BaseFileLock

from ktt_desktop.catalogue.edition import Catalogue, Edition
from ktt_desktop.catalogue.edition_changes import from_entry, merged
from ktt_desktop.catalogue.units import Units
from ktt_desktop.domain.errors import StorageUnavailableError
from ktt_desktop.domain.size_classes import SizeRules, filled, thresholds_from
from ktt_desktop.models.document import Setting
from ktt_desktop.storage.annual_returns import AnnualReturns
from ktt_desktop.storage.backup import make_backup
from ktt_desktop.storage.lock import lock_book
from ktt_desktop.storage.migrate import add_indicator_columns, prepare
from ktt_desktop.storage.session import Sessions, fold_log, open_engine, transaction
from ktt_desktop.storage.shipped_programmes import add_shipped_programmes

BOOK_FILE = "so-kttt.sqlite"
BACKUP_FOLDER = "sao-luu"
EDITION = "edition"  # the setting with what the unit changed of its edition
SIZE_THRESHOLDS = "size_thresholds"  # the setting with the thresholds the unit filled in


@dataclass(frozen=True, slots=True)
class Book:
    """Sổ đang mở: everything a use case needs; closed once, at the end of the program.

    The catalogue holds the edition as this unit uses it; `shipped` is the edition before that.
    """

    path: Path
    sessions: Sessions
    catalogue: Catalogue
    shipped: Edition
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
    try:
        columns = _columns(catalogue.edition).values()
        prepare(path, folder / BACKUP_FOLDER, datetime.now(), columns)  # noqa: DTZ005
        sessions = Sessions(open_engine(path), expire_on_commit=False)
        used = replace(
            catalogue,
            edition=_as_used(sessions, catalogue.edition),
            size_rules=_sizes_as_used(sessions, catalogue.size_rules),
        )
        columns_of_used = _columns(used.edition)
        add_indicator_columns(path, columns_of_used.values())
        with transaction(sessions) as session:
            add_shipped_programmes(session, used.programmes, now())
    except BaseException:
        lock.release()
        raise
    returns = AnnualReturns(columns_of_used)
    return Book(path, sessions, used, catalogue.edition, units, returns, lock)


def _columns(edition: Edition) -> dict[str, str]:
    return {each.code: each.column for each in edition.indicators.values()}


def _as_used(sessions: Sessions, edition: Edition) -> Edition:
    """The edition with what this book's unit changed of it."""
    with transaction(sessions) as session:
        found = session.get(Setting, EDITION)
    return edition if found is None else merged(edition, from_entry(json.loads(found.value)))


def _sizes_as_used(sessions: Sessions, rules: SizeRules) -> SizeRules:
    """The thresholds of size with those this book's unit filled in."""
    with transaction(sessions) as session:
        found = session.get(Setting, SIZE_THRESHOLDS)
    return rules if found is None else filled(rules, thresholds_from(json.loads(found.value)))


def back_up(book: Book, reason: str) -> Path:
    """Make a checked copy of the open book now; `reason` is a short ASCII word."""
    return make_backup(book.path, book.backup_folder, datetime.now(), reason)  # noqa: DTZ005


def now() -> datetime:
    """The moment, with its zone; the services' only clock."""
    return datetime.now(UTC)


def today() -> date:
    """The day where the program runs."""
    return datetime.now().astimezone().date()
