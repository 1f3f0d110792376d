"""Tiến độ nộp of the units below: who should send, what came, by the deadlines of the unit."""

from collections.abc import Iterable, Sequence

from ktt_desktop.catalogue.units import LAST_THREE_LEVEL_DAY, TWO_LEVEL_FROM, Unit, Units
from ktt_desktop.domain.completeness import (
    Board,
    BoardPeriod,
    BoardUnit,
    deadlines_for,
    make_board,
    periods_of,
    sending_day,
)
from ktt_desktop.domain.period import ReportingPeriod
from ktt_desktop.domain.receiving import HeldFile, unit_key, unit_of_key
from ktt_desktop.domain.records import UnitProfile
from ktt_desktop.domain.terms import UnitLevel
from ktt_desktop.domain.unit_particulars import Deadline
from ktt_desktop.services.book import Book, today
from ktt_desktop.services.receiving_decisions import approvals
from ktt_desktop.services.receiving_kept import received_files
from ktt_desktop.services.unit_particulars import load_particulars


def board_of(book: Book, profile: UnitProfile, year: int) -> Board:
    """The units below and the reports of a year; without rows for a commune."""
    deadlines = load_particulars(book, profile).deadlines
    files = received_files(book)
    below = [(each, units_below(book.units, profile, each)) for each in periods_of(year)]
    units = {_key(unit): _unit(unit) for _, found in below for unit in found}
    for each in _landed(book.units, files):
        units.setdefault(each.key, each)
    columns = [_column(period, found, profile, deadlines) for period, found in below]
    return make_board(list(units.values()), columns, files, approvals(book), today())


def units_below(units: Units, profile: UnitProfile, period: ReportingPeriod) -> tuple[Unit, ...]:
    """The units right below that owe the report of a period, as they were when it was drawn up.

    Of a province of today in a period before 1/7/2025: those below the provinces it came from.
    """
    day = sending_day(period)
    if profile.historical:
        day = min(day, LAST_THREE_LEVEL_DAY)
    if profile.level is UnitLevel.MINISTRY:
        return units.provinces(day)
    if profile.historical or day >= TWO_LEVEL_FROM:
        return units.children(profile.code, day)
    return tuple(
        child for each in units.predecessors(profile.code) for child in units.children(each, day)
    )


def unit_name(units: Units, key: str) -> str:
    """The name of a unit key in the list of units, its code where the list has it no more."""
    code, former = unit_of_key(key)
    found = units.find(code, LAST_THREE_LEVEL_DAY if former else max(today(), TWO_LEVEL_FROM))
    return found.name if found else code


def _column(
    period: ReportingPeriod,
    below: Sequence[Unit],
    profile: UnitProfile,
    deadlines: Sequence[Deadline],
) -> BoardPeriod:
    levels = sorted({each.level for each in below})
    lines = [
        line for level in levels for line in deadlines_for(deadlines, period, level, profile.level)
    ]
    days = [on for each in lines if (on := each.due_on(period.year)) is not None]
    expected = frozenset(_key(each) for each in below)
    return BoardPeriod(period, expected, max(days, default=None), tuple(lines))


def _landed(units: Units, files: Iterable[HeldFile]) -> Iterable[BoardUnit]:
    """The units that files of others, or of units nobody expected, land on."""
    for key in dict.fromkeys(each.lands_on for each in files if each.lands_on):
        yield BoardUnit(key, unit_name(units, key), former=unit_of_key(key)[1])


def _unit(unit: Unit) -> BoardUnit:
    return BoardUnit(_key(unit), unit.name, former=_is_former(unit))


def _key(unit: Unit) -> str:
    return unit_key(unit.code, former=_is_former(unit))


def _is_former(unit: Unit) -> bool:
    return unit.last_day < TWO_LEVEL_FROM
