import re
from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ktt_desktop.domain.errors import InvalidInputError
from ktt_desktop.domain.validity import (
    DatedLine,
    follow,
    follow_problem,
    gaps,
    in_force,
    line_for,
    order_problem,
    overlaps,
    span,
)

JULY, JUNE = date(2025, 7, 1), date(2025, 6, 30)


@dataclass(frozen=True, slots=True)
class Line(DatedLine):
    name: str = ""


OLD, NEW = Line("cũ", valid_to=JUNE), Line("mới", valid_from=JULY)
days = st.dates(date(2000, 1, 1), date(2040, 12, 31))
lines = st.builds(Line, valid_from=st.none() | days, valid_to=st.none() | days)


def test_both_days_of_a_line_count():
    assert OLD.holds(JUNE)
    assert NEW.holds(JULY)
    assert in_force((OLD, NEW), JUNE) == (OLD,)
    assert in_force((OLD, NEW), JULY) == (NEW,)


def test_an_undated_line_always_holds():
    always = Line("luôn")

    assert always.holds(date.min)
    assert always.holds(date.max)
    assert in_force((always, NEW), JULY) == (NEW, always)


def test_of_two_lines_in_force_the_one_that_began_last_is_printed():
    longer = Line("dài", valid_from=date(2024, 1, 1))

    assert line_for((longer, NEW), JULY) is NEW
    assert line_for((NEW, longer), JULY) is NEW
    assert line_for((NEW, longer), JUNE) is longer


def test_where_none_is_in_force_the_last_one_before_is_printed_else_the_first_to_come():
    short = Line("ngắn", valid_from=date(2020, 1, 1), valid_to=date(2020, 12, 31))

    assert line_for((OLD, short), date(2026, 1, 1)) is OLD
    assert line_for((NEW, short), date(2022, 5, 5)) is short
    assert line_for((NEW, short), date(2019, 5, 5)) is short
    assert line_for((), JULY) is None


def test_lines_that_follow_each_other_leave_nothing_to_tell():
    assert overlaps((NEW, OLD)) == []
    assert gaps((NEW, OLD)) == []


def test_an_overlap_is_told_with_its_days():
    late = Line(valid_from=date(2025, 6, 1), valid_to=date(2025, 12, 31))

    assert overlaps((OLD, late)) == [
        "Hai dòng cùng có hiệu lực từ 1/6/2025 đến 30/6/2025; in theo dòng bắt đầu sau."
    ]
    assert overlaps((Line(), Line())) == [
        "Hai dòng cùng có hiệu lực mọi thời gian; in theo dòng bắt đầu sau."
    ]


def test_a_line_inside_a_longer_one_hides_no_later_overlap():
    longer = Line(valid_from=date(2024, 1, 1), valid_to=date(2024, 12, 31))
    inside = Line(valid_from=date(2024, 3, 1), valid_to=date(2024, 3, 31))
    late = Line(valid_from=date(2024, 12, 1))

    assert len(overlaps((longer, inside, late))) == 2
    assert gaps((longer, inside, late)) == []


def test_a_gap_is_told_with_its_days():
    late = Line(valid_from=date(2025, 9, 1))

    assert gaps((late, OLD)) == [
        "Không có dòng nào có hiệu lực từ 1/7/2025 đến 31/8/2025; khi đó in theo dòng trước."
    ]


@given(st.lists(lines.filter(lambda line: not order_problem(line)), max_size=6), days)
def test_what_is_told_agrees_with_what_is_in_force(some, on):
    inside = any(line.last_day < on for line in some) and any(line.first_day > on for line in some)
    if inside and not in_force(some, on):
        assert gaps(some)
    if len(in_force(some, on)) > 1:
        assert overlaps(some)


@given(lines, days)
def test_a_line_that_is_followed_holds_on_the_same_days_as_before(line, on):
    if order_problem(line) or follow_problem(line, on):
        return
    ended, begun = follow(line, on)

    assert overlaps((ended, begun)) == gaps((ended, begun)) == []
    assert (ended.first_day, begun.last_day) == (line.first_day, line.last_day)
    assert ended.valid_to == on - timedelta(days=1)
    assert begun.name == line.name


@pytest.mark.parametrize(
    ("line", "on", "words"),
    [
        (NEW, JULY, "sau ngày dòng này bắt đầu (1/7/2025)"),
        (OLD, JULY, "chỉ có hiệu lực đến 30/6/2025"),
    ],
)
def test_a_line_is_not_followed_before_it_begins_or_after_it_ended(line, on, words):
    with pytest.raises(InvalidInputError, match=re.escape(words)):
        follow(line, on)


def test_days_in_the_wrong_order_are_refused_with_a_sentence():
    assert order_problem(Line(valid_from=JULY, valid_to=JUNE)) == (
        "Ngày hết hiệu lực phải từ ngày bắt đầu (1/7/2025) trở đi."
    )
    assert order_problem(Line(valid_from=JULY, valid_to=JULY)) == ""


def test_open_ends_are_left_out_of_a_sentence():
    assert span(date.min, JUNE) == "đến 30/6/2025"
    assert span(JULY, date.max) == "từ 1/7/2025"
