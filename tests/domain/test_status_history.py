"""Dates and order of the lines of a history."""

import itertools
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ktt_desktop.domain.dates import PartialDate
from ktt_desktop.domain.status_history import (
    StatusOwner,
    StatusStep,
    change_problems,
    choices,
    correction_problems,
    in_order,
    present_steps,
    removal_problem,
    step_on,
)
from ktt_desktop.domain.terms import OperatingStatus, OrganisationKind, StatusAxis

TODAY = date(2026, 11, 21)
LEGAL, OPERATING = StatusAxis.LEGAL, StatusAxis.OPERATING
OWNER = StatusOwner(OrganisationKind.COOPERATIVE, PartialDate(2015, 3))
ACTIVE, SUSPENDED, CLOSING, CLOSED = "DANG_HOAT_DONG", "TAM_NGUNG", "DANG_GIAI_THE", "DA_CHAM_DUT"


def day(text):
    return PartialDate.from_iso(text) if text else None


def step(status, on="", id=0, axis=LEGAL, **more):
    more = {"document": "TB 12"} | more
    return StatusStep(axis, status, day(on), id=id, **more)


HISTORY = (step(ACTIVE, id=1), step(SUSPENDED, "2023-05-10", id=2), step(ACTIVE, "2024-02", id=3))


@pytest.fixture
def change(catalogue):
    def problems(new, steps=HISTORY, owner=OWNER):
        return change_problems(catalogue.status_rules, owner, steps, new, TODAY)

    return problems


@pytest.fixture
def correct(catalogue):
    def problems(new, steps=HISTORY):
        return correction_problems(catalogue.status_rules, OWNER, steps, new, TODAY)

    return problems


@pytest.mark.parametrize(
    ("on", "status"),
    [
        ("2023-05-09", ACTIVE),
        ("2023-05-10", SUSPENDED),
        ("2024-01-31", SUSPENDED),
        ("2024-02-01", ACTIVE),  # "2/2024" counts from the first of the month
    ],
)
def test_each_day_has_the_line_of_its_time(on, status):
    assert step_on(HISTORY, LEGAL, date.fromisoformat(on)).status == status


def test_before_the_first_line_there_is_none():
    assert step_on((step(ACTIVE, "2020", id=1),), LEGAL, date(2019, 12, 31)) is None
    assert step_on(HISTORY, OPERATING, TODAY) is None


def test_lines_of_one_day_keep_the_order_they_were_written_in():
    lines = (step(CLOSED, "2024", id=5), step(ACTIVE, id=1), step(CLOSING, "2024", id=4))

    assert [each.id for each in in_order(lines, LEGAL)] == [1, 4, 5]


def test_the_present_lines_are_those_of_today(catalogue):
    steps = (*HISTORY, step("HD", "2027-01-01", id=9, axis=OPERATING))

    legal, operating = present_steps(steps, TODAY)
    assert (legal.id, operating.id) == (3, 9)


def test_a_new_line_after_the_last_one_is_a_transition_of_the_law(change):
    assert change(step(SUSPENDED, "2024-03")) == {}
    assert list(change(step(CLOSED, "2024-03"))) == ["status"]
    assert list(change(step("", "2024-03"))) == ["status"]


def test_a_line_with_a_date_known_to_the_year_may_stand_on_the_same_year():
    assert in_order((*HISTORY, step(SUSPENDED, "2024-02")), LEGAL)[-1].id == 0


@pytest.mark.parametrize("on", ["2026-11-22", "2026-12", "2027"])
def test_a_status_of_the_future_is_refused(change, on):
    assert "ở sau hôm nay" in change(step(SUSPENDED, on))["on"]


@pytest.mark.parametrize("on", ["2026-11-21", "2026-11", "2026"])
def test_a_status_of_today_or_of_this_month_is_not(change, on):
    assert change(step(SUSPENDED, on)) == {}


def test_a_status_from_before_the_founding_is_refused(change):
    first = (step(ACTIVE, "2014-01", id=1),)

    assert "ngày đăng ký lần đầu (3/2015)" in change(step(SUSPENDED, "2015-02-28"), first)["on"]
    assert change(step(SUSPENDED, "2015-03-01"), first) == {}
    assert change(step(SUSPENDED, "2015"), first) == {}


def test_a_new_line_needs_its_day(change):
    assert "Phải nhập ngày" in change(step(SUSPENDED))["on"]
    assert change(step(SUSPENDED, document=""), ()) == {}  # the first line: known from the start


@pytest.mark.parametrize("status", [ACTIVE, CLOSED, "DANG_PHA_SAN"])
def test_the_first_line_may_be_any_status_of_the_kind(change, status):
    assert change(step(status), ()) == {}
    assert change(step("CHUA_DANG_KY"), ())["status"].startswith("“Chưa đăng ký kinh doanh” không")


def test_a_date_before_the_last_line_is_refused_with_what_is_already_there(change):
    sentence = change(step(CLOSED, "2024-01"))["on"]

    assert sentence.startswith("Lịch sử đã có “Đang hoạt động” từ tháng 2/2024")
    assert change(step(CLOSED, "2023-06"))["on"].endswith("hoặc sửa sai dòng đã có.")


def test_a_line_between_two_others_must_follow_the_one_and_be_followed_by_the_other(change):
    lines = (step(ACTIVE, id=1), step(CLOSING, "2024-05", id=2))

    assert change(step(SUSPENDED, "2023"), lines) == {}
    assert change(step("KHONG_O_DIA_CHI", "2023"), lines) == {}
    # it may follow "Đang hoạt động", but no closing follows a bankruptcy
    assert "không chuyển thẳng" in change(step("DANG_PHA_SAN", "2023"), lines)["on"]
    # a closing may follow it, but it may not follow "Đang hoạt động" again
    assert "Tổ chức đang ở" in change(step(ACTIVE, "2023"), lines)["on"]


def test_a_month_before_a_day_of_the_same_month_stands_before_it(change):
    """As the lists read it: "5/2023" counts from the first of May."""
    lines = (step(ACTIVE, id=1), step(SUSPENDED, "2023-05-10", id=2))

    assert "từ ngày 10/5/2023" in change(step(CLOSED, "2023-05"), lines)["on"]
    assert change(step(ACTIVE, "2023-05-10"), lines) == {}
    assert list(change(step(ACTIVE, "2023-05"), lines)) == ["on"]


@pytest.mark.parametrize(
    ("on", "ends_on", "problem"),
    [
        ("2026-03-01", "2027-03-01", ""),
        ("2026-03-01", "2027-03-02", "muộn nhất là 1/3/2027"),
        ("2026-03", "2027-03", ""),
        ("2026-03-01", "2026-02-28", "ở trước ngày bắt đầu (1/3/2026)"),
        ("2026-03-01", "2026-03", ""),
        ("2024-02-29", "2025-03", "muộn nhất là 28/2/2025"),
    ],
)
def test_a_suspension_may_be_planned_for_a_year(change, on, ends_on, problem):
    found = change(step(SUSPENDED, on, ends_on=day(ends_on))).get("ends_on", "")

    assert problem in found
    assert bool(found) is bool(problem)


def test_only_a_suspension_has_an_end(change):
    end = day("2026-12-31")
    active = (step("HD", id=1, axis=OPERATING),)

    assert "Chỉ tình trạng tạm ngừng" in change(step(CLOSING, "2026", ends_on=end))["ends_on"]
    assert change(step("TN", "2026", axis=OPERATING, ends_on=day("2029")), active) == {}
    assert "ends_on" in change(step("NG", "2026", axis=OPERATING, ends_on=end), active)


def test_what_the_law_does_on_paper_asks_for_the_paper(change):
    assert "chưa rõ số" in change(step(SUSPENDED, "2025", document=" "))["document"]
    suspended = HISTORY[:2]
    assert change(step(ACTIVE, "2024-03", document=""), suspended) == {}
    assert change(step("NG", "2025", axis=OPERATING, document=""), ()) == {}


def test_a_correction_says_why(correct):
    assert correct(step(SUSPENDED, "2023-06", id=2, reason="gõ nhầm ngày")) == {}
    assert list(correct(step(SUSPENDED, "2023-06", id=2))) == ["reason"]


def test_a_corrected_line_still_stands_between_its_neighbours(correct):
    assert list(correct(step(CLOSED, "2023-05-10", id=2, reason="x"))) == ["on"]
    moved = correct(step(SUSPENDED, "2025", id=2, reason="x"))
    assert "Hai dòng còn lại không nối được" in moved["on"]
    assert correct(step("KHONG_O_DIA_CHI", "2023-05-10", id=2, reason="x")) == {}


def test_the_end_is_taken_back_by_a_correction(correct, change):
    closed = (step(ACTIVE, id=1), step(CLOSING, "2024", id=2), step(CLOSED, "2025", id=3))

    assert list(change(step(ACTIVE, "2026"), closed)) == ["status"]
    assert correct(step(ACTIVE, "2025", id=3, reason="ghi nhầm tổ chức"), closed) == {}


def test_an_old_line_out_of_order_can_still_have_its_particulars_put_right(correct):
    """A book of an earlier program may hold any order."""
    jumped = (step(ACTIVE, id=1), step(CLOSED, "2022", id=2))

    assert correct(step(CLOSED, "2022-03", id=2, reason="biết tháng"), jumped) == {}
    assert list(correct(step("DANG_PHA_SAN", "2022", id=2, reason="x"), jumped)) == []


def test_what_may_be_chosen_depends_on_the_day(catalogue):
    def offered(new):
        found = choices(catalogue.status_rules, OWNER, HISTORY, new)
        return [each.status.code for each in found if each.allowed]

    assert ACTIVE not in offered(step("", "2024-03"))
    assert ACTIVE in offered(step("", "2023-12"))
    assert len(offered(step(ACTIVE, id=1))) == 7  # nothing goes before the first line
    assert SUSPENDED in offered(step(SUSPENDED, "2023-05-10", id=2))


def test_a_stored_line_may_keep_a_status_the_law_does_not_lead_to(catalogue):
    jumped = (step(ACTIVE, id=1), step(CLOSED, "2022", id=2))
    found = choices(catalogue.status_rules, OWNER, jumped, jumped[1])

    assert CLOSED in [each.status.code for each in found if each.allowed]


def test_only_the_first_line_may_be_without_a_date(correct):
    assert list(correct(step(SUSPENDED, id=2, reason="x"))) == ["on"]
    assert correct(step(ACTIVE, id=1, reason="x", document="")) == {}


def test_a_line_is_taken_away_when_the_others_still_fit(catalogue):
    def why(line, steps, reason="nhập nhầm"):
        return removal_problem(catalogue.status_rules, OWNER, steps, line, reason)

    closing = (step(ACTIVE, id=1), step(CLOSING, "2024", id=2), step(CLOSED, "2025", id=3))
    assert why(closing[2], closing) == ""
    assert "Hai dòng còn lại không nối được" in why(closing[1], closing)
    assert why(closing[2], closing, reason=" ") == "Phải ghi lý do sửa sai."
    assert "phải còn một dòng" in why(HISTORY[0], HISTORY[:1])
    assert why(closing[0], closing) == ""


@given(
    edits=st.lists(
        st.tuples(
            st.sampled_from([each.value for each in OperatingStatus]),
            st.none() | st.builds(PartialDate, st.integers(2016, 2026), st.none() | st.just(6)),
        ),
        max_size=8,
    )
)
def test_whatever_is_accepted_leaves_a_history_of_allowed_steps(catalogue, edits):
    rules, steps = catalogue.status_rules, (step("HD", id=1, axis=OPERATING),)
    for number, (status, on) in enumerate(edits, start=2):
        new = StatusStep(OPERATING, status, on, id=0)
        if not change_problems(rules, OWNER, steps, new, TODAY):
            steps = (*steps, StatusStep(OPERATING, status, on, id=number))
    line = in_order(steps, OPERATING)
    for before, after in itertools.pairwise(line):
        assert rules.refusal(OPERATING, OWNER.kind, before.status, after.status) == ""
        assert (before.on.iso() if before.on else "") <= after.on.iso()
