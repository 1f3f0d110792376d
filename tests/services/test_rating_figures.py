"""Raw criteria out of the phiếu and the registration."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ktt_desktop.domain.dates import PartialDate
from ktt_desktop.domain.terms import Measure
from ktt_desktop.services.rating import load_rating, ratings
from ktt_desktop.services.rating_figures import months_until

YEAR = 2024


@pytest.mark.parametrize(
    ("founded", "months"),
    [
        (PartialDate(2024, 1, 1), 12), (PartialDate(2024, 1, 2), 11), (PartialDate(2024, 12), 1),
        (PartialDate(2023, 12, 31), 12), (PartialDate(2024), None), (PartialDate(2023), 12),
        (PartialDate(2025, 2, 1), 0), (None, None),
    ],
)  # fmt: skip
def test_months_of_operation_are_whole_and_end_with_the_year(founded, months):
    assert months_until(YEAR, founded) == months


@given(st.dates(min_value=PartialDate(2000).first_day(), max_value=PartialDate(2024).last_day()))
def test_one_more_year_is_twelve_more_months(day):
    founded = PartialDate.from_date(day)
    assert months_until(YEAR + 1, founded) == months_until(YEAR, founded) + 12


def test_figures_shares_and_growth_are_read_from_the_forms(desk):
    htx = desk.add("HTX Rau", {"O5": "800", "O5.1": "200", "O4": "5.000", "O3": "3", "O3.2": "2"})
    desk.enter_of(htx, {"O4": "6.500"}, year=YEAR - 1)
    known = load_rating(desk.book, htx.uid, YEAR).known

    assert known["capital_growth"] == -1_500_000_000
    assert known["member_revenue"] == 250
    assert known["managers_high"] == 667
    assert "profit" not in known
    (row,) = ratings(desk.book, YEAR).rows
    assert row.organisation.uid == htx.uid


def test_what_was_expected_counts_until_what_was_done_is_known(desk):
    htx = desk.add("HTX Rau", {"O5": "700"}, measure=Measure.ESTIMATE)
    assert load_rating(desk.book, htx.uid, YEAR).known["revenue"] == 700_000_000
    desk.enter_of(htx, {"O5": "900"})
    assert load_rating(desk.book, htx.uid, YEAR).known["revenue"] == 900_000_000


def test_a_share_of_nothing_is_unknown(desk):
    htx = desk.add("HTX Rau", {"O5": "0", "O5.1": "0"})
    assert "member_revenue" not in load_rating(desk.book, htx.uid, YEAR).known
