"""Receipts as the level above writes them."""

from dataclasses import replace
from datetime import UTC, datetime

from ktt_desktop.domain.receipt import Answer, ItemState, Receipt, ReceiptItem
from ktt_desktop.domain.receiving import FieldCell, FigureCell

FIGURE = FigureCell("to_chuc", "11111111-2222-4333-8444-555555555555", "", 2024, "ACTUAL", "O1")
FIELD = FieldCell("11111111-2222-4333-8444-555555555555", "address")
MOMENT = datetime(2026, 3, 2, 8, 30, tzinfo=UTC)
ITEMS = (
    ReceiptItem(
        ItemState.RETURNED, FIGURE, "HTX Một – Số thành viên, năm 2024", "30", "–", "Ghi nhầm."
    ),
    ReceiptItem(ItemState.CHANGED, FIELD, "HTX Một – Địa chỉ", "Thôn Đông", "Thôn Đoài", ""),
    ReceiptItem(ItemState.ACCEPTED, None, "Biểu A", "", "", "Nộp sớm."),
)
RECEIPT = Receipt(
    bundle_id="0a1b2c3d-0000-4000-8000-000000000001",
    data_digest="ab" * 32,
    check_code="NAWTBBG000",
    file_name="07375-KTTT01_v1-N2024-L00.kttt",
    unit_code="07375",
    unit_name="Xã Lạng Giang",
    period="N2024",
    number=0,
    answer=Answer.RETURNED,
    reason="Số thành viên không khớp báo cáo tháng 6.",
    items=ITEMS,
    receiver_code="24",
    receiver_name="Tỉnh Bắc Ninh",
    received_by="Trần Thị Bình",
    received_at=MOMENT,
    created_at=MOMENT,
)


def a_receipt(**changes):
    """The receipt of a returned file, with some fields otherwise."""
    return replace(RECEIPT, **changes)
