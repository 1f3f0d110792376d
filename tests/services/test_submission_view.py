from datetime import UTC, datetime
from io import BytesIO

import pytest
from openpyxl import load_workbook

from ktt_desktop.domain.records import SentRow
from ktt_desktop.services.reporting import WATERMARK
from ktt_desktop.services.submission_view import workbook_bytes
from ktt_desktop.services.validation import check_book

SENT = SentRow(
    period="KH2023",
    number=0,
    file_name="",
    folder="",
    check_code="7KQ2M9TB4X",
    data_digest="ab" * 32,
    bundle_id="11111111-2222-3333-4444-555555555555",
    created_at=datetime(2022, 8, 15, 7, 30, tzinfo=UTC),
)


@pytest.fixture
def content(practice):
    """The view of the practice book."""
    return workbook_bytes(*practice, check_book(*practice), SENT)


def cells(sheet):
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def row_with(sheet, word):
    return next(row for row in cells(sheet) if word in row)


def test_a_sheet_for_each_table_and_kind_shows_what_was_sent(content):
    book = load_workbook(BytesIO(content))
    shown = [each.title for each in book.worksheets if each.sheet_state == "visible"]

    assert shown == [
        *("Biểu A", "Biểu B", "Biểu B2", "Biểu K", "Danh mục", "Hỗ trợ", "Vay vốn, tín dụng"),
        "Kiểm tra",
    ]


def test_figures_stay_numbers_and_blanks_stay_empty(content):
    row = row_with(load_workbook(BytesIO(content))["Biểu A"], "A2")

    assert row[4:9] == [None, 3830, 3779, None, None]


def test_the_list_names_communes_in_the_words_of_their_time(content):
    row = row_with(load_workbook(BytesIO(content))["Danh mục"], "HTX VSMT thị trấn Vôi")

    assert "Thị trấn Vôi" in row
    assert "Môi trường" in row
    assert 8 in row


def test_the_sheets_are_marked_as_practice(content, practice):
    for sheet in load_workbook(BytesIO(content)).worksheets:
        if sheet.sheet_state == "visible":
            assert sheet.cell(1, 1).value == WATERMARK


def test_hidden_marks_tie_the_view_to_its_submission(content):
    book = load_workbook(BytesIO(content))
    marks = dict(cells(book["_kttt"]))

    assert marks["bundle_id"] == SENT.bundle_id
    assert marks["data_digest"] == SENT.data_digest


def test_equal_books_give_equal_bytes(content, practice):
    assert workbook_bytes(*practice, check_book(*practice), SENT) == content
