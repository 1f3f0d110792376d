from io import BytesIO
from zipfile import ZIP_STORED, ZipFile

from ktt_desktop.interchange.receipt_format import MIMETYPE
from ktt_desktop.interchange.receipt_writer import build_receipt
from tests.interchange.receipts import RECEIPT, a_receipt


def test_equal_receipts_are_equal_bytes():
    assert build_receipt(RECEIPT, b"%PDF", "0.1.0") == build_receipt(RECEIPT, b"%PDF", "0.1.0")
    other = a_receipt(reason="Khác.")
    assert build_receipt(other, b"%PDF", "0.1.0") != build_receipt(RECEIPT, b"%PDF", "0.1.0")


def test_the_kind_of_file_can_be_told_from_its_first_bytes():
    with ZipFile(BytesIO(build_receipt(RECEIPT, b"%PDF", "0.1.0"))) as archive:
        first = archive.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", ZIP_STORED)
        assert archive.read("mimetype").decode() == MIMETYPE
        assert [each.filename for each in archive.infolist()] == [
            "mimetype",
            "manifest.json",
            "data.json",
            "view/bien-nhan.pdf",
        ]
