"""Biên nhận: what the level above says of a submission file it got, item by item."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from ktt_desktop.domain.receiving import Cell

ENDING = ".kttt-bn"
SUBMISSION = ".kttt"


class Answer(StrEnum):
    """Kết quả nhận một tệp nộp."""

    ACCEPTED = "da_tiep_nhan"
    RETURNED = "tra_lai"


class ItemState(StrEnum):
    """Cấp trên làm gì với một con số, một mục."""

    ACCEPTED = "da_nhan"  # taken as it came, with a remark
    CHANGED = "da_sua"  # the level above holds another value
    RETURNED = "tra_lai"  # to be mended by the unit


@dataclass(frozen=True, slots=True)
class ReceiptItem:
    """Một con số hoặc một mục trong biên nhận.

    `cell` is its place, None for something about the file as a whole; `label` says whose and what,
    `sent` what came and `value` what stands at the level above, all in words; `reason` is why.
    """

    state: ItemState
    cell: Cell | None
    label: str
    sent: str
    value: str
    reason: str


@dataclass(frozen=True, slots=True)
class Receipt:
    """Biên nhận một tệp nộp: which file, what became of it, who says so, when.

    `unit_code` is the unit that sent the file; `items` are what was accepted with a remark,
    changed by the level above, or sent back; `reason` is why the whole file was sent back.
    """

    bundle_id: str
    data_digest: str
    check_code: str
    file_name: str
    unit_code: str
    unit_name: str
    period: str
    number: int
    answer: Answer
    reason: str
    items: tuple[ReceiptItem, ...]
    receiver_code: str
    receiver_name: str
    received_by: str
    received_at: datetime
    created_at: datetime
    practice: bool = False

    def of(self, state: ItemState) -> tuple[ReceiptItem, ...]:
        """The items of one state."""
        return tuple(each for each in self.items if each.state is state)


def number_words(number: int) -> str:
    """Lần kết xuất: "lần đầu", "bổ sung lần 2"."""
    return f"bổ sung lần {number}" if number else "lần đầu"


def receipt_name(file_name: str) -> str:
    """Tên tệp biên nhận: "BN_07654-KTTT01_v1-N2025-L00.kttt-bn"."""
    stem = file_name[: -len(SUBMISSION)] if file_name.lower().endswith(SUBMISSION) else file_name
    return f"BN_{stem}{ENDING}"
