from dataclasses import replace
from datetime import date

from ktt_desktop.domain.period import ReportingPeriod
from ktt_desktop.services.book import open_book
from ktt_desktop.services.settings import (
    install_id,
    load_period,
    load_profile,
    save_period,
    save_profile,
)


def test_a_new_book_belongs_to_nobody_yet(empty_book):
    assert load_profile(empty_book) is None
    assert load_period(empty_book) is None


def test_the_profile_comes_back_as_it_was_saved(desk):
    for profile in (
        desk.profile,
        replace(desk.profile, signed_on=date(2024, 2, 5), list_complete=False, practice=True),
    ):
        assert save_profile(desk.book, profile).settings
        assert load_profile(desk.book) == profile


def test_every_kind_of_period_comes_back(empty_book):
    for code in ("KH2023", "6T2022", "N2022", "UOC2022"):
        save_period(empty_book, ReportingPeriod.parse(code))
        assert load_period(empty_book) == ReportingPeriod.parse(code)


def test_settings_outlive_the_program(tmp_path, catalogue, units, desk):
    folder = tmp_path / "khác"
    book = open_book(folder, catalogue, units)
    save_profile(book, desk.profile)
    name = install_id(book)
    book.close()

    again = open_book(folder, catalogue, units)
    found = load_profile(again), install_id(again)
    again.close()
    assert found == (desk.profile, name)


def test_an_installation_has_one_name_and_two_have_two(tmp_path, catalogue, units, empty_book):
    other = open_book(tmp_path / "khác", catalogue, units)
    theirs = install_id(other)
    other.close()

    assert install_id(empty_book) == install_id(empty_book)
    assert install_id(empty_book) != theirs
