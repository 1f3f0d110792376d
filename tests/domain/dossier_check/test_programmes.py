"""Records against their programme: its years, its budget, the models of it (INC-002-28)."""

import pytest

from ktt_desktop.domain.terms import Severity

BUDGET = {"budget.total": "13180", "budget.NSTW": "6726", "budget.NS_TINH": "6454"}
YEARS = {"first_year": 2021, "last_year": 2025}


def programme(records, money=None, **said):
    records.add("programme", "P", name="Đề án 167", money=money, **{**YEARS, **said})


def need(records, uid="n", central="6551", local="4307", **head):
    money = {"plan.NSTW": central, "plan.NS_DP": local, "plan.HTX_DOI_UNG": "3954"}
    head = {"year": 2023, "period": "NC", "topic": "", "programme": "P", **head}
    records.add("support", uid, money=money, **head)


def test_one_year_that_needs_most_of_the_budget(records):
    programme(records, BUDGET)
    need(records)
    found = records.only()

    assert (found.rule, found.group, found.severity) == ("R9-HS-NHU-CAU", "R9", Severity.WARNING)
    assert "ngân sách trung ương 6.551 ÷ 6.726 = 97%" in found.detail
    assert "ngân sách địa phương 4.307 ÷ 6.454 = 67%" in found.detail
    assert [(each.key, each.code) for each in found.places] == [
        *(("n", "plan.total"), ("P", "budget.total")),
    ]


@pytest.mark.parametrize("topics", [("H4", "H5"), ("", "H5")])
def test_needs_of_measures_are_added_unless_there_is_a_total(records, topics):
    programme(records, BUDGET)
    half = {"central": "3000", "local": "2000"}
    for topic in topics:
        need(records, topic, topic=topic, **half)

    assert records.rules() == (["R9-HS-NHU-CAU"] if all(topics) else [])


def test_a_programme_of_one_year_spends_all_of_it(records):
    programme(records, BUDGET, first_year=2023, last_year=2023)
    need(records)

    assert records.rules() == []


def test_a_budget_told_by_the_models_of_a_programme(records):
    programme(records)
    records.add("pilot", "m", year=2022, programme="P", money={"period.NSTW": "6726"})
    records.add("pilot", "k", year=2023, programme="P", money={"year.NSTW": "4000"})
    assert records.rules() == []

    need(records)
    assert records.rules() == ["R9-HS-NHU-CAU"]


def test_without_needs_the_money_of_models_in_a_year_is_what_the_year_asks_for(records):
    programme(records, BUDGET)
    records.add("pilot", "k", year=2024, programme="P")
    records.add("pilot", "m", year=2024, programme="P", money={"year.NSTW": "6551"})
    found = records.only()

    assert found.rule == "R9-HS-NHU-CAU"
    assert "năm 2024 cần ngân sách trung ương 6.551 ÷ 6.726 = 97%" in found.detail
    assert [(each.key, each.code) for each in found.places] == [
        *(("m", "year.total"), ("P", "budget.total")),
    ]


def test_models_cost_no_more_than_their_programme(records):
    programme(records, BUDGET)
    records.add("pilot", "m", year=2022, programme="P", money={"period.total": "13180"})
    assert records.rules() == []

    records.add("pilot", "k", year=2022, programme="P", money={"period.total": "1"})
    assert "13.180 + 1 = 13.181, nhưng kinh phí của chương trình" in records.only().detail


@pytest.mark.parametrize(
    ("said", "rules"),
    [
        ({"year": 2021}, []),
        ({"year": 2025}, []),
        ({"year": 2026}, ["R14-HS-HIEU-LUC"]),
        ({"year": 2020}, ["R14-HS-HIEU-LUC"]),
        ({"year": 2025, "given_on": "2026-01-02"}, ["R14-HS-HIEU-LUC", "R14-HS-NAM"]),
        ({"year": 2030, "programme": ""}, []),
    ],
)
def test_support_lies_within_the_years_of_its_programme(records, said, rules):
    programme(records)
    records.add("support", "u", **{"programme": "P", **said})

    assert records.rules() == rules


def test_both_places_of_support_outside_its_programme(records):
    programme(records)
    records.add("support", "u", programme="P", year=2026, given_on="2026-03-05")
    found = records.only()

    assert "hỗ trợ ngày 5/3/2026, “Đề án 167” thực hiện đến năm 2025" in found.detail
    assert [(each.key, each.code) for each in found.places] == [
        *(("u", "given_on"), ("P", "last_year")),
    ]
