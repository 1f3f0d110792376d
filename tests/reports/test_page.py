import pytest
from reportlab.graphics.barcode.qrencoder import QRCode, QRErrorCorrectLevel

from ktt_desktop.domain.identifiers import grouped_check_code
from ktt_desktop.reports.preview import PdfPages
from tests.reports.printed import MM, make_annex, make_document, paragraphs, printed, sheets


def _top_margin(sheet, height=20 * MM):
    return [ink for ink in sheet.ink() if ink.bottom > sheet.height - height]


def test_the_first_page_has_no_number_and_the_others_have_theirs_centred_in_the_top_margin():
    found = sheets(printed(make_document(blocks=paragraphs(16))))
    assert len(found) >= 3
    assert [ink for ink in _top_margin(found[0]) if ink.bottom > found[0].height - 19 * MM] == []
    for number, sheet in enumerate(found[1:], start=2):
        assert sheet.text.lstrip().startswith(str(number))
        (digit,) = _top_margin(sheet, 18 * MM)
        assert digit.centre == pytest.approx((30 * MM + sheet.width - 15 * MM) / 2, abs=3)


def test_each_annex_is_numbered_on_its_own():
    annexes = (make_annex(60, number="I"), make_annex(60, number="II"))
    found = sheets(printed(make_document(blocks=paragraphs(10), annexes=annexes)))
    starts = [n for n, sheet in enumerate(found) if "Phụ lục" in sheet.text and n]
    for start in starts:
        assert _top_margin(found[start]) == []
        assert found[start + 1].text.lstrip().startswith("2")


def test_all_ink_but_number_and_check_code_lies_inside_the_margins():
    for sheet in sheets(printed(make_document(blocks=paragraphs(12)))):
        for ink in sheet.ink():
            assert ink.left >= 30 * MM - 1
            assert ink.right <= sheet.width - 15 * MM + 1
            assert ink.bottom >= 20 * MM - 1


@pytest.mark.parametrize(
    ("code", "printed_code"),
    [("7KQ2M9TB4X", "7KQ2-M9TB-4X"), ("7KQ2-M9TB-4X", "7KQ2-M9TB-4X"), ("", "")],
)
def test_a_check_code_is_written_in_groups_of_four(code, printed_code):
    assert grouped_check_code(code) == printed_code


def test_the_check_code_and_its_square_stand_in_the_bottom_margin_of_every_page():
    document = make_document(blocks=paragraphs(8), annexes=(make_annex(),), check_code="7KQ2M9TB4X")
    for sheet in sheets(printed(document)):
        line = sheet.find("Mã kiểm tra: 7KQ2-M9TB-4X")
        assert 0 < line.bottom < line.top < 20 * MM


def test_the_square_on_the_page_is_the_qr_code_of_the_check_code():
    zoom, side = 8, 10 * MM
    with PdfPages(printed(make_document(check_code="7KQ2M9TB4X"))) as pages:
        image = pages.render(0, zoom)
    code = QRCode(None, QRErrorCorrectLevel.M)
    code.addData("7KQ2-M9TB-4X")
    code.make()
    step = side / code.getModuleCount()
    left, top = image.width - (15 * MM + side) * zoom, image.height - (6 * MM + side) * zoom
    for row, dark in enumerate(code.modules):
        for column, expected in enumerate(dark):
            x = round(left + (column + 0.5) * step * zoom)
            y = round(top + (row + 0.5) * step * zoom)
            assert (image.pixels[y * image.stride + 4 * x] < 128) == bool(expected)


def test_practice_data_is_marked_on_every_page_and_under_the_text():
    mark = "DỮ LIỆU THỰC HÀNH"
    document = make_document(blocks=paragraphs(8), annexes=(make_annex(),), watermark=mark)
    found = sheets(printed(document))
    assert len(found) == 3
    for sheet in found:
        first_drawn = "".join(sheet.text.split())
        assert first_drawn.startswith(mark.replace(" ", ""))
    assert "THỰC HÀNH" not in sheets(printed(make_document()))[0].text
