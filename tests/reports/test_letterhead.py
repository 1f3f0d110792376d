from dataclasses import replace

import pytest

from ktt_desktop.reports.fonts import BOLD
from ktt_desktop.reports.layout import load_layout
from ktt_desktop.reports.letterhead import MOTTO, NATION, number_line
from ktt_desktop.reports.line_breaks import text_width
from tests.reports.printed import LETTERHEAD, MM, make_document, printed, sheets


def _first(**changes):
    return sheets(printed(make_document(letterhead=replace(LETTERHEAD, **changes))))[0]


def _rule_under(page, text):
    """The only horizontal line just below a text."""
    (rule,) = (
        rule
        for rule in page.rules()
        if 0 < text.bottom - rule.top < 8 and text.left < rule.centre < text.right
    )
    return rule


@pytest.fixture(scope="module")
def page():
    return _first()


def test_the_nation_is_on_one_line_with_all_its_marks(page):
    assert NATION in page.text.split("\n")
    assert MOTTO in page.text.split("\n")


def test_the_line_under_the_motto_is_as_long_as_the_motto(page):
    motto = page.find(MOTTO)
    rule = _rule_under(page, motto)
    assert rule.width - 2 * load_layout().spacing.rule == pytest.approx(
        text_width(MOTTO, BOLD, load_layout().sizes.motto), abs=0.1
    )
    assert rule.left <= motto.left < rule.left + 2
    assert rule.right - 2 < motto.right <= rule.right


@pytest.mark.parametrize("line", ["HUYỆN LẠNG GIANG", LETTERHEAD.subject])
def test_the_line_under_agency_and_subject_is_a_third_to_a_half_of_the_text(page, line):
    text = page.find(line)
    rule = _rule_under(page, text)
    assert 1 / 3 <= rule.width / text.width <= 1 / 2
    assert rule.centre == pytest.approx(text.centre, abs=1)


def test_number_and_date_stand_on_one_line_each_under_its_block(page):
    number, date = page.find("Số: 126/KH-UBND"), page.find(LETTERHEAD.place_and_date)
    assert page.find("126").bottom == pytest.approx(page.find("2022").bottom, abs=0.5)
    assert number.centre == pytest.approx(page.find("ỦY BAN NHÂN DÂN").centre, abs=1.5)
    assert date.centre == pytest.approx(page.find(NATION).centre, abs=1.5)


def test_the_head_begins_at_the_upper_margin_and_stays_inside_the_side_margins(page):
    assert page.height - page.find(NATION).top == pytest.approx(20 * MM, abs=4)
    assert all(
        ink.left >= 30 * MM - 1 and ink.right <= page.width - 15 * MM + 1 for ink in page.ink()
    )


def test_a_superior_agency_stands_above_the_issuer():
    page = _first(superior=("UBND huyện Lạng Giang",), issuer=("Phòng Tài chính - Kế hoạch",))
    assert page.find("UBND HUYỆN").bottom > page.find("TÀI CHÍNH").top
    assert page.find("CỘNG HÒA").left > page.find("KẾ HOẠCH").right


def test_an_agency_with_a_long_name_does_not_run_into_the_nation():
    page = _first(issuer=("Ban Chỉ đạo phát triển kinh tế tập thể, hợp tác xã thành phố",))
    left = [ink for ink in page.ink() if ink.top > page.find("Số:").top and ink.right < 240]
    assert max(ink.right for ink in left) < page.find(NATION).left


def test_a_long_place_name_goes_to_a_second_line_instead_of_over_the_edge():
    place = "Thị trấn Nông trường Trần Phú - Văn Chấn, ngày 15 tháng 11 năm 2022"
    page = _first(place_and_date=place)
    assert max(ink.right for ink in page.ink()) <= page.width - 15 * MM + 1
    assert "năm 2022" in page.text


@pytest.mark.parametrize(
    ("number", "line"),
    [
        ("126/KH-UBND", "Số: 126/KH-UBND"),
        ("Số: 05/BC-KT", "Số: 05/BC-KT"),
    ],
)
def test_the_number_is_introduced_once(number, line):
    assert number_line(number) == line


def test_an_empty_number_leaves_room_to_write_it_in():
    page = _first(number="/KH-UBND")
    assert page.find("/KH-UBND").left - page.find("Số:").right > 20


def test_kind_and_subject_are_centred_one_above_the_other(page):
    kind, subject = page.find("KẾ HOẠCH"), page.find(LETTERHEAD.subject)
    middle = (30 * MM + page.width - 15 * MM) / 2
    assert kind.centre == pytest.approx(middle, abs=1)
    assert subject.centre == pytest.approx(middle, abs=1)
    assert kind.bottom > subject.top


def test_a_unit_that_has_not_named_its_issuer_yet_can_print():
    page = _first(issuer=(), superior=())
    assert NATION in page.text
    assert page.find("Số: 126/KH-UBND")


# --- a công văn


def _letter(**changes):
    subject = "nộp số liệu kinh tế tập thể, hợp tác xã 6 tháng đầu năm 2026"
    return _first(number="12/UBND-KT", **{"kind": "", "subject": subject} | changes)


def test_the_subject_of_a_letter_stands_under_its_number_in_smaller_letters():
    page = _letter()
    lines = page.text.split("\n")
    first = next(place for place, line in enumerate(lines) if line.startswith("V/v nộp số liệu"))
    number, subject = page.find("Số: 12/UBND-KT"), page.find(lines[first])
    following = page.find(lines[first + 1])
    assert number.centre == pytest.approx(subject.centre, abs=1)
    assert subject.right < page.find(NATION).left + 10
    assert 6 <= number.bottom - subject.top <= 12
    assert subject.bottom > following.top
    assert page.find("Phần thứ nhất").top < following.bottom
    assert "KẾ HOẠCH" not in page.text


@pytest.mark.parametrize("subject", ["V/v nộp số liệu", "nộp số liệu"])
def test_the_subject_of_a_letter_is_introduced_once(subject):
    assert "V/v nộp số liệu" in _letter(subject=subject).text
    assert "V/v V/v" not in _letter(subject=subject).text


def test_a_letter_without_a_subject_has_no_such_line():
    assert "V/v" not in _letter(subject="").text


def test_a_long_place_keeps_the_date_whole():
    place = "Thị trấn Nông trường Trần Phú - Văn Chấn, ngày 15 tháng 11 năm 2022"
    lines = _first(place_and_date=place).text.split("\n")
    assert any(line.endswith("ngày 15 tháng 11 năm 2022") for line in lines)
    assert any(line.endswith("Văn Chấn,") for line in lines)
