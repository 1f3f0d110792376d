"""Communes as lists write them → the commune of that time and those of today.

The district and province come from the list's own columns or title, or from the book's unit.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from functools import cached_property, lru_cache

from ktt_desktop.catalogue.units import LAST_THREE_LEVEL_DAY, TWO_LEVEL_FROM, Unit, Units
from ktt_desktop.domain.terms import UnitLevel
from ktt_desktop.domain.text import fold, fold_lines, nfc, tone_canonical

_SIGNS = re.compile(r"[\W_]+")
_SIGNS_OF_LINES = re.compile(r"(?:[^\w\n]|_)+")
_PREFIXES = {
    "thi tran": "Thị trấn", "tt": "Thị trấn", "xa": "Xã", "x": "Xã", "phuong": "Phường",
    "p": "Phường",
}  # fmt: skip
_PREFIX = re.compile(rf"^(?:{'|'.join(sorted(_PREFIXES, key=len, reverse=True))}) (?=.)")
_ABOVE = re.compile(r"^(?:huyen|quan|thi xa|thanh pho|tinh|tp|tx|h|q|t) (?=.)")
_KINDS = {"huyen", "quan", "tx", "tp"}
_LONGEST = 4  # words of a name
_PIECES = re.compile(r"[,;\n]|\s[-–]\s")


@dataclass(frozen=True, slots=True)
class Around:
    """Địa bàn của danh sách: the names of its district and province, folded, "" where unknown."""

    district: str = ""
    province: str = ""


@dataclass(frozen=True, slots=True)
class ListedCommune:
    """Một xã của danh sách: as a person writes it, and the units of today it is or went to."""

    name: str
    now: tuple[Unit, ...] = ()
    former: Unit | None = None
    doubt: str = ""


@lru_cache(maxsize=20_000)
def bare(text: str) -> str:
    """The name of a unit without marks, signs and the word for its kind."""
    plain = " ".join(_SIGNS.sub(" ", fold(text)).split())
    return _ABOVE.sub("", _PREFIX.sub("", plain, count=1), count=1)


@dataclass(frozen=True)
class ListedPlaces:
    """Tra xã của một danh sách; reads the lists of units when first asked."""

    units: Units
    around: Around
    on: date

    @cached_property
    def _former(self) -> dict[str, list[Unit]]:
        return _by_name(self.units.all_of(LAST_THREE_LEVEL_DAY))

    @cached_property
    def _today(self) -> dict[str, list[Unit]]:
        return _by_name(self.units.all_of(TWO_LEVEL_FROM))

    def commune(self, text: str, district: str = "", province: str = "") -> ListedCommune:
        """The commune a cell or a group row names; its own words where it is in no list."""
        place = Around(
            bare(district) or self.around.district, bare(province) or self.around.province
        )
        old, new = self._found(self._former, text, place), self._found(self._today, text, place)
        if self.on >= TWO_LEVEL_FROM and new and not place.district:
            old = []
        if len(old) == 1:
            return self._one(old[0], text)
        if not old and len(new) == 1:
            return ListedCommune(new[0].name, (new[0],), doubt=_other_spelling(text, new[0]))
        if len(old) > 1 or len(new) > 1:
            where = "; ".join(self.units.full_address(each) for each in (old or new)[:4])
            return ListedCommune(_as_written(text), doubt=f"có nhiều xã tên này: {where}")
        near = self._near(text, place)
        said = f"; có phải {' hay '.join(near)}?" if near else ""
        return ListedCommune(_as_written(text), doubt=f"không có trong danh mục xã, phường{said}")

    def in_address(self, text: str, district: str = "", province: str = "") -> ListedCommune | None:
        """The commune of an address "thôn 3, xã Hương Sơn, huyện Lạng Giang"; None without one."""
        pieces = [piece.strip() for piece in _PIECES.split(text) if piece.strip()]
        for piece in pieces:
            plain = " ".join(_SIGNS.sub(" ", fold(piece)).split())
            if plain.startswith(("huyen ", "quan ", "thi xa ")):
                district = district or piece
            elif plain.startswith("tinh "):
                province = province or piece
        named = [
            piece
            for piece in pieces
            if _PREFIX.match(" ".join(_SIGNS.sub(" ", fold(piece)).split()))
        ]
        if named:
            return self.commune(named[-1], district, province)
        asked = (self.commune(piece, district, province) for piece in pieces)
        return next((each for each in asked if each.now and not each.doubt), None)

    def _one(self, unit: Unit, text: str) -> ListedCommune:
        return ListedCommune(
            unit.name, self.units.successors(unit), unit, _other_spelling(text, unit)
        )

    def _near(self, text: str, place: Around) -> list[str]:
        """Names of the place that are spelt nearly so; none where the place is not known."""
        if not place.district and not place.province:
            return []
        known = {
            name: unit.name
            for names in (self._former, self._today)
            for name, units in names.items()
            for unit in units
            if self._lies_in(unit, place)
        }
        return [known[name] for name in get_close_matches(bare(text), known, n=2, cutoff=0.8)]

    def in_name(self, name: str, district: str = "", province: str = "") -> ListedCommune | None:
        """The commune the name of an organisation ends with, in the district of the list."""
        place = Around(
            bare(district) or self.around.district, bare(province) or self.around.province
        )
        if not place.district and not place.province:
            return None
        words = _SIGNS.sub(" ", fold(name)).split()
        for length in range(4, 0, -1):
            if length < len(words) and (last := " ".join(words[-length:])) in self._former:
                found = self._found(self._former, last, place)
                if len(found) == 1:
                    return ListedCommune(found[0].name, self.units.successors(found[0]), found[0])
        return None

    def _found(self, names: dict[str, list[Unit]], text: str, place: Around) -> list[Unit]:
        """The communes of this name, of the place, of the kind that is written, with the marks."""
        found = [each for each in names.get(bare(text), ()) if self._lies_in(each, place)]
        plain = " ".join(_SIGNS.sub(" ", fold(text)).split())
        if kind := _PREFIX.match(plain):
            wanted = fold(_PREFIXES[kind[0].strip()])
            found = [each for each in found if fold(each.name).startswith(f"{wanted} ")] or found
        if len(found) > 1:
            typed = tone_canonical(nfc(text).lower())
            exact = [
                each for each in found if typed.endswith(tone_canonical(each.short_name.lower()))
            ]
            found = exact or found
        return found

    def _lies_in(self, unit: Unit, place: Around) -> bool:
        above = {each.level: bare(each.name) for each in self.units.path(unit)[1:]}
        district, province = above.get(UnitLevel.DISTRICT), above.get(UnitLevel.PROVINCE)
        if unit.last_day > LAST_THREE_LEVEL_DAY and place.district:
            return unit.code in self._communes_now.get(place.district, ())
        if place.district and district is not None and district != place.district:
            return False
        provinces = {place.province, *self._provinces_now.get(place.province, ())}
        return not place.province or province in provinces or self._went_to(unit, place.province)

    def _went_to(self, unit: Unit, province: str) -> bool:
        """Whether a former commune lies in a province of today that is named."""
        now = self.units.successors(unit)
        return province in {bare(self.units.path(each)[-1].name) for each in now}

    @cached_property
    def _provinces_now(self) -> dict[str, set[str]]:
        """The provinces of today that each of before went to."""
        return {
            bare(each.name): {bare(now.name) for now in self.units.successors(each)}
            for each in self.units.all_of(LAST_THREE_LEVEL_DAY)
            if each.level is UnitLevel.PROVINCE
        }

    @cached_property
    def _communes_now(self) -> dict[str, set[str]]:
        """The communes of today that lie where each district was."""
        found: dict[str, set[str]] = {}
        for communes in self._former.values():
            for each in communes:
                above = bare(self.units.path(each)[1].name)
                found.setdefault(above, set()).update(each.successors)
        return found


def around(units: Units, texts: Iterable[str]) -> Around:
    """The district and province the lines above a list name; a district tells its province."""
    old = _above_communes(units)
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
    of_district = {units.path(each)[-1] for each in old if bare(each.name) == district}
    if district and not province and len(of_district) == 1:
        province = bare(of_district.pop().name)
    return Around(district, province)


def named(units: Units, place: Around) -> tuple[str, str]:
    """The full names of the district and the province of a list, "" where unknown."""
    old = _above_communes(units)
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


def _above_communes(units: Units) -> list[Unit]:
    return [
        each for each in units.all_of(LAST_THREE_LEVEL_DAY) if each.level is not UnitLevel.COMMUNE
    ]


def _known(words: list[str], names: set[str]) -> str:
    """The longest beginning that is a name."""
    for length in range(len(words), 0, -1):
        if (name := " ".join(words[:length])) in names:
            return name
    return ""


def _by_name(units: Iterable[Unit]) -> dict[str, list[Unit]]:
    """The communes by their bare name, which is that of `bare`, made for all at once."""
    communes = [each for each in units if each.level is UnitLevel.COMMUNE]
    lines = _SIGNS_OF_LINES.sub(" ", fold_lines("\n".join(each.name for each in communes)))
    found: dict[str, list[Unit]] = {}
    for line, each in zip(lines.split("\n"), communes, strict=bool(communes)):
        name = _ABOVE.sub("", _PREFIX.sub("", line.strip(), count=1), count=1)
        found.setdefault(name, []).append(each)
    return found


def _other_spelling(text: str, unit: Unit) -> str:
    """What to ask where the marks are others than those of the name; "" without any marks."""
    typed = tone_canonical(nfc(text).lower())
    if typed.endswith(tone_canonical(unit.short_name.lower())) or fold(typed) == typed:
        return ""
    return f"viết khác danh mục; có phải {unit.name}?"


def _as_written(text: str) -> str:
    """The words of the list with the word for the kind in full: "TT. Vôi" → "Thị trấn Vôi"."""
    words = nfc(text)
    found = re.match(r"(?i)(tt|xã|xa|x|p|phường|phuong|thị trấn|thi tran)[.\s]+(?=\S)", words)
    if not found:
        return words
    return f"{_PREFIXES[fold(found[1])]} {words[found.end() :].strip()}"
