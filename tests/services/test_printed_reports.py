"""The reports of the published plans on paper: what a page must never look like."""

import unicodedata
from datetime import UTC, datetime
from io import BytesIO

import pytest
from pypdf import PdfReader

from ktt_desktop.runtime.paths import seed_data
from ktt_desktop.services.opening import close_after_work, open_for_work
from ktt_desktop.services.outlines import main_report
from ktt_desktop.services.printing import pdf_bytes
from ktt_desktop.services.reporting import build_document
from ktt_desktop.services.seed_books import make_seed_book, seed_names
from ktt_desktop.services.settings import load_period, load_profile
from tests.reports.printed import MM, sheets

CODE = "7KQ2M9TB4X"
NOTES = ("Ghi chú", "Nguồn", "tr.đ", "*")
PRACTICE = "thực hành"


@pytest.fixture(scope="module", params=[PRACTICE, *seed_names(seed_data())])
def made(request, tmp_path_factory):
    """(document, its bytes, its pages) of a book of the program."""
    folder = tmp_path_factory.mktemp("so")
    if request.param != PRACTICE:
        make_seed_book(request.param, folder)
    book = open_for_work(folder, practice=request.param == PRACTICE).book
    try:
        profile, period = load_profile(book), load_period(book)
        document = build_document(book, profile, main_report(book, period), check_code=CODE)
    finally:
        close_after_work(book)
    content = pdf_bytes(document, datetime(2026, 1, 5, tzinfo=UTC))
    return document, content, sheets(content)


def fonts_of(page):
    for font in page["/Resources"]["/Font"].values():
        found = font.get_object()
        descriptor = found["/FontDescriptor"].get_object()
        yield found["/BaseFont"], "/FontFile2" in descriptor


def lines_of(sheet):
    """What is printed on a page, without its number, check code and practice mark."""
    return [
        line
        for line in sheet.text.split("\n")
        if line.strip() and not line.strip().isdigit() and "Mã kiểm tra" not in line
    ]


def test_every_font_is_embedded_as_a_subset(made):
    for page in PdfReader(BytesIO(made[1])).pages:
        for name, is_embedded in fonts_of(page):
            assert is_embedded, name
            assert "+" in name


def test_all_text_comes_out_composed_and_without_a_box(made):
    for sheet in made[2]:
        assert unicodedata.is_normalized("NFC", sheet.text)
        assert not {"\ufffd", "\x00", "\ufffe"} & set(sheet.text)


def test_nothing_is_printed_beyond_the_side_margins(made):
    for sheet in made[2]:
        left, right = (20, 20) if sheet.width > sheet.height else (30, 15)
        ink = [each for each in sheet.ink() if each.width < 30]  # not the practice mark
        assert min(each.left for each in ink) >= left * MM - 3
        assert max(each.right for each in ink) <= sheet.width - right * MM + 3


def test_every_page_bears_the_code(made):
    assert all("Mã kiểm tra: 7KQ2-M9TB-4X" in sheet.text for sheet in made[2])


def test_no_page_holds_only_a_note_or_only_the_signature(made):
    document, _, pages = made
    for sheet in pages:
        lines = lines_of(sheet)
        assert not all(line.startswith(NOTES) for line in lines)
        assert not lines[0].startswith("Nơi nhận:")
    signed = next(sheet for sheet in pages if "Nơi nhận:" in sheet.text)
    above = signed.find("Nơi nhận:").top
    assert any(foot > above for foot in signed.feet() if foot < signed.height - 20 * MM)
    assert document.signature.name in signed.text


def test_no_heading_is_the_last_line_of_a_page(made):
    document, _, pages = made
    last_words = {
        (each.title or each.text).split()[-1].upper()
        for each in document.blocks
        if hasattr(each, "level")
    }
    for sheet in pages:
        bold = [line for line in lines_of(sheet) if line.isupper()]
        if lines_of(sheet)[-1] in bold:
            assert bold[-1].split()[-1] not in last_words
