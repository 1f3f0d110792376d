"""Sources against the stated total (R1), and the districts that are no more."""

import pytest

from ktt_desktop.domain.terms import Severity


@pytest.mark.parametrize(
    "money",
    [
        {"budget.total": "13.180", "budget.NSTW": "6.726", "budget.NS_TINH": "6.454"},
        {"budget.total": "2000", "budget.NS_HUYEN": "500", "budget.NS_TINH": "1.500"},
        {"budget.total": "23000", "budget.NSTW": "10000", "budget.KHAC": "13000"},
        {"budget.NSTW": "6,5", "budget.KHAC": "1"},
        {"budget.total": "395"},
    ],
)
def test_what_adds_up_or_is_not_stated_is_silent(records, money):
    typed = {key: text.replace(".", "") for key, text in money.items()}
    records.add("programme", name="Đề án", first_year=2021, last_year=2025, money=typed)

    assert records.rules() == []


def test_sources_that_do_not_add_up_are_an_error_with_the_arithmetic(records):
    records.add(
        "support",
        "u1",
        money={
            "plan.total": "47622",
            "plan.NSTW": "17671",
            "plan.NS_DP": "12197",
            "plan.KHAC": "1",
        },
    )
    found = records.only()

    assert (found.rule, found.group, found.severity) == ("R1-HS-NGUON", "R1", Severity.ERROR)
    assert "17.671 + 12.197 + 1 = 29.869" in found.detail
    assert "tổng kinh phí ghi 47.622 triệu đồng" in found.detail
    assert "chênh 17.753" in found.detail
    assert [each.code for each in found.places] == [
        *("plan.total", "plan.NSTW", "plan.NS_DP", "plan.KHAC"),
    ]
    assert found.key == "R1-HS-NGUON|ho_so|u1|plan.total"


def test_one_source_of_several_is_only_a_warning(records):
    records.add("support", money={"plan.total": "23000", "plan.NSTW": "10000"})

    assert records.only().severity is Severity.WARNING


def test_a_unit_misread_is_named(records):
    records.add("support", money={"done.total": "395", "done.NSTW": "0,2", "done.NS_TINH": "0,195"})

    assert "lệch đúng 1.000 lần: kiểm tra đơn vị tính" in records.only().detail


def test_the_districts_end_with_june_2025(records):
    records.add("support", year=2025, given_on="2025-06-30", money={"done.NS_HUYEN": "5"})
    records.add("support", year=2022, money={"done.NS_HUYEN": "5"})
    records.add("support", year=2026, money={"done.NS_HUYEN": "0"})
    assert records.rules() == []

    records.add("support", year=2025, given_on="2025-07-01", money={"done.NS_HUYEN": "5"})
    records.add("support", year=2026, period="NC", money={"plan.NS_HUYEN": "5"})
    assert records.rules() == ["R14-HS-HUYEN"] * 2
