from decimal import Decimal
from fractions import Fraction
from math import floor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ktt_desktop.domain.evaluation import number, round_half_up, truth
from ktt_desktop.domain.expression import OTHERS, Part, parse_check, parse_formula
from ktt_desktop.domain.rules import TableFigures, example_figures

AGRICULTURE_AND_FOUR = {
    "S2": [3711, 32, 7, 8, 7],
    "S3": [758, "", "", "", ""],
    "S3_1": [396, "", "", "", ""],
    "S7": [Decimal("3.5"), Decimal("6.5"), 5, Decimal("3.5"), Decimal("3.5")],
}

BOUNDS = ("least_mean", "greatest_mean")


def formula(text, **table):
    return number(parse_formula(text, "F"), example_figures(table))


def check(text, **table):
    return truth(parse_check(text, "R"), example_figures(table))


# --- against Python's own arithmetic

NAMES = ("A1", "A2_1", "A4_1p")
values = st.fractions(min_value=-(10**6), max_value=10**6, max_denominator=1000)


def arithmetic():
    leaves = st.sampled_from(NAMES) | st.integers(0, 999).map(str)
    return st.recursive(
        leaves,
        lambda inner: (
            st.tuples(inner, st.sampled_from("+-*/"), inner).map(lambda t: "({} {} {})".format(*t))
            | inner.map(lambda text: f"(-{text})")
        ),
        max_leaves=8,
    )


def python_says(text, table):
    """The same text run by Python, with every literal a Fraction."""
    names = {name: table[name] for name in NAMES}
    exact = " ".join(
        f"F({word})" if word.isdigit() else word
        for word in text.replace("(", " ( ").replace(")", " ) ").replace("-", " - ").split()
    )
    try:
        return eval(exact, {"F": Fraction}, names)
    except ZeroDivisionError:
        return None


@given(text=arithmetic(), table=st.fixed_dictionaries(dict.fromkeys(NAMES, values)))
def test_a_formula_gives_what_python_gives(text, table):
    assert formula(text, **table) == python_says(text, table)


@given(
    left=arithmetic(),
    sign=st.sampled_from(["==", "!=", "<", "<=", ">", ">="]),
    right=arithmetic(),
    table=st.fixed_dictionaries(dict.fromkeys(NAMES, values)),
)
def test_a_comparison_gives_what_python_gives(left, sign, right, table):
    one, other = python_says(left, table), python_says(right, table)
    expected = None if None in (one, other) else eval(f"one {sign} other")
    assert check(f"{left} {sign} {right}", **table) is expected


@given(value=values, places=st.integers(0, 4))
def test_rounding_is_half_away_from_zero(value, places):
    scale = 10**places
    expected = Fraction(floor(abs(value) * scale * 2 + 1) // 2, scale)
    assert formula(f"round(A1, {places})", A1=value) == (expected if value >= 0 else -expected)


def test_a_half_is_rounded_up_where_python_would_round_it_down():
    assert formula("round(A1, 1)", A1=Decimal("27.45")) == Fraction("27.5")
    assert formula("round(A1, 0)", A1=Decimal("-2.5")) == -3


# --- blanks


@given(table=st.dictionaries(st.sampled_from(["A1", "A1_1", "A1_2"]), values, max_size=2))
def test_a_check_is_silent_until_every_figure_it_names_is_there(table):
    assert check("A1_1 + A1_2 == A1", **table) is None
    assert check("A1 == 1 and A1_1 == 2 or A1_2 == 3", **table) is None


def test_a_blank_is_not_a_zero():
    assert formula("A1 + A2", A1=5) is None
    assert formula("A1 + A2", A1=5, A2=0) == 5


def test_division_by_zero_is_unknown():
    assert check("100 * A1 / A2 == 50", A1=5, A2=0) is None


def test_known_looks_at_a_blank_without_falling_silent():
    assert check("known(A3)") is False
    assert check("known(A3)", A3=0) is True
    assert check("known(sum(S2))", parts={"S2": [1, ""]}) is False
    assert check("known(A1 / A2)", A1=1, A2=0) is False


def test_a_known_that_decides_spares_the_rest_of_the_condition():
    assert check("not known(A3) or A3 < 5") is True
    assert check("not known(A3) or A3 < 5", A3=9) is False
    assert check("known(A3) and A3 > 5") is False


def test_a_comparison_never_hides_a_blank_beside_it():
    assert check("A1 == 1 or A2 == 2", A1=1) is None
    assert check("A1 == 1 and A2 == 2", A1=9) is None


def test_a_choice_asks_only_the_side_it_takes():
    assert formula("A3 if known(A3) else A2", A2=7) == 7
    assert check("A3 > 1 if known(A3) else A2 > 1", A3=0) is False


# --- the year before, the plan, bounds


def test_the_year_before_and_the_plan_are_other_figures_of_the_same_code():
    table = {"A2": 110, "A2_1": 15, "previous": {"A2": 100}, "plan": {"A2": 120}}
    assert formula("previous(A2) + A2_1 - A2", **table) == 5
    assert formula("plan(A2) - A2", **table) == 10
    assert formula("previous(A2)", A2=110) is None


def test_least_and_greatest_compare_figures():
    assert formula("least(A1, A2, 5)", A1=7, A2=6) == 5
    assert formula("greatest(A1, A2)", A1=7, A2=6) == 7
    assert formula("least(A1, A2)", A1=7) is None


# --- parts

parts = st.lists(st.one_of(st.just(""), st.integers(-99, 99)), min_size=1, max_size=8)


@given(column=parts)
def test_a_sum_is_unknown_when_a_part_is_blank_and_total_known_adds_the_rest(column):
    known = [each for each in column if each != ""]
    table = {"parts": {"S2": column}}
    assert formula("sum(S2)", **table) == (sum(known) if len(known) == len(column) else None)
    assert formula("total_known(S2)", **table) == (sum(known) if known else None)
    assert formula("lowest(S2)", **table) == (min(known) if known else None)
    assert formula("highest(S2)", **table) == (max(known) if known else None)


def test_a_subject_without_parts_is_silent():
    assert formula("sum(S2)") is None
    assert formula("highest(S2)") is None


def test_missing_adds_the_second_figure_where_the_first_is_blank():
    assert formula("missing(S3, S2)", parts=AGRICULTURE_AND_FOUR) == 54


def test_missing_is_unknown_when_nothing_is_missing_or_the_second_is_blank_too():
    assert formula("missing(S3, S2)", parts={"S3": [1, 2], "S2": [3, 4]}) is None
    assert formula("missing(S3, S2)", parts={"S3": [1, ""], "S2": [3, ""]}) is None


def test_the_mean_is_bounded_by_the_weight_nobody_stated():
    table = {"A3": 812, "parts": AGRICULTURE_AND_FOUR}
    assert formula("least_mean(S7, S3, A3)", **table) == Fraction("3.5")
    assert formula("greatest_mean(S7, S3, A3)", **table) == Fraction(3004, 812)


def test_the_mean_is_exact_when_the_stated_weights_make_the_total():
    table = {"A3": 10, "parts": {"S7": [3, 5, ""], "S3": [4, 6, ""]}}
    assert formula("least_mean(S7, S3, A3)", **table) == Fraction(42, 10)
    assert formula("greatest_mean(S7, S3, A3)", **table) == Fraction(42, 10)


@pytest.mark.parametrize(
    ("total", "values_", "weights"),
    [
        (11, [3, 5, ""], [4, 6, ""]),  # the one who can have it has no value
        (10, [3, ""], [4, 6]),  # a weight without a value
        (0, [3, 5], [0, 0]),
    ],
)
def test_the_mean_is_unknown_when_the_weights_do_not_tell(total, values_, weights):
    table = {"A3": total, "parts": {"S7": values_, "S3": weights}}
    assert formula("least_mean(S7, S3, A3)", **table) is None
    assert formula("greatest_mean(S7, S3, A3)", **table) is None


@pytest.mark.parametrize("total", [9, 10, 11])
def test_parts_that_state_every_weight_are_weighed_by_these_whatever_the_total(total):
    table = {"A3": total, "parts": {"S7": [3, 5], "S3": [4, 6]}}
    assert [formula(f"{bound}(S7, S3, A3)", **table) for bound in BOUNDS] == [Fraction(21, 5)] * 2


@given(
    pairs=st.lists(st.tuples(st.integers(1, 50), st.integers(1, 50)), min_size=2, max_size=6),
    hidden=st.integers(1, 5),
)
def test_the_true_mean_lies_within_its_bounds_whatever_weights_are_hidden(pairs, hidden):
    total = sum(weight for weight, _ in pairs)
    mean = Fraction(sum(weight * value for weight, value in pairs), total)
    weights = ["" if place < hidden else weight for place, (weight, _) in enumerate(pairs)]
    table = {"A3": total, "parts": {"S3": weights, "S7": [value for _, value in pairs]}}
    low, high = (formula(f"{bound}(S7, S3, A3)", **table) for bound in BOUNDS)
    assert low <= mean <= high


# --- other columns, other years, words


@pytest.mark.parametrize("reader", OTHERS)
def test_every_other_set_of_figures_is_read_by_its_name(reader):
    assert formula(f"{reader}(A2)", A2=1, **{reader: {"A2": 7}}) == 7
    assert formula(f"{reader}(A2)", A2=1) is None


def test_what_is_usual_needs_four_years():
    assert check("usual(A5, 20)", A5=900, earlier={"A5": [300, 310, 290]}) is None
    assert check("usual(A5, 20)", A5=900, earlier={"A5": [300, 310, 290, 305]}) is False
    assert check("usual(A5, 20)", A5=320, earlier={"A5": [300, 310, 290, 305]}) is True
    assert check("usual(A5, 20)", earlier={"A5": [300, 310, 290, 305]}) is None
    assert formula("years(A5)", earlier={"A5": [300, 310, 290]}) == 3


def test_words_tell_kind_status_and_column():
    table = {"O5": 0, "marks": ["stopped", "HTX", "main"]}
    assert check("status(stopped) and kind(HTX) and column(main)", **table) is True
    assert check("status(active)", **table) is False


def test_the_known_ones_are_added_up():
    assert formula("added(A1, A2, plan(A1))", A1=2, plan={"A1": 5}) == 7
    assert formula("added(A1, A2)") is None


@given(one=values, other=values)
def test_the_absolute_value_is_the_distance(one, other):
    assert formula("abs(A1 - A2)", A1=one, A2=other) == abs(one - other)


@given(value=st.integers(1, 10**6), plan=st.integers(1, 10**6), places=st.integers(0, 2))
def test_the_plan_lies_within_what_its_percentage_can_mean(value, plan, places):
    table = {"A1": value, "A2": round_half_up(Fraction(100 * value, plan), places)}
    high = formula("implied_high(A1, A2)", **table)
    assert formula("implied_low(A1, A2)", **table) <= plan
    assert high is None or high < 0 or plan <= high  # a percentage that may mean none has no end


@given(value=values, places=st.integers(0, 3))
def test_a_share_may_be_told_with_any_number_of_decimals(value, places):
    assert check("rounds_to(A1, A2)", A1=value, A2=round_half_up(value, places)) is True


@pytest.mark.parametrize(("exact", "told"), [("28.64", 28), ("40.42", "40.5"), ("27.777", "27.77")])
def test_a_share_that_was_cut_or_bent_is_not_that_number(exact, told):
    assert check("rounds_to(A1, A2)", A1=Decimal(exact), A2=Decimal(told)) is False


# --- parts that lack a figure

SECTORS = {"S6": [30, 40, 60, 45, ""], "S1": [335, 50, 8, 48, 19]}


def test_blanks_are_counted_where_there_is_something_to_state():
    assert formula("blanks(S6, S1)", parts=SECTORS) == 1
    assert formula("blanks(S6, S1)", parts=SECTORS | {"S1": [335, 50, 8, 48, 0]}) == 0
    assert formula("stated(S6)", parts=SECTORS) == 4
    assert formula("median(S6)", parts=SECTORS) == Fraction(85, 2)
    assert formula("share_known(S6, S1)", parts=SECTORS) == Fraction(44100, 460)


def test_a_part_whose_list_is_not_filled_yet_is_no_blank():
    column = (Part("1", "", None, unfinished=True), Part("2", "", None), Part("3", "", Fraction(1)))
    whole = tuple(Part(str(place), "", Fraction(5)) for place in (1, 2, 3))
    figures = TableFigures(columns={"S6": column, "S1": whole})
    assert number(parse_formula("blanks(S6, S1)", "F"), figures) == 1
