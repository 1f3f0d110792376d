"""Targets read critically: INC-003-10, INC-003-11 and how a target is written."""

import pytest

from ktt_desktop.domain.terms import Severity

OCOP = {"title": "Đăng ký OCOP", "operator": "range", "value": "8", "unit": "HTX"}
SHARE = {"title": "Loại tốt, khá", "operator": ">=", "value": "40", "unit": "%"}


@pytest.mark.parametrize("said", [{"topic": "A1.9"}, {"base": "HTX_NN"}])
def test_a_count_larger_than_what_it_is_a_part_of(records, said):
    records.know("N1.1", 9)
    records.add("target", value_max="10", **OCOP, **said)
    found = records.only()

    assert (found.rule, found.group, found.severity) == ("R9-HS-MT-NEN", "R9", Severity.WARNING)
    assert "mục tiêu 8–10 HTX, nhưng số hợp tác xã nông nghiệp hiện có 9" in found.detail


@pytest.mark.parametrize(
    "said", [{"value_max": "9"}, {"value_max": "10", "shape": "YEARLY"}, {"value_max": "10"}]
)
def test_a_target_its_base_allows_or_without_a_base(records, said):
    records.know("N1.1", 9)
    base = {} if said == {"value_max": "10"} else {"base": "HTX_NN"}
    records.add("target", **OCOP, **said, **base)

    assert records.rules() == []


def test_a_target_by_cooperatives_and_a_figure_by_persons(records):
    records.know("A4.0p", 27.5)
    said = {"title": "Cán bộ quản lý", "operator": ">", "value": "55", "unit": "%", "base": "HTX"}
    records.add("target", topic="A4.h", **said)
    found = records.only()

    assert (found.rule, found.severity) == ("R9-HS-MT-CACH-TINH", Severity.WARNING)
    assert "mục tiêu 55% theo [A4.h]" in found.detail
    assert "[A4.0p] 27,5, tính theo cách khác" in found.detail

    records.know("A4.h", 30)
    assert records.rules() == []


def test_a_figure_typed_into_the_target_is_enough(records):
    records.know("A4.0p", 27.5)
    said = {"title": "Cán bộ quản lý", "operator": ">", "value": "55", "unit": "%", "base": "HTX"}
    records.add("target", topic="A4.h", current="30", **said)

    assert records.rules() == []


@pytest.mark.parametrize(
    ("said", "rules"),
    [
        ({"value_max": "10"}, []),
        ({"value_max": "8"}, []),
        ({"value_max": "7"}, ["R9-HS-MT-TU-DEN"]),
        ({}, ["R13-HS-MT-TU-DEN"]),
    ],
)
def test_from_is_not_more_than_to(records, said, rules):
    records.add("target", **OCOP, **said)

    assert records.rules() == rules


@pytest.mark.parametrize(
    ("said", "rules"),
    [
        ({"base": "HTX"}, []),
        ({"topic": "A1.6p"}, []),
        ({"shape": "GROWTH"}, []),
        ({}, ["R9-HS-MT-PHAN-TRAM"]),
        ({"topic": "A1.6"}, ["R9-HS-MT-PHAN-TRAM"]),
        ({"base": "HTX", "value": "140"}, ["R2-HS-MT-100"]),
    ],
)
def test_a_percentage_names_its_base_and_is_at_most_all(records, said, rules):
    records.add("target", **{**SHARE, **said})

    assert records.rules() == rules


def test_the_due_year_comes_after_the_first(records):
    records.add("target", from_year=2026, due_year=2025, base="HTX", **SHARE)

    assert records.rules() == ["R14-HS-NGAY"]
