from datetime import UTC, datetime

import pytest
from PySide6.QtPrintSupport import QPrinter

from ktt_desktop.domain.document import (
    Annex,
    Column,
    Document,
    Letterhead,
    Paragraph,
    PrintedList,
    Row,
    Run,
    SignatureBlock,
    Table,
)
from ktt_desktop.domain.errors import CancelledError, StorageUnavailableError
from ktt_desktop.domain.progress import Silent
from ktt_desktop.reports.list_pages import list_pdf
from ktt_desktop.services.printing import open_pages, pdf_bytes
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


def test_upright_and_turned_pages_come_out_as_they_are(qapp, tmp_path):
    annex = Annex("", "Danh sách", "", (Table((Column("Tên", 1),), (Row(("HTX Một",)),)),))
    document = Document(
        Letterhead((), ("XÃ",), "1/BC", "Xã", "Báo cáo", "Năm 2025"),
        (Paragraph((Run("Nội dung."),)),),
        SignatureBlock((), ""),
        (),
        annexes=(annex,),
    )
    made = pdf_bytes(document, datetime(2025, 12, 9, tzinfo=UTC))
    target = tmp_path / "in.pdf"

    assert print_pages(made, PrintChoice("", 1, 2, file=str(target)), Silent()) == 2

    with open_pages(made) as before, open_pages(target.read_bytes()) as after:
        for number in range(2):
            was, now = before.size(number), after.size(number)
            assert now == pytest.approx(was, abs=2)
            ink = [_ink(pages.render(number, 2)) for pages in (before, after)]
            assert ink[1] == pytest.approx(ink[0], abs=4)


def _ink(image):
    """The edges of what is dark on a page: left, top, right, bottom."""
    dark = [
        (at % image.stride // 4, at // image.stride)
        for at in range(0, len(image.pixels), 4)
        if image.pixels[at] < 200
    ]
    across, down = zip(*dark, strict=True)
    return min(across), min(down), max(across), max(down)


@pytest.mark.parametrize("two_sided", [True, False])
def test_both_sides_are_asked_of_the_printer(qapp, pdf, tmp_path, monkeypatch, two_sided):
    asked = []
    monkeypatch.setattr(QPrinter, "setDuplex", lambda _, mode: asked.append(mode))
    target = str(tmp_path / "in.pdf")
    print_pages(pdf, PrintChoice("", 1, 1, file=target, two_sided=two_sided), Silent())
    assert asked == ([QPrinter.DuplexMode.DuplexLongSide] if two_sided else [])
