from dataclasses import replace
from datetime import date

from ktt_desktop.catalogue.units import LAST_THREE_LEVEL_DAY, TWO_LEVEL_FROM
from ktt_desktop.services import places
from ktt_desktop.services.places import commune_name, unit_day


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
