from datetime import datetime, timedelta
from io import BytesIO

import pypdf
import pytest

from ktt_desktop.domain.document import Annex, Paragraph, Row, Run, Table
from ktt_desktop.domain.errors import KttError, StorageUnavailableError
from ktt_desktop.reports.fonts import MissingGlyphError
from ktt_desktop.reports.pdf import write_pdf
from tests.reports.printed import (
    COLUMNS,
    WHEN,
    make_annex,
    make_document,
    paragraphs,
    printed,
    sheets,
)


def _everything():
    return make_document(
        blocks=paragraphs(6),
        annexes=(make_annex(50, number="I"), make_annex(number="II", landscape=False)),
        check_code="7KQ2M9TB4X",
        watermark="DỮ LIỆU THỰC HÀNH",
    )


def test_the_number_of_pages_is_returned():
    target = BytesIO()
    pages = write_pdf(_everything(), target, created=WHEN)
    assert pages == len(pypdf.PdfReader(target).pages) > 4


def test_equal_input_gives_equal_bytes():
    assert printed(_everything()) == printed(_everything())


def test_only_the_date_differs_when_the_same_document_is_printed_later():
    first, later = printed(_everything()), printed(_everything(), WHEN + timedelta(days=1))
    assert first != later
    assert len(first) == len(later)


def test_every_font_is_embedded_as_a_subset():
    reader = pypdf.PdfReader(BytesIO(printed(_everything())))
    fonts = {}
    for page in reader.pages:
        for name, font in page["/Resources"]["/Font"].items():
            fonts[name] = font.get_object()
    assert len(fonts) >= 3
    for font in fonts.values():
        assert "+LiberationSerif" in font["/BaseFont"]
        assert "/FontFile2" in font["/FontDescriptor"]
        assert "/ToUnicode" in font
    assert b"Helvetica" not in printed(_everything())


def test_title_author_language_and_date_are_in_the_file():
    reader = pypdf.PdfReader(BytesIO(printed(_everything())))
    assert reader.metadata.title == "Kế hoạch Phát triển kinh tế tập thể, hợp tác xã năm 2023"
    assert reader.metadata.author == "Ủy ban nhân dân huyện Lạng Giang"
    assert reader.metadata.creation_date == WHEN
    assert reader.trailer["/Root"]["/Lang"] == "vi"


def test_a_date_without_zone_is_written_as_it_is():
    reader = pypdf.PdfReader(BytesIO(printed(_everything(), datetime(2022, 8, 15, 9, 30))))  # noqa: DTZ001
    assert reader.metadata["/CreationDate"] == "D:20220815093000"


def test_pages_are_a4_upright_for_the_text():
    page = pypdf.PdfReader(BytesIO(printed(make_document()))).pages[0]
    assert [round(float(side)) for side in page.mediabox[2:]] == [595, 842]


@pytest.mark.parametrize(
    "document",
    [
        make_document(blocks=(Paragraph((Run("Ông 漢 Nguyễn"),)),)),
        make_document(recipients=("Sở 漢",)),
        make_document(watermark="漢"),
        make_document(check_code="漢"),
        make_document(annexes=(make_annex(title="Phụ lục 漢"),)),
        make_document(
            annexes=(Annex("", "A", "", (Table(COLUMNS, (Row(("1", "漢", "", "", "")),)),)),)
        ),
    ],
)
def test_a_letter_the_font_lacks_stops_the_print_and_is_named(document, tmp_path):
    target = tmp_path / "kế hoạch.pdf"
    with pytest.raises(MissingGlyphError) as caught:
        write_pdf(document, target, created=WHEN)
    assert isinstance(caught.value, KttError)
    assert str(caught.value).startswith("Không in được ký tự “漢” (U+6F22)")
    assert not target.exists()


def test_a_failed_print_does_not_spoil_the_next_one():
    good = printed(_everything())
    with pytest.raises(MissingGlyphError):
        printed(make_document(watermark="漢"))
    assert printed(_everything()) == good


def test_a_file_is_written_whole_and_nothing_is_left_beside_it(tmp_path):
    target = tmp_path / "kế hoạch.pdf"
    target.write_bytes(b"old")
    write_pdf(_everything(), target, created=WHEN)
    assert target.read_bytes() == printed(_everything())
    assert list(tmp_path.iterdir()) == [target]


def test_a_folder_that_is_not_there_is_told_in_a_sentence(tmp_path):
    with pytest.raises(StorageUnavailableError, match=r"Không ghi được tệp a\.pdf"):
        write_pdf(make_document(), tmp_path / "none" / "a.pdf", created=WHEN)


def test_a_document_without_any_block_is_still_a_signed_page():
    (page,) = sheets(printed(make_document(blocks=())))
    assert "Bùi Thị Hương Lan" in page.text
