from datetime import date, timedelta

import pytest

from ktt_desktop.domain.errors import BookInUseError, StorageUnavailableError
from ktt_desktop.domain.terms import Measure, UnitLevel
from ktt_desktop.domain.updates import UpdatePart
from ktt_desktop.interchange.update_reader import open_update
from ktt_desktop.services import opening
from ktt_desktop.services.annual_return import save_values, unit_figures
from ktt_desktop.services.book import today
from ktt_desktop.services.first_run import profile_for
from ktt_desktop.services.opening import (
    back_up_once_a_day,
    begin_book,
    close_after_work,
    data_folder_of,
    folder_of,
    last_backup,
    open_for_work,
)
from ktt_desktop.services.unit_figures import unit_subject
from ktt_desktop.services.update_store import store, stored
from ktt_desktop.services.updates import discard_update
from tests.issuing import issue, newer_catalogue


@pytest.fixture
def commune(catalogue, units):
    on = date(2026, 11, 20)
    unit = units.search("lang giang", on, UnitLevel.COMMUNE)[0]
    return profile_for(unit, units.path(unit, on)[-1], catalogue.profile_lines, on)


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
        patch.setattr(opening, "profile_in_force", broken)
        with pytest.raises(StorageUnavailableError):
            open_for_work(tmp_path, practice=False)

    open_for_work(tmp_path, practice=False).book.close()


def put_catalogue(home, tmp_path):
    tmp_path.mkdir(exist_ok=True)
    file = issue(tmp_path / "a", newer_catalogue(tmp_path / "catalogue"), UpdatePart.CATALOGUE)
    store(home, open_update(file))


def test_a_book_opened_with_an_installed_catalogue_gets_its_new_columns(tmp_path, commune):
    opened = open_for_work(tmp_path / "data", practice=False)
    begin_book(opened.book, commune)
    opened.book.close()
    put_catalogue(tmp_path / "data", tmp_path)

    again = open_for_work(tmp_path / "data", practice=False)
    save_values(again.book, unit_subject(commune), 2026, Measure.PLAN, {"A77": 5})
    figures = unit_figures(again.book, commune, [(2026, Measure.PLAN)])["", 2026, Measure.PLAN]
    again.book.close()

    assert again.warning == ""
    assert figures.figures["A77"].value == 5


def test_the_practice_book_uses_what_is_installed_for_the_unit_s_own(tmp_path):
    put_catalogue(tmp_path / "data", tmp_path)
    opened = open_for_work(tmp_path / "data", practice=True)
    opened.book.close()

    assert "A77" in opened.book.catalogue.edition.indicators
    assert data_folder_of(opened.book, practice=True) == tmp_path / "data"


def test_figures_of_a_code_outlive_the_way_back_to_an_older_catalogue(tmp_path, commune):
    home = tmp_path / "data"
    put_catalogue(home, tmp_path)
    book = open_for_work(home, practice=False).book
    begin_book(book, commune)
    save_values(book, unit_subject(commune), 2026, Measure.PLAN, {"A77": 5, "A1": 7})
    book.close()
    discard_update(home, UpdatePart.CATALOGUE)

    older = open_for_work(home, practice=False).book
    figures = unit_figures(older, commune, [(2026, Measure.PLAN)])["", 2026, Measure.PLAN].figures
    older.close()
    assert figures["A1"].value == 7
    assert "A77" not in figures

    put_catalogue(home, tmp_path / "again")
    again = open_for_work(home, practice=False).book
    figures = unit_figures(again, commune, [(2026, Measure.PLAN)])["", 2026, Measure.PLAN].figures
    again.close()
    assert figures["A77"].value == 5


def test_a_damaged_update_is_told_at_the_first_opening_only(tmp_path):
    put_catalogue(tmp_path / "data", tmp_path)
    (folder,) = stored(tmp_path / "data", UpdatePart.CATALOGUE)
    (folder / "data" / "version.toml").write_bytes(b"")

    first = open_for_work(tmp_path / "data", practice=False)
    first.book.close()
    second = open_for_work(tmp_path / "data", practice=False)
    second.book.close()

    assert "version.toml" in first.warning
    assert second.warning == ""
