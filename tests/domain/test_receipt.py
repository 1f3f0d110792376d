import pytest

from ktt_desktop.domain.receipt import (
    Answer,
    ItemState,
    ReceiptItem,
    number_words,
    receipt_name,
)
from tests.interchange.receipts import a_receipt


@pytest.mark.parametrize(
    ("sent", "name"),
    [
        ("07654-KTTT01_v1-N2025-L00.kttt", "BN_07654-KTTT01_v1-N2025-L00.kttt-bn"),
        ("Tệp của xã.KTTT", "BN_Tệp của xã.kttt-bn"),
        ("tep.zip", "BN_tep.zip.kttt-bn"),
    ],
)
def test_a_receipt_is_named_after_the_file_it_answers(sent, name):
    assert receipt_name(sent) == name


def test_the_first_submission_is_the_official_one_and_the_others_supplement_it():
    assert [number_words(each) for each in (0, 1, 2)] == [
        "lần đầu",
        "bổ sung lần 1",
        "bổ sung lần 2",
    ]


def test_the_items_of_one_state_are_asked_for_apart():
    changed = ReceiptItem(ItemState.CHANGED, None, "Doanh thu", "1", "2", "")
    back = ReceiptItem(ItemState.RETURNED, None, "Thành viên", "3", "–", "Sai.")
    receipt = a_receipt(answer=Answer.RETURNED, items=(changed, back))

    assert receipt.of(ItemState.RETURNED) == (back,)
    assert receipt.of(ItemState.CHANGED) == (changed,)
    assert receipt.of(ItemState.ACCEPTED) == ()
