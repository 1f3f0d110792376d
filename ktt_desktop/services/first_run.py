"""What a new book starts with: the printed particulars of a unit and the first period."""

from datetime import date

from ktt_desktop.catalogue.unit_profile import ProfileLines, filled
from ktt_desktop.catalogue.units import TWO_LEVEL_FROM, Unit
from ktt_desktop.domain.period import ReportingPeriod
from ktt_desktop.domain.records import UnitProfile
from ktt_desktop.domain.terms import PeriodKind, UnitLevel

LAST_DISTRICT_REPORT = 2024  # the last year whose plan a district drew up


def profile_for(unit: Unit, province: Unit, lines: ProfileLines) -> UnitProfile:
    """Thông tin đơn vị with the usual printed lines (Nghị định 30/2020/NĐ-CP, Phụ lục I).

    `province` is the one above it at its time; everything can be changed later.
    """
    historical = unit.last_day < TWO_LEVEL_FROM
    kind = unit.running_name.removesuffix(unit.short_name).strip()
    above = province.running_name.removesuffix(province.short_name).strip()
    recipients = lines.district_recipients if historical else lines.recipients
    return UnitProfile(
        code=unit.code,
        name=unit.name,
        level=unit.level,
        parent_code=province.code,
        parent_name=province.name,
        historical=historical,
        issuer=filled(lines.issuer, name=unit.name, kind=kind, above=above),
        place=unit.short_name,
        symbol=lines.symbol,
        recipients=filled(recipients, name=unit.name, kind=kind, above=above),
        authority=lines.authority,
    )


def first_period(profile: UnitProfile | None, on: date) -> ReportingPeriod:
    """Kỳ báo cáo to begin with: next year's plan; for a district the last one it drew up."""
    district = profile is not None and profile.level is UnitLevel.DISTRICT
    return ReportingPeriod(LAST_DISTRICT_REPORT if district else on.year, PeriodKind.PLAN)
