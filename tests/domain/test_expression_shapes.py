import pytest

from ktt_desktop.domain.expression import parse_check, parse_formula
from ktt_desktop.domain.expression_shapes import Shape, equalities, shape_of
from ktt_desktop.domain.table_formulas import Making


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        ("A1 + C1", Shape(Making.SUM, ("A1", "C1"))),
        ("A4 - A4_1 - A4_2", Shape(Making.SUM, ("A4",), ("A4.1", "A4.2"))),
        ("A4 - (A4_1 - A4_2)", Shape(Making.SUM, ("A4", "A4.2"), ("A4.1",))),
        ("100 * A4_1 / A4", Shape(Making.SHARE, ("A4.1", "A4"))),
        ("A5 * A1", None),
        ("round(A5, 1)", None),
    ],
)
def test_sums_and_shares_are_told_apart_from_the_rest(text, shape):
    assert shape_of(parse_formula(text, "x")) == shape


def test_a_check_tells_what_its_lone_name_is_the_sum_of():
    check = parse_check("A1_1 + A1_2 == A1", "R1")
    assert list(equalities(check)) == [("A1", Shape(Making.SUM, ("A1.1", "A1.2")))]


@pytest.mark.parametrize("text", ["A1 == A2", "A1 + A2 <= A3", "A1 + A2 == 5"])
def test_other_checks_tell_nothing(text):
    assert list(equalities(parse_check(text, "R1"))) == []
