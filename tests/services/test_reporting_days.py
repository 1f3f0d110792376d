from ktt_desktop.domain.dates import PartialDate
from ktt_desktop.domain.period import ReportingPeriod
from ktt_desktop.domain.records import Subject
from ktt_desktop.domain.terms import Measure, SubjectKind
from ktt_desktop.services.annual_return import save_as_of
from ktt_desktop.services.reporting_days import ANOTHER_DAY, ANOTHER_YEAR
from ktt_desktop.services.unit_figures import unit_subject
from ktt_desktop.services.validation import check_book

HALF_YEAR = (2024, Measure.HALF_YEAR)


def found(desk):
    result = check_book(desk.book, desk.profile, ReportingPeriod.parse("6T2024"))
    return {each.rule: each for each in result.findings if each.group == "R14"}


def speak_of(desk, subject, day):
    save_as_of(desk.book, subject, *HALF_YEAR, PartialDate.from_iso(day))


def of(saved):
    return Subject(SubjectKind.ORGANISATION, saved.uid)


def test_forms_of_another_day_than_the_unit_are_named(desk):
    saved = desk.add("HTX Một", {"O1": "10"}, year=2024, measure=Measure.HALF_YEAR)
    desk.add("HTX Hai", {"O1": "10"}, year=2024, measure=Measure.HALF_YEAR)
    desk.enter({"S2": "20"}, "NN", year=2024, measure=Measure.HALF_YEAR, reason="Sổ")
    speak_of(desk, unit_subject(desk.profile), "2024-08")
    speak_of(desk, of(saved), "2024-07-31")
    speak_of(desk, unit_subject(desk.profile, "NN"), "2024-06-30")
    finding = found(desk)[ANOTHER_DAY]

    assert finding.detail == (
        "Đơn vị ghi số liệu đến tháng 8/2024; 02 phiếu, lĩnh vực ghi đến ngày 31/7/2024, "
        "ngày 30/6/2024."
    )
    assert [(each.kind, each.key, each.sector) for each in finding.places] == [
        (SubjectKind.UNIT, desk.profile.code, ""),
        (SubjectKind.ORGANISATION, saved.uid, ""),
        (SubjectKind.SECTOR, desk.profile.code, "NN"),
    ]


def test_a_day_of_that_month_agrees_with_the_month(desk):
    saved = desk.add("HTX Một", {"O1": "10"}, year=2024, measure=Measure.HALF_YEAR)
    speak_of(desk, unit_subject(desk.profile), "2024-08")
    speak_of(desk, of(saved), "2024-08-15")

    assert found(desk) == {}


def test_forms_without_a_day_speak_of_that_of_the_unit(desk):
    desk.add("HTX Một", {"O1": "10"}, year=2024, measure=Measure.HALF_YEAR)

    assert found(desk) == {}


def test_a_day_out_of_the_year_is_told(desk):
    speak_of(desk, unit_subject(desk.profile), "2023-06-30")

    assert found(desk)[ANOTHER_YEAR].detail == "Số liệu năm 2024 ghi đến ngày 30/6/2023."
