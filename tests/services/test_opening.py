import re
import shutil
from datetime import date, timedelta

import pytest

from ktt_desktop.domain.errors import BookInUseError, StorageUnavailableError
from ktt_desktop.domain.terms import UnitLevel
from ktt_desktop.runtime.paths import resources
from ktt_desktop.services import opening
from ktt_desktop.services.book import today
from ktt_desktop.services.first_run import profile_for
from ktt_desktop.services.opening import (
    UNITS_FOLDER,
    back_up_once_a_day,
    begin_book,
    close_after_work,
    folder_of,
    last_backup,
    open_for_work,
)


@pytest.fixture
def commune(units):
    on = date(2026, 11, 20)
    unit = units.search("lang giang", on, UnitLevel.COMMUNE)[0]
    return profile_for(unit, units.path(unit, on)[-1])


def test_a_new_book_asks_whose_it_is_and_remembers_the_answer(tmp_path, commune):
    opened = open_for_work(tmp_path, practice=False)
    assert opened.profile is None
    begun = begin_book(opened.book, commune)
    opened.book.close()

    again = open_for_work(tmp_path, practice=False)
    again.book.close()

    assert again.profile == commune
    assert again.period == begun.period


def test_the_practice_book_is_filled_and_apart_from_the_unit_s_own(tmp_path):
    own = open_for_work(tmp_path, practice=False)
    practice = open_for_work(tmp_path, practice=True)
    own.book.close()
    practice.book.close()

    assert own.profile is None
    assert practice.profile.practice
    assert practice.period.label == "Kế hoạch năm 2023"
    assert practice.book.path.parent == folder_of(tmp_path, practice=True)
    assert own.book.path.parent == tmp_path


def test_the_practice_book_is_filled_once(tmp_path):
    open_for_work(tmp_path, practice=True).book.close()

    again = open_for_work(tmp_path, practice=True)
    again.book.close()

    assert again.profile.name == "Huyện Lạng Giang"


def test_a_book_in_work_is_copied_once_a_day(tmp_path, commune):
    opened = open_for_work(tmp_path, practice=False)
    assert last_backup(opened.book) is None  # nothing to keep in an empty book
    begin_book(opened.book, commune)
    opened.book.close()
    book = open_for_work(tmp_path, practice=False).book

    back_up_once_a_day(book, today())
    assert len(list(book.backup_folder.iterdir())) == 1
    assert last_backup(book).date() == today()
    back_up_once_a_day(book, today() + timedelta(days=1))
    book.close()

    names = [path.name for path in book.backup_folder.iterdir()]
    assert all(name.endswith("hang-ngay.sqlite") for name in names)


def test_a_second_window_on_the_same_book_is_refused(tmp_path):
    book = open_for_work(tmp_path, practice=False).book

    with pytest.raises(BookInUseError):
        open_for_work(tmp_path, practice=False)
    book.close()


def test_closing_leaves_a_copy_and_lets_the_book_go(tmp_path, commune):
    opened = open_for_work(tmp_path, practice=False)
    begin_book(opened.book, commune)

    close_after_work(opened.book)

    assert [path.name[-14:] for path in opened.book.backup_folder.iterdir()] == ["dong-so.sqlite"]
    open_for_work(tmp_path, practice=False).book.close()


def test_a_copy_that_fails_does_not_keep_the_book_open(tmp_path, monkeypatch):
    book = open_for_work(tmp_path, practice=False).book

    def full(*_):
        raise StorageUnavailableError("Ổ đĩa đầy.")

    monkeypatch.setattr(opening, "back_up", full)
    with pytest.raises(StorageUnavailableError):
        close_after_work(book)

    open_for_work(tmp_path, practice=False).book.close()


def test_a_failure_after_the_lock_frees_the_book_again(tmp_path, monkeypatch):
    def broken(_):
        raise StorageUnavailableError("Không đọc được.")

    with monkeypatch.context() as patch:
        patch.setattr(opening, "load_profile", broken)
        with pytest.raises(StorageUnavailableError):
            open_for_work(tmp_path, practice=False)

    open_for_work(tmp_path, practice=False).book.close()


def test_a_newer_list_of_units_in_the_data_folder_is_used(tmp_path):
    folder = tmp_path / UNITS_FOLDER
    shutil.copytree(resources() / "units", folder)
    described = folder / "units.toml"
    text = described.read_text(encoding="utf-8")
    newer = re.sub(r'edition = "[^"]+"', 'edition = "2099-01-01"', text, count=1)
    described.write_text(newer, encoding="utf-8")

    opened = open_for_work(tmp_path, practice=False)
    opened.book.close()

    assert opened.book.units.edition == "2099-01-01"
