"""The district and the province of a list."""

from ktt_desktop.catalogue.listed_around import around, named
from ktt_desktop.catalogue.listed_places import Around
from tests.lists import units

LANG_GIANG = Around("lang giang", "bac giang")


def test_a_district_tells_its_province():
    place = around(units(), ["UBND HUYỆN LẠNG GIANG", "Cộng hòa xã hội chủ nghĩa Việt Nam"])
    assert place == LANG_GIANG
    assert named(units(), place) == ("Huyện Lạng Giang", "Tỉnh Bắc Giang")
    assert around(units(), ["Danh sách"]) == Around()
