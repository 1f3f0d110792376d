"""Numbers as officers write them."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ktt_desktop.domain.importing.amounts import dot_groups, read_amount
from ktt_desktop.domain.numbers import MILLIONS, format_number


@pytest.mark.parametrize(
    ("written", "value", "zeros"),
    [
        ("1.200", 1200, None),
        ("1 022", 1022, None),
        ("46,5", Fraction("46.5"), None),
        ("46.5", Fraction("46.5"), None),
        ("1.234.567,89", Fraction("1234567.89"), None),
        ("1,234,567.89", Fraction("1234567.89"), None),
        ("(120)", -120, None),
        ("-5", -5, None),
        ("1,5 tỷ", Fraction("1.5"), 9),
        ("3.3 tỷ đồng", Fraction("3.3"), 9),
        ("287,287 tỷ", Fraction("287.287"), 9),
        ("673 triệu đồng", 673, 6),
        ("500tr", 500, 6),
        ("1 tỷ 200 triệu", 1_200_000_000, 0),
        ("12 người", 12, None),
        (7.5, Fraction("7.5"), None),
        (0.455, Fraction("0.455"), None),
        (3, 3, None),
    ],
)
def test_what_is_written_is_read(written, value, zeros):
    read = read_amount(written)
    assert (read.value, read.zeros) == (value, zeros)


@pytest.mark.parametrize("written", ["-", "x", "không", "–", "…", "", None, "  "])
def test_signs_for_nothing_are_no_figures(written):
    assert read_amount(written).blank


@pytest.mark.parametrize("written", ["khoảng 20", "12a", "1/2", "10-12", "5 tỷ 3", "nhiều"])
def test_what_is_no_number_is_asked_and_not_guessed(written):
    read = read_amount(written)
    assert read.value is None
    assert written in read.doubt


def test_a_lone_comma_before_three_digits_is_doubtful_until_the_column_tells():
    assert read_amount("1,250").doubt
    assert read_amount("1,250", dot_groups=True).value == Fraction("1.25")
    assert dot_groups(["1.240", "0,455"]) is True
    assert dot_groups(["1,240,000"]) is False
    assert dot_groups(["12", "x"]) is None


@given(st.integers(-(10**15), 10**15))
def test_figures_come_back_from_their_print(dong):
    printed = format_number(dong, MILLIONS, shown_places=6)
    read = read_amount(f"{printed} triệu đồng", dot_groups=True)
    assert read.value * 10**read.zeros == dong
