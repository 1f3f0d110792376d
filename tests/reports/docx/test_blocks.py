import pytest

from ktt_desktop.domain.document import (
    Chart,
    Heading,
    HeadingLevel,
    Paragraph,
    Picture,
    Run,
    TextAlign,
)
from ktt_desktop.domain.drawing import Box, Drawing
from tests.reports.docx.test_pictures import picture
from tests.reports.docx.written import styled, table_of, with_blocks


def words(text, **more):
    return Paragraph((Run(text),), **more)


def body(document):
    return [each for each in document.paragraphs if each.style.name == "Body Text"]


def test_bold_and_italic_stay_with_their_words():
    block = Paragraph((Run("Tổng số "), Run("64 HTX", bold=True), Run(" (tạm)", italic=True)))
    (made,) = body(with_blocks(block))

    assert [(run.text, run.bold, run.italic) for run in made.runs] == [
        ("Tổng số ", None, None),
        ("64 HTX", True, None),
        (" (tạm)", None, True),
    ]


def test_a_figure_of_the_data_is_plain_text():
    (made,) = body(with_blocks(Paragraph((Run("64", anchor="A5:TH", slot="A5|v0"),))))

    assert made.text == "64"
    assert [each.tag.rpartition("}")[2] for each in made._p] == ["pPr", "r"]


@pytest.mark.parametrize(
    ("align", "name"),
    [(TextAlign.LEFT, "LEFT"), (TextAlign.CENTRE, "CENTER"), (TextAlign.RIGHT, "RIGHT")],
)
def test_only_a_justified_paragraph_indents_its_first_line(align, name):
    justified, other = body(with_blocks(words("một"), words("hai", align=align)))

    assert justified.paragraph_format.alignment is None  # as its style says
    assert other.paragraph_format.alignment.name == name
    assert other.paragraph_format.first_line_indent == 0


def test_a_part_stands_over_its_title_as_one_heading():
    part = Heading(HeadingLevel.PART, "Phần thứ nhất", "Đánh giá tình hình")
    found = [each for each in with_blocks(part).paragraphs if each.style.name == "Heading 1"]

    assert [each.text for each in found] == ["Phần thứ nhất\nĐÁNH GIÁ TÌNH HÌNH"]


def test_a_paragraph_without_words_leaves_no_line():
    assert not body(with_blocks(Paragraph(()), Paragraph((Run(""), Run("\x00")))))


@pytest.mark.parametrize(
    "last",
    [
        words("Lời cuối./."),
        table_of(("HTX", "1", "2")),
        table_of(("HTX", "1", "2"), notes=("Ghi chú./.",)),
        Picture(picture("PNG"), 40),
        Picture(picture("PNG"), 40, "Hình 1"),
        Chart(Drawing(100, 50, (Box(0, 0, 9, 9, "#336699"),)), "Biểu đồ 1"),
    ],
)
def test_what_comes_last_stays_with_the_signature(last):
    document = with_blocks(words("Lời đầu."), last)
    above = document.tables[-1]._tbl.getprevious()

    assert above.pPr.keepNext is not None
    assert not body(document)[0].paragraph_format.keep_with_next


def test_a_picture_stands_over_its_words():
    document = with_blocks(Picture(picture("JPEG"), 80, "Hình 1. Sản phẩm"))

    assert styled(document, "Caption") == ["Hình 1. Sản phẩm"]
    (shape,) = document.inline_shapes
    assert round(shape.width.mm) == 80
