from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ktt_desktop.domain.aggregation import (
    NOTHING,
    Aggregate,
    AggregateKind,
    Computed,
    ListTotals,
    from_list,
    half_up,
)
from ktt_desktop.domain.terms import OrganisationKind

SECTORS = ("NN", "CN", "TM")
HTX = OrganisationKind.COOPERATIVE
SUM = Aggregate(AggregateKind.SUM, HTX, of="x")
MEAN = Aggregate(AggregateKind.MEAN, HTX, of="x")
WEIGHTED = Aggregate(AggregateKind.WEIGHTED, HTX, of="x", weight="w", factor=12)
ACTIVE = Aggregate(AggregateKind.COUNT, HTX, where="active")

# One organisation: kind, sector, value, weight; None = chưa có số liệu.
organisation = st.tuples(
    st.sampled_from(["HTX", "THT"]),
    st.sampled_from(SECTORS),
    st.none() | st.integers(-(10**12), 10**12),
    st.none() | st.integers(0, 10_000),
)
organisations = st.lists(organisation, max_size=20)


def totals(rows):
    """What the list gives, added up one organisation after the other."""
    listed, sums, weighted = {}, {}, {}
    for kind, sector, value, weight in rows:
        place = (kind, sector)
        listed[place] = listed.get(place, 0) + 1
        total, known = sums.get(place, {"x": (0, 0)})["x"]
        if value is not None:
            total, known = total + value, known + 1
        sums[place] = {"x": (total, known)}
        product, heavy, both = weighted.get(place, {("x", "w"): (0, 0, 0)})["x", "w"]
        if value is not None and weight is not None:
            product, heavy, both = product + value * weight, heavy + weight, both + 1
        weighted[place] = {("x", "w"): (product, heavy, both)}
    return ListTotals(listed, {"active": listed}, sums, weighted)


def chosen(rows, sectors=None):
    return [row for row in rows if row[0] == "HTX" and (sectors is None or row[1] in sectors)]


@given(organisations, st.none() | st.sets(st.sampled_from(SECTORS)))
def test_a_mean_is_one_sum_over_one_number_never_a_mean_of_means(rows, sectors):
    known = [value for _, _, value, _ in chosen(rows, sectors) if value is not None]
    found = from_list(MEAN, totals(rows), sectors)

    if not known:
        assert found == NOTHING
    else:
        naive = half_up(Fraction(sum(known), len(known)))
        assert found == Computed(naive, len(known), len(chosen(rows, sectors)))


@given(organisations, st.none() | st.sets(st.sampled_from(SECTORS)))
def test_a_weighted_mean_divides_the_whole_product_by_the_whole_weight(rows, sectors):
    both = [
        (value, weight)
        for _, _, value, weight in chosen(rows, sectors)
        if value is not None and weight is not None
    ]
    heavy = sum(weight for _, weight in both)
    found = from_list(WEIGHTED, totals(rows), sectors)

    if not heavy:
        assert found == NOTHING
    else:
        product = sum(value * weight for value, weight in both)
        assert found.value == half_up(12 * Fraction(product, heavy))
        assert (found.known, found.total) == (len(both), len(chosen(rows, sectors)))


@given(organisations)
def test_the_sectors_add_up_to_the_whole(rows):
    found = totals(rows)
    for aggregate in (SUM, ACTIVE):
        parts = [from_list(aggregate, found, {sector}) for sector in SECTORS]
        whole = from_list(aggregate, found)
        assert sum(part.value or 0 for part in parts) == (whole.value or 0)
        assert sum(part.known for part in parts) == whole.known


@given(st.data(), organisations)
def test_the_order_of_the_list_decides_nothing(data, rows):
    shuffled = data.draw(st.permutations(rows))
    for aggregate in (SUM, MEAN, WEIGHTED, ACTIVE):
        assert from_list(aggregate, totals(shuffled)) == from_list(aggregate, totals(rows))


@given(organisations)
def test_the_mean_of_the_whole_lies_between_those_of_the_sectors(rows):
    found = totals(rows)
    parts = [from_list(MEAN, found, {sector}).value for sector in SECTORS]
    known = [part for part in parts if part is not None]
    whole = from_list(MEAN, found).value

    if whole is not None:
        assert min(known) <= whole <= max(known)


def test_three_small_and_one_large_do_not_average_to_the_middle():
    rows = [("HTX", "NN", 100, None)] * 3 + [("HTX", "CN", 500, None)]

    assert from_list(MEAN, totals(rows)).value == 200  # the mean of the means would be 300


def test_zero_is_known_and_blank_is_not():
    zero, blank = ("HTX", "NN", 0, 1), ("HTX", "NN", None, 1)

    assert from_list(SUM, totals([zero, blank])) == Computed(0, 1, 2)
    assert from_list(SUM, totals([blank])) == NOTHING
    assert from_list(MEAN, totals([zero, blank])) == Computed(0, 1, 2)


def test_nothing_weighs_nothing():
    assert from_list(WEIGHTED, totals([("HTX", "NN", 5, 0)])) == NOTHING


def test_another_kind_does_not_count():
    rows = [("HTX", "NN", 5, 1), ("THT", "NN", 7, 1)]

    assert from_list(SUM, totals(rows)) == Computed(5, 1, 1)
    every_kind = Aggregate(AggregateKind.SUM, None, of="x")
    assert from_list(every_kind, totals(rows)) == Computed(12, 2, 2)


def test_a_plan_has_sums_but_no_counts_and_still_says_of_how_many():
    found = totals([("HTX", "NN", 5, 1), ("HTX", "NN", None, 1)])
    plan = ListTotals(found.listed, None, found.sums, found.weighted)

    assert from_list(ACTIVE, plan) == NOTHING
    assert from_list(SUM, plan) == Computed(5, 1, 2)


def test_a_formula_is_not_in_the_list():
    assert from_list(Aggregate(AggregateKind.FORMULA, HTX), totals([])) == NOTHING


def test_an_empty_list_counts_none_and_sums_nothing():
    assert from_list(ACTIVE, totals([])) == Computed(0, 0, 0)
    assert from_list(SUM, totals([])) == NOTHING


@pytest.mark.parametrize(
    ("value", "rounded"),
    [("1/2", 1), ("-1/2", -1), ("3/2", 2), ("-3/2", -2), ("1/3", 0), ("-2/3", -1), ("5", 5)],
)
def test_halves_go_away_from_zero(value, rounded):
    assert half_up(Fraction(value)) == rounded


@given(st.fractions())
def test_rounding_is_symmetric_and_never_off_by_more_than_a_half(value):
    assert half_up(-value) == -half_up(value)
    assert abs(half_up(value) - value) <= Fraction(1, 2)
