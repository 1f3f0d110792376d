from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO

import pytest
from openpyxl import load_workbook

from ktt_desktop.domain.period import ReportingPeriod
from ktt_desktop.domain.records import SentRow
from ktt_desktop.domain.rulesets import point_key
from ktt_desktop.interchange.view_workbook import cells_of
from ktt_desktop.runtime.paths import seed_data
from ktt_desktop.services.rating import load_rating, save_rating
from ktt_desktop.services.receiving_views import changed_cells
from ktt_desktop.services.reporting import WATERMARK
from ktt_desktop.services.seed_books import enter_records, profile_of, read_seed
from ktt_desktop.services.submission_view import workbook_bytes
from ktt_desktop.services.validation import check_book
from tests.services.conftest import Desk

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
        *("Biểu A", "Biểu B", "Biểu B2", "Biểu K", "Biểu C", "Danh mục", "Hỗ trợ"),
        *("Vay vốn, tín dụng", "Kiểm tra"),
    ]


def test_figures_stay_numbers_and_blanks_stay_empty(content):
    row = row_with(load_workbook(BytesIO(content))["Biểu A"], "A2")

    assert row[4:9] == [None, 3830, 3779, None, None]


@pytest.fixture
def lang_son(empty_book):
    """The view of the plan of Lạng Sơn with all its records, one of its HTX rated."""
    seed = read_seed(seed_data(), "002")
    enter_records(empty_book, seed)
    profile, period = profile_of(seed), ReportingPeriod.parse("KH2023")
    uid = Desk(empty_book, profile).add("HTX Na dai").uid
    sheet = load_rating(empty_book, uid, period.year)
    (rules, *_) = sheet.rulesets
    points = {point_key(rules.id, leaf.key): 100 for leaf in rules.leaves}
    save_rating(empty_book, replace(sheet.draft, values=points))
    return lambda: workbook_bytes(
        empty_book, profile, period, check_book(empty_book, profile, period), SENT
    )


def test_the_forms_and_ratings_have_sheets_with_numbers_unit_and_notes(lang_son):
    book = load_workbook(BytesIO(lang_son()))
    places = [each.title for each in book.worksheets]

    assert places[places.index("Biểu C") :][:3] == ["Biểu C", "Biểu D", "Biểu E"]
    assert places[-3:] == ["Xếp loại 2022", "Kiểm tra", "_kttt"]
    support = book["Biểu C"]
    assert row_with(support, "Đơn vị tính: triệu đồng")
    total = row_with(support, "Tổng cộng")
    assert [each for each in total if each][-5:-1] == [47622, 17671, 12197, 17754]
    assert "16 hội nghị; 1.778 người; 34 tin, bài" in row_with(support, "1.1")
    assert any(str(row[0]).startswith("Ghi chú: ") for row in cells(support))
    assert row_with(book["Biểu D"], "1a")[3] == 51
    assert 14812 in row_with(book["Biểu E"], "Tổng cộng: 4 HTX")
    assert row_with(book["Xếp loại 2022"], "HTX Na dai")[3] == 23
    assert any(str(row[0]).startswith("Tốt 0 · ") for row in cells(book["Xếp loại 2022"]))


def test_equal_records_give_equal_bytes(lang_son):
    assert lang_son() == lang_son()


def test_a_changed_figure_of_a_form_or_a_rating_is_found(lang_son):
    content = lang_son()
    book = load_workbook(BytesIO(content))
    for name, word, column in (
        ("Biểu E", "Tổng cộng: 4 HTX", 7),
        ("Xếp loại 2022", "HTX Na dai", 4),
    ):
        row = next(row for row in book[name].iter_rows() if word in [each.value for each in row])
        row[column - 1].value = 99
    target = BytesIO()
    book.save(target)

    found = changed_cells(cells_of(content), cells_of(target.getvalue()))
    assert [(each.sheet, each.found) for each in found] == [
        *(("Biểu E", "99"), ("Xếp loại 2022", "99")),
    ]


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
