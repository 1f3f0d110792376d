"""Positions on paper against Nghị định 30/2020/NĐ-CP, Phụ lục I, measured in millimetres."""

from dataclasses import replace

import pytest

from ktt_desktop.domain.document import Paragraph, Run
from ktt_desktop.reports.letterhead import MOTTO, NATION
from ktt_desktop.reports.stack import ASCENT
from tests.reports.printed import (
    LETTERHEAD,
    MM,
    SENTENCE,
    make_annex,
    make_document,
    paragraphs,
    printed,
    sheets,
)

NEAR = 1.0  # millimetre
TOP, BOTTOM, LEFT, RIGHT = 20, 20, 30, 15
WIDTH, HEIGHT = 210, 297
MIDDLE = (LEFT + WIDTH - RIGHT) / 2
TITLE = replace(
    LETTERHEAD,
    addressees=("Sở Tài chính tỉnh Bắc Ninh",),
    bases=("Căn cứ Luật Hợp tác xã ngày 20 tháng 6 năm 2023",),
)


@pytest.fixture(scope="module")
def pages():
    document = make_document(
        letterhead=TITLE, blocks=paragraphs(14), annexes=(make_annex(number="I"),)
    )
    return sheets(printed(document))


@pytest.fixture(scope="module")
def first(pages):
    return pages[0]


def mm(points):
    return points / MM


def near(value):
    return pytest.approx(value, abs=NEAR)


def top_of(page, text, size):
    """The upper edge of the line a text is written on, millimetres from that of the paper."""
    return mm(page.height - page.foot_of(text) - ASCENT * size)


def test_the_paper_is_a4(pages):
    *text, annex = pages
    assert all((mm(page.width), mm(page.height)) == (near(WIDTH), near(HEIGHT)) for page in text)
    assert (mm(annex.width), mm(annex.height)) == (near(HEIGHT), near(WIDTH))


def test_the_text_fills_the_page_from_margin_to_margin(pages):
    for page in pages[:-2]:
        ink = [each for each in page.ink() if mm(page.height - each.top) > TOP - NEAR]
        assert mm(min(each.left for each in ink)) == near(LEFT)
        assert mm(max(each.right for each in ink)) == near(WIDTH - RIGHT)
        assert mm(min(each.bottom for each in ink)) >= BOTTOM - NEAR
    assert top_of(pages[0], NATION, 13) == near(TOP)
    assert mm(pages[1].height - max(each.top for each in pages[1].ink() if each.width > 0)) < TOP


def test_the_page_number_stands_centred_in_the_top_margin_from_page_2(pages):
    for number, page in enumerate(pages[1:-1], start=2):
        digit = page.find(str(number))
        assert mm(digit.centre) == near(MIDDLE)
        assert 0 < mm(page.height - digit.top) < mm(page.height - digit.bottom) < TOP
    inside = [each for each in pages[0].ink() if mm(pages[0].height - each.bottom) < TOP]
    assert inside == []


def test_nation_motto_and_its_line_stand_centred_on_the_right(first):
    nation, motto = first.find(NATION), first.find(MOTTO)
    right = [each for each in first.rules() if each.centre > first.width / 2]
    rule = next(each for each in right if 0 < motto.bottom - each.top < 8)
    assert mm(nation.centre) == near(mm(motto.centre))
    assert mm(rule.centre) == near(mm(motto.centre))
    assert mm(rule.width) == near(mm(motto.width))
    assert mm(nation.right) <= WIDTH - RIGHT + NEAR


def test_the_agency_stands_centred_on_the_left_level_with_the_nation(first):
    upper, lower = first.find("ỦY BAN NHÂN DÂN"), first.find("HUYỆN LẠNG GIANG")
    assert first.foot_of("ỦY BAN NHÂN DÂN") == pytest.approx(first.foot_of(NATION), abs=NEAR * MM)
    assert first.foot_of("HUYỆN") == pytest.approx(first.foot_of(MOTTO), abs=NEAR * MM)
    assert mm(upper.centre) == near(mm(lower.centre))
    assert upper.right < first.find(NATION).left
    rule = next(each for each in first.rules() if each.centre < first.width / 2)
    assert 1 / 3 <= rule.width / lower.width <= 1 / 2
    assert mm(rule.centre) == near(mm(lower.centre))


def test_number_and_date_stand_on_one_line_each_centred_under_its_block(first):
    number, date = first.find("Số: 126/KH-UBND"), first.find(LETTERHEAD.place_and_date)
    assert first.foot_of("Số: 126") == pytest.approx(first.foot_of("Lạng Giang, ngày"), abs=0.1)
    assert mm(number.centre) == near(mm(first.find("ỦY BAN NHÂN DÂN").centre))
    assert mm(date.centre) == near(mm(first.find(NATION).centre))


def test_kind_subject_and_line_stand_centred_between_the_margins(first):
    kind, subject = first.find("KẾ HOẠCH"), first.find(LETTERHEAD.subject)
    rule = next(each for each in first.rules() if 0 < subject.bottom - each.top < 8)
    assert mm(kind.centre) == near(MIDDLE)
    assert mm(subject.centre) == near(MIDDLE)
    assert mm(rule.centre) == near(MIDDLE)
    assert 1 / 3 <= rule.width / subject.width <= 1 / 2


def test_a_first_line_is_indented_and_the_lines_stand_single_to_one_and_a_half():
    page = sheets(printed(make_document(blocks=(Paragraph((Run(SENTENCE * 3),)),))))[0]
    lines = [line for line in page.text.split("\n") if line in SENTENCE * 3 and len(line) > 30]
    first, second, third = lines[:3]
    assert mm(page.find(first).left) == near(LEFT + 12.7)
    assert mm(page.find(second).left) == near(LEFT)
    step = page.foot_of(second) - page.foot_of(third)
    assert 14 * 1.1 <= step <= 14 * 1.15 * 1.5


def test_paragraphs_stand_at_least_6_points_apart(pages):
    page = pages[1]
    names = [f"Đoạn {n}." for n in range(14) if f"Đoạn {n}." in page.text]
    feet = {round(foot, 2) for foot in page.feet()}
    for name in names[1:]:
        foot = page.foot_of(name)
        above = min(each for each in feet if each > foot + 1)
        assert above - foot >= 14 * 1.15 + 6 - 0.1


def test_the_signature_is_centred_on_the_right_level_with_the_recipients(pages):
    page = pages[-2]
    authority, name = page.find("TM. ỦY BAN NHÂN DÂN"), page.find("Bùi Thị Hương Lan")
    assert mm(authority.centre) == near(mm(name.centre))
    assert top_of(page, "Nơi nhận:", 12) == near(top_of(page, "TM. ỦY", 14))
    assert mm(page.find("Nơi nhận:").left) == near(LEFT)
    assert page.font_of("Nơi nhận:").endswith("BoldItalic")


def test_an_annex_has_its_three_lines_centred_and_its_corner_free(pages):
    page = pages[-1]
    middle = mm(page.width) / 2
    for text in ("Phụ lục I", "CÁC CHỈ TIÊU PHÁT TRIỂN", "(Kèm theo Kế hoạch"):
        line = next(each for each in page.text.split("\n") if each.startswith(text))
        assert mm(page.find(line).centre) == near(middle)
    assert page.font_of("Phụ lục I").endswith("Bold")
    assert page.font_of("(Kèm theo").endswith("Italic")
    corner = [
        each
        for each in page.ink()
        if mm(page.width - each.right) < 20 + 60 and mm(page.height - each.top) < 10 + 15
    ]
    assert corner == []
