"""Xã, phường of the rows of a list, in the units of the time the book works in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from ktt_desktop.catalogue.listed_places import ListedCommune
from ktt_desktop.catalogue.units import LAST_THREE_LEVEL_DAY, Unit, Units
from ktt_desktop.domain.records import UnitProfile
from ktt_desktop.domain.terms import UnitLevel
from ktt_desktop.services.places import unit_day


@dataclass(frozen=True, slots=True)
class Place:
    """Địa bàn của một dòng: what goes into the record, and all codes it may be known by.

    `is_own` tells whether it may lie in the unit of the book; `doubt` why a code is left empty.
    """

    code: str = ""
    former: str = ""
    known_by: tuple[str, ...] = ()
    is_own: bool = True
    doubt: str = ""


NOWHERE = Place()


@dataclass(frozen=True)
class BookPlaces:
    """Tra xã của các dòng đối với đơn vị của sổ."""

    units: Units
    profile: UnitProfile

    def of(self, communes: Sequence[ListedCommune | None]) -> list[Place]:
        """The place of every row; each commune is looked up once."""
        known: dict[ListedCommune | None, Place] = {None: NOWHERE}
        for each in communes:
            if each is not None and each not in known:
                known[each] = self._place(each)
        return [known[each] for each in communes]

    @property
    def own(self) -> Place:
        """The commune every organisation lies in that says nothing; nowhere but in a commune."""
        if self.profile.level is not UnitLevel.COMMUNE:
            return NOWHERE
        return Place(self.profile.code, known_by=(self.profile.code,))

    def _place(self, commune: ListedCommune) -> Place:
        former = commune.former.code if commune.former else ""
        if self._is_historical:
            is_own = commune.former is None or self._lies_here(commune.former)
            return Place(former, "", (former,) if former else (), is_own)
        codes = [each.code for each in commune.now]
        here = [each.code for each in commune.now if self._lies_here(each)]
        known_by = (*codes, *([former] if former else ()))
        if len(codes) <= 1:
            return Place("".join(codes), former, known_by, bool(here) or not codes)
        names = ", ".join(each.name for each in commune.now)
        doubt = f"xã cũ đã chia vào {names}; chọn xã, phường hiện nay trong hồ sơ"
        return Place("", former, known_by, bool(here), doubt)

    def _lies_here(self, unit: Unit) -> bool:
        if self.profile.level is UnitLevel.MINISTRY:
            return True
        return any(each.code == self.profile.code for each in self.units.path(unit, self._day))

    @cached_property
    def _day(self) -> date:
        return unit_day(self.profile)

    @property
    def _is_historical(self) -> bool:
        return self._day <= LAST_THREE_LEVEL_DAY
