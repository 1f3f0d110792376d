from dataclasses import replace
from datetime import date

import pytest

from ktt_desktop.domain.completeness import BoardState, periods_of
from ktt_desktop.domain.period import ReportingPeriod
from ktt_desktop.domain.receiving import FileState
from ktt_desktop.domain.records import UnitProfile
from ktt_desktop.domain.terms import PeriodKind, UnitLevel
from ktt_desktop.services import completeness
from ktt_desktop.services.completeness import board_of, unit_name, units_below
from ktt_desktop.services.settings import save_profile
from tests.held_files import held, keep
from tests.services.questions import questions_of

DISTRICT = UnitProfile("217", "Huyện Lạng Giang", UnitLevel.DISTRICT, "24", "Tỉnh Bắc Giang", True)
PROVINCE = UnitProfile("24", "Tỉnh Bắc Ninh", UnitLevel.PROVINCE, "", "Bộ Tài chính")
COMMUNE = UnitProfile("07654", "Xã An Lạc", UnitLevel.COMMUNE, "24", "Tỉnh Bắc Ninh")


@pytest.fixture
def book(empty_book, monkeypatch):
    monkeypatch.setattr(completeness, "today", lambda: date(2026, 1, 5))
    save_profile(empty_book, PROVINCE)
    return empty_book


def below(units, profile, year, kind=PeriodKind.YEAR):
    return units_below(units, profile, ReportingPeriod(year, kind))


def test_the_units_below_are_those_of_the_time_the_report_is_drawn_up(units):
    assert {each.level for each in below(units, PROVINCE, 2025)} == {UnitLevel.COMMUNE}
    assert len(below(units, PROVINCE, 2025)) == 99
    before = below(units, PROVINCE, 2024)
    assert {each.level for each in before} == {UnitLevel.DISTRICT}
    assert {each.parent for each in before} == {"24", "27"}  # Bắc Giang and Bắc Ninh of then
    assert below(units, PROVINCE, 2025, PeriodKind.HALF_YEAR)[0].level is UnitLevel.COMMUNE


def test_a_district_goes_on_owing_with_its_communes_of_then_and_a_commune_has_nobody(units):
    assert below(units, DISTRICT, 2022) == below(units, DISTRICT, 2026)
    assert below(units, DISTRICT, 2022)[0].level is UnitLevel.COMMUNE
    assert all(below(units, COMMUNE, year) == () for year in (2022, 2026))
    ministry = UnitProfile("00", "Bộ Tài chính", UnitLevel.MINISTRY, "", "")
    assert [len(below(units, ministry, year)) for year in (2024, 2025)] == [63, 34]


def test_the_board_knows_the_deadline_and_what_came(book):
    keep(
        book,
        held("07654", "N2025", on=date(2025, 12, 20), name="Xã An Lạc"),
        held("07462", "N2025", on=date(2026, 1, 2), name="Xã Bảo Đài"),
        held("07462", "KH2026", on=date(2025, 8, 2), name="Xã Bảo Đài"),
    )
    found = board_of(book, PROVINCE, 2025)
    assert [each.period.code for each in found.periods] == ["6T2025", "KH2026", "UOC2025", "N2025"]
    assert [each.deadline for each in found.periods] == [None, None, None, date(2025, 12, 30)]
    cells = {row.unit.name: row.cells for row in found.rows}
    assert cells["Xã An Lạc"][3].in_time is True
    assert cells["Xã Bảo Đài"][3].in_time is False
    assert cells["Xã Bảo Đài"][1].in_time is None
    total = found.sum_of(3)
    assert (total.sent, total.expected) == (2, 99)


def test_a_commune_that_is_gone_stands_under_the_one_its_file_lands_on(book, units):
    former = held("07396/cu", "N2025", lands_on="07381", name="Xã An Hà")
    unknown = held("07396/cu", "KH2026", lands_on="", name="Xã An Hà", state=FileState.UNKNOWN_UNIT)
    keep(book, former, unknown)
    found = {row.unit.key: row for row in board_of(book, PROVINCE, 2025).rows}
    assert found["07381"].cells[3].number == 0
    waiting = found["07396/cu"]
    assert waiting.unit.former
    assert waiting.cells[1].state is BoardState.HELD
    assert waiting.cells[3] is None


def test_deadlines_the_unit_wrote_itself_count(book):
    from ktt_desktop.services.unit_particulars import load_particulars, save_unit

    particulars = load_particulars(book, PROVINCE)
    plan = next(
        each
        for each in particulars.deadlines
        if each.cycle is PeriodKind.PLAN and "cấp xã" in each.sender
    )
    own = replace(plan, day=15, month=8)
    save_unit(book, PROVINCE, replace(particulars, deadlines=(own,)))
    keep(book, held("07654", "KH2026", on=date(2025, 8, 16)))
    found = board_of(book, PROVINCE, 2025)
    assert [each.deadline for each in found.periods] == [None, date(2025, 8, 15), None, None]
    assert next(row.cells[1] for row in found.rows if row.unit.key == "07654").in_time is False


def test_nobody_below_is_an_empty_board(book):
    assert board_of(book, COMMUNE, 2025).rows == ()


def test_names_are_those_of_the_list_of_units(units):
    assert unit_name(units, "07654") == "Xã An Lạc"
    assert unit_name(units, "217/cu") == "Huyện Lạng Giang"
    assert unit_name(units, "99999") == "99999"


def test_a_province_with_every_period_of_every_commune_asks_no_more_than_an_empty_one(book, units):
    board_of(book, PROVINCE, 2025)  # the list of units is read once
    empty = questions_of(book, lambda: board_of(book, PROVINCE, 2025))
    files = [
        held(each.code, period.code, on=date(2025, 12, 1))
        for each in below(units, PROVINCE, 2025)
        for period in periods_of(2025)
    ]
    keep(book, *files)
    full = questions_of(book, lambda: board_of(book, PROVINCE, 2025))
    assert 0 < len(full) == len(empty)
    found = board_of(book, PROVINCE, 2025)
    assert all(found.sum_of(place).sent == 99 for place in range(4))
