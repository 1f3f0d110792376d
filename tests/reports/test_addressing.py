from dataclasses import replace

import pytest

from ktt_desktop.reports.addressing import addressee_lines, basis_lines
from tests.reports.printed import LETTERHEAD, MM, make_document, printed, sheets

LONG = "Ban Chỉ đạo phát triển kinh tế tập thể, hợp tác xã tỉnh Bắc Ninh và các cơ quan thành viên"
LAWS = ("Căn cứ Luật Hợp tác xã ngày 20 tháng 6 năm 2023;", "Căn cứ Nghị định số 113/2024/NĐ-CP")


def _first(**changes):
    return sheets(printed(make_document(letterhead=replace(LETTERHEAD, **changes))))[0]


@pytest.mark.parametrize(
    ("given", "lines"),
    [
        ((), []),
        (("Sở Tài chính",), ["Sở Tài chính"]),
        (("- Sở Tài chính; ", "UBND tỉnh."), ["- Sở Tài chính;", "- UBND tỉnh."]),
        (("Sở Tài chính", " ", "UBND tỉnh"), ["- Sở Tài chính;", "- UBND tỉnh."]),
    ],
)
def test_one_addressee_is_bare_and_several_are_a_list_with_its_marks(given, lines):
    assert addressee_lines(given) == lines


def test_each_basis_ends_in_a_semicolon_and_the_last_in_a_full_stop():
    assert basis_lines(LAWS) == [LAWS[0], f"{LAWS[1]}."]
    assert basis_lines(()) == []


def test_one_addressee_stands_on_the_line_of_its_label_in_the_middle():
    page = _first(addressees=("Sở Tài chính tỉnh Bắc Ninh",))
    line = page.find("Kính gửi: Sở Tài chính tỉnh Bắc Ninh")
    assert line.centre == pytest.approx((30 * MM + page.width - 15 * MM) / 2, abs=1)
    assert page.find("Phát triển").bottom > line.top > page.find("Phần thứ nhất").top


def test_the_hyphens_of_several_stand_straight_below_the_colon():
    page = _first(addressees=("Sở Tài chính", LONG, "Liên minh Hợp tác xã tỉnh"))
    colon = page.find("Kính gửi:")
    hyphens = [page.find(text) for text in ("- Sở", "- Ban", "- Liên")]
    letters = page.find("Kính gửi")
    assert all(each.left == pytest.approx(letters.right, abs=2) for each in hyphens)
    assert colon.bottom > hyphens[0].top
    assert "- Sở Tài chính;" in page.text
    assert "- Liên minh Hợp tác xã tỉnh." in page.text


def test_a_long_addressee_goes_on_under_its_own_name():
    page = _first(addressees=("Sở Tài chính", LONG))
    lines = page.text.split("\n")
    following = lines[next(n for n, text in enumerate(lines) if "- Ban Chỉ" in text) + 1]
    assert page.find(following).left == pytest.approx(page.find("Ban Chỉ đạo").left, abs=1)
    assert max(ink.right for ink in page.ink()) <= page.width - 15 * MM + 1


def test_bases_follow_the_addressees_in_italics_before_the_text():
    page = _first(addressees=("UBND tỉnh",), bases=LAWS)
    law = page.find("Căn cứ Luật Hợp tác xã ngày 20 tháng 6 năm 2023;")
    assert page.find("Kính gửi").bottom > law.top > page.find("Phần thứ nhất").top
    assert law.left == pytest.approx(30 * MM + 12.7 * MM, abs=2)
    assert page.font_of("Căn cứ Luật").endswith("Italic")
