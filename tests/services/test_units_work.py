from dataclasses import replace
from datetime import date

import pytest

from ktt_desktop.domain.period import ReportingPeriod
from ktt_desktop.domain.receiving import FileState
from ktt_desktop.domain.records import Subject, UnitProfile
from ktt_desktop.domain.terms import Measure, Severity, SubjectKind, UnitLevel
from ktt_desktop.services import completeness, units_work
from ktt_desktop.services.annual_return import save_values
from ktt_desktop.services.work_page import work_page
from tests.consolidating import Made, made_file, province, uid_of
from tests.held_files import held, keep

PROFILE = UnitProfile("24", "Tỉnh Bắc Ninh", UnitLevel.PROVINCE, "", "Bộ Tài chính")
PERIOD = ReportingPeriod.parse("N2025")


@pytest.fixture
def upper(empty_book, monkeypatch):
    for module in (completeness, units_work):
        monkeypatch.setattr(module, "today", lambda: date(2026, 1, 5))
    return province(empty_book)


def tasks(upper, screen, profile=PROFILE, period=PERIOD):
    return [each for each in work_page(upper.book, profile, period).tasks if each.screen == screen]


def test_units_that_have_not_sent_are_told_with_the_deadline(upper):
    keep(upper.book, held("07654", "N2025", name="Xã An Lạc"))
    (task,) = tasks(upper, units_work.BOARD)
    assert task.severity is Severity.WARNING
    assert task.words == (
        "98 đơn vị chưa nộp “Báo cáo năm 2025” (hạn 30/12/2025, quá 6 ngày): Xã Bảo Đài, Phường "
        "Bắc Giang, Xã Bắc Lũng…"
    )
    (plan,) = tasks(upper, units_work.BOARD, period=ReportingPeriod.parse("KH2026"))
    assert plan.severity is Severity.NOTICE
    assert plan.words.startswith("99 đơn vị chưa nộp “Kế hoạch năm 2026”: Xã An Lạc")


def test_files_that_wait_are_counted_by_what_they_wait_for(upper):
    keep(
        upper.book,
        held("07654", "N2025", state=FileState.CONFLICT),
        held("07396/cu", "N2025", lands_on="", state=FileState.UNKNOWN_UNIT),
        held("07408/cu", "N2025", lands_on="", state=FileState.UNKNOWN_UNIT),
    )
    (task,) = tasks(upper, units_work.RECEIVING)
    assert task.words == (
        "03 tệp nhận chờ xử lý: hai tệp cùng lần khác số liệu 1, chưa rõ đơn vị nhận số liệu 2."
    )


def test_duplicates_and_corrections_without_a_reason_are_tasks(upper):
    one = Made().organisation("HTX Một", code="2400000015").organisation("HTX Hai")
    one.form("HTX Hai", 7, 2, year=2025)
    upper.receive(*made_file(one, period="N2025"))
    assert tasks(upper, units_work.MERGED) == []

    other = Made().organisation("HTX Một A", code="2400000015")
    upper.receive(*made_file(other, "07210", name="Phường Bắc Giang", period="N2025"))
    subject = Subject(SubjectKind.ORGANISATION, uid_of("HTX Hai"))
    save_values(upper.book, subject, 2025, Measure.ACTUAL, {"O1": 9})
    claimed, unexplained = tasks(upper, units_work.MERGED)
    assert claimed.words.startswith("01 tổ chức do hai đơn vị cùng gửi, chưa tính ở đơn vị nào: ")
    assert unexplained.words == "01 số của đơn vị dưới đã sửa ở cấp này, chưa ghi lý do."

    save_values(upper.book, subject, 2025, Measure.ACTUAL, {"O1": 10}, reason="theo xã")
    assert len(tasks(upper, units_work.MERGED)) == 1


def test_a_commune_and_a_district_that_receives_nothing_are_told_nothing(upper):
    commune = replace(PROFILE, code="07654", level=UnitLevel.COMMUNE)
    district = replace(PROFILE, code="217", level=UnitLevel.DISTRICT, historical=True)
    period = ReportingPeriod.parse("N2022")
    for profile in (commune, district):
        assert tasks(upper, units_work.BOARD, profile, period) == []
    keep(upper.book, held("07396/cu", "N2022", name="Xã An Hà"))
    assert len(tasks(upper, units_work.BOARD, district, period)) == 1
