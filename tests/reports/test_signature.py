from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ktt_desktop.domain.document import (
    Heading,
    HeadingLevel,
    Picture,
    Row,
    SignatureBlock,
    Table,
)
from ktt_desktop.reports.signature import recipient_lines
from tests.reports.printed import COLUMNS, MM, make_document, paragraphs, png, printed, sheets


def test_each_recipient_is_a_dashed_line_and_the_last_ends_with_a_full_stop():
    assert recipient_lines(["Sở Tài chính", "- Chủ tịch UBND;", "Lưu: VT, KT."]) == [
        "- Sở Tài chính;",
        "- Chủ tịch UBND;",
        "- Lưu: VT, KT.",
    ]
    assert recipient_lines([]) == []


def test_authority_and_name_are_centred_on_the_right_with_room_to_sign():
    page = sheets(printed(make_document()))[0]
    title, name = page.find("PHÓ CHỦ TỊCH"), page.find("Bùi Thị Hương Lan")
    assert page.find("TM. ỦY BAN NHÂN DÂN").bottom > page.find("KT. CHỦ TỊCH").top
    assert title.centre == pytest.approx(name.centre, abs=1)
    assert title.left > page.width / 2
    assert title.bottom - name.top >= 28 * MM


def test_recipients_stand_on_the_left_level_with_the_authority():
    page = sheets(printed(make_document()))[0]
    head, title = page.find("Nơi nhận:"), page.find("TM. ỦY")
    assert head.left == pytest.approx(30 * MM, abs=2)
    assert head.top == pytest.approx(title.top, abs=6)
    assert page.find("- Lưu: VT.").top < head.bottom


def test_a_unit_that_has_not_named_its_signer_yet_can_print():
    unsigned = SignatureBlock((), "")
    page = sheets(printed(make_document(signature=unsigned)))[-1]
    assert "Nơi nhận:" in page.text


def test_a_signer_without_recipients_can_be_printed():
    assert "Nơi nhận" not in sheets(printed(make_document(recipients=())))[0].text


def test_recipients_longer_than_a_page_go_on_overleaf():
    names = [f"Sở Nông nghiệp và Môi trường tỉnh số {place}, các đơn vị" for place in range(90)]
    found = sheets(printed(make_document(recipients=names)))
    signed = next(page for page in found if "Bùi Thị Hương Lan" in page.text)
    assert "tỉnh số 0," in signed.text
    everything = " ".join(" ".join(page.text.split()) for page in found)
    assert all(f"tỉnh số {place}," in everything for place in range(90))
    assert everything.count("Nơi nhận:") == 1


@pytest.mark.parametrize("count", range(5, 13))
def test_the_signature_is_whole_and_never_without_text_above_it(count):
    found = sheets(printed(make_document(blocks=paragraphs(count, 2))))
    last = found[-1]
    head = last.find("Nơi nhận:")
    assert last.find("TM. ỦY").top > last.find("Bùi Thị Hương Lan").bottom
    assert last.find("Bùi Thị Hương Lan").bottom >= 20 * MM
    above = {round(ink.bottom / 18.5) for ink in last.ink() if head.top < ink.bottom < 770}
    assert len(above) >= 2


@settings(deadline=None, max_examples=25)
@given(st.integers(1, 40))
def test_a_last_paragraph_of_any_length_keeps_all_its_words(sentences):
    document = make_document(blocks=paragraphs(1, sentences))
    first, *others = sheets(printed(document))
    later = [sheet.text.lstrip().removeprefix(str(n)) for n, sheet in enumerate(others, start=2)]
    words = " ".join([first.text, *later]).split()
    expected = document.blocks[0].text.split()
    start = words.index("Đoạn")
    assert words[start : start + len(expected)] == expected
    assert words[start + len(expected) : start + len(expected) + 2] == ["Nơi", "nhận:"] or (
        "TM." in words[start + len(expected)]
    )


def test_the_last_lines_follow_their_paragraph_without_a_gap():
    page = sheets(printed(make_document(blocks=paragraphs(1, 5))))[0]
    head, start = page.find("Nơi nhận:"), page.find("Đoạn 0")
    feet = sorted({round(ink.bottom, 1) for ink in page.ink() if head.top < ink.bottom < start.top})
    assert max(upper - lower for lower, upper in pairwise(feet)) < 18.6


def test_a_document_that_ends_with_a_heading_is_still_signed():
    blocks = (Heading(HeadingLevel.ROMAN, "I. Kết thúc"),)
    assert "Bùi Thị Hương Lan" in sheets(printed(make_document(blocks=blocks)))[0].text


def _rows(count):
    return Table(COLUMNS, tuple(Row((str(n), "Chỉ tiêu", "HTX", "1", "2")) for n in range(count)))


@pytest.mark.parametrize("count", range(22, 36))
def test_a_signature_under_a_table_stands_with_its_last_row(count):
    found = sheets(printed(make_document(blocks=(_rows(count),))))
    last = found[-1]
    assert last.find("HTX").bottom > last.find("Nơi nhận:").top
    assert last.find("Bùi Thị Hương Lan").bottom >= 20 * MM


@pytest.mark.parametrize("height_mm", [60, 90, 130, 150])
def test_a_signature_under_a_picture_stands_with_it(height_mm):
    picture = Picture(png(100, height_mm), 100)
    found = sheets(printed(make_document(blocks=(*paragraphs(1), picture))))
    assert found[-1].images
    assert "Nơi nhận:" in found[-1].text
