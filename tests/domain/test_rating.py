"""Scoring: sums, classes, fines, who is not rated, what is warned of."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ktt_desktop.domain.rating import Sheet, State, excluded, points_text, rate, suggestion
from ktt_desktop.domain.rulesets import (
    Criterion,
    Exclusion,
    Grade,
    Group,
    Limit,
    Ruleset,
    Scale,
    Step,
    with_scales,
)

CLASSES = (
    (Grade.GOOD, 8000),
    (Grade.FAIR, 6500),
    (Grade.AVERAGE, 5000),
    (Grade.WEAK, 0),
)
RULES = Ruleset(
    id="R",
    label="R",
    short="R",
    citation="R",
    groups=(Group("I", "Một"), Group("II", "Hai"), Group("III", "Ba")),
    criteria=(
        Criterion("1", "1", "Vốn", "I", most=6000),
        Criterion("1a", "a)", "Vốn bình quân", "I", "1", 4000, raw=("capital",)),
        Criterion("1b", "b)", "Vốn tăng", "I", "1", 2000),
        Criterion("2", "2", "Thành viên", "II"),
        Criterion("3", "3", "Cộng đồng", "III", most=2000),
    ),
    limits=(Limit(("I",), 6000), Limit(("II", "III"), 4000)),
    thresholds=CLASSES,
    exclusions=(
        Exclusion("MOI", "mới", "months", below=12),
        Exclusion("NGUNG", "ngừng", "stopped", above=3),
        Exclusion("KHAC", "khác"),
    ),
    fined_by="fined",
)
LEAVES = [each.key for each in RULES.leaves]
points = st.integers(0, 4000)


def test_only_the_parts_of_a_criterion_take_points():
    assert LEAVES == ["1a", "1b", "2", "3"]


@pytest.mark.parametrize(
    ("total", "grade"),
    [
        (10000, Grade.GOOD), (8000, Grade.GOOD), (7999, Grade.FAIR), (6500, Grade.FAIR),
        (6499, Grade.AVERAGE), (5000, Grade.AVERAGE), (4999, Grade.WEAK), (0, Grade.WEAK),
    ],
)  # fmt: skip
def test_a_threshold_belongs_to_the_better_class(total, grade):
    assert RULES.grade_of(total) is grade


@given(st.fixed_dictionaries(dict.fromkeys(LEAVES, points)), st.sets(st.sampled_from(LEAVES)))
def test_the_total_is_the_sum_of_all_and_unknown_while_one_is_open(given_points, left_out):
    sheet = Sheet({key: each for key, each in given_points.items() if key not in left_out})
    found = rate(RULES, sheet, {})
    entered = sum(sheet.points.values())

    assert found.given == entered == sum(found.sums.values()) - found.sums.get("1", 0)
    assert set(found.missing) == left_out
    parts = [sheet.points[key] for key in ("1a", "1b") if key in sheet.points]
    assert found.sums.get("1") == (sum(parts) if parts else None)
    if left_out:
        assert found.total is None
        assert found.grade is None
        assert found.state is (State.MISSING if sheet.points else State.BLANK)
    else:
        assert found.total == entered
        assert found.grade is RULES.grade_of(entered)
        assert found.state is State.RATED


@given(st.fixed_dictionaries(dict.fromkeys(LEAVES, points)), points, st.sampled_from(LEAVES))
def test_more_points_never_make_the_class_worse(given_points, more, key):
    order = [grade for grade, _ in CLASSES]
    before = rate(RULES, Sheet(given_points), {}).grade
    after = rate(RULES, Sheet(given_points | {key: given_points[key] + more}), {}).grade
    assert order.index(after) <= order.index(before)


@given(st.dictionaries(st.sampled_from(LEAVES), points))
def test_exactly_what_is_more_than_a_known_maximum_is_warned_of(given_points):
    told = rate(RULES, Sheet(given_points), {}).warnings
    most = {each.key: each.most for each in RULES.leaves}
    over = {key for key, each in given_points.items() if most[key] and each > most[key]}
    assert {key for key in told if key in LEAVES} == over
    both = given_points.get("2", 0) + given_points.get("3", 0)
    assert ("III" in told) == (both > 4000)


def test_a_criterion_without_maximum_takes_any_points_and_zero_is_not_blank():
    found = rate(RULES, Sheet({"2": 0, "1a": 9_000}), {})
    assert found.missing == ("1b", "3")
    assert found.warnings["1a"] == "Tiêu chí 1a: 90 điểm, quá tối đa 40."


def test_whoever_was_fined_is_weak_with_or_without_points():
    full = dict.fromkeys(LEAVES, 2500)
    assert rate(RULES, Sheet(full), {"fined": 0}).grade is Grade.GOOD
    assert rate(RULES, Sheet(full), {"fined": 1}).grade is Grade.WEAK
    assert rate(RULES, Sheet(), {"fined": 1}).state is State.RATED
    assert rate(replace(RULES, fined_by=""), Sheet(full), {"fined": 1}).grade is Grade.GOOD


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        ({"months": 11}, "MOI"), ({"months": 12}, ""), ({"stopped": 4}, "NGUNG"),
        ({"stopped": 3}, ""), ({}, ""), ({"months": "mười"}, ""),
    ],
)  # fmt: skip
def test_who_is_new_or_stood_still_too_long_is_not_rated(raw, reason):
    found = rate(RULES, Sheet(dict.fromkeys(LEAVES, 2500)), raw)
    assert excluded(RULES, raw) == found.reason == reason
    assert (found.grade is None) == bool(reason)


def test_a_stated_class_and_a_stated_reason_go_before_the_points():
    full = dict.fromkeys(LEAVES, 2500)
    direct = rate(RULES, Sheet(full, grade=Grade.FAIR), {})
    assert direct.grade is Grade.FAIR
    assert direct.is_direct
    assert not rate(RULES, Sheet(full), {}).is_direct
    assert direct.warnings[""].startswith("Loại ghi trực tiếp khác")
    refused = rate(RULES, Sheet(full, Grade.FAIR, "KHAC"), {})
    assert (refused.state, refused.grade, refused.reason) == (State.NOT_RATED, None, "KHAC")
    assert not refused.is_direct
    assert refused.warnings[""].startswith("Vừa ghi loại")
    assert rate(RULES, Sheet(grade=Grade.FAIR), {}).state is State.RATED


def test_a_scale_suggests_from_the_raw_figure_and_nothing_else_does():
    scaled = with_scales(RULES, {"1a": Scale(4000, (Step(10, 1000), Step(50, 4000)))})
    criterion = scaled.criterion("1a")
    assert [suggestion(criterion, {"capital": each}) for each in (9, 10, 49, 50)] == [
        0, 1000, 1000, 4000,
    ]  # fmt: skip
    assert suggestion(criterion, {}) is None
    assert rate(scaled, Sheet(), {"capital": 50}).suggested == {"1a": 4000}
    assert rate(RULES, Sheet(), {"capital": 50}).suggested == {}


def test_points_are_written_with_a_comma():
    assert [points_text(each) for each in (750, 8000, 5)] == ["7,5", "80", "0,05"]
