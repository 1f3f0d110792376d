import itertools

from hypothesis import given
from hypothesis import strategies as st

from ktt_desktop.ui.tables.row_ranges import ranges


def test_rows_that_follow_each_other_are_one_range():
    assert list(ranges([1, 2, 3, 7, 9, 10])) == [(1, 3), (7, 7), (9, 10)]
    assert list(ranges([])) == []


@given(st.sets(st.integers(0, 60)))
def test_ranges_hold_the_very_rows(rows):
    found = list(ranges(sorted(rows)))
    assert [row for first, last in found for row in range(first, last + 1)] == sorted(rows)
    assert all(after > last + 1 for (_, last), (after, _) in itertools.pairwise(found))
