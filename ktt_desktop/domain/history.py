"""The history of a record: where a change came from, and what became of the rows of a list."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Source(StrEnum):
    """Nguồn của một thay đổi; what is typed into a record needs no word in the journal."""

    ENTRY = ""
    BULK = "HANG_LOAT"
    RESTORED = "KHOI_PHUC"
    MERGED = "GOP"
    EVENT = "SU_KIEN"
    TAKEN_OVER = "NHAN_SO"
    RECEIVED = "NHAN_TEP"
    IMPORTED = "NHAP_EXCEL"


@dataclass(frozen=True, slots=True)
class ListChange:
    """Một danh sách đã đổi ra sao; `altered` has each row as it was and as it is."""

    added: tuple[Any, ...]
    removed: tuple[Any, ...]
    altered: tuple[tuple[Any, Any], ...]


def list_change(
    old: Sequence[Any], new: Sequence[Any], key: Callable[[Any], Hashable]
) -> ListChange:
    """What to tell of a changed list; rows of one key are one row that was altered."""
    removed, added = _without(old, new), _without(new, old)
    altered = []
    for row in tuple(removed):
        later = next((each for each in added if key(each) == key(row)), None)
        if later is not None:
            removed.remove(row)
            added.remove(later)
            altered.append((row, later))
    return ListChange(tuple(added), tuple(removed), tuple(altered))


def _without(rows: Sequence[Any], others: Sequence[Any]) -> list[Any]:
    """The rows the others do not have, each as often as it is missing there."""
    left, found = list(others), []
    for row in rows:
        if row in left:
            left.remove(row)
        else:
            found.append(row)
    return found
