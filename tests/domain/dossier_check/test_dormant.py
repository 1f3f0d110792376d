"""Biểu D against the unit's own number, its list of records and the register."""

import pytest

from ktt_desktop.domain.dossier_check.subject import Party
from ktt_desktop.domain.terms import Measure


def test_no_more_stopped_than_the_unit_states(records):
    records.know("A1.2", 54, measure=Measure.HALF_YEAR)
    records.add("dormant_total", year=2022, stopped="54")
    assert records.rules() == []

    records.add("dormant_total", year=2022, stopped="55")
    assert "ghi 55 HTX, nhưng [A1.2] ghi 54" in records.only().detail


def test_without_a_figure_of_the_year_nothing_is_said(records):
    records.know("A1.2", 3, year=2021)
    records.add("dormant_total", year=2022, stopped="55")

    assert records.rules() == []


def test_the_list_is_not_longer_than_its_number(records):
    records.add("dormant_total", year=2022, stopped="02")
    for name in ("HTX A", "HTX B"):
        records.add("dormant", year=2022, names=(name,))
    records.add("dormant", year=2021, names=("HTX C",))
    assert records.rules() == []

    records.add("dormant", year=2022, names=("HTX C",))
    assert "ghi 02 HTX, danh sách đã có 03 hồ sơ" in records.only().detail


@pytest.mark.parametrize(
    ("said", "rules"),
    [
        ({"year": 2022}, ["R11-HS-DANG-HOAT-DONG"]),
        ({"year": 2022, "result": "Đã hoạt động trở lại"}, []),
        ({"year": 2021}, []),
    ],
)
def test_an_active_organisation_is_not_among_the_stopped(records, said, rules):
    records.parties["uid HTX A"] = Party(active_as="Hoạt động cầm chừng")
    records.add("dormant", names=("HTX A",), **said)

    assert records.rules() == rules
