"""What a new book starts with: the printed particulars of a unit and the first period."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import TypeVar

from ktt_desktop.catalogue.unit_profile import ProfileLines, Words, filled
from ktt_desktop.catalogue.units import TWO_LEVEL_FROM, Unit
from ktt_desktop.domain.period import ReportingPeriod
from ktt_desktop.domain.records import UnitProfile
from ktt_desktop.domain.terms import PeriodKind, UnitLevel
from ktt_desktop.domain.unit_particulars import UnitParticulars, printed
from ktt_desktop.domain.validity import DatedLine

ABOVE_PROVINCES = "Bộ Tài chính"
LAST_DISTRICT_REPORT = 2024  # the last year whose plan a district drew up

L = TypeVar("L", bound=DatedLine)


def profile_for(unit: Unit, province: Unit, lines: ProfileLines, on: date) -> UnitProfile:
    """Thông tin đơn vị with the usual printed lines (Nghị định 30/2020/NĐ-CP, Phụ lục I).

    `province` is the one above it at its time, or itself; `on` today; everything can be changed
    later.
    """
    is_top = unit == province
    profile = UnitProfile(
        code=unit.code,
        name=unit.name,
        level=unit.level,
        parent_code="" if is_top else province.code,
        parent_name=ABOVE_PROVINCES if is_top else province.name,
        historical=unit.last_day < TWO_LEVEL_FROM,
    )
    return printed(profile, particulars_for(unit, province, lines), printing_day(profile, on))


def particulars_for(unit: Unit, province: Unit, lines: ProfileLines) -> UnitParticulars:
    """The lines of its level filled for a unit, none in force longer than the unit existed."""
    words = {
        "name": unit.name,
        "NAME": unit.name.upper(),
        "short": unit.short_name,
        "kind": unit.running_name.removesuffix(unit.short_name).strip(),
        "above": province.running_name.removesuffix(province.short_name).strip(),
        "parent": ABOVE_PROVINCES if unit == province else province.name,
    }
    found = lines.levels[unit.level]
    return UnitParticulars(
        bodies=_within(unit, found.bodies, words),
        signatories=_within(unit, found.signatories, words),
        documents=_within(unit, found.documents, words),
    )


def printing_day(profile: UnitProfile, today: date) -> date:
    """The day whose lines a report prints: when it is signed, else today.

    A unit of before 7/2025 has no today: the end of the last year it drew up a plan in.
    """
    if profile.signed_on:
        return profile.signed_on
    return date(LAST_DISTRICT_REPORT, 12, 31) if profile.historical else today


def first_period(profile: UnitProfile | None, on: date) -> ReportingPeriod:
    """Kỳ báo cáo to begin with: next year's plan; for a district the last one it drew up."""
    district = profile is not None and profile.level is UnitLevel.DISTRICT
    return ReportingPeriod(LAST_DISTRICT_REPORT if district else on.year, PeriodKind.PLAN)


def _within(unit: Unit, lines: Iterable[L], words: Words) -> tuple[L, ...]:
    return tuple(
        _cut(filled(line, words), unit)
        for line in lines
        if line.first_day <= unit.last_day and unit.first_day <= line.last_day
    )


def _cut(line: L, unit: Unit) -> L:
    first, last = max(line.first_day, unit.first_day), min(line.last_day, unit.last_day)
    return replace(
        line,
        valid_from=None if first == date.min else first,
        valid_to=None if last == date.max else last,
    )
