from io import BytesIO

from pypdf import PdfReader

from ktt_desktop.domain.document import Heading, HeadingLevel
from tests.reports.printed import BLOCKS, make_annex, make_document, paragraphs, printed


def _outline(document):
    """(depth, title, page) of every entry, and the entries themselves."""
    reader = PdfReader(BytesIO(printed(document)))

    def entries(found, depth):
        for each in found:
            if isinstance(each, list):
                yield from entries(each, depth + 1)
            else:
                yield depth, each.title, reader.get_destination_page_number(each)

    return list(entries(reader.outline, 0))


def test_headings_are_nested_as_they_stand_and_annexes_follow():
    filled = (*BLOCKS[:-1], *paragraphs(12), Heading(HeadingLevel.PART, "Phần thứ hai", "Kế hoạch"))
    annexes = (make_annex(number="I"), make_annex(number="II"))
    found = _outline(make_document(blocks=(*filled, BLOCKS[-1]), annexes=annexes))

    assert [(depth, title) for depth, title, _ in found] == [
        (0, "Phần thứ nhất. Đánh giá tình hình năm 2022"),
        (1, "I. Tình hình phát triển"),
        (2, "1. Kết quả hoạt động"),
        (3, "a) Số lượng"),
        (0, "Phần thứ hai. Kế hoạch"),
        (0, "Phụ lục I: Các chỉ tiêu phát triển kinh tế tập thể"),
        (0, "Phụ lục II: Các chỉ tiêu phát triển kinh tế tập thể"),
    ]
    assert [page for *_, page in found] == [0, 0, 0, 0, 2, 3, 4]


def test_a_level_left_out_makes_no_hole():
    blocks = (
        Heading(HeadingLevel.NUMBER, "1. Đầu"),
        Heading(HeadingLevel.LETTER, "a) Trong"),
        Heading(HeadingLevel.ROMAN, "I. Trên"),
        Heading(HeadingLevel.LETTER, "b) Cuối"),
        *paragraphs(1),
    )
    found = _outline(make_document(blocks=blocks))
    assert [depth for depth, *_ in found] == [0, 1, 0, 1]


def test_a_document_without_headings_has_no_outline():
    assert _outline(make_document(blocks=paragraphs(1))) == []
