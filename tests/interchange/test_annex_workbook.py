"""The annexes as a workbook: read back, printed as on paper, worked out anew by LibreOffice."""

import re
import shutil
import subprocess
from datetime import UTC, datetime
from fractions import Fraction
from io import BytesIO
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from ktt_desktop.domain.document import (
    Align,
    Annex,
    Column,
    Document,
    Heading,
    HeadingLevel,
    Letterhead,
    Paragraph,
    Row,
    Run,
    SignatureBlock,
    Table,
)
from ktt_desktop.domain.errors import CancelledError, InvalidInputError
from ktt_desktop.domain.progress import Silent
from ktt_desktop.domain.table_formulas import Formula, Making, Place
from ktt_desktop.interchange.annex_workbook import annex_workbook

CREATED = datetime(2026, 11, 20, 7, 30, tzinfo=UTC)
OFFICE = shutil.which("soffice")
COLUMNS = (
    Column("TT", 4, Align.CENTRE),
    Column("Nội dung", 30),
    Column("Tổng", 8, Align.RIGHT, "Kinh phí"),
    Column("NSTW", 8, Align.RIGHT, "Kinh phí"),
    Column("%", 6, Align.RIGHT),
)
ROWS = (
    Row(
        ("1", "=Bồi dưỡng", "1.469,5", "1.000", "68"),
        values=(None, None, Fraction(2939, 2), 1000, 68),
    ),
    Row(("2", "Đào tạo", "200", "", ""), values=(None, None, 200, None, None)),
    Row(("", "Không phát sinh", "0", "0", ""), values=(None, None, 0, 0, None)),
    Row(
        ("", "Cộng", "1.669,5", "1.000*", "59,9"),
        bold=True,
        values=(None, None, Fraction(3339, 2), 1000, Fraction(599, 10)),
    ),
)
FORMULAS = {
    Place(3, 2): Formula(Making.SUM, tuple(Place(row, 2) for row in range(3))),
    Place(3, 3): Formula(Making.SUM, tuple(Place(row, 3) for row in range(3))),
    Place(3, 4): Formula(Making.SHARE, (Place(3, 3), Place(3, 2)), decimals=1),
}
TABLE = Table(COLUMNS, ROWS, "Đơn vị tính: triệu đồng", ("Ghi chú: thử./.",), FORMULAS)
LIST = Table((Column("Tên", 10),), (Row(("HTX Mỹ Thái",)),))


def document(*annexes, **more):
    head = Letterhead((), ("UBND",), "126/KH-UBND", "", "KẾ HOẠCH", "")
    return Document(head, (), SignatureBlock(("CHỦ TỊCH",), ""), (), annexes, **more)


def annex(number="I", *blocks):
    return Annex(
        number, "Kinh phí hỗ trợ", "(Kèm theo Kế hoạch số 126/KH-UBND)", blocks or (TABLE,)
    )


def written(*annexes, **more):
    return annex_workbook(document(*(annexes or (annex(),)), **more), CREATED, Silent())


def page(content, name="Phụ lục I", *, values=False):
    return load_workbook(BytesIO(content), data_only=values)[name]


def test_the_heading_stands_above_the_table_as_on_paper():
    sheet = page(written(check_code="7F3K9QW2MN"))
    assert [sheet.cell(row, 1).value for row in range(1, 5)] == [
        "Phụ lục I",
        "KINH PHÍ HỖ TRỢ",
        "(Kèm theo Kế hoạch số 126/KH-UBND)",
        "Đơn vị tính: triệu đồng",
    ]
    assert sheet["A1"].font.bold
    assert sheet["A1"].font.size == 14
    assert sheet["A3"].font.italic
    assert sheet["A4"].alignment.horizontal == "right"
    assert sheet["A11"].value == "Ghi chú: thử./."


def test_the_head_of_the_table_is_repeated_and_its_groups_are_joined():
    sheet = page(written())
    assert sheet.print_title_rows == "$5:$6"
    assert sheet.freeze_panes == "A7"
    merged = {str(each) for each in sheet.merged_cells.ranges}
    assert {"C5:D5", "A5:A6", "B5:B6", "E5:E6"} <= merged
    assert (sheet["C5"].value, sheet["D6"].value) == ("Kinh phí", "NSTW")


def test_the_pages_lie_across_fit_in_width_and_count_from_one():
    sheet = page(written(check_code="7F3K9QW2MN"))
    setup = sheet.page_setup
    assert (setup.orientation, setup.paperSize) == ("landscape", 9)
    assert (setup.fitToWidth, setup.fitToHeight) == (1, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (setup.firstPageNumber, setup.useFirstPageNumber) == (1, True)
    assert sheet.oddHeader.center.text == "&P"
    assert sheet.HeaderFooter.differentFirst
    assert sheet.firstHeader.center.text is None
    assert "7F3K" in sheet.firstFooter.center.text
    assert sheet.oddFooter.center.text == sheet.firstFooter.center.text


def test_sums_stay_sums_and_bear_the_values_of_the_program():
    content = written()
    live, said = page(content), page(content, values=True)
    assert [live.cell(10, column).value for column in (3, 4, 5)] == [
        "=SUM(C7:C9)",
        "=SUM(D7:D9)",
        "=ROUND(100*D10/C10,1)",
    ]
    assert [said.cell(10, column).value for column in (3, 4, 5)] == [1669.5, 1000, 59.9]
    assert live["D10"].number_format == '#,##0"*"'
    assert live["C7"].number_format == "#,##0.0"


def test_numbers_are_numbers_words_are_words_and_a_blank_is_not_zero():
    sheet = page(written())
    assert sheet["A7"].value == 1
    assert (sheet["B7"].value, sheet["B7"].data_type) == ("=Bồi dưỡng", "s")
    assert (sheet["D8"].value, sheet["D9"].value) == (None, 0)


def test_a_second_table_has_a_sheet_with_its_own_heading_and_the_end_stands_below_the_last():
    last = Paragraph((Run("./."),))
    blocks = (TABLE, Heading(HeadingLevel.NUMBER, "Danh sách"), LIST, last)
    content = written(annex("I", *blocks))
    second = page(content, "Phụ lục I (2)")
    assert [row[0].value for row in second.iter_rows()] == [
        "Danh sách",
        "Tên",
        "HTX Mỹ Thái",
        "./.",
    ]


def test_practice_data_say_so_on_every_sheet():
    assert page(written(watermark="DỮ LIỆU THỰC HÀNH"))["A1"].value == "DỮ LIỆU THỰC HÀNH"


def test_equal_documents_give_equal_bytes():
    assert written() == written()


def test_a_document_without_tables_has_no_workbook():
    with pytest.raises(InvalidInputError, match="không có phụ lục biểu nào"):
        written(annex("", Paragraph((Run("Giải trình"),))))


def test_it_can_be_stopped():
    class Stopping:
        def report(self, done, total, what):
            assert what == "Lập bảng Excel, Phụ lục I"
            raise CancelledError

    with pytest.raises(CancelledError):
        annex_workbook(document(annex()), CREATED, Stopping())


def without_values(content):
    """The same workbook as a program that works nothing out would leave it."""
    target = BytesIO()
    with ZipFile(BytesIO(content)) as given, ZipFile(target, "w") as made:
        for info in given.infolist():
            part = given.read(info)
            made.writestr(info, re.sub(rb"(</f>)<v>[^<]*</v>", rb"\1", part))
    return target.getvalue()


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
def test_libreoffice_works_out_the_same_values(tmp_path):
    content = written()
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.xlsx").write_bytes(without_values(content))
    home = f"-env:UserInstallation={(tmp_path / 'home').as_uri()}"
    command = [OFFICE, home, "--headless", "--convert-to", "xlsx", "--outdir", str(tmp_path)]
    subprocess.run([*command, str(tmp_path / "in" / "a.xlsx")], check=True, capture_output=True)
    again = page((tmp_path / "a.xlsx").read_bytes(), values=True)
    said = page(content, values=True)
    for row in range(7, 11):
        for column in range(1, 6):
            assert again.cell(row, column).value == said.cell(row, column).value
