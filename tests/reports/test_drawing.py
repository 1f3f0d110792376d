import pytest

from ktt_desktop.domain.document import Chart
from ktt_desktop.domain.drawing import Box, Drawing, Label, Stroke
from ktt_desktop.reports.fonts import MissingGlyphError
from tests.reports.printed import MM, make_document, printed, sheets

DRAWING = Drawing(
    200,
    100,
    (
        Box(10, 20, 50, 70, "#0b5394"),
        Stroke((0, 90), (200, 90), "#333333"),
        Label("Trồng trọt", (35, 98), 8, "#333333", share=0.5),
    ),
)


def _page(drawing, words=""):
    return sheets(printed(make_document(blocks=(Chart(drawing, words),))))[0]


def test_marks_stand_where_the_drawing_says_from_its_upper_left_corner():
    page = _page(DRAWING)
    left = 30 * MM + (page.width - 45 * MM - 200) / 2
    (box,) = (path for path in page.paths if path.width == pytest.approx(50, abs=2))
    (line,) = (path for path in page.paths if path.width == pytest.approx(200, abs=2))
    assert box.left == pytest.approx(left + 10, abs=0.6)
    assert box.top - box.bottom == pytest.approx(70, abs=1)
    assert box.bottom == pytest.approx((line.bottom + line.top) / 2, abs=0.6)
    assert page.find("Trồng trọt").centre == pytest.approx(left + 35, abs=1)
    assert page.foot_of("Trồng trọt") == pytest.approx(box.bottom - 8, abs=0.6)


def test_a_wide_drawing_is_made_smaller_until_it_fits():
    wide = Drawing(1000, 100, (Box(0, 0, 1000, 100, "#0b5394"),))
    page = _page(wide, "Biểu đồ 1. Số hợp tác xã theo năm")
    (box,) = (path for path in page.paths if path.top - path.bottom > 20)
    assert box.width == pytest.approx(page.width - 45 * MM, abs=1)
    assert page.find("Biểu đồ 1.").top < box.bottom
    assert page.find("Biểu đồ 1. Số hợp tác xã theo năm").centre == pytest.approx(
        (box.left + box.right) / 2, abs=1.5
    )


def test_a_label_with_a_letter_the_font_lacks_is_refused():
    drawing = Drawing(100, 50, (Label("雨", (0, 10), 8, "#333333"),))
    with pytest.raises(MissingGlyphError, match="雨"):
        _page(drawing)
