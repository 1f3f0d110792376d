"""Names of communes in the units of the time a book works in."""

from collections.abc import Iterator, Mapping
from datetime import date

from sqlalchemy.orm import Session

from ktt_desktop.catalogue.units import LAST_THREE_LEVEL_DAY, TWO_LEVEL_FROM, Unit, Units
from ktt_desktop.domain.records import UnitProfile
from ktt_desktop.domain.text import sort_key
from ktt_desktop.models.unit import AdministrativeUnit
from ktt_desktop.services.book import Book, today
from ktt_desktop.storage.lower_units import lower_units
from ktt_desktop.storage.session import transaction
from ktt_desktop.storage.units import replace_units, unit_names


def unit_day(profile: UnitProfile) -> date:
    """A day on which the unit of the profile exists: of before 7/2025, or now."""
    return LAST_THREE_LEVEL_DAY if profile.historical else max(today(), TWO_LEVEL_FROM)


def keep_units(session: Session, units: Units, profile: UnitProfile) -> None:
    """Copy the unit, those above it and those below it into the book.

    A later list of units may know a code no more; the book goes on knowing its name.
    """
    on = unit_day(profile)
    unit = units.find(profile.code, on)
    spoken_of = [] if unit is None else [*units.path(unit, on), *_below(units, unit, on)]
    replace_units(session, map(_row, spoken_of))


def kept_names(book: Book) -> dict[str, str]:
    """The names of the units the book speaks of, by code."""
    with transaction(book.sessions) as session:
        return unit_names(session)


def commune_name(
    units: Units, profile: UnitProfile, code: str, kept: Mapping[str, str] | None = None
) -> str:
    """The name of a commune: of the list of units, else as the book kept it, else its code."""
    unit = units.find(code, unit_day(profile))
    return unit.name if unit else (kept or {}).get(code, code)


def former_name(units: Units, code: str) -> str:
    """Xã cũ with its district: "Xã Quang Thịnh, huyện Lạng Giang"; a code nobody knows as it is."""
    unit = units.find(code, LAST_THREE_LEVEL_DAY)
    if unit is None:
        return code
    above = units.path(unit)[1:-1]
    return ", ".join([unit.name, *(each.running_name for each in above)])


def _below(units: Units, unit: Unit, on: date) -> Iterator[Unit]:
    for child in units.children(unit, on):
        yield child
        yield from _below(units, child, on)


def _row(unit: Unit) -> AdministrativeUnit:
    return AdministrativeUnit(
        code=unit.code,
        level=unit.level,
        name=unit.name,
        parent_code=unit.parent or "",
        valid_from=unit.valid_from,
        valid_to=unit.valid_to,
        successors=" ".join(unit.successors),
    )


def senders(book: Book) -> dict[str, str]:
    """The units below that have data in the book: key → name, in the order of names."""
    with transaction(book.sessions) as session:
        found = lower_units(session)
    return {each.key: each.name for each in sorted(found, key=lambda unit: sort_key(unit.name))}
