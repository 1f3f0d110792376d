from fractions import Fraction

import pytest

from ktt_desktop.domain.period import ReportingPeriod
from ktt_desktop.domain.register_list import RegisterQuery
from ktt_desktop.domain.terms import OperatingStatus
from ktt_desktop.services import view_sheets
from ktt_desktop.services.register_list import organisation_ids, organisation_rows
from ktt_desktop.services.report_figures import read_report_figures
from ktt_desktop.services.validation import check_book, explain
from ktt_desktop.storage.session import transaction

PERIOD = ReportingPeriod.parse("N2024")


def figures_of(desk, period=PERIOD):
    with transaction(desk.book.sessions) as session:
        return read_report_figures(session, desk.book, desk.profile, period)


def table(desk, name):
    return desk.book.catalogue.edition.tables[name]


def fits(sheet):
    return all(len(row.cells) == len(sheet.columns) for row in sheet.rows)


def column(sheet, beginning):
    return next(
        place for place, each in enumerate(sheet.columns) if each.header.startswith(beginning)
    )


def test_every_sheet_says_whose_figures_of_which_day(desk):
    assert view_sheets.heading(desk.profile, figures_of(desk)) == (
        "XÃ LẠNG GIANG – TỈNH BẮC NINH",
        "Báo cáo năm 2024 – số liệu đến ngày 31/12/2024",
    )


def test_the_indicator_sheet_has_the_official_rows_with_their_codes(desk):
    desk.enter({"A2": "0", "A5": "950,5"})
    sheet = view_sheets.indicator_sheet(table(desk, "A"), figures_of(desk))
    by_code = {row.cells[1]: row.cells for row in sheet.rows}

    assert fits(sheet)
    assert [row.cells[1] for row in sheet.rows if row.cells[1]] == list(table(desk, "A").codes)
    assert by_code["A2"][4:9] == (None, None, 0, None, None)
    assert by_code["A5"][6] == Fraction("950.5")
    assert [row.cells[2] for row in sheet.rows if not row.cells[1]] == [
        *("HỢP TÁC XÃ", "LIÊN HIỆP HỢP TÁC XÃ", "TỔ HỢP TÁC", "HỢP TÁC XÃ VÀ TỔ HỢP TÁC"),
    ]


def test_the_sector_sheet_has_a_row_for_every_group(desk):
    desk.add("HTX Một", {"O1": "30", "O5": "7.500"}, sector="CN")
    sheet = view_sheets.sector_sheet(table(desk, "B2"), figures_of(desk))

    assert fits(sheet)
    assert [row.cells[1] for row in sheet.rows] == [
        group.label for group in desk.book.catalogue.sector_groups
    ]
    industry = sheet.rows[1].cells
    assert industry[column(sheet, "Số hợp tác xã")] == 1
    assert industry[column(sheet, "Số thành viên")] == 30
    assert industry[column(sheet, "Doanh thu bình quân")] == 7500
    assert sheet.rows[0].cells[column(sheet, "Số thành viên")] is None


def test_the_register_sheet_reads_without_codes(desk):
    desk.add(
        "HTX Một",
        {"O1": "30"},
        commune_code="07420",
        charter_capital=7_500_000,
        operating_status=OperatingStatus.STOPPED,
    )
    desk.add("HTX Hai", registered_on=None)
    query = RegisterQuery()
    rows = organisation_rows(desk.book, organisation_ids(desk.book, query), query)
    sheet = view_sheets.register_sheet(rows, {"07420": "Xã Mỹ Thái"}, figures_of(desk))
    two, one = (row.cells for row in sheet.rows)

    assert fits(sheet)
    assert one[1:6] == ("HTX Một", "HTX", "", "Xã Mỹ Thái", "Trồng trọt")
    assert one[6:] == ("1/3/2015", 30, Fraction(15, 2), "Ngừng hoạt động, còn trên sổ sách")
    assert two[6:] == ("", None, None, "Đang hoạt động")


@pytest.mark.parametrize("text", ["", "14 thành viên liên kết."])
def test_the_findings_sheet_carries_the_explanations(practice, text):
    book, profile, period = practice
    explain(book, period, check_book(book, profile, period).findings[0], text)
    with transaction(book.sessions) as session:
        figures = read_report_figures(session, book, profile, period)
    sheet = view_sheets.findings_sheet(check_book(book, profile, period), figures)

    assert fits(sheet)
    found = check_book(book, profile, period).findings
    assert [row.cells[1] for row in sheet.rows] == [each.rule for each in found]
    assert sheet.rows[0].cells[4] == text
    assert "3.765" in sheet.rows[0].cells[3]
