"""Open the book for a day's work and close it after: practice data, copies, profile, period."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from ktt_desktop.domain.period import ReportingPeriod
from ktt_desktop.domain.records import UnitProfile
from ktt_desktop.services.book import Book, back_up, open_book, today
from ktt_desktop.services.first_run import first_period
from ktt_desktop.services.in_use import choose, untold
from ktt_desktop.services.moved import moved_away
from ktt_desktop.services.practice import fill_practice_book
from ktt_desktop.services.receiving_quarantine import tidy_up
from ktt_desktop.services.settings import (
    load_period,
    load_profile,
    save_period,
)
from ktt_desktop.services.unit_particulars import begin_unit, profile_in_force
from ktt_desktop.storage.backup import backup_time, backups

PRACTICE_FOLDER = "thuc-hanh"


@dataclass(frozen=True, slots=True)
class Opened:
    """Sổ vừa mở; `profile` is None until the first-run dialog was answered.

    `warning` is told once: an installed update that could not be used; `moved` at every opening:
    the work goes on with a copy on another machine.
    """

    book: Book
    profile: UnitProfile | None
    period: ReportingPeriod
    warning: str = ""
    moved: str = ""


def folder_of(data_folder: Path, *, practice: bool) -> Path:
    """The practice book has a folder of its own: its figures never mix with real ones."""
    return data_folder / PRACTICE_FOLDER if practice else data_folder


def data_folder_of(book: Book, *, practice: bool) -> Path:
    """The data folder an open book belongs to."""
    return book.path.parent.parent if practice else book.path.parent


def open_for_work(data_folder: Path, *, practice: bool) -> Opened:
    """Open the unit's book or the practice book, filled when it is new; copied once a day.

    Raises BookInUseError, NewerBookError, StorageUnavailableError.
    """
    folder = folder_of(data_folder, practice=practice)
    used = choose(data_folder)
    book = open_book(folder, used.catalogue.content, used.units.content)
    try:
        tidy_up(book)
        if practice and load_profile(book) is None:
            book = _emptied(book)  # a filling that was cut off begins anew
            fill_practice_book(book)
        profile = profile_in_force(book)
        if profile is not None:
            back_up_once_a_day(book, today())
        period = load_period(book) or first_period(profile, today())
        moved = moved_away(book)
    except BaseException:
        book.close()
        raise
    warning = untold(data_folder, used.problems)
    return Opened(book, profile, period, warning, "" if moved is None else moved.sentence)


def _emptied(book: Book) -> Book:
    """The same practice book with nothing in it."""
    book.close()
    book.path.unlink()
    shipped = replace(book.catalogue, edition=book.shipped)
    return open_book(book.path.parent, shipped, book.units)


def begin_book(book: Book, profile: UnitProfile) -> Opened:
    """Write the answer of the first-run dialog into a new book."""
    period = first_period(profile, today())
    profile = begin_unit(book, profile)
    save_period(book, period)
    return Opened(book, profile, period)


def close_after_work(book: Book) -> None:
    """Copy the book, then close it in any case; raises StorageUnavailableError."""
    try:
        back_up(book, "dong-so")
    finally:
        book.close()


def back_up_once_a_day(book: Book, on: date) -> None:
    """Make the copy of the day unless the day already has one."""
    last = last_backup(book)
    if last is None or last.date() < on:
        back_up(book, "hang-ngay")


def last_backup(book: Book) -> datetime | None:
    """When the newest copy was made, local time; None before the first."""
    found = backups(book.backup_folder)
    return backup_time(found[0]) if found else None
