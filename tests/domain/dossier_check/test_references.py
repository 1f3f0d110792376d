"""Records that point to others: gone, in a circle, of another year, or counted nowhere."""

import pytest

from ktt_desktop.domain.terms import Severity


def test_what_a_record_points_to_was_deleted(records):
    records.add("support", "u", programme="X", part_of="Y")
    found = records.found()

    assert [each.rule for each in found] == ["R6-HS-LIEN-KET"] * 2
    assert [each.places[0].code for each in found] == ["programme", "part_of"]
    assert "chương trình đã xóa" in found[0].detail


def test_records_that_are_parts_of_each_other_are_told_once(records):
    records.add("support", "a", part_of="b")
    records.add("support", "b", part_of="c")
    records.add("support", "c", part_of="a")
    records.add("support", "d", part_of="a")
    found = records.only()

    assert (found.rule, found.severity) == ("R6-HS-VONG", Severity.ERROR)
    assert {each.key for each in found.places} == {"a", "b", "c"}


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({}, None),
        ({"year": 2023}, "year"),
        ({"period": "6T"}, "period"),
        ({"period": "NC"}, "period"),
    ],
)
def test_a_part_is_of_the_year_and_period_of_its_whole(records, said, code):
    records.add("support", "w")
    records.add("support", "p", part_of="w", **said)
    codes = [[place.code for place in each.places] for each in records.found()]

    assert codes == ([[code, code]] if code else [])


@pytest.mark.parametrize(
    ("kind", "said", "code"),
    [
        ("support", {"year": None}, "year"),
        ("support", {"period": ""}, "period"),
        ("credit", {"topic": "H7"}, "year"),
        ("dormant_total", {}, "year"),
    ],
)
def test_without_a_year_or_period_a_record_counts_nowhere(records, kind, said, code):
    records.add(kind, "u", **said)
    found = records.only()

    assert (found.rule, found.places[0].code) == ("R13-HS-NAM", code)


def test_targets_and_programmes_are_of_no_year(records):
    records.add("target", title="Tăng HTX", operator=">=", value="5", unit="HTX")
    records.add("programme", name="Đề án")

    assert records.rules() == []
