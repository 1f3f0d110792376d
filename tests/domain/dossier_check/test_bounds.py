"""Parts within one record, dates the wrong way round, points, and far more than planned."""

import pytest

from ktt_desktop.domain.terms import Severity


def test_inspections_done_are_not_more_than_planned(records):
    records.add("governance", year=2022, topic="KIEM_TRA", done="09", planned="11")
    assert records.rules() == []
    records.add("governance", year=2022, topic="BAO_CAO", done="12", planned="11", late="2")
    found = records.only()

    assert (found.rule, found.severity) == ("R2-HS-PHAN", Severity.ERROR)
    assert "số đơn vị đã thực hiện 12, nhưng số đơn vị phải thực hiện ghi 11" in found.detail
    assert [each.code for each in found.places] == ["planned", "done"]


def test_the_classes_of_stopped_cooperatives_make_their_number(records):
    records.add("dormant_total", year=2022, stopped="54", on_books="51", stuck="01")
    found = records.only()

    assert (found.rule, found.severity) == ("R1-HS-PHAN", Severity.ERROR)
    assert "51 + đang giải thể, phát sinh vướng mắc 1 = 52" in found.detail
    assert "HTX ngừng hoạt động ghi 54 HTX (chênh 2)" in found.detail


@pytest.mark.parametrize(
    ("said", "rules"),
    [
        ({"stopped": "52", "on_books": "51", "stuck": "01"}, []),
        ({"stopped": "54", "on_books": "51", "stuck": "01", "dissolving": "2"}, []),
        ({"stopped": "54", "on_books": "51"}, []),
        ({"stopped": "50", "on_books": "51"}, ["R1-HS-PHAN"]),
        ({"on_books": "9", "unconverted": "06", "no_tax_code": "10"}, ["R2-HS-PHAN"]),
    ],
)
def test_a_class_that_is_not_stated_is_not_taken_as_zero(records, said, rules):
    records.add("dormant_total", year=2022, **said)

    assert records.rules() == rules


def test_no_more_is_sold_than_produced(records):
    records.add("model", year=2022, quantity="300", sold="300")
    records.add("model", year=2022, quantity="300", sold="300,5")

    assert records.rules() == ["R2-HS-PHAN"]


def test_a_year_of_a_model_costs_no_more_than_its_period(records):
    records.add("pilot", year=2022, money={"period.NSTW": "100", "year.NSTW": "100"})
    assert records.rules() == []
    records.add("pilot", year=2022, money={"period.NSTW": "100", "year.NSTW": "101"})
    assert "năm kế hoạch 101 lớn hơn kinh phí cả giai đoạn 100" in records.only().detail


@pytest.mark.parametrize(
    ("said", "rules"),
    [
        ({"score": "62,5", "goal": "80"}, []),
        ({"goal": "79,5"}, ["R9-HS-DIEM"]),
        ({"score": "101"}, ["R2-HS-DIEM"]),
        ({"goal": "120"}, ["R2-HS-DIEM"]),
    ],
)
def test_points_of_a_model(records, said, rules):
    records.add("pilot", year=2022, **said)

    assert records.rules() == rules


def test_more_than_twice_the_plan_is_told(records):
    records.add("support", persons_plan="100", persons_done="200")
    records.add("support", money={"plan.total": "242", "done.total": "300"})
    assert records.rules() == []

    records.add("support", persons_plan="100", persons_done="201")
    records.add("support", money={"plan.total": "242", "done.total": "242000"})
    assert records.rules() == ["R8-HS-KE-HOACH"] * 2


@pytest.mark.parametrize(
    ("kind", "said", "rules"),
    [
        ("support", {"topic": "H2.3", "since": "2022-03", "until": "2022-03-15"}, []),
        ("support", {"topic": "H2.3", "since": "2022-04", "until": "2022-03-15"}, ["R14-HS-NGAY"]),
        ("support", {"given_on": "2022-12-31"}, []),
        ("support", {"given_on": "2023-01-01"}, ["R14-HS-NAM"]),
        ("support", {"given_on": "2022-07", "period": "6T"}, ["R14-HS-NAM"]),
        ("support", {"given_on": "2020", "period": "LK"}, []),
    ],
)
def test_dates_of_support(records, kind, said, rules):
    records.add(kind, **said)

    assert records.rules() == rules


def test_years_the_wrong_way_round(records):
    records.add("programme", name="Đề án", first_year=2021, last_year=2025)
    records.add("programme", name="Đề án", first_year=2026, last_year=2025)

    assert records.rules() == ["R14-HS-NGAY"]
