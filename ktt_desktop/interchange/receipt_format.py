"""What a receipt file (.kttt-bn) is made of: names, versions, limits, its data as JSON."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from ktt_desktop.domain.receipt import Answer, ItemState, Receipt, ReceiptItem
from ktt_desktop.domain.receiving import Cell, FieldCell, FigureCell
from ktt_desktop.interchange import manifest
from ktt_desktop.interchange.canonical import canonical
from ktt_desktop.interchange.submission_format import DATA, MANIFEST, MIMETYPE_MEMBER

FORMAT, PRACTICE_FORMAT = "kttt-receipt", "kttt-practice-receipt"
FORMAT_VERSION = (1, 0)
MIMETYPE = "application/vnd.kttt-receipt+zip"
PAGE, SIGNATURE = "view/bien-nhan.pdf", "signature.json"
MEMBERS = (DATA, PAGE)  # in the order of the archive
NAMES = re.compile("|".join(map(re.escape, (MIMETYPE_MEMBER, MANIFEST, *MEMBERS, SIGNATURE))))
MOST_ITEMS = 5000
LARGEST_JSON = 8 * 1024 * 1024

_FIGURE_TEXTS = ("subject_kind", "subject_key", "sector", "measure", "code")


def receipt_data(receipt: Receipt) -> bytes:
    """data.json of a receipt, canonical."""
    return canonical(
        {
            "bundleId": receipt.bundle_id,
            "dataDigest": receipt.data_digest,
            "checkCode": receipt.check_code,
            "fileName": receipt.file_name,
            "unit": {"code": receipt.unit_code, "name": receipt.unit_name},
            "period": receipt.period,
            "number": receipt.number,
            "answer": receipt.answer.value,
            "reason": receipt.reason,
            "items": item_rows(receipt.items),
            "receiver": {
                "code": receipt.receiver_code,
                "name": receipt.receiver_name,
                "person": receipt.received_by,
            },
            "receivedAt": receipt.received_at.isoformat(timespec="seconds"),
            "createdAt": receipt.created_at.isoformat(timespec="microseconds"),
            "practice": receipt.practice,
        }
    )


def receipt_of(raw: Mapping[str, Any]) -> Receipt:
    """The receipt in such an object; raises ManifestError naming the field."""
    unit, receiver = manifest.table(raw, "unit"), manifest.table(raw, "receiver")
    return Receipt(
        bundle_id=manifest.uuid(raw, "bundleId"),
        data_digest=manifest.digest(raw, "dataDigest"),
        check_code=manifest.text(raw, "checkCode"),
        file_name=manifest.text(raw, "fileName"),
        unit_code=manifest.text(unit, "code"),
        unit_name=manifest.text(unit, "name"),
        period=manifest.text(raw, "period"),
        number=manifest.number(raw, "number"),
        answer=_answer(raw),
        reason=_long(raw, "reason"),
        items=items_of(raw.get("items")),
        receiver_code=manifest.text(receiver, "code"),
        receiver_name=manifest.text(receiver, "name"),
        received_by=manifest.text(receiver, "person"),
        received_at=manifest.moment(raw, "receivedAt"),
        created_at=manifest.moment(raw, "createdAt"),
        practice=raw.get("practice") is True,
    )


def item_rows(items: Sequence[ReceiptItem]) -> list[dict[str, object]]:
    """The items as JSON; a book keeps what it sent back in this form too."""
    return [
        {
            "state": each.state.value,
            "place": None if each.cell is None else asdict(each.cell),
            "label": each.label,
            "sent": each.sent,
            "value": each.value,
            "reason": each.reason,
        }
        for each in items
    ]


def items_of(rows: object) -> tuple[ReceiptItem, ...]:
    """The items of such a list; raises ManifestError for anything else."""
    if not isinstance(rows, list) or len(rows) > MOST_ITEMS:
        raise manifest.ManifestError("items")
    return tuple(_item(each) for each in rows)


def _item(row: object) -> ReceiptItem:
    if not isinstance(row, dict):
        raise manifest.ManifestError("items")
    try:
        state = ItemState(manifest.text(row, "state"))
    except ValueError as error:
        raise manifest.ManifestError("items.state") from error
    texts = {name: _long(row, name) for name in ("label", "sent", "value", "reason")}
    return ReceiptItem(state=state, cell=_cell(row.get("place")), **texts)


def _cell(place: object) -> Cell | None:
    if place is None:
        return None
    if not isinstance(place, dict):
        raise manifest.ManifestError("items.place")
    if "field" in place:
        return FieldCell(manifest.text(place, "organisation"), manifest.text(place, "field"))
    texts = {name: manifest.text(place, name) for name in _FIGURE_TEXTS}
    return FigureCell(year=manifest.number(place, "year"), **texts)


def _answer(raw: Mapping[str, Any]) -> Answer:
    try:
        return Answer(manifest.text(raw, "answer"))
    except ValueError as error:
        raise manifest.ManifestError("answer") from error


def _long(raw: Mapping[str, Any], key: str) -> str:
    """A text of at most 10.000 characters, as notes of the register may be."""
    value = raw.get(key)
    if not isinstance(value, str) or len(value) > 10_000:
        raise manifest.ManifestError(key)
    return value
