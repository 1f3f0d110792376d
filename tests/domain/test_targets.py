from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ktt_desktop.domain.dossier import DossierDraft
from ktt_desktop.domain.targets import (
    Current,
    Operator,
    Shape,
    Target,
    Verdict,
    needed_growth,
    progress,
    target_of,
    years_left,
)

JUNE, END = date(2022, 6, 30), date(2022, 12, 31)
ONE = Fraction(1)


def target(operator=Operator.AT_LEAST, value=100, **fields):
    given = {"due_year": 2030} | fields
    return Target("u", "Số HTX", operator, value=None if value is None else ONE * value, **given)


def current(value, on=END, before=None, *, final=False):
    earlier = None if before is None else Fraction(before)
    return Current(Fraction(value), on, before=earlier, final=final)


def verdict(aim, now):
    return progress(aim, now).verdict


@pytest.mark.parametrize(
    ("operator", "value", "reached"),
    [
        (Operator.EQUAL, 99, False),
        (Operator.EQUAL, 100, True),
        (Operator.EQUAL, 101, True),
        (Operator.AT_LEAST, 100, True),
        (Operator.ABOVE, 100, False),
        (Operator.ABOVE, 101, True),
        (Operator.AT_MOST, 100, True),
        (Operator.AT_MOST, 101, False),
        (Operator.RANGE, 100, True),
        (Operator.ABOUT, 95, True),
        (Operator.ABOUT, Fraction(949, 10), False),
    ],
)
def test_when_a_target_counts_as_reached(operator, value, reached):
    assert target(operator).is_reached(Fraction(value)) is reached


def test_what_is_missing_and_the_part_of_the_way_are_exact():
    found = progress(target(value=750), current(64))
    assert (found.distance, found.percent) == (686, Fraction(6400, 750))
    assert found.yearly == Fraction(686, 8)


def test_a_target_without_a_number_or_a_figure_says_so():
    assert verdict(target(value=None), current(3)) is Verdict.NO_LEVEL
    found = progress(target(), None, "chưa có số liệu [A1]")
    assert (found.verdict, found.why, found.distance) == (
        Verdict.NO_FIGURE,
        "chưa có số liệu [A1]",
        None,
    )


def test_the_pace_of_the_year_decides_whether_it_is_likely():
    assert verdict(target(), current(60, before=55)) is Verdict.LIKELY  # 60 + 8 × 5 = 100
    assert verdict(target(), current(60, before=56)) is Verdict.HARD
    assert verdict(target(), current(60, before=70)) is Verdict.HARD
    assert verdict(target(), current(60)) is Verdict.NOT_DUE


def test_half_a_year_is_carried_to_a_whole_one():
    found = progress(target(), current(60, JUNE, before=58))
    assert (found.pace, found.yearly) == (4, Fraction(40) / Fraction(17, 2))
    assert found.verdict is Verdict.HARD  # 60 + 4 × 8,5 = 94


def test_a_year_that_is_over_decides():
    aim = target(due_year=2022)
    assert verdict(aim, current(99, final=True)) is Verdict.MISSED
    assert verdict(aim, current(99)) is Verdict.HARD  # an estimate of the whole year
    assert verdict(target(due_year=2021), current(99)) is Verdict.MISSED
    assert verdict(target(due_year=None), current(99)) is Verdict.MISSED


def test_less_is_the_aim_of_not_more_than():
    aim = target(Operator.AT_MOST, 50)
    assert verdict(aim, current(54, before=55)) is Verdict.LIKELY  # 54 − 8
    found = progress(aim, current(54, before=53))
    assert (found.verdict, found.percent, found.growth) == (Verdict.HARD, None, None)
    assert found.yearly == Fraction(-4, 8)


@pytest.mark.parametrize(
    ("value", "on", "final", "expected"),
    [
        (2, JUNE, False, Verdict.REACHED),
        (1, JUNE, False, Verdict.LIKELY),
        (0, JUNE, False, Verdict.HARD),
        (1, END, False, Verdict.HARD),
        (1, END, True, Verdict.MISSED),
    ],
)
def test_a_yearly_amount_is_held_against_the_months_so_far(value, on, final, expected):
    aim = target(value=2, shape=Shape.YEARLY)
    found = progress(aim, current(value, on, final=final))
    assert (found.verdict, found.yearly, found.growth) == (expected, None, None)


def test_growth_is_not_carried_to_a_whole_year():
    aim = target(value=7, shape=Shape.GROWTH)
    assert verdict(aim, current(7, JUNE)) is Verdict.REACHED
    assert verdict(aim, current(4, JUNE)) is Verdict.HARD
    assert progress(aim, current(-4, JUNE)).percent is None


def test_a_percentage_needs_points_a_year_and_no_growth():
    found = progress(target(value=50, unit="%"), current(10))
    assert (found.yearly, found.growth) == (5, None)


def test_the_needed_growth_is_the_least_that_is_enough():
    assert needed_growth(ONE * 64, ONE * 750, ONE * 8) == Fraction(361, 10)
    assert needed_growth(ONE * 100, ONE * 121, ONE * 2) == 10
    assert needed_growth(ONE * 100, ONE * 110, Fraction(1, 2)) == 21
    assert needed_growth(ONE * 0, ONE * 110, ONE) is None
    assert needed_growth(ONE * 120, ONE * 110, ONE) is None
    assert needed_growth(ONE, ONE * 10**9, Fraction(1, 12)) is None


amounts = st.fractions(min_value=1, max_value=10**6, max_denominator=1000)
times = st.integers(1, 300).map(lambda months: Fraction(months, 12))


@given(amounts, amounts, times)
def test_needed_growth_arrives_and_a_tenth_less_does_not(now, aim, years):
    found = needed_growth(now, aim, years)
    if found is None:
        return
    wanted = (aim / now) ** years.denominator
    assert (1 + found / 100) ** years.numerator >= wanted
    assert (1 + (found - Fraction(1, 10)) / 100) ** years.numerator < wanted


def test_time_is_counted_from_the_month_of_the_figure():
    assert years_left(END, 2030) == 8
    assert years_left(JUNE, 2022) == Fraction(1, 2)
    assert years_left(END, 2021) == -1


def test_a_record_is_read_with_its_decimals():
    draft = DossierDraft(
        "target",
        uid="u",
        topic="A5",
        values={
            "title": "Doanh thu bình quân",
            "operator": "range",
            "value": 1550,
            "value_max": 2000,
            "unit": "tỷ đồng/năm",
            "due_year": 2023,
        },
    )
    found = target_of(draft, {"value": 1000, "value_max": 1000, "current": 1000})
    assert (found.value, found.value_max, found.current) == (Fraction(31, 20), 2, None)
    assert (found.shape, found.operator, found.topic) == (Shape.LEVEL, Operator.RANGE, "A5")
    assert found.in_force(2022)
    assert not found.in_force(2024)
