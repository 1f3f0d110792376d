from datetime import UTC, datetime

import pytest

from ktt_desktop.domain.document import Align, Column, PrintedList, Row, Table
from ktt_desktop.domain.errors import CancelledError
from ktt_desktop.domain.progress import Silent
from ktt_desktop.reports.fonts import MissingGlyphError
from ktt_desktop.reports.list_pages import list_pdf
from ktt_desktop.reports.preview import PdfPages

NOW = datetime(2025, 12, 9, 8, 15, tzinfo=UTC)


def printed(count, **fields):
    columns = (Column("TT", 4, Align.CENTRE), Column("Tên", 40), Column("Vốn", 8, Align.RIGHT))
    rows = tuple(
        Row((str(n), f"Hợp tác xã nông nghiệp Đào Mỹ {n}", "1.200,5")) for n in range(1, count + 1)
    )
    given = {
        "unit": ("XÃ LẠNG GIANG",),
        "made": "Lập ngày 9/12/2025",
        "title": "Danh mục",
        "conditions": "",
        "summary": f"Số tổ chức {count}",
        "table": Table(columns, rows),
    }
    return PrintedList(**given | fields)


def texts(listed, progress=None):
    with PdfPages(list_pdf(listed, NOW, progress or Silent())) as pages:
        return [" ".join(pages.text(n).split()) for n in range(pages.count)]


def test_every_row_stands_once_under_a_header_with_the_page_of_the_pages():
    pages = texts(printed(100))

    assert len(pages) > 2
    for number, page in enumerate(pages, start=1):
        assert "TT Tên Vốn" in page
        assert f"Trang {number}/{len(pages)}" in page
    body = " ".join(pages)
    assert [body.count(f" Mỹ {n} ") for n in range(1, 101)] == [1] * 100
    assert "DANH MỤC Lập ngày 9/12/2025 Số tổ chức 100" in pages[0]
    assert "DANH MỤC" not in pages[1]


def test_a_list_without_rows_is_one_page():
    assert len(texts(printed(0))) == 1


def test_long_conditions_take_several_lines_and_a_tall_row_is_cut():
    assert "hết." in texts(printed(1, conditions="Lọc: " + "xã Đào Mỹ, " * 60 + "hết."))[0]
    tall = Table((Column("Ghi chú", 1),), (Row(("dài " * 9_000,)), Row(("cuối",))))
    pages = texts(printed(0, table=tall))
    assert len(pages) > 2
    assert "cuối" in pages[-1]


def test_equal_lists_are_equal_files_and_practice_data_is_marked():
    assert list_pdf(printed(3), NOW, Silent()) == list_pdf(printed(3), NOW, Silent())
    assert "DỮ LIỆU THỰC HÀNH" in texts(printed(3, watermark="DỮ LIỆU THỰC HÀNH"))[0]


def test_a_letter_the_font_lacks_is_refused():
    with pytest.raises(MissingGlyphError):
        list_pdf(printed(1, conditions="Lọc: \u6c49"), NOW, Silent())


def test_printing_can_be_stopped():
    class Stopping:
        def report(self, done, total, what):
            raise CancelledError(what)

    with pytest.raises(CancelledError):
        texts(printed(3), Stopping())
