"""Communes as lists write them → the commune of that time and those of today.

The district and province come from the list's own columns or title, or from the book's unit.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
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
_TITLE_WORDS = ("xa", "phuong", "thi", "tt")
_ABOVE = re.compile(r"^(huyen|quan|thi xa|thanh pho|tinh|tp|tx|h|q|t) (?=.)")
_OF_PROVINCES = ("tp", "thanh pho", "t")  # also of provinces
_SURE_KINDS = ("huyen", "quan", "thi xa", "tx")
_SHORT_NAMES = {"hcm": "ho chi minh", "hn": "ha noi"}
_LONGEST = 4  # words of a name
_PIECES = re.compile(r"[,;()\n]|\s[-–]\s")
_KIND_WORDS = (
    r"(?:xã|phường|thị trấn|thị xã|thành phố|huyện|quận|tỉnh|xa|phuong|thi tran|thi xa|thanh pho"
    r"|huyen|tinh|tt|tx|tp)\b"
)
_BEFORE_KIND = re.compile(rf"(?i)(?:(?<!thị)(?<!thi)\s|\s*[-–]\s*)(?={_KIND_WORDS})")


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

    @property
    def is_sure(self) -> bool:
        """Whether the list of communes has exactly this one."""
        return bool(self.now) and not self.doubt


@lru_cache(maxsize=20_000)
def bare(text: str) -> str:
    """The name of a unit without marks, signs and the word for its kind."""
    name = _ABOVE.sub("", _PREFIX.sub("", _plain(text), count=1), count=1)
    return _SHORT_NAMES.get(name, name)


@lru_cache(maxsize=20_000)
def _plain(text: str) -> str:
    return " ".join(_SIGNS.sub(" ", fold(text)).split())


@dataclass(frozen=True)
class ListedPlaces:
    """Tra xã của một danh sách; reads the lists of units when first asked."""

    units: Units
    around: Around
    on: date

    @cached_property
    def _former(self) -> dict[str, list[Unit]]:
        return _by_name(self.units, LAST_THREE_LEVEL_DAY)

    @cached_property
    def _today(self) -> dict[str, list[Unit]]:
        return _by_name(self.units, TWO_LEVEL_FROM)

    def commune(self, text: str, district: str = "", province: str = "") -> ListedCommune:
        """The commune a cell or a group row names; its own words where it is in no list."""
        place = self._place(district, province)
        old = self._found(self._former, text, place)
        is_town = _plain(text).startswith(("thi tran ", "tt "))  # of before only
        is_today = self.on >= TWO_LEVEL_FROM and not place.district and not is_town
        if len(old) == 1 and not is_today:
            return self._one(old[0], text)
        new = self._found(self._today, text, place)
        if is_today and new:
            old = []
        if len(old) == 1:
            return self._one(old[0], text)
        if not old and len(new) == 1:
            return ListedCommune(new[0].name, (new[0],), doubt=_other_spelling(text, new[0]))
        if len(old) > 1 or len(new) > 1:
            where = "; ".join(self.units.full_address(each) for each in (old or new)[:4])
            return ListedCommune(_as_written(text), doubt=f"có nhiều xã tên này: {where}")
        near = self._near(text, place) or self._beside(text, place)
        said = f"; có phải {' hay '.join(near)}?" if near else ""
        return ListedCommune(_as_written(text), doubt=f"không có trong danh mục xã, phường{said}")

    def _place(self, district: str, province: str) -> Around:
        """The place that is named, else that of the list, whose district is in one province."""
        here, said = self.around, bare(province)
        above = said or here.province
        if own := bare(district):  # a district of long ago is in no list: all of its province
            return Around("" if above and own not in self._names_above[0] else own, above)
        is_here = said in ("", here.province, *self._provinces_now.get(here.province, ()))
        return Around(here.district if is_here or not here.province else "", above)

    def within(self, around: Around) -> "ListedPlaces":
        """The places of a list that names its own district or province."""
        if not around.district or around == self.around:
            return self
        return ListedPlaces(self.units, around, self.on)

    @cached_property
    def _of_today(self) -> "ListedPlaces":
        return ListedPlaces(self.units, Around("", self.around.province), TWO_LEVEL_FROM)

    def former(self, text: str, usual: str) -> ListedCommune | None:
        """The commune of before that a column "Xã cũ" names, where it went to the usual one."""
        now = self._of_today.commune(usual).now if usual else ()
        found = self._found(self._former, text, self.around)
        fitting = [each for each in found if set(now) & set(self.units.successors(each))]
        one = fitting if len(fitting) == 1 else found
        return self._one(one[0], text) if len(one) == 1 else None

    def narrowed(self, former: ListedCommune | None, text: str) -> ListedCommune:
        """The commune of before with the one of today that a second column names."""
        now = self._of_today.commune(text)
        if former is None:
            return now
        if now.is_sure and (not former.now or now.now[0] in former.now):
            return replace(former, now=now.now, doubt="")
        return former

    def in_title(self, texts: Iterable[str]) -> str:
        """The commune the title or the name of a sheet says the list is of; "" where none does."""
        for text in texts:
            words = _SIGNS.sub(" ", nfc(text)).split()
            plain = [fold(word) for word in words]
            for place, word in enumerate(plain):
                before = plain[max(0, place - 3) : place]
                is_cooperative = before[-2:] == ["hop", "tac"] and before[:1] != ["to"]
                if word not in _TITLE_WORDS or is_cooperative:
                    continue
                start = place + (2 if plain[place : place + 2] == ["thi", "tran"] else 1)
                for length in range(_LONGEST, 0, -1):
                    name = " ".join(words[place : start + length])
                    if start + length <= len(words) and self.commune(name).is_sure:
                        return name
        return ""

    def in_address(self, text: str, district: str = "", province: str = "") -> ListedCommune | None:
        """The commune of an address "thôn 3, xã Hương Sơn, huyện Lạng Giang"; None without one."""
        parts = (each for piece in _PIECES.split(nfc(text)) for each in _BEFORE_KIND.split(piece))
        pieces = [part.strip(" .") for part in parts if part.strip(" .")]
        for piece in pieces:
            level = self._level_above(piece)
            if level is UnitLevel.DISTRICT:
                district = district or piece
            elif level is UnitLevel.PROVINCE:
                province = province or piece
        named = [at for at, piece in enumerate(pieces) if _PREFIX.match(_plain(piece))]
        if named:
            told = self._told_above(pieces[named[-1] + 1 :], district, province)
            return self.commune(pieces[named[-1]], *told)
        bare_pieces = [each for each in pieces if not _ABOVE.match(_plain(each))]
        return self._unnamed(bare_pieces, district, province)

    def _level_above(self, text: str) -> UnitLevel | None:
        """The level the word for a kind tells: "TP Lạng Sơn" is a district, "TP Hà Nội" is none."""
        kind = _ABOVE.match(_plain(text))
        if kind is None or kind[1] == "tinh":
            return kind and UnitLevel.PROVINCE
        districts, provinces = self._names_above
        if kind[1] in _SURE_KINDS or (kind[1] != "t" and bare(text) in districts):
            return UnitLevel.DISTRICT
        is_province = kind[1] in _OF_PROVINCES and bare(text) in provinces
        return UnitLevel.PROVINCE if is_province else None

    def _told_above(self, pieces: list[str], district: str, province: str) -> tuple[str, str]:
        """The district and the province, also without the words for them: "Hữu Lũng, Lạng Sơn"."""
        districts, provinces = self._names_above
        for piece in reversed(pieces):
            if _ABOVE.match(_plain(piece)):
                continue
            if not province and bare(piece) in provinces:
                province = piece
            elif not district and bare(piece) in districts:
                district = piece
        return district, province

    def _unnamed(self, pieces: list[str], district: str, province: str) -> ListedCommune | None:
        """The commune of an address without the word: before the places above it, else the last."""
        above = self._names_above[0] | self._names_above[1]
        is_told = (
            len(pieces) > 1
            and not self.around.district
            and bare(pieces[-1]) in self._names_above[1]
        )
        for end in range(max(1, len(pieces) - 2), len(pieces) + (not is_told)):
            if all(bare(each) in above for each in pieces[end:]):
                told = self._told_above(pieces[end:], district, province)
                known = (each for each in reversed(pieces[:end]) if self._is_name(each))
                asked = (self.commune(each, *told) for each in known)
                if found := next((each for each in asked if each.is_sure), None):
                    return found
        return None

    def _is_name(self, text: str) -> bool:
        """Whether any commune has this name."""
        return bare(text) in self._former or bare(text) in self._today

    @cached_property
    def _names_above(self) -> tuple[frozenset[str], frozenset[str]]:
        """The bare names of all districts, and of all provinces of before and of today."""
        old = above_communes(self.units)
        districts = {bare(each.name) for each in old if each.level is UnitLevel.DISTRICT}
        provinces = {bare(each.name) for each in old if each.level is UnitLevel.PROVINCE}
        return frozenset(districts), frozenset(provinces.union(*self._provinces_now.values()))

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

    def _beside(self, text: str, place: Around) -> list[str]:
        """The one commune of this name in another district of the province: borders moved."""
        found = self._found(self._former, text, Around("", place.province))
        is_one = bool(place.district and place.province) and len(found) == 1
        return [self.units.full_address(found[0])] if is_one else []

    def in_name(self, name: str, district: str = "", province: str = "") -> ListedCommune | None:
        """The commune the name of an organisation ends with, in the district of the list."""
        place = self._place(district, province)
        if not place.district and not place.province:
            return None
        words = _plain(name).split()
        for length in range(4, 0, -1):
            if length < len(words) and (last := " ".join(words[-length:])) in self._former:
                found = self._found(self._former, last, place)
                if len(found) == 1:
                    return ListedCommune(found[0].name, self.units.successors(found[0]), found[0])
        return None

    def _found(self, names: dict[str, list[Unit]], text: str, place: Around) -> list[Unit]:
        """The communes of this name, of the place, of the kind that is written, with the marks."""
        found = [each for each in names.get(bare(text), ()) if self._lies_in(each, place)]
        if found and (kind := _PREFIX.match(_plain(text))):
            wanted = _plain(_PREFIXES[kind[0].strip()])
            found = [each for each in found if _plain(each.name).startswith(f"{wanted} ")] or found
        if len(found) > 1:
            typed = tone_canonical(nfc(text).lower())
            exact = [
                each for each in found if typed.endswith(tone_canonical(each.short_name.lower()))
            ]
            found = exact or found
        return found

    def _lies_in(self, unit: Unit, place: Around) -> bool:
        district, province = self._above(unit)
        if unit.last_day > LAST_THREE_LEVEL_DAY and place.district:
            return unit.code in self._communes_now.get(place.district, ())
        if place.district and district and district != place.district:
            return False
        return (
            not place.province
            or province == place.province
            or province in self._provinces_now.get(place.province, ())
            or self._went_to(unit, place.province)
        )

    def _above(self, unit: Unit) -> tuple[str, str]:
        """The district and the province of a commune, which those beside it share."""
        beside = unit.parent, unit.last_day
        if beside not in self._asked:
            above = {each.level: bare(each.name) for each in self.units.path(unit)[1:]}
            self._asked[beside] = (
                above.get(UnitLevel.DISTRICT, ""),
                above.get(UnitLevel.PROVINCE, ""),
            )
        return self._asked[beside]

    @cached_property
    def _asked(self) -> dict[tuple[str | None, date], tuple[str, str]]:
        return {}

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


def above_communes(units: Units) -> list[Unit]:
    """The districts and provinces of before."""
    return [
        each for each in units.all_of(LAST_THREE_LEVEL_DAY) if each.level is not UnitLevel.COMMUNE
    ]


@lru_cache(maxsize=4)
def _by_name(units: Units, on: date) -> dict[str, list[Unit]]:
    """The communes by their bare name, which is that of `bare`, made for all at once."""
    communes = [each for each in units.all_of(on) if each.level is UnitLevel.COMMUNE]
    lines = _SIGNS_OF_LINES.sub(" ", fold_lines("\n".join(each.name for each in communes)))
    found: dict[str, list[Unit]] = {}
    for line, each in zip(lines.split("\n"), communes, strict=bool(communes)):
        name = _ABOVE.sub("", _PREFIX.sub("", line.strip(), count=1), count=1)
        found.setdefault(name, []).append(each)
    return found


def _other_spelling(text: str, unit: Unit) -> str:
    """What to ask where the marks are others than those of the name; "" without any marks."""
    typed = nfc(text).lower()
    if typed.endswith(unit.short_name.lower()):
        return ""
    typed = tone_canonical(typed)
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
