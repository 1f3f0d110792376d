"""Whom a record is about: in the bin, dissolved, fewer or more than it counts."""

import pytest

from ktt_desktop.domain.dates import PartialDate
from ktt_desktop.domain.dossier_check.subject import Party
from ktt_desktop.domain.terms import Severity

GONE = Party(False, PartialDate(2022, 5, 1), "đã giải thể")


@pytest.mark.parametrize("kind", ["support", "credit", "dormant", "pilot", "model"])
def test_an_organisation_in_the_bin(records, kind):
    records.parties["uid HTX A"] = Party(in_bin=True)
    records.add(kind, "u", year=2022, names=("HTX A",))
    found = records.only()

    assert (found.rule, found.severity) == ("R6-HS-THUNG-RAC", Severity.WARNING)
    assert "HTX A đang ở thùng rác" in found.detail


@pytest.mark.parametrize(
    ("said", "rules"),
    [
        ({"given_on": "2022-05-01"}, []),
        ({"given_on": "2022-05"}, []),
        ({"given_on": "2022-05-02"}, ["R11-HS-DA-GIAI-THE"]),
        ({}, []),
        ({"year": 2023}, ["R11-HS-DA-GIAI-THE"]),
        ({"year": 2023, "period": "LK"}, []),
    ],
)
def test_support_after_the_end(records, said, rules):
    records.parties["uid HTX A"] = GONE
    records.add("support", "u", names=("HTX A",), **said)

    assert records.rules() == rules


def test_the_end_is_told_with_its_day(records):
    records.parties["uid HTX A"] = GONE
    records.add("support", "u", names=("HTX A",), given_on="2022-06-10")
    found = records.only()

    assert "HTX A: đã giải thể ngày 1/5/2022, hỗ trợ ngày 10/6/2022" in found.detail
    assert [each.code for each in found.places] == ["organisations", "given_on"]


@pytest.mark.parametrize(
    ("said", "rules"),
    [
        ({"quantity_unit": "HTX", "quantity_done": "02"}, []),
        ({"quantity_unit": "HTX", "quantity_done": "13"}, ["R13-HS-TEN"]),
        ({"quantity_unit": "HTX", "quantity_done": "01"}, ["R2-HS-TEN"]),
        ({"quantity_unit": "lớp", "quantity_done": "01"}, []),
        ({"quantity_unit": "người", "quantity_done": "8", "organisations_done": "2"}, []),
        ({"organisations_done": "03"}, ["R13-HS-TEN"]),
    ],
)
def test_as_many_are_chosen_as_are_counted(records, said, rules):
    records.add("support", "u", names=("HTX A", "HTX B"), **said)

    assert records.rules() == rules


def test_borrowers_are_counted_the_same_way(records):
    records.add("credit", "u", year=2022, topic="H7", borrowers="20", names=("HTX A",))

    assert records.rules() == ["R13-HS-TEN"]
