"""Which annexes a report has, what stands in them, and what the workbook makes of them."""

from io import BytesIO

from openpyxl import load_workbook

from ktt_desktop.domain.document import Table
from ktt_desktop.domain.period import ReportingPeriod
from ktt_desktop.domain.progress import Silent
from ktt_desktop.domain.report import ReportKey, ReportSettings
from ktt_desktop.services.book import now
from ktt_desktop.services.printing import workbook_bytes
from ktt_desktop.services.report_settings import save_settings
from ktt_desktop.services.validation import check_book, explain
from tests.usual_report import build_document

LISTED = "DANH SÁCH HỢP TÁC XÃ, LIÊN HIỆP HỢP TÁC XÃ, TỔ HỢP TÁC"


def titles(document):
    return [each.title for each in document.annexes]


def last_words(annex):
    last = annex.blocks[-1]
    return last.notes[-1] if isinstance(last, Table) else last.text


def test_the_list_is_an_annex_where_it_is_asked_for(practice):
    book, profile, period = practice
    assert LISTED not in titles(build_document(book, profile, period))
    save_settings(book, ReportKey("plan", period), ReportSettings(sections={"PL.list": True}))
    document = build_document(book, profile, period)
    assert LISTED in titles(document)
    (table,) = next(each for each in document.annexes if each.title == LISTED).blocks
    assert table.rows[0].cells[1].startswith("HỢP TÁC XÃ: ")


def test_an_annex_can_be_left_out(practice):
    book, profile, period = practice
    before = titles(build_document(book, profile, period))
    save_settings(book, ReportKey("plan", period), ReportSettings(sections={"PL.B2": False}))
    after = titles(build_document(book, profile, period))
    assert len(after) == len(before) - 1
    assert set(after) < set(before)


def test_every_annex_ends_with_the_sign_of_the_end(practice):
    book, profile, period = practice
    checks = check_book(book, profile, period)
    explain(book, period, checks.findings[0], "Số theo báo cáo của xã.")
    document = build_document(book, profile, period)
    assert document.annexes[-1].title == "GIẢI TRÌNH SỐ LIỆU"
    assert all(last_words(each).endswith("./.") for each in document.annexes)
    assert last_words(document.annexes[0]).count("./.") == 1


def test_the_workbook_bears_every_number_of_the_tables_as_printed(practice):
    book, profile, period = practice
    document = build_document(book, profile, period)
    made = load_workbook(BytesIO(workbook_bytes(document, now(), Silent())), data_only=True)
    for annex in document.annexes:
        (table,) = (each for each in annex.blocks if isinstance(each, Table))
        page = made[f"Phụ lục {annex.number}"]
        first = int(page.freeze_panes.removeprefix("A"))
        for place, row in enumerate(table.rows, start=first):
            for column, value in enumerate(row.values, start=1):
                assert value is None or page.cell(place, column).value == float(value)


def test_shares_and_sums_of_the_practice_book_are_formulas(practice):
    book, profile, period = practice
    table = build_document(book, profile, period).annexes[0].blocks[0]
    made = {table.rows[place.row].cells[1].strip() for place in table.formulas}
    assert "Tổng số hợp tác xã" in made
    assert "tỷ lệ so với tổng số cán bộ quản lý" in made
    assert ReportingPeriod.parse("KH2023") == period
