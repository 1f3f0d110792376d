import pytest

from ktt_desktop.domain.closing import closed_by, figures_name, refusal
from ktt_desktop.domain.errors import InvalidInputError, PeriodClosedError
from ktt_desktop.domain.period import ReportingPeriod, YearMeasure
from ktt_desktop.domain.records import Subject
from ktt_desktop.domain.register_list import RegisterQuery
from ktt_desktop.domain.terms import Measure, PeriodKind, SubjectKind
from ktt_desktop.services import closing
from ktt_desktop.services.annual_return import load_return, save_as_of, save_values
from ktt_desktop.services.register_list import organisation_ids, organisation_rows

HALF = ReportingPeriod(2022, PeriodKind.HALF_YEAR)
PLAN = ReportingPeriod(2022, PeriodKind.PLAN)


@pytest.fixture
def subject(practice):
    book, _, _ = practice
    query = RegisterQuery()
    row = organisation_rows(book, organisation_ids(book, query), query)[0]
    return Subject(SubjectKind.ORGANISATION, row.uid)


@pytest.fixture
def book(practice):
    return practice[0]


def test_a_plan_settles_three_sets_of_figures_and_a_half_year_one():
    assert closed_by(HALF) == (YearMeasure(2022, Measure.HALF_YEAR),)
    assert [figures_name(each) for each in closed_by(PLAN)] == [
        "Thực hiện 6 tháng đầu năm 2022",
        "Ước thực hiện năm 2022",
        "Kế hoạch năm 2023",
    ]


def test_closed_figures_are_refused_in_words_and_stay(book, subject):
    save_values(book, subject, 2022, Measure.HALF_YEAR, {"O1": 7})
    closing.close_period(book, HALF, "đã ký")

    with pytest.raises(PeriodClosedError, match="Thực hiện 6 tháng đầu năm 2022 đã chốt ngày"):
        save_values(book, subject, 2022, Measure.HALF_YEAR, {"O1": 8})
    with pytest.raises(PeriodClosedError, match="Mở chốt…"):
        save_as_of(book, subject, 2022, Measure.HALF_YEAR, None)

    assert load_return(book, subject, 2022, Measure.HALF_YEAR).values["O1"] == 7
    save_values(book, subject, 2022, Measure.ESTIMATE, {"O1": 8})  # others are open


def test_figures_are_opened_again_with_a_reason_that_stays(book, subject):
    closing.close_period(book, PLAN, "gửi Sở")
    assert len(closing.closings_of(book, HALF)) == 1

    with pytest.raises(InvalidInputError, match="lý do"):
        closing.reopen_period(book, PLAN, "  ")
    changed = closing.reopen_period(book, PLAN, "Sở trả lại")

    assert changed.years == {2022, 2023}
    assert closing.closings_of(book, PLAN) == ()
    save_values(book, subject, 2022, Measure.HALF_YEAR, {"O1": 8})
    history = closing.closing_history(book)
    assert {(each.note, each.reason, each.is_closed) for each in history} == {
        ("gửi Sở", "Sở trả lại", False)
    }
    assert len(history) == 3


def test_closing_twice_makes_one_closing(book):
    closing.close_period(book, HALF)
    closing.close_period(book, HALF, "lần hai")

    (only,) = closing.closings_of(book, HALF)
    assert only.note == ""
    day = only.closed_at.astimezone()
    assert f"đã chốt ngày {day.day}/{day.month}/{day.year}" in refusal(only)
