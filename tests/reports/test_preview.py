from concurrent.futures import ThreadPoolExecutor

import pytest

from ktt_desktop.domain.errors import UnreadableFileError
from ktt_desktop.reports.preview import PdfPages
from tests.reports.printed import make_annex, make_document, paragraphs, printed


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
