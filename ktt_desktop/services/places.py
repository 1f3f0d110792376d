"""Names of communes in the units of the time a book works in."""

from datetime import date

from ktt_desktop.catalogue.units import LAST_THREE_LEVEL_DAY, TWO_LEVEL_FROM, Units
from ktt_desktop.domain.records import UnitProfile
from ktt_desktop.services.book import today


def unit_day(profile: UnitProfile) -> date:
    """A day on which the unit of the profile exists: of before 7/2025, or now."""
    return LAST_THREE_LEVEL_DAY if profile.historical else max(today(), TWO_LEVEL_FROM)


def commune_name(units: Units, profile: UnitProfile, code: str) -> str:
    """The name of a commune; the code itself where no list of units has it."""
    unit = units.find(code, unit_day(profile))
    return unit.name if unit else code
