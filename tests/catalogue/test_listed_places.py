"""Communes as lists write them."""

from datetime import date

import pytest

from ktt_desktop.catalogue.listed_places import Around, ListedPlaces, bare
from tests.lists import units

LANG_GIANG = Around("lang giang", "bac giang")


@pytest.fixture(scope="module")
def places():
    return ListedPlaces(units(), LANG_GIANG, date(2022, 8, 15))


@pytest.mark.parametrize("written", ["Xã Hương Sơn", "Hương Sơn", "X. Hương Sơn", "huong son"])
def test_a_commune_is_known_however_it_is_written(places, written):
    found = places.commune(written)
    assert (found.name, found.doubt) == ("Xã Hương Sơn", "")
    assert [each.code for each in found.now] == ["07399"]


def test_other_marks_are_proposed_other_letters_only_named(places):
    assert places.commune("Hương Lac").doubt == "viết khác danh mục; có phải Xã Hương Lạc?"
    misspelt = places.commune("Hưong Lạcc")
    assert (misspelt.name, misspelt.now) == ("Hưong Lạcc", ())
    assert "Xã Hương Lạc" in misspelt.doubt


def test_a_commune_of_another_district_is_not_guessed(places):
    assert places.commune("Ba Cung").now == ()


def test_a_name_of_many_places_is_asked_where_nothing_tells_which():
    found = ListedPlaces(units(), Around(), date(2022, 1, 1)).commune("Tân Hưng")
    assert found.now == ()
    assert "có nhiều xã tên này" in found.doubt


def test_the_commune_of_an_address(places):
    address = "Thôn 3, xã Hương Sơn, huyện Lạng Giang, tỉnh Bắc Giang"
    assert places.in_address(address).name == "Xã Hương Sơn"
    assert places.in_address("Thôn 3 - Hương Sơn").name == "Xã Hương Sơn"
    assert places.in_address("số 5 đường Trần Phú") is None


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("Số 5 đường Hùng Vương, phường Chi Lăng, TP Lạng Sơn", "05983"),
        ("Phường Chi Lăng TP. Lạng Sơn", "05983"),
        ("Phường Chi Lăng thành phố Lạng Sơn", "05983"),
        ("phường Chi Lăng, Lạng Sơn", "05983"),
        ("Đồng Mỏ, Chi Lăng, Lạng Sơn", "06463"),
        ("TT Ba Tơ, Ba Tơ, Quảng Ngãi", "21484"),
        ("phường 5, quận 3, TP.HCM", "27154"),
        ("Phường 1, thị xã Quảng Trị, tỉnh Quảng Trị", "19360"),
    ],
)
def test_the_rest_of_an_address_tells_which_commune_it_is(address, code):
    nowhere = ListedPlaces(units(), Around(), date(2023, 1, 1))
    assert [each.code for each in nowhere.in_address(address).now] == [code]


def test_a_commune_outside_of_the_places_of_its_address_is_not_taken():
    nowhere = ListedPlaces(units(), Around(), date(2023, 1, 1))
    assert nowhere.in_address("xã Ba Cung, Hữu Lũng, Lạng Sơn").now == ()
    assert nowhere.in_address("xã Ba Cung, TP Lạng Sơn").now == ()


def test_a_district_of_long_ago_leaves_its_province():
    nowhere = ListedPlaces(units(), Around(), date(2021, 1, 1))
    found = nowhere.in_address("xã Tiến Dũng, huyện Yên Dũng, tỉnh Bắc Giang")
    assert [each.code for each in found.now] == ["07738"]


def test_a_commune_whose_district_changed_is_asked(places):
    luc_ngan = ListedPlaces(units(), Around("luc ngan", "bac giang"), date(2021, 1, 1))
    assert "có phải Phường Hồng Giang, thị xã Chũ" in luc_ngan.commune("Xã Hồng Giang").doubt


def test_the_province_at_the_end_of_an_address_is_no_commune():
    nowhere = ListedPlaces(units(), Around(), date(2023, 1, 1))
    assert nowhere.in_address("Thôn Làng Đăng, Chi Lăng, Lạng Sơn") is None


def test_an_address_in_another_province_is_not_looked_for_in_the_district_of_the_list(places):
    assert [each.code for each in places.in_address("xã Ba Cung, Quảng Ngãi").now] == ["21484"]


def test_the_commune_a_name_ends_with(places):
    assert places.in_name("THT trồng khoai tây xã Thái Đào").name == "Xã Thái Đào"
    assert places.in_name("HTX Tiên Tiến") is None


def test_today_the_list_of_today_comes_first():
    bac_ninh = ListedPlaces(units(), Around("", "bac ninh"), date(2025, 12, 31))
    assert [each.code for each in bac_ninh.commune("Xã Kép").now] == ["07399"]


def test_the_word_for_the_kind_is_no_part_of_the_name():
    assert bare("TT. Ba Tơ") == "ba to"
    assert bare("Thị xã Sơn Tây") == "son tay"
