from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ktt_desktop.domain.errors import CatalogueError
from ktt_desktop.domain.explanation import Caption
from ktt_desktop.domain.expression import Part, parse_check
from ktt_desktop.domain.records import Subject
from ktt_desktop.domain.rules import (
    Rule,
    Scope,
    TableFigures,
    codes,
    evaluate,
    example_figures,
    holds,
)
from ktt_desktop.domain.terms import Severity, SubjectKind

LANG_GIANG = {
    "A1": 64,
    "A1_1": 62,
    "A1_2": 2,
    "A2": 3779,
    "A3": 812,
    "A3_2": 200,
    "A7_k": 52,
    "A4": 188,
    "A4_1": 138,
    "A4_1p": Decimal("73.4"),
    "A4_2": 30,
    "A4_2p": 16,
    "C2": 138,
    "C3": 138,
    "C3_1": 138,
    "parts": {
        "S1": [60, 1, 1, 1, 1],
        "S1_1": [58, 1, 1, 1, 1],
        "S2": [3711, 32, 7, 8, 7],
        "S3": [758, "", "", "", ""],
        "S3_1": [396, "", "", "", ""],
        "S7": [Decimal("3.5"), Decimal("6.5"), 5, Decimal("3.5"), Decimal("3.5")],
    },
}
SUBJECT = Subject(SubjectKind.UNIT, "24-LG")
LABELS = {
    code: Caption(f"Chỉ tiêu {code}", "người", 1)
    for code in ("A1", "A1.1", "A1.2", "A2", "A3", "A3.2", "A7.k", "S2", "S3", "S3.1", "S7")
}

WORKERS_COUNTED_AS_MEMBERS = "A3 - total_known(S3) != missing(S3, S2)"
INCOME_WITHIN_BOUNDS = (
    "12 * least_mean(S7, S3, A3) <= A7_k and A7_k <= 12 * greatest_mean(S7, S3, A3)"
)


def rule(check, severity=Severity.ERROR, group="R1"):
    return Rule(
        id="R1-01",
        group=group,
        severity=severity,
        scope=Scope.UNIT,
        title="Tổng thành viên không khớp tổng các lĩnh vực",
        check=parse_check(check, "R1-01"),
        advice="Đối chiếu Biểu A với Biểu B2.",
    )


def found(check, table=LANG_GIANG, **change):
    return evaluate(rule(check, **change), example_figures(table), SUBJECT, LABELS)


def changed(**figures):
    return LANG_GIANG | figures


# --- the plan of Lạng Giang: what must be found, and what must pass


@pytest.mark.parametrize(
    "check",
    [
        pytest.param("sum(S2) == A2", id="INC-000-02"),
        pytest.param("highest(S3_1) <= A3_2", id="INC-000-01"),
        pytest.param(WORKERS_COUNTED_AS_MEMBERS, id="INC-000-03"),
        pytest.param(INCOME_WITHIN_BOUNDS, id="INC-000-04"),
    ],
)
def test_the_known_mistakes_are_found(check):
    assert found(check) is not None


@pytest.mark.parametrize(
    "check",
    [
        "A1_1 + A1_2 == A1",
        "sum(S1) == A1",
        "sum(S1_1) == A1_1",
        "round(100 * A4_1 / A4, 1) == A4_1p",
        "round(100 * A4_2 / A4, 1) == A4_2p",
        "C3_1 == C2",
    ],
)
def test_the_sound_figures_pass(check):
    assert holds(rule(check), example_figures(LANG_GIANG)) is True
    assert found(check) is None


def test_the_found_mistakes_are_gone_once_corrected():
    assert found("sum(S2) == A2", changed(A2=3765)) is None
    assert found("highest(S3_1) <= A3_2", changed(A3_2=396)) is None
    assert found(WORKERS_COUNTED_AS_MEMBERS, changed(A3=813)) is None
    assert found(INCOME_WITHIN_BOUNDS, changed(A7_k=44)) is None
    assert found(INCOME_WITHIN_BOUNDS, changed(A7_k=41)) is not None


counts = st.integers(0, 10**6)


@given(active=counts, stopped=counts, error=st.integers(-(10**6), 10**6))
def test_the_rule_holds_exactly_when_the_total_is_right(active, stopped, error):
    table = {"A1": active + stopped + error, "A1_1": active, "A1_2": stopped}
    assert holds(rule("A1_1 + A1_2 == A1"), example_figures(table)) is (error == 0)
    assert (found("A1_1 + A1_2 == A1", table) is None) is (error == 0)


@given(st.dictionaries(st.sampled_from(["A1", "A1_1", "A1_2"]), counts, max_size=2))
def test_the_rule_is_silent_until_every_figure_it_names_is_there(table):
    assert holds(rule("A1_1 + A1_2 == A1"), example_figures(table)) is None
    assert found("A1_1 + A1_2 == A1", table) is None


# --- the finding


def test_a_finding_tells_the_rule_its_severity_and_what_to_do():
    finding = found("sum(S2) == A2", severity=Severity.WARNING, group="R2")
    assert (finding.rule, finding.group, finding.severity) == ("R1-01", "R2", Severity.WARNING)
    assert finding.title == "Tổng thành viên không khớp tổng các lĩnh vực"
    assert finding.advice == "Đối chiếu Biểu A với Biểu B2."
    assert "chênh 14" in finding.detail
    assert finding.explanation is None


def test_a_finding_points_at_the_indicator_and_at_the_table_of_its_parts():
    table, total = found("sum(S2) == A2").places
    assert (total.kind, total.key, total.code) == (SubjectKind.UNIT, "24-LG", "A2")
    assert total.label == "Chỉ tiêu A2"
    assert (table.kind, table.key, table.sector, table.code) == (
        SubjectKind.SECTOR,
        "24-LG",
        "",
        "S2",
    )


@pytest.mark.parametrize(("check", "sector"), [("highest(S2) < 5", "1"), ("lowest(S2) > 8", "3")])
def test_a_finding_about_one_part_points_at_that_part(check, sector):
    (place,) = found(check).places
    assert (place.kind, place.sector) == (SubjectKind.SECTOR, sector)


def test_a_part_that_is_an_organisation_is_pointed_at_by_its_own_key():
    column = [
        Part(key, name, value, SubjectKind.ORGANISATION)
        for key, name, value in (("u1", "HTX Vôi", 8), ("u2", "HTX Mỹ Hà", 7))
    ]
    figures = TableFigures(columns={"S2": column})
    finding = evaluate(rule("highest(S2) < 5"), figures, SUBJECT, LABELS)
    assert [(p.kind, p.key) for p in finding.places] == [(SubjectKind.ORGANISATION, "u1")]


def test_a_figure_named_twice_is_one_place():
    assert len(found("A1 + A1 == A1").places) == 1


def test_a_part_nobody_asked_for_does_not_stop_the_finding():
    finding = found("highest(S3) > 0 if known(highest(S3)) else A1 == 0", {"A1": 1})
    assert [place.code for place in finding.places] == ["S3", "A1"]


def test_the_key_stays_and_the_digest_changes_with_the_numbers():
    before, after = found("sum(S2) == A2"), found("sum(S2) == A2", changed(A2=3780))
    again = found("sum(S2) == A2", changed(A1=65))
    assert before.key == after.key
    assert before.digest != after.digest
    assert before.digest == again.digest


def test_the_digest_tells_parts_plan_and_year_before_apart():
    check = "A1 + A2 + plan(A2) + previous(A2) + total_known(S2) == 0"
    table = {"A1": 1, "A2": 2, "previous": {"A2": 3}, "plan": {"A2": 4}, "parts": {"S2": [5, 6]}}
    others = [
        table | {"previous": {"A2": 4}, "plan": {"A2": 3}},
        table | {"parts": {"S2": [6, 5]}},
        table | {"A1": 2, "A2": 1},
    ]
    digests = {found(check, each).digest for each in (table, *others)}
    assert len(digests) == 4


def test_the_same_rule_about_another_subject_has_another_key():
    sector = Subject(SubjectKind.SECTOR, "24-LG", "NN")
    figures = example_figures({"A1": 1, "A2": 2})
    keys = {evaluate(rule("A1 == A2"), figures, each, LABELS).key for each in (SUBJECT, sector)}
    assert len(keys) == 2


def test_the_codes_of_a_rule_are_those_of_its_check():
    assert codes(rule(WORKERS_COUNTED_AS_MEMBERS)) == ("A3", "S3", "S2")


# --- examples of the catalogue


def test_an_example_reads_a_decimal_as_it_is_written():
    assert example_figures({"A4_1p": 73.4}).value("A4.1p") == Decimal("73.4")


def test_an_example_has_a_blank_for_every_part_it_does_not_give():
    figures = example_figures({"parts": {"S2": [1, 2]}})
    assert [part.value for part in figures.parts("S3")] == [None, None]
    assert [part.key for part in figures.parts("S3")] == [part.key for part in figures.parts("S2")]


@pytest.mark.parametrize("table", [{"A1": "một"}, {"parts": {"S2": [1], "S3": [1, 2]}}])
def test_an_example_that_makes_no_sense_is_refused(table):
    with pytest.raises(CatalogueError):
        example_figures(table)


# --- where a rule says nothing


def kept(when="", unless="", **table):
    conditions = {"when": when, "unless": unless}
    parsed = {name: parse_check(text, "R") for name, text in conditions.items() if text}
    return replace(rule("A1 == A2"), **parsed), example_figures({"A1": 5, "A2": 9} | table)


def test_a_rule_speaks_only_where_its_condition_is_true():
    assert holds(*kept(when="A3 > 0", A3=1)) is False
    assert holds(*kept(when="A3 > 0", A3=0)) is None
    assert holds(*kept(when="A3 > 0")) is None


def test_a_rule_says_nothing_where_its_exception_is_true():
    assert holds(*kept(unless="abs(A1 - A2) < 5")) is None
    assert holds(*kept(unless="abs(A1 - A2) < 4")) is False
    assert holds(*kept(unless="A3 > 0")) is False


def test_what_a_rule_depends_on_belongs_to_its_places_and_its_digest_an_exception_does_not():
    conditioned, figures = kept(when="A3 > 0", unless="A4 > 100", A3=1, A4=2)
    finding = evaluate(conditioned, figures, SUBJECT, LABELS | {"A4": LABELS["A1"]})
    other = evaluate(conditioned, example_figures({"A1": 5, "A2": 9, "A3": 2}), SUBJECT, LABELS)

    assert [place.code for place in finding.places] == ["A1", "A2", "A3"]
    assert finding.digest != other.digest
    assert codes(conditioned) == ("A1", "A2", "A3", "A4")
    assert finding.detail == "[A1] ghi 5, nhưng [A2] ghi 9 (chênh 4); trong khi [A3] 1."


def test_a_missing_figure_is_looked_for_in_the_part_that_lacks_it():
    table = {"parts": {"S2": [5, "", 7], "S3": [1, 1, 1]}}
    finding = found("blanks(S2, S3) == 0", table)
    assert [place.sector for place in finding.places] == ["2", ""]


def test_examples_know_other_columns_earlier_years_and_words():
    figures = example_figures(
        {"listed": {"A1": 3}, "earlier": {"A2_1": [1, 2]}, "marks": ["stopped", "THT", "main"]}
    )
    assert figures.other("A1", "listed") == 3
    assert figures.earlier("A2.1") == (1, 2)
    assert figures.marks() == {"stopped", "THT", "main"}
    with pytest.raises(CatalogueError, match="tình trạng"):
        example_figures({"marks": ["asleep"]})
