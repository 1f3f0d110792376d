"""Figures as they are printed: numbers, units, how exactly they are meant; and what is none."""

import random
from fractions import Fraction

import pytest

from ktt_desktop.domain.document_check.figures import About, figures_of
from ktt_desktop.domain.document_check.lines import read_lines
from ktt_desktop.domain.numbers import format_fraction


@pytest.fixture
def read(catalogue):
    def figures(text):
        return figures_of(read_lines(text)[0], catalogue.document_words)

    return figures


@pytest.mark.parametrize(
    ("text", "value", "unit", "about"),
    [
        ("có 64 HTX", 64, "HTX", About.EXACT),
        ("có 02 LH HTX", 2, "LHHTX", About.EXACT),
        ("có 1.022 tỷ đồng", 1_022_000, "tien", About.EXACT),
        ("dư nợ 287,287 tỷ đồng", 287_287, "tien", About.EXACT),
        ("nợ 3.3 tỷ", 3_300, "tien", About.EXACT),
        ("là 3,5 triệu đồng/người/tháng", Fraction(7, 2), "tien", About.EXACT),
        ("khoảng 80%", 80, "phan_tram", About.NEARLY),
        ("trên 27 hợp tác xã", 27, "HTX", About.OVER),
        ("từ 45 HTX trở lên", 45, "HTX", About.OVER),
        ("không quá 20%", 20, "phan_tram", About.UNDER),
        ("ngân sách trung ương 10 tỷ đồng", 10_000, "tien", About.EXACT),
        ("có 138 thành viên", 138, "nguoi", About.EXACT),
        ("có 7,1 triệu thành viên", 7_100_000, "nguoi", About.EXACT),
    ],
)
def test_a_figure_has_value_unit_and_exactness(read, text, value, unit, about):
    [figure] = read(text)
    assert (figure.value, figure.unit, figure.about) == (value, unit, about)


def test_a_range_and_a_part_of_a_whole_are_one_figure(read):
    [span], [part] = read("thành lập mới từ 01 - 02 hợp tác xã"), read("Số HTX 10/27 chiếm")
    assert (span.value, span.high) == (1, 2)
    assert (part.value, part.of) == (10, 27)


@pytest.mark.parametrize(
    "text",
    [
        "ngày 15/8/2022",
        "ngày 03 tháng 02 năm 2021",
        "giai đoạn 2021 - 2025",
        "Quyết định số 167/QĐ-TTg",
        "Nghị quyết số 20-NQ/TW",
        "Nghị định số 193/2013/NĐ-CP",
        "theo Điều 54 Luật",
        "dịch Covid-19",
        "2.1. Về số lượng",
        "(3) Xúc tiến",
        "qua 8 năm triển khai",
        "công nghiệp 4.0",
        "doanh thu bình quân 01 HTX",
    ],
)
def test_dates_numbers_of_documents_and_numbering_are_no_figures(read, text):
    assert not read(text)


@pytest.mark.parametrize("number", range(60))
def test_reading_a_printed_number_gives_the_number(read, number):
    dice = random.Random(number)
    value = Fraction(dice.randint(1, 10 ** dice.randint(1, 7)), 10 ** dice.choice((0, 0, 1, 2)))
    unit, factor = dice.choice((("tỷ đồng", 1000), ("triệu đồng", 1), ("HTX", 1), ("%", 1)))
    [figure] = read(f"là {format_fraction(value, 2)} {unit}")
    assert figure.value == value * factor
