"""Rulesets: whom they concern, what the unit fills in."""

import pytest

from ktt_desktop.domain.rulesets import Criterion, Group, Ruleset, Scale, Step, with_scales

RULES = Ruleset(
    id="R",
    label="R",
    short="R",
    citation="R",
    first_year=2017,
    last_year=2024,
    kinds=("HTX",),
    sectors=("NN.TT",),
    groups=(Group("I", "Một"),),
    criteria=(Criterion("1", "1", "Vốn", "I", most=100), Criterion("2", "2", "Khen", "I")),
)


@pytest.mark.parametrize(
    ("kind", "sector", "year", "is_for"),
    [
        ("HTX", "NN.TT", 2017, True), ("HTX", "NN.TT", 2024, True), ("HTX", "NN.TT", 2016, False),
        ("HTX", "NN.TT", 2025, False), ("HTX", "VT", 2020, False), ("THT", "NN.TT", 2020, False),
    ],
)  # fmt: skip
def test_a_ruleset_concerns_its_kinds_sectors_and_years(kind, sector, year, is_for):
    assert RULES.concerns(kind, sector, year) is is_for


def test_what_the_unit_fills_in_stands_in_place_of_what_is_shipped():
    used = with_scales(RULES, {"2": Scale(500, (Step(1, 500),)), "9": Scale(1)})
    assert used.criterion("1") == RULES.criterion("1")
    assert used.criterion("2").most == 500
    assert with_scales(RULES, {}) == RULES
