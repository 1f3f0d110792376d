from concurrent.futures import ThreadPoolExecutor

import pytest

from ktt_desktop.domain.errors import UnreadableFileError
from ktt_desktop.reports.preview import PdfPages
from tests.reports.printed import make_annex, make_document, paragraphs, printed, sheets


@pytest.fixture(scope="module")
def content():
    return printed(make_document(blocks=paragraphs(8), annexes=(make_annex(),)))


def test_pages_are_counted_and_measured_in_points(content):
    with PdfPages(content) as pages:
        assert pages.count == 3
        assert pages.size(0) == pytest.approx((595.28, 841.89), abs=0.01)
        assert pages.size(2) == pytest.approx((841.89, 595.28), abs=0.01)


def test_a_page_is_rendered_at_the_zoom_asked_for(content):
    with PdfPages(content) as pages:
        image = pages.render(0, 2.0)
    assert (image.width, image.height) == (1191, 1684)
    assert image.stride >= 4 * image.width
    assert len(image.pixels) == image.stride * image.height


def test_a_rendered_page_is_black_ink_on_white_paper(content):
    with PdfPages(content) as pages:
        image = pages.render(0, 1.0)
    assert image.pixels[:3] == b"\xff\xff\xff"
    colours = {image.pixels[at : at + 3] for at in range(0, len(image.pixels), 4)}
    assert min(map(sum, colours)) < 60


def test_the_words_of_a_page_can_be_searched_with_their_marks(content):
    with PdfPages(content) as pages:
        assert "Độc lập - Tự do - Hạnh phúc" in pages.text(0)
        assert "CÁC CHỈ TIÊU PHÁT TRIỂN KINH TẾ TẬP THỂ" in pages.text(2)


def test_a_file_on_disk_is_opened_and_let_go(content, tmp_path):
    file = tmp_path / "kế hoạch.pdf"
    file.write_bytes(content)
    pages = PdfPages(file)
    assert pages.count == 3
    pages.close()
    pages.close()


@pytest.mark.parametrize("content", [b"", b"not a PDF"])
def test_what_is_not_a_pdf_is_refused_in_a_sentence(content, tmp_path):
    file = tmp_path / "bản in.pdf"
    file.write_bytes(content)
    with pytest.raises(UnreadableFileError, match=r"bản in\.pdf"):
        PdfPages(file)


def test_a_file_that_is_not_there_is_refused_in_a_sentence(tmp_path):
    with pytest.raises(UnreadableFileError):
        PdfPages(tmp_path / "không có.pdf")


def test_several_threads_may_render_at_the_same_time(content):
    with PdfPages(content) as pages, ThreadPoolExecutor(4) as pool:
        images = list(pool.map(lambda index: pages.render(index % 3, 0.5), range(24)))
    assert images[0] == images[3] == images[21]
    assert images[2].width > images[2].height


@pytest.mark.parametrize(
    ("sought", "page"),
    [
        ("CÁC CHỈ TIÊU PHÁT TRIỂN", 2),
        ("các chỉ tiêu phát triển", 2),
        ("cac chi tieu phat trien", 2),
        ("Độc lập  - Tự do", 0),
        ("doc lap", 0),
    ],
)
def test_words_are_found_with_or_without_marks_and_capitals(content, sought, page):
    with PdfPages(content) as pages:
        (hit, *others) = pages.find(sought)
    assert (hit.page, others) == (page, [])
    ((left, top, width, height),) = hit.boxes
    assert left > 0
    assert top > 0
    assert width > 40
    assert 5 < height < 25


def test_the_box_of_a_hit_lies_where_the_words_are_printed(content):
    with PdfPages(content) as pages:
        (hit,) = pages.find("Nơi nhận:")
        size = pages.size(hit.page)
    box = sheets(content)[hit.page].find("Nơi nhận:")
    ((left, top, width, _),) = hit.boxes
    assert left == pytest.approx(box.left, abs=1)
    assert left + width == pytest.approx(box.right, abs=2)
    assert size[1] - top == pytest.approx(box.top, abs=4)


def test_words_over_the_end_of_a_line_are_found_as_one_place_of_two_boxes(content):
    with PdfPages(content) as pages:
        lines = pages.text(1).replace("\r\n", "\n").split("\n")
        line = next(n for n, text in enumerate(lines) if len(text) > 60 and len(lines[n + 1]) > 60)
        sought = " ".join([*lines[line].split()[-3:], *lines[line + 1].split()[:2]])
        hits = pages.find(sought)
    assert any(len(hit.boxes) == 2 for hit in hits)


def test_words_with_marks_do_not_match_other_words(content):
    with PdfPages(content) as pages:
        assert pages.find("các chỉ tiều") == []
        assert pages.find("  ") == []


def test_no_more_places_are_told_than_asked_for(content):
    with PdfPages(content) as pages:
        assert len(pages.find("a", most=7)) == 7
