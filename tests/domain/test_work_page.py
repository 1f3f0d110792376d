from datetime import date

from ktt_desktop.domain.findings import CheckResult, Finding
from ktt_desktop.domain.terms import Severity
from ktt_desktop.domain.unit_particulars import Deadline, DueYear
from ktt_desktop.domain.work_page import Due, Task, finding_tasks, in_order, upcoming

TODAY = date(2026, 11, 21)
REPORT = Deadline(what="Mẫu VII-4", sender="xã", receiver="tỉnh", day=18, month=12)


def finding(severity, explanation=None, outdated=False):
    return Finding("R1", "R1", severity, "", "", "", (), "k", "d", explanation, outdated)


def tasks(*findings):
    return [each.words for each in finding_tasks(CheckResult(findings, 1, 1, 1))]


def test_open_errors_and_unexplained_warnings_are_tasks_and_others_are_none():
    error, warning = Severity.ERROR, Severity.WARNING
    assert tasks() == []
    assert tasks(finding(error, "vì"), finding(warning, "vì"), finding(Severity.NOTICE)) == []
    assert tasks(finding(error), finding(error, "vì", True), finding(warning)) == [
        "Sửa hoặc giải trình 02 lỗi trước khi kết xuất.",
        "Xem 01 cảnh báo chưa giải trình.",
    ]


def test_what_keeps_the_report_back_comes_first_and_equals_keep_their_order():
    notice, first, second = (
        Task(Severity.NOTICE, "a", ""),
        Task(Severity.WARNING, "b", ""),
        Task(Severity.WARNING, "c", ""),
    )
    error = Task(Severity.ERROR, "d", "")
    assert in_order([notice, first, second, error]) == (error, first, second, notice)


def test_a_deadline_of_this_year_is_told_with_the_days_left():
    (due,) = upcoming([REPORT], TODAY)
    assert (due.on, due.year) == (date(2026, 12, 18), 2026)
    assert due.words(TODAY) == "còn 27 ngày"
    assert due.words(date(2026, 12, 18)) == "hôm nay"
    assert due.words(date(2026, 12, 20)) == "quá 2 ngày"


def test_a_deadline_in_the_year_after_the_reported_one_is_found_in_both_years():
    next_year = Deadline(what="II.02", day=15, month=1, due_year=DueYear.NEXT)
    assert [each.on for each in upcoming([next_year], TODAY)] == [date(2027, 1, 15)]
    assert [each.on for each in upcoming([next_year], date(2027, 1, 20))] == [
        date(2027, 1, 15),
        date(2028, 1, 15),
    ]


def test_passed_undated_and_repealed_deadlines_are_left_out():
    past = Deadline(what="cũ", day=1, month=10)
    letter = Deadline(what="theo công văn")
    repealed = Deadline(what="hết hiệu lực", day=18, month=12, valid_to=date(2025, 6, 30))
    assert upcoming([past, letter, repealed], TODAY) == ()


def test_only_the_next_few_are_told_soonest_first():
    many = [Deadline(what=str(day), day=day, month=12) for day in range(20, 10, -1)]
    found = upcoming(many, TODAY)
    assert [each.deadline.what for each in found] == ["11", "12", "13", "14"]
    assert all(isinstance(each, Due) for each in found)
