import pytest

from ktt_desktop.domain.dates import PartialDate
from ktt_desktop.domain.errors import KttError
from ktt_desktop.domain.register_list import RegisterQuery
from ktt_desktop.domain.terms import Measure
from ktt_desktop.services.annual_return import load_return, unit_figures
from ktt_desktop.services.practice import fill_practice_book
from ktt_desktop.services.register_list import organisation_ids, organisation_rows, register_summary
from ktt_desktop.services.settings import load_period, load_profile, save_profile
from ktt_desktop.services.support import grants
from ktt_desktop.services.unit_figures import unit_subject


def test_the_book_remembers_whose_it_is_and_the_period(practice):
    book, profile, period = practice

    assert load_profile(book) == profile
    assert load_period(book) == period
    assert (profile.practice, profile.historical, profile.list_complete) == (True, True, False)


def test_the_figures_are_those_of_the_plan(practice):
    book, profile, period = practice
    found = unit_figures(book, profile, [period.main, (2021, Measure.ACTUAL)])
    now, before = found["", *period.main].figures, found["", 2021, Measure.ACTUAL].figures

    assert [now[code].value for code in ("A1", "A1.1", "A1.2", "A2", "A3", "C1")] == [
        *(64, 62, 2, 3779, 812, 9),
    ]
    assert before["C1"].value == 60
    assert now["A1"].reason.startswith("Theo Kế hoạch 126/KH-UBND")
    assert found["", *period.main].as_of == PartialDate(2022, 8)


def test_what_the_plan_does_not_state_stays_blank(practice):
    book, profile, period = practice
    record = load_return(book, unit_subject(profile), *period.main)

    assert record.values["A1.3"] is None
    assert record.values["A8"] is None


def test_the_small_sectors_are_worked_out_from_their_organisations(practice):
    book, profile, period = practice
    figures = unit_figures(book, profile, [period.main])["CN", *period.main].figures

    assert (figures["S2"].value, figures["S2"].known, figures["S2"].total) == (39, 2, 2)


def test_twelve_organisations_and_three_grants_are_named(practice):
    book, _, _ = practice
    query = RegisterQuery(text="cho my ha")
    (row,) = organisation_rows(book, organisation_ids(book, query), query)

    assert register_summary(book, RegisterQuery()).total == 12
    assert (row.members, row.charter_capital) == (7, 7_000_000)
    assert [each.draft.measure_code for each in grants(book, 2022)] == ["H4", "H7", "H9"]
    assert [each.total for each in grants(book, 2022)] == [None, None, None]


def test_a_used_book_is_refused_and_left_alone(practice):
    book, _, _ = practice
    with pytest.raises(KttError, match="đã có dữ liệu"):
        fill_practice_book(book)
    assert register_summary(book, RegisterQuery()).total == 12


def test_the_book_of_a_real_unit_is_never_filled_with_practice_data(desk):
    save_profile(desk.book, desk.profile)

    with pytest.raises(KttError, match="không thể dùng làm sổ thực hành"):
        fill_practice_book(desk.book)
    assert register_summary(desk.book, RegisterQuery()).total == 0
