from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from ktt_desktop.domain.table_formulas import Formula, Making, Place, holding, worked_out

A, B, C = Place(0, 0), Place(1, 0), Place(2, 0)
numbers = st.one_of(st.none(), st.integers(-(10**6), 10**6))


def of(values):
    return values.get


@given(numbers, numbers)
def test_a_sum_counts_what_is_known_and_a_blank_is_no_zero(one, other):
    found = worked_out(Formula(Making.SUM, (A, B)), of({A: one, B: other}))
    known = [each for each in (one, other) if each is not None]
    assert found == (sum(known) if known else None)


def test_a_difference_takes_away_what_is_known():
    assert worked_out(Formula(Making.SUM, (A,), (B, C)), of({A: 10, B: 3})) == 7


@given(st.lists(numbers, min_size=1, max_size=8))
def test_an_average_is_of_the_known_ones_only(values):
    cells = {Place(row, 0): value for row, value in enumerate(values)}
    known = [each for each in values if each is not None]
    found = worked_out(Formula(Making.MEAN, tuple(cells)), of(cells))
    assert found == (Fraction(sum(known), len(known)) if known else None)


def test_a_share_is_rounded_half_up_and_has_no_value_of_nothing():
    share = Formula(Making.SHARE, (A, B), decimals=1)
    assert worked_out(share, of({A: 1, B: 16})) == Fraction(63, 10)  # 6,25
    assert worked_out(share, of({A: 1, B: 0})) is None
    assert worked_out(share, of({A: None, B: 5})) is None


def test_only_a_formula_that_gives_the_number_is_kept():
    wrong, right = Formula(Making.SUM, (A,)), Formula(Making.SUM, (A, B))
    values = {A: 1, B: 2, C: 3}
    assert holding([(C, wrong), (C, right)], of(values)) == {C: right}
    assert holding([(C, wrong)], of(values)) == {}
    assert holding([(C, right)], of({A: 1, B: 2})) == {}


def test_formulas_never_turn_in_a_circle():
    whole, part = Formula(Making.SUM, (A, B)), Formula(Making.SUM, (C,), (B,))
    kept = holding([(C, whole), (A, part)], of({A: 1, B: 2, C: 3}))
    assert kept == {C: whole}
