import pytest

from ktt_desktop.domain.history import list_change


def first(row):
    return row[0]


A1, A2, B, C = ("a", 1), ("a", 2), ("b", 1), ("c", 1)


@pytest.mark.parametrize(
    ("old", "new", "added", "removed", "altered"),
    [
        ((), (A1,), (A1,), (), ()),
        ((A1, B), (B,), (), (A1,), ()),
        ((A1, B), (A2, B), (), (), ((A1, A2),)),
        ((A1, B), (C, A2), (C,), (B,), ((A1, A2),)),
        ((A1, B), (B, A1), (), (), ()),
        ((A1,), (A1, A1), (A1,), (), ()),
        ((A1, A1), (A1,), (), (A1,), ()),
    ],
)
def test_the_rows_of_a_list_are_added_removed_or_altered(old, new, added, removed, altered):
    change = list_change(old, new, first)

    assert (change.added, change.removed, change.altered) == (added, removed, altered)
