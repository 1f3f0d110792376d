import pytest

from ktt_desktop.domain.comparing import Comparing, comparisons
from ktt_desktop.domain.numbers import Quantity
from ktt_desktop.domain.period import ReportingPeriod
from ktt_desktop.domain.terms import Measure

PEOPLE, MONEY, RATE = Quantity("người"), Quantity("triệu đồng", 10**6, 6), Quantity("%", 10, 1)


def columns(code):
    return {each.head: each for each in comparisons(ReportingPeriod.parse(code))}


def test_a_plan_compares_what_is_done_and_what_is_expected_with_the_plan():
    found = columns("KH2023")
    assert list(found) == ["TH/KH\n(%)", "Ước/KH\n(%)", "Tăng, giảm\nso với 2021"]
    assert found["TH/KH\n(%)"].top == (2022, Measure.HALF_YEAR)
    assert found["Ước/KH\n(%)"].top == (2022, Measure.ESTIMATE)
    assert {each.base for each in list(found.values())[:2]} == {(2022, Measure.PLAN)}
    change = found["Tăng, giảm\nso với 2021"]
    assert (change.top, change.base) == ((2022, Measure.HALF_YEAR), (2021, Measure.ACTUAL))


def test_an_estimate_is_compared_once():
    assert list(columns("UOC2022")) == ["Ước/KH\n(%)", "Tăng, giảm\nso với 2021"]


@pytest.mark.parametrize(
    ("top", "base", "quantity", "text"),
    [
        (437, 400, PEOPLE, "109,3"),
        (16, 9, PEOPLE, "177,8"),
        (0, 1, PEOPLE, "0"),
        (1_200_000_000, 2_000_000_000, MONEY, "60"),
        (None, 400, PEOPLE, ""),
        (437, None, PEOPLE, ""),
        (437, 0, PEOPLE, ""),
        (734, 719, RATE, ""),  # the share of a rate says nothing
    ],
)
def test_the_share_is_rounded_half_up_and_blank_without_a_plan(top, base, quantity, text):
    share = columns("KH2023")["TH/KH\n(%)"]
    assert share.how is Comparing.SHARE
    assert share.text(top, base, quantity) == text


@pytest.mark.parametrize(
    ("top", "base", "quantity", "text"),
    [
        (9, 60, PEOPLE, "-51"),
        (425, 405, PEOPLE, "+20"),
        (4, 4, PEOPLE, "0"),
        (734, 719, RATE, "+1,5"),
        (52_500_000, 54_000_000, MONEY, "-1,5"),
        (5, None, PEOPLE, ""),
    ],
)
def test_the_change_has_its_sign_and_the_unit_of_the_figures(top, base, quantity, text):
    change = columns("KH2023")["Tăng, giảm\nso với 2021"]
    assert change.text(top, base, quantity) == text
