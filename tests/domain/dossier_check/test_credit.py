"""What is said of loans, reckoned again: INC-002-17, -18, -20 and the loans of the fund."""

import pytest

from ktt_desktop.domain.terms import Measure, Severity

BANKS = {"year": 2022, "topic": "H7", "borrowers": "20", "debt": "76,3 tỷ"}
FUND = {"year": 2022, "topic": "H6", "borrowers": "24", "debt": "6,35 tỷ", "in_term": "3,3 tỷ"}


def test_the_loans_of_the_fund_are_silent(records):
    records.add(
        *("credit", "u"),
        overdue="3,05 tỷ",
        settled="02",
        settled_names="HTX An Hồng; HTX Thiên Phú",
        **FUND,
    )

    assert records.rules() == []


def test_debt_is_in_term_and_overdue(records):
    records.add("credit", "u", overdue="3,06 tỷ", **FUND)
    found = records.only()

    assert (found.rule, found.severity) == ("R1-HS-PHAN", Severity.ERROR)
    assert "nợ trong hạn 3.300 + nợ quá hạn 3.060 = 6.360" in found.detail
    assert "dư nợ ghi 6.350 triệu đồng (chênh 10)" in found.detail


def test_in_term_alone_may_be_less_but_not_more(records):
    records.add("credit", "u", **FUND)
    assert records.rules() == []
    records.add("credit", "v", **{**FUND, "in_term": "7 tỷ"})
    assert records.rules() == ["R1-HS-PHAN"]


def test_no_figure_of_the_unit_gives_the_stated_share(records):
    records.know("A1.1", 371, measure=Measure.HALF_YEAR)
    records.know("A1.1", 380, measure=Measure.ESTIMATE)
    records.know("A1", 425, measure=Measure.HALF_YEAR)
    records.add("credit", "u", share_active="4,8", **BANKS)
    found = records.only()

    assert (found.rule, found.group, found.severity) == ("R7-HS-TY-LE-HTX", "R7", Severity.ERROR)
    assert "20 ÷ 371 ([A1.1] 6 tháng) = 5,4%; 20 ÷ 380 ([A1.1] ước cả năm) = 5,3%" in found.detail
    assert "20 ÷ 425 ([A1] 6 tháng) = 4,7%" in found.detail


@pytest.mark.parametrize(("share", "rules"), [("5,4", []), ("5", []), ("4,7", ["R7-HS-TY-LE-HTX"])])
def test_only_the_active_ones_are_the_base(records, share, rules):
    records.know("A1.1", 371, measure=Measure.HALF_YEAR)
    records.know("A1", 425, measure=Measure.HALF_YEAR)
    records.add("credit", "u", share_active=share, **BANKS)

    assert records.rules() == rules


def test_a_share_without_figures_of_that_year_is_silent(records):
    records.know("A1.1", 371, year=2021)
    records.add("credit", "u", share_active="4,8", **BANKS)

    assert records.rules() == []


def test_a_change_a_thousand_times_too_small_is_an_error(records):
    records.add("credit", "u", change="18,23", change_percent="31,4", **BANKS)
    found = records.only()

    assert (found.rule, found.severity) == ("R8-HS-DU-NO", Severity.ERROR)
    assert "76.300 − 76.300 ÷ 1,314 = 18.233 triệu đồng, nhưng ghi 18,23" in found.detail
    assert "số ghi nhỏ hơn 1.000 lần" in found.detail


@pytest.mark.parametrize(
    ("change", "percent", "severities"),
    [
        ("18,23 tỷ", "31,4", []),
        ("18,2 tỷ", "31,4", []),
        ("-18,23 tỷ", "-19,3", []),
        ("12 tỷ", "31,4", [Severity.WARNING]),
        ("18230 tỷ", "31,4", [Severity.ERROR]),
    ],
)
def test_the_change_is_read_as_exactly_as_it_is_stated(records, change, percent, severities):
    records.add("credit", "u", change=change, change_percent=percent, **BANKS)

    assert [each.severity for each in records.found()] == severities


@pytest.mark.parametrize(
    ("other", "severities"), [("39,1", []), ("19", [Severity.WARNING]), ("40", [Severity.ERROR])]
)
def test_shares_of_the_debt_make_hundred(records, other, severities):
    records.add("credit", "u", share_agriculture="60,9", share_other=other, **BANKS)

    assert [each.severity for each in records.found()] == severities
    if other == "19":
        assert "60,9 + 19 = 79,9% dư nợ, còn thiếu 20,1%" in records.only().detail


def test_a_share_of_all_debt_without_its_sign_is_left_to_the_check_of_the_text(records):
    records.add("credit", "u", share_area="0,2", **BANKS)

    assert records.rules() == []


def test_settled_contracts_have_their_names(records):
    records.add("credit", "u", settled="03", settled_names="HTX An Hồng; HTX Thiên Phú", **FUND)

    assert "ghi 03 hợp đồng, có 02 tên" in records.only().detail
