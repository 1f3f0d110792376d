"""An address as printed before 1/7/2025 → the communes of today that took its commune over."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from ktt_desktop.catalogue.units import LAST_THREE_LEVEL_DAY, Unit, Units
from ktt_desktop.domain.terms import UnitLevel
from ktt_desktop.domain.text import fold, nfc, tone_canonical

_PROVINCE, _DISTRICT, _COMMUNE = UnitLevel.PROVINCE, UnitLevel.DISTRICT, UnitLevel.COMMUNE
# What a part of an address may begin with, as written in full and for short.
_KINDS: tuple[tuple[str, tuple[UnitLevel, ...]], ...] = (
    ("thi tran|tt|xa|x|phuong|p", (_COMMUNE,)),
    ("huyen|h|quan|q|thi xa|tx", (_DISTRICT,)),
    ("thanh pho|tp", (_DISTRICT, _PROVINCE)),
    ("tinh|t", (_PROVINCE,)),
)
_PARTS = re.compile(r"[,;]| [-–] ")
_SIGNS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class FormerCommune:
    """Xã cũ có tên trong địa chỉ, and today's communes that took it over, several if divided.

    `is_one` is False where another one of that name in that district went the same way.
    """

    unit: Unit
    now: tuple[Unit, ...]
    is_one: bool = True


class _Part(NamedTuple):
    place: int
    bare: str  # folded, without the word for its kind
    levels: tuple[UnitLevel, ...]
    is_named: bool  # whether that word stood there


def former_commune(units: Units, address: str) -> FormerCommune | None:
    """The old commune an address names together with its district; None where that is in doubt.

    Reads the list of units of before 7/2025 when it is first asked.
    """
    parts = list(_parts(address))
    named, ranked = _by_name(units), dict[tuple[bool, bool, int], list[Unit]]()
    for bare in dict.fromkeys(part.bare for part in parts if _COMMUNE in part.levels):
        for unit in named.get(bare, ()):
            for rank in _ranks(units, unit, parts):
                ranked.setdefault(rank, []).append(unit)
    best = _as_written(ranked[max(ranked)], address) if ranked else []
    if len({tuple(sorted(unit.successors)) for unit in best}) != 1:
        return None
    return FormerCommune(best[-1], units.successors(best[-1]), len(best) == 1)


@lru_cache(maxsize=1)
def _by_name(units: Units) -> dict[str, list[Unit]]:
    """The communes of before by their bare names."""
    found: dict[str, list[Unit]] = {}
    for unit in units.all_of(LAST_THREE_LEVEL_DAY):
        if unit.level is _COMMUNE and unit.successors:
            found.setdefault(_bare(unit), []).append(unit)
    return found


def _as_written(found: list[Unit], address: str) -> list[Unit]:
    """Of several the one whose kind and marks stand in the address, where there is one."""
    text = tone_canonical(nfc(address).lower())
    exact = [each for each in found if tone_canonical(each.name.lower()) in text]
    return exact if len(exact) == 1 else found


def _parts(address: str) -> Iterator[_Part]:
    for place, raw in enumerate(_PARTS.split(address)):
        text = " ".join(_SIGNS.sub(" ", fold(raw)).split())
        if not text:
            continue
        for words, levels in _KINDS:
            if found := re.match(rf"(?:{words}) (?=.)", text):
                yield _Part(place, text[found.end() :], levels, is_named=True)
                break
        else:
            yield _Part(place, text, tuple(UnitLevel), is_named=False)


def _ranks(units: Units, unit: Unit, parts: list[_Part]) -> Iterator[tuple[bool, bool, int]]:
    """How well each part that may name this commune does so; its district has to come after it."""
    named = [part for part in parts if _COMMUNE in part.levels and part.bare == _bare(unit)]
    if not named:
        return
    above = units.path(unit)[1:]
    for part in named:
        after = [each for each in parts if each.place > part.place]
        levels = {
            each.level
            for each in above
            if any(each.level in other.levels and other.bare == _bare(each) for other in after)
        }
        if _DISTRICT in levels:
            yield _PROVINCE in levels, part.is_named, part.place


def _bare(unit: Unit) -> str:
    return " ".join(_SIGNS.sub(" ", fold(unit.short_name)).split())
