import pytest

from ktt_desktop.domain.terms import Measure
from ktt_desktop.storage import annual_grid
from ktt_desktop.storage.organisations import ids_by_uid

ACTUAL, PLAN = Measure.ACTUAL, Measure.PLAN
HUGE = 9 * 10**15
FORM = (2024, ACTUAL)


@pytest.fixture
def ids(session):
    """The database ids of organisations."""
    return lambda *made: [ids_by_uid(session, [each.uid])[each.uid] for each in made]


def test_rows_come_in_the_order_asked_for_with_and_without_a_form(session, add, ids):
    first = add("HTX Một", figures={FORM: {"M": 1, "W": 0}, (2024, PLAN): {"M": 9}})
    second = add("HTX Hai")
    found = annual_grid.rows(session, ids(second, first), ["m", "w"], *FORM)
    assert [each[1:] for each in found] == [
        (second.uid, "HTX Hai", None, None, None),
        (first.uid, "HTX Một", "[]", 1, 0),
    ]


def test_organisations_in_the_bin_are_left_out(session, add, ids):
    kept, gone = add("HTX Một", figures={FORM: {"M": 1}}), add("HTX Hai", figures={FORM: {"M": 2}})
    asked = ids(kept, gone)
    session.connection().exec_driver_sql(
        "UPDATE organisation SET deleted_at = '2025-01-01' WHERE uid = ?", (gone.uid,)
    )
    assert [each[2] for each in annual_grid.rows(session, asked, ["m"], *FORM)] == ["HTX Một"]
    assert annual_grid.sums(session, asked, ["m"], *FORM) == [(1, 1)]
    assert list(annual_grid.names(session, asked).values()) == [(kept.uid, "HTX Một")]


def test_sums_are_exact_beyond_64_bits_and_below_zero(session, add, ids):
    made = [add(f"HTX {at}", figures={FORM: {"M": HUGE - at, "W": -7}}) for at in range(1100)]
    total, below = annual_grid.sums(session, ids(*made), ["m", "w"], *FORM)
    assert total == (sum(HUGE - at for at in range(1100)), 1100)
    assert total.total > 2**63
    assert below == (-7700, 1100)


def test_a_column_nobody_answered_sums_to_nothing(session, add, ids):
    made = add("HTX Một", figures={FORM: {"M": 0}})
    assert annual_grid.sums(session, ids(made), ["m", "w"], *FORM) == [(0, 1), (0, 0)]
    assert annual_grid.sums(session, [], ["m"], *FORM) == [(0, 0)]


def test_pairs_need_value_and_weight(session, add, ids):
    figures = ({"M": 5, "W": 2}, {"M": 5}, {"W": 2}, {"M": 0, "W": 3})
    made = [add(f"HTX {at}", figures={FORM: each}) for at, each in enumerate(figures)]
    assert sorted(annual_grid.pairs(session, ids(*made), ("m", "w"), *FORM)) == [(0, 3), (5, 2)]
