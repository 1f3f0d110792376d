"""Administrative units (đơn vị hành chính) of any day: two levels since 1/7/2025, three before."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, cached_property
from operator import itemgetter
from pathlib import Path

from ktt_desktop.catalogue.reading import Table, toml_table
from ktt_desktop.catalogue.units_table import Unit, read_table
from ktt_desktop.domain.errors import CatalogueError
from ktt_desktop.domain.terms import UnitLevel
from ktt_desktop.domain.text import fold, nfc, sort_key, tone_canonical
from ktt_desktop.domain.updates import Release
from ktt_desktop.runtime.paths import resources

__all__ = ["TWO_LEVEL_FROM", "Unit", "Units", "load_units"]

TWO_LEVEL_FROM = date(2025, 7, 1)  # Luật Tổ chức chính quyền địa phương 72/2025/QH15
LAST_THREE_LEVEL_DAY = TWO_LEVEL_FROM - timedelta(days=1)
EDITION_FILE = "units.toml"
TODAY_FILE, BEFORE_FILE = "units-2025-07.tsv", "units-before-2025-07.tsv"

_SIGNS = re.compile(r"[\W_]+")
_NUMBER = re.compile(r"[0-9]+")


@dataclass(frozen=True, eq=False)
class _Generation:
    """The units of one time, by code, by parent and for searching."""

    units: tuple[Unit, ...]

    @cached_property
    def by_code(self) -> dict[str, list[Unit]]:
        found: dict[str, list[Unit]] = {}
        for unit in self.units:
            found.setdefault(unit.code, []).append(unit)
        return found

    @cached_property
    def by_parent(self) -> dict[str | None, list[Unit]]:
        found: dict[str | None, list[Unit]] = {}
        for unit in self.units:
            found.setdefault(unit.parent, []).append(unit)
        return found

    @cached_property
    def searchable(self) -> list[tuple[str, str, Unit]]:
        """The folded full name and proper name of each unit."""
        return [(_searched(unit.name), _searched(unit.short_name), unit) for unit in self.units]

    def find(self, code: str, on: date) -> Unit | None:
        return next((unit for unit in self.by_code.get(code, ()) if unit.exists(on)), None)

    def below(self, parent: str | None, on: date) -> tuple[Unit, ...]:
        return _in_order(unit for unit in self.by_parent.get(parent, ()) if unit.exists(on))


@dataclass(frozen=True, eq=False)
class Units:
    """Danh mục đơn vị hành chính; each time is read when it is first asked for."""

    folder: Path
    edition: str
    as_of: date
    sources: tuple[str, ...]
    rows_today: int
    rows_before: int

    @property
    def release(self) -> Release:
        """Phiên bản của danh sách: the day of its edition."""
        day = self.as_of
        label = f"Đơn vị hành chính đến {day.day}/{day.month}/{day.year}"
        return Release(int(self.edition.replace("-", "")), label)

    def all_of(self, on: date) -> tuple[Unit, ...]:
        """Every unit of the time of that day, under each name it bore; reads the list."""
        return self._generation(on).units

    def provinces(self, on: date) -> tuple[Unit, ...]:
        """Các tỉnh, thành phố of that day, in Vietnamese order."""
        return self._generation(on).below(None, on)

    def children(self, unit: Unit | str, on: date) -> tuple[Unit, ...]:
        """The units right below on that day, in Vietnamese order; none for one of another time."""
        if isinstance(unit, Unit):
            if self._generation_of(unit) is not self._generation(on):
                return ()
            unit = unit.code
        return self._generation(on).below(unit, on)

    def find(self, code: str, on: date) -> Unit | None:
        """The unit that had this code on that day; codes of the two times overlap."""
        return self._generation(on).find(code, on)

    def successors(self, unit: Unit) -> tuple[Unit, ...]:
        """Today's units that took over one of before; several when it was divided."""
        return _in_order(self._today.by_code[code][-1] for code in unit.successors)

    def predecessors(self, code: str) -> tuple[Unit, ...]:
        """The units of before that a commune of today took over, in whole or in part."""
        return _in_order(self._origins.get(code, ()))

    def path(self, unit: Unit, on: date | None = None) -> tuple[Unit, ...]:
        """The unit, then those above it up to the province, as named on that day or last."""
        day = max(unit.first_day, min(unit.last_day, on or date.max))
        generation = self._generation_of(unit)
        path = [unit]
        while path[-1].parent is not None and (above := generation.find(path[-1].parent, day)):
            path.append(above)
        return tuple(path)

    def full_address(self, unit: Unit, on: date | None = None) -> str:
        """Địa danh đầy đủ of a heading: "Xã Lạng Giang, tỉnh Bắc Ninh"."""
        above = self.path(unit, on)[1:]
        return ", ".join([unit.name, *(each.running_name for each in above)])

    def search(
        self, text: str, on: date, level: UnitLevel | None = None, limit: int = 20
    ) -> tuple[Unit, ...]:
        """Units of that day with a word for each beginning typed, marks not needed; best first."""
        query = _searched(text)
        words = [f" {word}" for word in query.split()]
        typed = tone_canonical(nfc(text).lower())
        has_marks = typed != fold(text)
        if not words:
            return ()
        hits = [
            (
                query not in (name, short),
                has_marks and typed not in unit.name.lower(),
                not short.startswith(query),
                _order(unit),
                unit,
            )
            for name, short, unit in self._generation(on).searchable
            if all(word in f" {name}" for word in words)
            and level in (None, unit.level)
            and unit.exists(on)
        ]
        return tuple(hit[-1] for hit in sorted(hits, key=itemgetter(0, 1, 2, 3))[:limit])

    @cached_property
    def _today(self) -> _Generation:
        path = self.folder / TODAY_FILE
        return _Generation(read_table(path, self.rows_today, TWO_LEVEL_FROM, date.max))

    @cached_property
    def _before(self) -> _Generation:
        path = self.folder / BEFORE_FILE
        units = read_table(path, self.rows_before, date.min, LAST_THREE_LEVEL_DAY)
        for number, unit in enumerate(units, start=2):
            for code in unit.successors:
                if code not in self._today.by_code:
                    raise CatalogueError(
                        f"{path.name}, dòng {number}: {TODAY_FILE} không có {code}."
                    )
        return _Generation(units)

    @cached_property
    def _origins(self) -> dict[str, list[Unit]]:
        found: dict[str, list[Unit]] = {}
        for unit in self._before.units:
            for code in unit.successors:
                found.setdefault(code, []).append(unit)
        return found

    def _generation(self, on: date) -> _Generation:
        return self._today if on >= TWO_LEVEL_FROM else self._before

    def _generation_of(self, unit: Unit) -> _Generation:
        return self._generation(unit.last_day)


def load_units(folder: Path | None = None) -> Units:
    """The list of a folder, by default the built-in one.

    A mistake raises CatalogueError, in a table at the latest when its time is asked for.
    """
    folder = folder or resources() / "units"
    with toml_table(folder / EDITION_FILE) as raw:
        rows = Table(raw.take("rows", dict), f"{raw.where}.rows")
        units = Units(
            folder=folder,
            edition=raw.take("edition", str),
            as_of=raw.take("as_of", date),
            sources=raw.strings("sources"),
            rows_today=rows.take(TODAY_FILE, int),
            rows_before=rows.take(BEFORE_FILE, int),
        )
        rows.finish()
    try:
        day = date.fromisoformat(units.edition).isoformat()
    except ValueError:
        day = ""
    if units.edition != day:
        raise CatalogueError(f"{EDITION_FILE}: «edition» phải là năm-tháng-ngày.")
    return units


def _searched(text: str) -> str:
    return _SIGNS.sub(" ", fold(text)).strip()


def _in_order(units: Iterable[Unit]) -> tuple[Unit, ...]:
    return tuple(sorted(units, key=_order))


def _order(unit: Unit) -> tuple[str, str, str]:
    return _alphabetical(unit.short_name), unit.name, unit.code


@cache
def _alphabetical(name: str) -> str:
    """The place in the Vietnamese alphabet; numbers by their value: Phường 2 before Phường 10."""
    return sort_key(_NUMBER.sub(lambda number: number[0].zfill(3), name))
