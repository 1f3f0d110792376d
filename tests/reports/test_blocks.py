import pytest

from ktt_desktop.domain.document import Heading, HeadingLevel, Paragraph, Row, Run, Table
from tests.reports.printed import COLUMNS, MM, make_document, paragraphs, printed, sheets

LEADING = 18.5


@pytest.fixture(scope="module")
def page():
    return sheets(printed(make_document()))[0]


def test_a_part_is_two_centred_lines_the_title_in_capitals(page):
    part, title = page.find("Phần thứ nhất"), page.find("ĐÁNH GIÁ TÌNH HÌNH NĂM 2022")
    assert part.centre == pytest.approx(title.centre, abs=1)
    assert part.bottom > title.top


def test_a_roman_heading_is_in_capitals_and_the_lower_ones_are_not(page):
    assert "I. TÌNH HÌNH PHÁT TRIỂN" in page.text
    assert "1. Kết quả hoạt động" in page.text
    assert "a) Số lượng" in page.text


def test_letters_that_mean_something_in_markup_are_printed_as_they_are(page):
    assert "64 HTX & LH HTX <01>./." in page.text


def test_the_first_line_is_indented_and_the_others_reach_both_margins():
    page = sheets(printed(make_document(blocks=paragraphs(1, 6))))[0]
    start = page.find("Đoạn 0.")
    assert start.left == pytest.approx((30 + 12.7) * MM, abs=1)
    below = [ink for ink in page.ink() if start.bottom - 60 < ink.bottom < start.bottom - 12]
    assert min(ink.left for ink in below) == pytest.approx(30 * MM, abs=1.5)
    assert max(ink.right for ink in below) == pytest.approx(page.width - 15 * MM, abs=3)


@pytest.mark.parametrize("before", range(6, 14))
def test_a_heading_never_stands_alone_at_the_foot_of_a_page(before):
    blocks = (
        *paragraphs(before, 2),
        Heading(HeadingLevel.ROMAN, "II. Đề mục"),
        Heading(HeadingLevel.NUMBER, "1. Đề mục con"),
        Paragraph((Run("Nội dung theo sau."),)),
        *paragraphs(2),
    )
    for sheet in sheets(printed(make_document(blocks=blocks))):
        assert ("II. ĐỀ MỤC" in sheet.text) == ("Nội dung theo sau." in sheet.text)


@pytest.mark.parametrize("shift", range(12))
def test_no_page_begins_or_ends_with_a_single_line_of_a_paragraph(shift):
    short = tuple(Paragraph((Run("Một dòng."),)) for _ in range(shift))
    found = sheets(printed(make_document(blocks=(*short, *paragraphs(14, 2)))))
    assert len(found) > 2
    for sheet in found[:-1]:
        frame_top = sheet.height - 20 * MM
        text = [ink.bottom for ink in sheet.ink() if ink.top < frame_top]
        names = [f"Đoạn {n}." for n in range(14)]
        starts = [sheet.find(name).bottom for name in names if name in sheet.text]
        assert all(start - min(text) > LEADING / 2 for start in starts)
        assert not any(1.5 * LEADING < frame_top - start < 2.5 * LEADING for start in starts)


def test_a_table_in_the_text_keeps_inside_the_margins():
    rows = (Row(("1", "Tổng số hợp tác xã", "HTX", "64", "70")),)
    table = Table(COLUMNS, rows, unit_line="Đơn vị tính: HTX")
    page = sheets(printed(make_document(blocks=(*paragraphs(1), table, *paragraphs(1)))))[0]
    assert min(rule.left for rule in page.rules()[3:]) >= 30 * MM - 1
    assert max(rule.right for rule in page.rules()) <= page.width - 15 * MM + 1
    assert page.find("Đơn vị tính: HTX").right == pytest.approx(page.width - 15 * MM, abs=2)
