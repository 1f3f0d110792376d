"""A form on upright pages."""

from datetime import UTC, datetime

from ktt_desktop.domain.document import (
    Column,
    Paragraph,
    PrintedForm,
    Row,
    Run,
    SignatureBlock,
    Table,
)
from ktt_desktop.reports.form_pages import form_pdf
from ktt_desktop.reports.preview import PdfPages

MADE = datetime(2025, 3, 20, tzinfo=UTC)
TABLE = Table(
    (Column("STT", 1), Column("Tiêu chí", 6)), tuple(Row((str(n), "Vốn")) for n in range(90))
)


def form(watermark=""):
    blocks = (Paragraph((Run("Tên hợp tác xã: HTX Rau"),)), TABLE, Paragraph((Run("Hết."),)))
    return PrintedForm(
        "Bảng đánh giá", "HTX Rau", blocks, SignatureBlock(("ĐẠI DIỆN",), "An"), watermark
    )


def test_title_blocks_and_signature_stand_on_upright_pages_without_a_letterhead():
    with PdfPages(form_pdf(form(), MADE)) as pages:
        texts = [pages.text(page) for page in range(pages.count)]
        width, height = pages.size(0)
    assert width < height
    assert texts[0].split("\n")[0].strip() == "BẢNG ĐÁNH GIÁ"
    assert "CỘNG HÒA" not in texts[0]
    assert "STT" in texts[1]
    assert "An" in texts[-1]


def test_equal_forms_give_equal_bytes_and_practice_is_marked():
    assert form_pdf(form(), MADE) == form_pdf(form(), MADE)
    with PdfPages(form_pdf(form("THỰC HÀNH"), MADE)) as pages:
        assert "THỰC HÀNH" in pages.text(0)
