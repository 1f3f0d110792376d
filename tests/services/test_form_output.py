"""A form as a workbook and as pages."""

from io import BytesIO

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from ktt_desktop.domain.period import ReportingPeriod
from ktt_desktop.domain.progress import Silent
from ktt_desktop.services.form_output import export_form, form_pdf, form_workbook
from ktt_desktop.services.support_tables import support_of

PERIOD = ReportingPeriod.parse("N2024")


@pytest.fixture
def table(desk):
    desk.support(year=2024, classes_done=2, money={"done.NSTW": 1_234_500_000})
    return support_of(desk.book, PERIOD)


def test_the_pages_say_whose_they_are_and_what_the_money_is_counted_in(desk, table):
    pages = PdfReader(BytesIO(form_pdf(desk.profile, PERIOD, table, Silent()))).pages
    text = " ".join(pages[0].extract_text().split())
    assert "XÃ LẠNG GIANG – TỈNH BẮC NINH" in text
    assert "Đơn vị tính: triệu đồng" in text
    assert "Nhu cầu năm 2025" in text
    assert "1.234,5" in text
    assert pages[0].mediabox.width > pages[0].mediabox.height


def test_in_the_workbook_money_is_a_number_and_a_volume_is_words(desk, table):
    book = load_workbook(BytesIO(form_workbook(desk.profile, PERIOD, table, Silent())))
    page = book["Biểu C"]
    values = {cell.value for row in page.iter_rows() for cell in row}
    assert 1234.5 in values
    assert "2 lớp" in values
    assert "Nhu cầu năm 2025\nTổng kinh phí" in values


@pytest.mark.parametrize(("name", "begins"), [("c.xlsx", b"PK"), ("c.pdf", b"%PDF")])
def test_the_ending_of_the_name_decides_what_is_written(tmp_path, desk, table, name, begins):
    path = export_form(desk.profile, PERIOD, table, tmp_path / name, Silent())
    assert path.read_bytes().startswith(begins)
