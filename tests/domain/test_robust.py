from fractions import Fraction
from statistics import median as reference

from hypothesis import given
from hypothesis import strategies as st

from ktt_desktop.domain.robust import is_usual, median, median_deviation, usual_reach

numbers = st.fractions(-(10**6), 10**6, max_denominator=100) | st.integers(-(10**6), 10**6)
series = st.lists(numbers, min_size=1, max_size=12)
FIVE_YEARS = (290, 300, 310, 305, 295)


@given(series)
def test_the_median_is_that_of_the_library(values):
    assert median(values) == reference([Fraction(each) for each in values])


@given(values=series, shift=numbers, scale=st.integers(-9, 9))
def test_the_median_moves_with_its_numbers_and_their_spread_does_not(values, shift, scale):
    moved = [scale * each + shift for each in values]
    assert median(moved) == scale * median(values) + shift
    assert median_deviation(moved) == abs(scale) * median_deviation(values)


@given(values=st.lists(st.integers(90, 110), min_size=5, max_size=9), wild=numbers)
def test_one_wild_number_hardly_moves_them(values, wild):
    """A mean would follow it anywhere."""
    assert 90 <= median([*values, wild]) <= 110
    assert median_deviation([*values, wild]) <= 20


@given(values=series, floor=st.integers(0, 100))
def test_what_was_there_before_is_usual(values, floor):
    assert all(is_usual(each, values, floor) for each in values)
    assert is_usual(median(values), values, floor)


@given(values=series, value=numbers, floor=st.integers(0, 100))
def test_a_change_below_the_floor_or_half_of_the_median_is_usual(values, value, floor):
    change = abs(value - median(values))
    assert is_usual(value, values, floor) or change > max(floor, abs(median(values)) / 2)
    assert usual_reach(values, floor) >= floor


def test_a_thousandfold_slip_and_a_fall_to_nothing_are_not_usual():
    assert not is_usual(300_000, FIVE_YEARS, 20)
    assert not is_usual(3, FIVE_YEARS, 20)
    assert is_usual(400, FIVE_YEARS, 20)


def test_small_numbers_may_double():
    assert is_usual(8, (2, 3, 2, 4), 10)
    assert not is_usual(80, (2, 3, 2, 4), 10)
