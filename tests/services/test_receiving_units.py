"""Whose file it is, who it is for, and which unit of today it lands on."""

from dataclasses import replace

import pytest

from ktt_desktop.catalogue.units import LAST_THREE_LEVEL_DAY as DAY_BEFORE
from ktt_desktop.domain.records import UnitProfile
from ktt_desktop.domain.terms import UnitLevel
from ktt_desktop.services.receiving_units import Here, NotForHereError
from tests.interchange.bundles import HEADER
from tests.made_submissions import PROVINCE

DISTRICT = UnitProfile(
    code="217",
    name="Huyện Lạng Giang",
    level=UnitLevel.DISTRICT,
    parent_code="24",
    parent_name="Tỉnh Bắc Giang",
    historical=True,
)


@pytest.fixture
def here(units):
    return Here(units, PROVINCE, {})


@pytest.fixture
def district(units):
    return Here(units, DISTRICT, {})


def header(code, name="", recipient="24", recipient_name=""):
    return replace(
        HEADER,
        unit_code=code,
        unit_name=name or code,
        recipient_code=recipient,
        recipient_name=recipient_name,
    )


def refusal(act, *arguments):
    with pytest.raises(NotForHereError) as refused:
        act(*arguments)
    return str(refused.value)


def test_a_commune_of_the_province_is_its_own_unit(here):
    assert here.check("07375", header("07375")) == ()
    landing = here.landing("07375", header("07375"))
    assert (landing.lands_on, landing.why, landing.choices) == ("07375", "", ())


def test_a_file_for_another_province_names_whom_it_is_for(here):
    said = refusal(here.check, "07375", header("07375", recipient="01", recipient_name="Hà Nội"))
    assert "gửi cho Hà Nội, không phải cho Tỉnh Bắc Ninh" in said


def test_a_commune_of_another_province_is_not_below(here):
    said = refusal(here.landing, "00070", header("00070"))
    assert "thành phố Hà Nội, không thuộc Tỉnh Bắc Ninh" in said


def test_a_former_commune_with_one_successor_lands_there(here):
    landing = here.landing("07384/cu", header("07384", "Xã Quang Thịnh"))
    assert landing.lands_on == "07399"
    assert "Xã Quang Thịnh nay thuộc Xã Kép" in landing.why


def test_a_former_file_addressed_to_its_district_is_taken_with_a_note(here):
    (note,) = here.check("07384/cu", header("07384", "", "217", "Huyện Lạng Giang"))
    assert note == "Tệp ghi nơi nhận là Huyện Lạng Giang, đơn vị đến ngày 30/6/2025."


def test_a_former_commune_of_another_province_is_refused(here):
    assert "không thuộc Tỉnh Bắc Ninh" in refusal(here.landing, "00070/cu", header("00070"))


def test_a_divided_commune_waits_with_its_successors_to_choose_from(units):
    divided = next(
        unit
        for unit in units.all_of(DAY_BEFORE)
        if unit.level is UnitLevel.COMMUNE and len(unit.successors) > 1
    )
    province = units.path(units.successors(divided)[0])[-1]
    here = Here(units, replace(PROVINCE, code=province.code, name=province.name), {})
    landing = here.landing(f"{divided.code}/cu", header(divided.code))
    assert landing.lands_on == ""
    assert {key for key, _ in landing.choices} == set(divided.successors)
    assert f"chia cho {len(divided.successors)} đơn vị" in landing.why


def test_a_former_district_may_land_on_a_commune_of_it_or_stay_apart(here):
    landing = here.landing("217/cu", header("217", "Huyện Lạng Giang"))
    assert landing.lands_on == ""
    assert landing.choices[0] == ("217/cu", "Để riêng số liệu của Huyện Lạng Giang")
    assert {"07375", "07399", "07381"} <= {key for key, _ in landing.choices}


def test_a_former_province_that_became_this_one_stays_beside_it(here):
    landing = here.landing("24/cu", header("24", "Tỉnh Bắc Giang", ""))
    assert landing.lands_on == "24/cu"
    assert "Tỉnh Bắc Giang nay là Tỉnh Bắc Ninh" in landing.why


def test_an_unknown_code_waits_with_every_unit_below_to_choose_from(here):
    landing = here.landing("99999", header("99999", "Xã Lạ"))
    assert landing.lands_on == ""
    assert "không có mã 99999 (Xã Lạ)" in landing.why
    assert ("07375", "Xã Lạng Giang") in landing.choices


def test_what_was_decided_counts_before_the_list(units):
    here = Here(units, PROVINCE, {"07384/cu": "07381"})
    assert here.landing("07384/cu", header("07384")).lands_on == "07381"


def test_the_district_of_before_takes_its_communes_but_none_of_today(district):
    assert district.check("07384/cu", header("07384", recipient="217")) == ()
    assert district.landing("07384/cu", header("07384")).lands_on == "07384/cu"
    said = refusal(district.check, "07399", header("07399", "Xã Kép"))
    assert "đơn vị từ ngày 1/7/2025" in said


def test_the_unit_of_the_book_is_known_by_its_key(here, district):
    assert (here.key, district.key) == ("24", "217/cu")
    assert here.landing("24", header("24")).lands_on == "24"
    assert district.check("217/cu", header("217", recipient="24")) == ()


def test_an_officer_may_choose_only_units_below(here):
    assert here.may_land("99999", "07375")
    assert here.may_land("217/cu", "217/cu")
    assert not here.may_land("99999", "00070")
    assert not here.may_land("99999", "07384/cu")
    assert not here.may_land("99999", "")


def test_names_are_full_and_an_unknown_unit_is_its_key(here):
    assert here.name("07375") == "Xã Lạng Giang, tỉnh Bắc Ninh"
    assert here.name("99999") == "99999"
