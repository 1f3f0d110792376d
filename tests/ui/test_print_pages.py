from datetime import UTC, datetime

import pytest

from ktt_desktop.domain.document import Column, PrintedList, Row, Table
from ktt_desktop.domain.errors import CancelledError, StorageUnavailableError
from ktt_desktop.domain.progress import Silent
from ktt_desktop.reports.list_pages import list_pdf
from ktt_desktop.services.printing import open_pages
from ktt_desktop.ui.print_pages import PrintChoice, print_pages


@pytest.fixture(scope="module")
def pdf():
    table = Table((Column("Tên", 1),), tuple(Row((f"HTX {n}",)) for n in range(80)))
    listed = PrintedList(("XÃ",), "Lập ngày 9/12/2025", "Danh mục", "", "", table)
    made = list_pdf(listed, datetime(2025, 12, 9, tzinfo=UTC), Silent())
    with open_pages(made) as pages:
        assert pages.count == 4
    return made


def test_the_asked_pages_come_out_landscape(qapp, pdf, tmp_path):
    target = tmp_path / "in.pdf"

    assert print_pages(pdf, PrintChoice("", 2, 3, file=str(target)), Silent()) == 2

    with open_pages(target.read_bytes()) as pages:
        assert pages.count == 2
        width, height = pages.size(0)
        assert width > height
        drawn = pages.render(0, 1)
        dark = sum(pixel < 128 for pixel in drawn.pixels[::4])
        assert dark > 1_000  # the page is there, not only paper


def test_more_pages_than_there_are_print_what_there_is(qapp, pdf, tmp_path):
    target = tmp_path / "in.pdf"
    assert print_pages(pdf, PrintChoice("", 4, 99, file=str(target)), Silent()) == 1


@pytest.mark.qt_log_ignore("QPainter::begin", extend=True)
def test_a_printer_that_takes_nothing_is_told(qapp, pdf, tmp_path):
    with pytest.raises(StorageUnavailableError, match="không nhận việc in"):
        print_pages(pdf, PrintChoice("", 1, 1, file=str(tmp_path / "x" / "in.pdf")), Silent())


def test_printing_can_be_stopped(qapp, pdf, tmp_path):
    class Stopping:
        def report(self, done, total, what):
            raise CancelledError(what)

    with pytest.raises(CancelledError):
        print_pages(pdf, PrintChoice("", 1, 2, file=str(tmp_path / "in.pdf")), Stopping())
