from io import BytesIO

import pytest
from pypdf import PdfReader

from ktt_desktop.domain.receipt import Answer, ItemState, ReceiptItem
from ktt_desktop.services.receipt_page import item_words, receipt_page
from tests.interchange.receipts import ITEMS, RECEIPT, a_receipt


@pytest.fixture
def texts(desk):
    def read(receipt):
        pages = PdfReader(BytesIO(receipt_page(desk.profile, receipt))).pages
        return [" ".join(page.extract_text().split()) for page in pages]

    return read


def test_one_page_says_which_file_what_became_of_it_and_why(texts):
    (page,) = texts(RECEIPT)
    for words in (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "BIÊN NHẬN",
        "Xã Lạng Giang (mã 07375)",
        "Lần đầu",
        RECEIPT.file_name,
        RECEIPT.bundle_id,
        "Trả lại để sửa",
        "Số thành viên không khớp báo cáo tháng 6.",
        "Ghi nhầm.",
        "Thôn Đoài",
        "Trần Thị Bình",
        "không thay cho văn bản báo cáo đã ký",
    ):
        assert words in page, words


def test_an_accepted_file_without_items_says_that_nothing_is_to_be_mended(texts):
    (page,) = texts(a_receipt(answer=Answer.ACCEPTED, reason="", items=()))
    assert "Đã tiếp nhận" in page
    assert "Không có số liệu nào phải sửa." in page


def test_many_items_go_on_on_further_pages_under_the_same_head(texts):
    many = tuple(
        ReceiptItem(
            ItemState.RETURNED, None, f"HTX số {n} – Số thành viên", "30", "–", f"Lý do {n}."
        )
        for n in range(1, 81)
    )
    pages = texts(a_receipt(items=many))

    assert len(pages) > 1
    assert all("Lý do" in page for page in pages[:-1])
    assert all(f"Lý do {n}." in " ".join(pages) for n in range(1, 81))
    assert "NGƯỜI NHẬN" in pages[-1]


def test_what_is_to_be_mended_stands_first(texts):
    (page,) = texts(a_receipt(items=tuple(reversed(ITEMS))))
    assert page.index("Ghi nhầm.") < page.index("Thôn Đoài") < page.index("Nộp sớm.")


def test_practice_receipts_carry_the_mark(texts):
    assert "DỮ LIỆU THỰC HÀNH" in texts(a_receipt(practice=True))[0]
    assert "DỮ LIỆU THỰC HÀNH" not in texts(RECEIPT)[0]


def test_equal_receipts_print_equal_pages(desk):
    assert receipt_page(desk.profile, RECEIPT) == receipt_page(desk.profile, RECEIPT)


def test_an_item_is_one_line_of_text():
    assert item_words(ITEMS[1]) == "Cấp trên đã sửa: HTX Một – Địa chỉ: Thôn Đông → Thôn Đoài"
    assert item_words(ITEMS[0]).endswith("30 (Ghi nhầm.)")
