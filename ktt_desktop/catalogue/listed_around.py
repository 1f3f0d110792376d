"""The district and the province the lines above a list speak of."""

import re
from collections.abc import Iterable

from ktt_desktop.catalogue.listed_places import Around, above_communes, bare
from ktt_desktop.catalogue.units import Units
from ktt_desktop.domain.terms import UnitLevel
from ktt_desktop.domain.text import fold

_SIGNS = re.compile(r"[\W_]+")
_KINDS = {"huyen", "quan", "tx", "tp"}
_LONGEST = 4  # words of a name


def around(units: Units, texts: Iterable[str]) -> Around:
    """The district and province the lines above a list name; a district tells its province."""
    old = above_communes(units)
    districts = {bare(each.name) for each in old if each.level is UnitLevel.DISTRICT}
    provinces = {bare(each.name) for each in old if each.level is UnitLevel.PROVINCE}
    district = province = ""
    for text in texts:
        plain = _SIGNS.sub(" ", fold(text)).replace("thi xa", "tx").replace("thanh pho", "tp")
        words = plain.split()
        for place, word in enumerate(words):
            rest = words[place + 1 : place + 1 + _LONGEST]
            if word in _KINDS:
                district = district or _known(rest, districts)
            if word in ("tinh", "tp"):
                province = province or _known(rest, provinces)
            before = words[max(0, place - _LONGEST) : place]
            if word == "district":
                district = district or _known_before(before, districts)
            if word in ("province", "city"):
                province = province or _known_before(before, provinces)
    of_district = {units.path(each)[-1] for each in old if bare(each.name) == district}
    if district and not province and len(of_district) == 1:
        province = bare(of_district.pop().name)
    return Around(district, province)


def named(units: Units, place: Around) -> tuple[str, str]:
    """The full names of the district and the province of a list, "" where unknown."""
    old = above_communes(units)
    districts = [
        each
        for each in old
        if each.level is UnitLevel.DISTRICT
        and bare(each.name) == place.district
        and place.province in ("", bare(units.path(each)[-1].name))
    ]
    provinces = [
        each
        for each in old
        if each.level is UnitLevel.PROVINCE and bare(each.name) == place.province
    ]
    return districts[0].name if districts else "", provinces[0].name if provinces else ""


def _known(words: list[str], names: set[str]) -> str:
    """The longest beginning that is a name."""
    for length in range(len(words), 0, -1):
        if (name := " ".join(words[:length])) in names:
            return name
    return ""


def _known_before(words: list[str], names: set[str]) -> str:
    """The longest end that is a name: "Lang Giang District"."""
    ends = (" ".join(words[start:]) for start in range(len(words)))
    return next((each for each in ends if each in names), "")
