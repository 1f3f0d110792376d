"""Arithmetic of units: Σ, Σ/Σ, what stands and what gives way."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ktt_desktop.domain.aggregation import NOTHING, Computed, half_up
from ktt_desktop.domain.expression import parse_formula
from ktt_desktop.domain.receiving import LowerUnit
from ktt_desktop.domain.unit_totals import TOP, Column, How, consolidate, is_additive, tree_of

amounts = st.dictionaries(st.sampled_from("abcdef"), st.integers(-(10**9), 10**12))
means = st.dictionaries(
    st.sampled_from("abcdef"), st.tuples(st.integers(0, 10**12), st.integers(0, 10**4))
)


def units(keys, parents=()):
    above = dict(parents)
    return [LowerUnit(key, key, "xa", above.get(key, "")) for key in keys]


def stating(how, stated, weights=None):
    return Column(how, stated, {}, NOTHING, (), weights or {})


@given(amounts)
def test_what_units_state_is_added_and_nothing_is_not_zero(stated):
    found = consolidate(tree_of(units("abcdef"), ()), stating(How.ADDED, stated))

    assert found[TOP].value == (sum(stated.values()) if stated else None)
    assert (found[TOP].units_known, found[TOP].units) == (len(stated), 6)


@given(amounts, st.permutations("abcdef"))
def test_the_order_of_units_never_matters(stated, order):
    column = stating(How.ADDED, stated)

    assert consolidate(tree_of(units(order), ()), column) == consolidate(
        tree_of(units("abcdef"), ()), column
    )


@given(amounts, st.lists(st.sampled_from([*"abcdef", "", "unknown"]), min_size=6, max_size=6))
def test_whoever_is_said_to_be_above_whom_every_unit_has_one_place(stated, parents):
    tree = tree_of(units("abcdef", zip("abcdef", parents, strict=True)), ())

    assert sorted(tree.order) == ["", *"abcdef"]
    assert tree.order[-1] == TOP
    leaves = {key: value for key, value in stated.items() if key in tree.leaves}
    whole = consolidate(tree, stating(How.ADDED, leaves))[TOP].value
    assert whole == (sum(leaves.values()) if leaves else None)


@given(means)
def test_means_are_brought_together_by_what_they_are_over(parts):
    stated = {key: mean for key, (mean, _) in parts.items()}
    weights = {key: weight for key, (_, weight) in parts.items()}
    column = stating(How.AVERAGED, stated, weights)
    found = consolidate(tree_of(units("abcdef"), ()), column)[TOP]

    over = sum(weights.values())
    exact = Fraction(sum(mean * weight for mean, weight in parts.values()), over) if over else None
    assert found.value == (None if exact is None else half_up(exact))


@given(means)
def test_means_of_lists_come_together_without_rounding_between(parts):
    listed = {
        key: Computed(half_up(Fraction(top, weight)), weight, weight, top, weight)
        for key, (top, weight) in parts.items()
        if weight
    }
    column = Column(How.AVERAGED, {}, listed, NOTHING, set("abcdef"), {})
    found = consolidate(tree_of(units("abcdef"), set(listed)), column)[TOP]

    tops, weights = (sum(getattr(each, at) for each in listed.values()) for at in ("top", "weight"))
    assert found.value == (half_up(Fraction(tops, weights)) if weights else None)


def test_a_rate_stays_with_the_unit_that_states_it():
    found = consolidate(tree_of(units("ab"), ()), stating(How.APART, {"a": 40}))

    assert (found[TOP].value, found[TOP].units_known) == (None, 1)


def test_the_list_of_a_successor_stands_for_what_its_former_unit_stated():
    tree = tree_of(units(("a", "b/cu"), {"b/cu": "a"}.items()), {"a"})
    column = Column(How.ADDED, {"b/cu": 50}, {"a*": Computed(30, 1, 1)}, NOTHING, {"a*"}, {})

    assert consolidate(tree, column)[TOP].value == 30
    alone = Column(How.ADDED, {"b/cu": 50}, {}, NOTHING, (), {})
    assert consolidate(tree, alone)[TOP].value == 50


@pytest.mark.parametrize(
    ("formula", "adds"),
    [
        ("A1 + C1", True),
        ("A4 - A4_1 - A4_2", True),
        ("2 * A1 - C1 / 4", True),
        ("-A1", True),
        ("100 * A1_6 / A1", False),
        ("A1 * C1", False),
        ("A1 + 5", False),
    ],
)
def test_only_sums_and_differences_add_up_over_units(formula, adds):
    assert is_additive(parse_formula(formula, "x")) is adds
