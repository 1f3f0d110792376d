from datetime import date

import pytest

from ktt_desktop.catalogue.units import TWO_LEVEL_FROM
from ktt_desktop.domain.period import ReportingPeriod
from ktt_desktop.domain.terms import PeriodKind, UnitLevel
from ktt_desktop.services.first_run import first_period, profile_for

TODAY, BEFORE = date(2026, 11, 20), date(2024, 1, 1)


@pytest.fixture
def profile_of(catalogue, units):
    def find(name, on):
        unit = next(each for each in units.search(name, on, limit=50) if each.name == name)
        return profile_for(unit, units.path(unit, on)[-1], catalogue.profile_lines, TODAY)

    return find


def test_a_commune_prints_its_committee_in_two_lines(profile_of):
    profile = profile_of("Xã Lạng Giang", TODAY)

    assert profile.issuer == ("ỦY BAN NHÂN DÂN", "XÃ LẠNG GIANG")
    assert profile.authority == ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")
    assert (profile.place, profile.symbol) == ("Lạng Giang", "KH-UBND")
    assert profile.recipients == (
        "Sở Tài chính",
        "Liên minh HTX tỉnh",
        "Chủ tịch, các PCT UBND xã",
        "Lưu: VT",
    )
    assert (profile.level, profile.parent_name) == (UnitLevel.COMMUNE, "Tỉnh Bắc Ninh")
    assert not profile.historical
    assert not profile.practice


def test_a_district_belongs_to_the_time_before_july_2025(profile_of):
    profile = profile_of("Huyện Lạng Giang", BEFORE)

    assert profile.historical
    assert (profile.level, profile.parent_name) == (UnitLevel.DISTRICT, "Tỉnh Bắc Giang")
    assert profile.recipients[0] == "Sở Kế hoạch và Đầu tư"
    assert profile.recipients[2] == "Chủ tịch, các PCT UBND huyện"


def test_a_province_writes_to_the_ministry_in_its_own_name(catalogue, units):
    province = next(each for each in units.provinces(TODAY) if each.code == "24")
    profile = profile_for(province, province, catalogue.profile_lines, TODAY)

    assert (profile.level, profile.historical) == (UnitLevel.PROVINCE, False)
    assert (profile.parent_code, profile.parent_name) == ("", "Bộ Tài chính")
    assert profile.issuer == ("ỦY BAN NHÂN DÂN", "TỈNH BẮC NINH")
    assert profile.recipients[0] == "Bộ Tài chính"
    assert profile.symbol == "KH-UBND"


def test_a_ward_of_a_city_says_ward_and_city(profile_of):
    profile = profile_of("Phường Hoàn Kiếm", TODAY)

    assert profile.recipients[1:3] == ("Liên minh HTX thành phố", "Chủ tịch, các PCT UBND phường")
    assert profile.place == "Hoàn Kiếm"


@pytest.mark.parametrize("on", [TODAY, BEFORE])
def test_every_unit_of_the_country_gets_a_printable_profile(catalogue, units, on):
    level = UnitLevel.COMMUNE if on >= TWO_LEVEL_FROM else UnitLevel.DISTRICT
    seen = 0
    for province in units.provinces(on):
        for unit in units.children(province, on):
            profile = profile_for(unit, province, catalogue.profile_lines, TODAY)
            assert profile.level is level
            assert profile.place
            assert profile.issuer[1] == unit.name.upper()
            assert profile.recipients[2].split()[-1] in unit.running_name
            seen += 1
    assert seen > 600


def test_work_begins_with_the_plan_of_next_year(profile_of):
    commune = profile_of("Xã Lạng Giang", TODAY)

    assert first_period(commune, TODAY) == ReportingPeriod(2026, PeriodKind.PLAN)
    assert first_period(None, TODAY).label == "Kế hoạch năm 2027"


def test_a_district_begins_with_the_last_plan_it_drew_up(profile_of):
    district = profile_of("Huyện Lạng Giang", BEFORE)

    assert first_period(district, TODAY).label == "Kế hoạch năm 2025"
