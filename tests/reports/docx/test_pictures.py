from io import BytesIO

import pytest
from PIL import Image, ImageChops

from ktt_desktop.domain.document import Chart, Picture
from ktt_desktop.domain.drawing import Box, Drawing, Label
from ktt_desktop.reports.docx.pictures import DOTS, SQUARE, drawing_png, qr_png
from ktt_desktop.reports.fonts import MissingGlyphError
from tests.reports.docx.written import in_word, with_blocks
from tests.reports.printed import make_document

DRAWING = Drawing(400, 200, (Box(100, 50, 100, 150, "#3366aa"), Label("64", (150, 40), 12, "#000")))


def picture(kind, size=(300, 200)):
    target = BytesIO()
    Image.new("RGB", size, (200, 90, 60)).save(target, kind)
    return target.getvalue()


def test_a_drawing_becomes_the_picture_the_paper_has():
    content, size = drawing_png(DRAWING, 500)
    image = Image.open(BytesIO(content))

    assert size == (400, 200)
    assert image.size == pytest.approx((400 * DOTS, 200 * DOTS), abs=1)
    assert image.getpixel((round(150 * DOTS), round(120 * DOTS))) == (0x33, 0x66, 0xAA, 255)


def test_the_practice_mark_is_seen_behind_a_drawing():
    image = Image.open(BytesIO(drawing_png(DRAWING, 500)[0]))

    assert image.getpixel((round(300 * DOTS), round(120 * DOTS)))[3] == 0


def test_a_drawing_too_wide_is_made_smaller():
    assert drawing_png(DRAWING, 200)[1] == (200, 100)


def test_a_drawing_never_shows_an_empty_box_for_a_letter():
    with pytest.raises(MissingGlyphError):
        drawing_png(Drawing(100, 100, (Label("\U0001f33e", (0, 50), 12, "#000000"),)), 100)


def test_equal_drawings_are_equal_bytes():
    assert drawing_png(DRAWING, 300) == drawing_png(DRAWING, 300)


def test_the_square_code_is_black_squares_on_white():
    image = Image.open(BytesIO(qr_png("7KQ2-M9TB-4X")))
    side = image.width // SQUARE

    assert image.size == (side * SQUARE, side * SQUARE)
    assert side == 21  # the smallest code: larger squares are read more surely
    finder = image.crop((0, 0, 7 * SQUARE, 7 * SQUARE)).convert("L")
    assert finder.getpixel((SQUARE // 2, SQUARE // 2)) == 0
    assert finder.getpixel((SQUARE + SQUARE // 2, SQUARE + SQUARE // 2)) == 255
    assert ImageChops.difference(
        image.convert("L"), Image.open(BytesIO(qr_png("7KQ2-M9TB-4Y"))).convert("L")
    ).getbbox()


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_picture_goes_into_the_file_as_it_is(kind):
    content = picture(kind)
    document = with_blocks(Picture(content, 80, "Hình 1"), Picture(content, 60))

    images = [part for part in document.part.package.iter_parts() if "media" in part.partname]
    assert [each.blob for each in images] == [content]  # once, though shown twice
    assert [round(shape.width.mm) for shape in document.inline_shapes] == [80, 60]
    assert [round(shape.height.mm) for shape in document.inline_shapes] == [53, 40]


def test_pictures_are_read_aloud_and_numbered():
    document = in_word(
        make_document(blocks=(Picture(picture("PNG"), 80, 'Hình "1"'), Chart(DRAWING, "Biểu đồ")))
    )
    found = [shape._inline.docPr for shape in document.inline_shapes]

    assert [each.get("descr") for each in found] == ['Hình "1"', "Biểu đồ"]
    assert [each.id for each in found] == [1, 2]
