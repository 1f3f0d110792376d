"""What Biểu A says of HTX tốt, khá is compared with the score sheets of the year."""

from dataclasses import replace

from ktt_desktop.domain.period import ReportingPeriod
from ktt_desktop.domain.terms import PeriodKind, Severity
from ktt_desktop.services.rating import load_rating, save_rating
from ktt_desktop.services.validation import check_book

YEAR = 2024
PERIOD = ReportingPeriod(YEAR, PeriodKind.YEAR)


def rated(desk, name, grade, year=YEAR):
    sheet = load_rating(desk.book, desk.add(name).uid, year)
    save_rating(desk.book, replace(sheet.draft, values={"TT01.class": grade}))


def findings(desk):
    result = check_book(desk.book, desk.profile, PERIOD)
    return [each for each in result.findings if each.rule == "R9-XEP-LOAI"]


def test_another_number_than_the_sheets_give_is_found(desk):
    rated(desk, "HTX Một", "TOT")
    rated(desk, "HTX Hai", "KHA")
    rated(desk, "HTX Ba", "YEU")
    desk.enter({"A1.6": "12"}, year=YEAR)
    (found,) = findings(desk)
    assert found.severity is Severity.WARNING
    assert found.detail == (
        "[A1.6] ghi 12 HTX; xếp loại năm 2024 theo Thông tư 01/2020/TT-BKHĐT có 02 HTX tốt, khá "
        "trong 03 HTX đã có kết quả."
    )
    assert [place.code for place in found.places] == ["A1.6"]

    desk.enter({"A1.6": "2"}, year=YEAR)
    assert findings(desk) == []


def test_without_sheets_of_the_year_or_a_number_nothing_is_said(desk):
    rated(desk, "HTX Một", "TOT", year=YEAR - 1)
    desk.enter({"A1.6": "12"}, year=YEAR)
    assert findings(desk) == []


def test_sheets_without_a_number_in_the_form_say_nothing(desk):
    rated(desk, "HTX Một", "TOT")
    assert findings(desk) == []


def test_an_unfinished_sheet_decides_nothing(desk):
    sheet = load_rating(desk.book, desk.add("HTX Một").uid, YEAR)
    save_rating(desk.book, replace(sheet.draft, values={"TT01.5": 800}))
    desk.enter({"A1.6": "12"}, year=YEAR)
    assert findings(desk) == []
