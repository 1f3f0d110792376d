import json

import pytest

from ktt_desktop.domain.receipt import Answer
from ktt_desktop.interchange.manifest import ManifestError
from ktt_desktop.interchange.receipt_format import (
    MOST_ITEMS,
    item_rows,
    items_of,
    receipt_data,
    receipt_of,
)
from tests.interchange.receipts import ITEMS, RECEIPT, a_receipt


@pytest.mark.parametrize(
    "receipt", [RECEIPT, a_receipt(answer=Answer.ACCEPTED, items=(), reason="")]
)
def test_what_is_written_is_read_again(receipt):
    assert receipt_of(json.loads(receipt_data(receipt))) == receipt


def test_items_keep_their_places():
    assert items_of(json.loads(json.dumps(item_rows(ITEMS)))) == ITEMS


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("answer",), "duyet"),
        (("bundleId",), "../../etc"),
        (("dataDigest",), "AB" * 32),
        (("number",), -1),
        (("number",), True),
        (("receivedAt",), "2026-03-02T08:30:00"),
        (("createdAt",), "hôm nay"),
        (("unit",), []),
        (("unit", "name"), None),
        (("receiver", "person"), "x" * 1001),
        (("reason",), "x" * 10_001),
        (("items",), {}),
        (("items", 0), "một dòng"),
        (("items", 0, "state"), "khac"),
        (("items", 0, "place"), 3),
        (("items", 0, "place", "year"), "2024"),
        (("items", 1, "place", "field"), 5),
        (("items", 0, "label"), None),
    ],
)
def test_a_field_of_another_kind_is_named(path, value):
    raw = json.loads(receipt_data(RECEIPT))
    *above, last = path
    holder = raw
    for each in above:
        holder = holder[each]
    holder[last] = value

    with pytest.raises(
        ManifestError, match=str(next(p for p in reversed(path) if isinstance(p, str)))
    ):
        receipt_of(raw)


def test_more_items_than_a_receipt_may_have_are_refused():
    with pytest.raises(ManifestError, match="items"):
        items_of([item_rows(ITEMS)[2]] * (MOST_ITEMS + 1))
