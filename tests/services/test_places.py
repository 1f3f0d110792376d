from dataclasses import replace
from datetime import date

from ktt_desktop.catalogue.units import LAST_THREE_LEVEL_DAY, TWO_LEVEL_FROM
from ktt_desktop.services import places
from ktt_desktop.services.places import commune_name, former_name, kept_names, unit_day
from ktt_desktop.services.settings import save_profile


def test_a_unit_of_the_three_level_time_keeps_its_names(practice, units):
    _, profile, _ = practice

    assert unit_day(profile) == LAST_THREE_LEVEL_DAY
    assert commune_name(units, profile, "07375") == "Thị trấn Vôi"


def test_a_unit_of_today_uses_today_s_names(desk, units):
    assert unit_day(desk.profile) >= TWO_LEVEL_FROM
    assert commune_name(units, desk.profile, "07375") == "Xã Lạng Giang"


def test_a_clock_set_too_early_does_not_lead_back_to_the_districts(desk, monkeypatch):
    monkeypatch.setattr(places, "today", lambda: date(2020, 1, 1))

    assert unit_day(desk.profile) == TWO_LEVEL_FROM
    assert unit_day(replace(desk.profile, historical=True)) == LAST_THREE_LEVEL_DAY


def test_a_code_no_list_has_is_shown_as_it_is(desk, units):
    assert commune_name(units, desk.profile, "99999") == "99999"
    assert commune_name(units, desk.profile, "") == ""


def test_the_book_keeps_the_names_of_its_unit_of_those_above_and_below(practice, units):
    book, _, _ = practice
    kept = kept_names(book)

    assert kept["217"] == "Huyện Lạng Giang"
    assert kept["24"] == "Tỉnh Bắc Giang"
    assert kept["07375"] == "Thị trấn Vôi"
    assert len(kept) == 2 + len(units.children("217", LAST_THREE_LEVEL_DAY))


def test_a_name_a_later_list_has_no_more_is_told_from_the_book(practice, units):
    _, profile, _ = practice

    assert commune_name(units, profile, "gone", {"gone": "Xã Mỹ Hà"}) == "Xã Mỹ Hà"


def test_another_unit_in_the_profile_brings_its_own_units(desk):
    other = replace(desk.profile, code="00004", name="Phường Ba Đình")
    save_profile(desk.book, other)

    assert kept_names(desk.book) == {"00004": "Phường Ba Đình", "01": "Thành phố Hà Nội"}


def test_an_old_commune_is_named_with_its_district_whatever_the_book(units):
    assert former_name(units, "07375") == "Thị trấn Vôi, huyện Lạng Giang"
    assert former_name(units, "99999") == "99999"
