import pytest

from ktt_desktop.domain.document import Heading, HeadingLevel, Paragraph, Picture, Run
from tests.reports.printed import MM, make_document, paragraphs, png, printed, sheets


def _sheets(*blocks):
    return sheets(printed(make_document(blocks=blocks)))


def test_a_picture_is_as_wide_as_asked_in_the_middle_of_the_line():
    (page,) = _sheets(Picture(png(120, 60), 80, "Hình 1. Vùng rau"), *paragraphs(1))
    (image,) = page.images
    assert image.width == pytest.approx(80 * MM, abs=1)
    assert image.top - image.bottom == pytest.approx(40 * MM, abs=1)
    assert image.centre == pytest.approx((30 * MM + page.width - 15 * MM) / 2, abs=1)
    assert image.bottom > page.find("Hình 1. Vùng rau").top


def test_a_picture_is_never_wider_than_the_text_nor_higher_than_the_page():
    page = _sheets(Picture(png(300, 100), 400), *paragraphs(1))[0]
    assert page.images[0].width == pytest.approx(page.width - 45 * MM, abs=1)
    found = _sheets(Picture(png(100, 900), 400), *paragraphs(1))
    (tall,) = (image for page in found for image in page.images)
    assert tall.top - tall.bottom == pytest.approx(200 * MM, abs=1)


@pytest.mark.parametrize("count", range(2, 6))
def test_its_words_stay_with_the_picture(count):
    found = _sheets(*paragraphs(count, 3), Picture(png(100, 80), 120, "Hình 2."), *paragraphs(1))
    for page in found:
        assert bool(page.images) == ("Hình 2." in page.text)


@pytest.mark.parametrize("count", range(2, 6))
def test_a_heading_goes_to_the_page_of_its_picture(count):
    heading = Heading(HeadingLevel.NUMBER, "2. Hình ảnh")
    found = _sheets(*paragraphs(count, 3), heading, Picture(png(100, 80), 120), *paragraphs(1))
    for page in found:
        assert bool(page.images) == ("2. Hình ảnh" in page.text)


def test_a_picture_between_two_paragraphs_keeps_their_words():
    before, after = (Paragraph((Run(text),)) for text in ("Trước.", "Sau."))
    (page,) = _sheets(before, Picture(png(10, 10), 20), after)
    assert page.find("Trước.").bottom > page.images[0].top
    assert page.images[0].bottom > page.find("Sau.").top
