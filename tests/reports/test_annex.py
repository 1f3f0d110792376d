import pytest

from ktt_desktop.reports.layout import load_layout
from tests.reports.printed import REFERENCE, make_annex, make_document, printed, sheets


def _printed(*annexes):
    return sheets(printed(make_document(annexes=annexes, check_code="7KQ2M9TB4X")))


def test_an_only_annex_has_no_number_and_several_have_roman_ones():
    assert "Phụ lục\n" in _printed(make_annex())[1].text
    text, first, second = _printed(make_annex(number="I"), make_annex(number="II"))
    assert "Phụ lục I\n" in first.text
    assert "Phụ lục II\n" in second.text
    assert "Phụ lục" not in text.text


def test_the_heading_is_name_title_in_capitals_and_reference_all_centred():
    page = _printed(make_annex(number="I"))[1]
    lines = ["Phụ lục I", "CÁC CHỈ TIÊU PHÁT TRIỂN KINH TẾ TẬP THỂ", REFERENCE]
    boxes = [page.find(line) for line in lines]
    assert [box.centre for box in boxes] == pytest.approx([page.width / 2] * 3, abs=1.5)
    assert boxes[0].bottom > boxes[1].top > boxes[1].bottom > boxes[2].top


@pytest.mark.parametrize("landscape", [True, False])
def test_nothing_enters_the_corner_kept_for_the_digital_signature(landscape):
    title = "Danh sách hợp tác xã không hoạt động, gặp khó khăn trong giải thể " * 3
    page = _printed(make_annex(title=title.strip(), landscape=landscape))[1]
    box = load_layout().signature_box
    margin = (
        load_layout().annex_landscape.right if landscape else load_layout().annex_portrait.right
    )
    left, bottom = page.width - margin - box.width, page.height - box.top - box.height
    inside = [
        mark for mark in (*page.ink(), *page.paths) if mark.right > left and mark.top > bottom
    ]
    assert inside == []


def test_an_annex_is_landscape_unless_told_otherwise():
    _, wide, tall = _printed(make_annex(number="I"), make_annex(number="II", landscape=False))
    assert (round(wide.width), round(wide.height)) == (842, 595)
    assert (round(tall.width), round(tall.height)) == (595, 842)


def test_unit_line_is_on_the_right_above_the_table_and_the_note_below():
    page = _printed(make_annex())[1]
    unit = page.find("Đơn vị tính: triệu đồng")
    assert unit.right == pytest.approx(page.width - load_layout().annex_landscape.right, abs=2)
    assert unit.bottom > page.find("Thực hiện").top
    assert page.find("Ghi chú./.").top < page.find("3.500").bottom


def test_an_annex_without_reference_is_printed_without_that_line():
    assert "Kèm theo" not in _printed(make_annex(reference=""))[1].text


def test_a_long_title_is_broken_before_it_reaches_the_margins():
    title = "Danh sách hợp tác xã không hoạt động, gặp khó khăn trong giải thể " * 3
    page = _printed(make_annex(title=title.strip(), landscape=False))[1]
    margins = load_layout().annex_portrait
    assert min(ink.left for ink in page.ink()) >= margins.left - 1
    assert max(ink.right for ink in page.ink()) <= page.width - margins.right + 1
