"""One thing written down twice, and a cumulative number that is too small."""

import pytest

from ktt_desktop.domain.terms import Severity

PAID = {"document": "Quyết định 12/QĐ-UBND", "names": ("HTX A",)}


def test_the_same_document_twice_for_one_organisation_and_measure(records):
    records.add("support", "u", **PAID)
    records.add("support", "v", **{**PAID, "document": "quyết định 12/QĐ-UBND"})
    found = records.only()

    assert (found.rule, found.severity) == ("R6-HS-HAI-LAN", Severity.WARNING)
    assert [(each.key, each.code) for each in found.places] == [
        *(("u", "document"), ("v", "document")),
    ]
    assert found.key == "R6-HS-HAI-LAN|ho_so|u|document|v"


@pytest.mark.parametrize(
    "other",
    [
        {"document": ""},
        {"document": "Quyết định 13/QĐ-UBND"},
        {"topic": "H4"},
        {"year": 2023},
        {"period": "6T"},
        {"names": ("HTX B",)},
        {"part_of": "u"},
        {"content": "Nhãn hiệu"},
    ],
)
def test_what_differs_is_not_the_same(records, other):
    records.add("support", "u", content="Hội chợ", **PAID)
    records.add("support", "v", **{**PAID, **other})

    assert records.rules() == []


def test_the_same_sum_of_the_same_day_is_the_same_in_other_words(records):
    paid = {**PAID, "given_on": "2022-05-02", "money": {"done.NS_TINH": "40"}}
    records.add("support", "u", content="Hội chợ", **paid)
    records.add("support", "v", content="Tham gia hội chợ", **paid)
    assert records.rules() == ["R6-HS-HAI-LAN"]


@pytest.mark.parametrize(
    ("said", "rules"),
    [
        ({"persons_done": "8"}, ["R6-HS-HAI-LAN"]),
        ({"persons_done": "9"}, []),
        ({"persons_done": "8", "area": "Huyện B"}, []),
    ],
)
def test_without_an_organisation_the_numbers_tell_that_it_is_the_same(records, said, rules):
    document = {"document": "Quyết định 12/QĐ-UBND"}
    records.add("support", "u", persons_done="8", area="Huyện A", **document)
    records.add("support", "v", **document, **{"area": "Huyện A", **said})
    records.add("support", "w", **document)
    records.add("support", "x", **document)
    assert records.rules() == rules


def test_two_graduates_of_one_decision(records):
    records.add("support", "u", topic="H2.3", person="Lê An", **PAID)
    records.add("support", "v", topic="H2.3", person="Lê Bình", **PAID)

    assert records.rules() == []


GRADUATES = {"topic": "H2.3", "quantity_unit": "người"}


def test_what_was_cumulated_holds_what_the_year_did(records):
    records.add(
        "support", "u", period="LK", quantity_done="20", money={"done.total": "364"}, **GRADUATES
    )
    records.add(
        "support", "v", period="6T", quantity_done="8", money={"done.total": "170"}, **GRADUATES
    )
    assert records.rules() == []

    records.add(
        "support", "w", period="6T", quantity_done="13", money={"done.total": "195"}, **GRADUATES
    )
    found = records.found()
    assert [each.severity for each in found] == [Severity.ERROR] * 2
    assert "ghi lũy kế 20, riêng năm 2022 đã có 21" in found[0].detail
    assert "ghi lũy kế 364 triệu đồng, riêng năm 2022 đã có 365" in found[1].detail


@pytest.mark.parametrize(
    "other",
    [
        {"programme": "P"},
        {"quantity_unit": "HTX"},
        {"period": "NC"},
        {"year": 2023},
        {"topic": "H2.2"},
    ],
)
def test_other_programmes_units_and_years_are_not_in_it(records, other):
    records.add("support", "u", period="LK", quantity_done="20", **GRADUATES)
    records.add("support", "v", **{**GRADUATES, "period": "NAM", "quantity_done": "21", **other})

    assert records.rules() == []


def test_the_year_counts_where_half_of_it_is_there_too(records):
    records.add("support", "u", period="LK", quantity_done="20", **GRADUATES)
    records.add("support", "v", period="6T", quantity_done="12", **GRADUATES)
    records.add("support", "w", period="NAM", quantity_done="15", **GRADUATES)

    assert records.rules() == []
