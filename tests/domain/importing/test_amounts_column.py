"""Columns of figures at once."""

import pytest

from ktt_desktop.domain.importing.amounts_column import usual_zeros, whole_numbers


def read(values, zeros=0, **options):
    doubts = []
    found = whole_numbers(
        values, zeros, None, lambda place, why: doubts.append((place, why)), **options
    )
    return found, doubts


def test_plain_numbers_are_taken_as_they_are():
    assert read([1.0, 2.0], 6) == ([1_000_000, 2_000_000], [])
    assert read([1.0, 2.0], is_count=True) == ([1, 2], [])


def test_texts_blanks_and_fractions_are_read_one_by_one():
    assert read([1.5, "2,25", "", None, "3 tỷ", "-"], 6)[0] == [
        *(1_500_000, 2_250_000, None, None, 3_000_000_000, None)
    ]


@pytest.mark.parametrize("value", [7.5, -3.0, "-3", "1,5"])
def test_a_count_is_whole_and_not_below_nothing(value):
    found, doubts = read([value, 2.0], is_count=True)
    assert found == [None, 2]
    assert [place for place, _ in doubts] == [0]


def test_the_same_doubt_is_told_of_every_row():
    assert [place for place, _ in read(["abc", 1.0, "abc"])[1]] == [0, 2]


def test_yes_and_one_are_not_confused():
    assert read([True, 1.0])[0] == [None, 1]


@pytest.mark.parametrize(
    ("values", "zeros", "is_needed"),
    [
        ([500.0, 1200.0], 6, True),
        ([5e8, 3e9], 0, True),
        (["1,5 tỷ", "", None], 6, False),
        (["1.500.000.000"], 0, True),
    ],
)
def test_a_unit_nobody_says_is_told_by_the_size(values, zeros, is_needed):
    assert usual_zeros(values) == (zeros, is_needed)


def test_fractions_are_rounded_as_they_were_typed():
    assert read([0.455, 2.5, 1e300, -7.25], 2)[0] == [46, 250, 10**302, -725]
    assert read([1234567.8901235], 6)[0] == [1_234_567_890_124]


def test_what_no_number_can_be_is_told():
    assert read([float("inf"), 1.0], 6) == ([None, 1_000_000], [(0, "không phải là số")])


def test_a_long_column_is_read_like_a_short_one():
    found, doubts = read(["abc", 1.5, *[2.0] * 9_000, "3", "abc"])

    assert found == [None, 2, *[2] * 9_000, 3, None]
    assert [place for place, _ in doubts] == [0, 9_003]
