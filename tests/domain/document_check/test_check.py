"""The check of a document on the five plans: every case, what agrees, and nothing beside it."""

import textwrap

import pytest

from ktt_desktop.domain.document_check.check import check_document
from tests.inconsistency_cases import DOCUMENT, data, document, seed

CASES = data()["case"]
EXPECTED = [(case, each) for case in CASES for each in case["found"]]
CONTROLS = data()["control"]


@pytest.fixture(scope="module")
def found(catalogue):
    words = catalogue.document_words
    return {name: check_document(seed(name), words) for name in data()["seeds"]}


def lines_of(finding):
    return {place.line for place in finding.places}


def test_there_are_eighty_nine_cases():
    assert len({case["id"] for case in CASES}) == 89
    assert [case["id"] for case in CASES if not case["found"]] == ["INC-X-02"]


@pytest.mark.parametrize(("case", "wanted"), EXPECTED, ids=lambda each: each.get("id", ""))
def test_a_case_is_found_at_its_lines_with_its_arithmetic(found, case, wanted):
    same_rule = [each for each in found[case["seed"]] if each.rule == wanted["rule"]]
    assert [
        each.message
        for each in same_rule
        if wanted["says"] in f"{each.message} {[place.quote for place in each.places]}"
        and set(wanted["lines"]) <= lines_of(each)
    ], [each.message for each in same_rule]


@pytest.mark.parametrize("case", [c for c in CASES if c["found"]], ids=lambda case: case["id"])
def test_a_case_has_its_severity(found, case):
    first = case["found"][0]
    assert case["severity"] in {
        each.severity.value
        for each in found[case["seed"]]
        if each.rule == first["rule"] and set(first["lines"]) <= lines_of(each)
    }


@pytest.mark.parametrize("control", CONTROLS, ids=lambda each: f"{each['seed']} {each['name']}")
def test_what_agrees_stays_silent(found, control):
    for each in found[control["seed"]]:
        touched = each.rule == control["rule"] and lines_of(each) & set(control["lines"])
        excused = any(
            each.rule == wanted["rule"] and wanted["says"] in each.message
            for case, wanted in EXPECTED
            if case["seed"] == control["seed"]
        )
        words = control.get("says", "")
        assert not (touched and words in each.message and not excused), each.message


@pytest.mark.parametrize("name", data()["seeds"])
def test_no_finding_comes_beside_those_that_were_read(found, name):
    assert len(found[name]) == data()["findings"][name], [each.message for each in found[name]]


@pytest.mark.parametrize("name", data()["seeds"])
def test_every_place_quotes_words_of_its_line(found, name):
    text = [" ".join(row.replace("*", "").split()) for row in seed(name).split("\n")]
    for finding in found[name]:
        assert finding.places
        for place in finding.places:
            assert 1 <= place.line <= len(text)
            assert place.quote


def test_errors_come_first(found):
    severities = [each.severity.value for each in found["S002"]]
    assert severities == sorted(severities, key=["loi", "canh_bao", "nhac"].index)


def test_the_document_in_docs_is_made_of_the_data():
    assert DOCUMENT.read_text(encoding="utf-8") == document()


def test_a_text_that_is_no_plan_has_no_findings(catalogue):
    assert not check_document("Mua 2 cân gạo và 3 quả trứng.", catalogue.document_words)


@pytest.mark.parametrize("name", ["S001", "S003", "S004"])
def test_a_plan_broken_at_the_margin_of_a_page_has_the_same_findings(catalogue, found, name):
    rows = (textwrap.wrap(row, 80, break_on_hyphens=False) for row in seed(name).split("\n"))
    text = "\n".join("\n".join(row) for row in rows)
    broken = check_document(text, catalogue.document_words)
    rules = [(each.rule, each.severity) for each in found[name]]
    assert sorted((each.rule, each.severity) for each in broken) == sorted(rules)


PARTS = (
    "Đến nay, toàn tỉnh có 210 hợp tác xã (HTX). Trong đó, có {first} HTX nông nghiệp, 12 quỹ tín "
    "dụng nhân dân và 48 HTX vận tải. Các HTX có 9.000 thành viên, trong đó {second} thành viên "
    "HTX nông nghiệp, 2.500 thành viên khối vận tải."
)


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        ("150", "6.500", []),
        ("160", "6.500", ["160 + 12 + 48 = 220, nhưng dòng 1 ghi 210"]),
        ("150", "6.600", ["6.600 + 2.500 = 9.100, nhiều hơn cả 9.000"]),
    ],
)
def test_parts_by_sector_in_a_sentence_are_added_up(catalogue, first, second, told):
    text = PARTS.format(first=first, second=second)
    messages = [each.message for each in check_document(text, catalogue.document_words)]
    assert len(messages) == len(told), messages
    assert all(want in message for want, message in zip(told, messages, strict=True))
