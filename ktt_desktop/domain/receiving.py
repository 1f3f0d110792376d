"""Nhận tệp của đơn vị dưới: what is held of each unit, and where a file that comes stands."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import accumulate

FORMER = "/cu"  # ends the key of a unit of the three-level time; codes of the two times overlap


class FileState(StrEnum):
    """Tình trạng của một tệp đã giữ."""

    ACCEPTED = "da_nhan"  # its figures are in the book, as far as no newer ones stand there
    RETURNED = "tra_lai"  # sent back to be mended; its figures are not in the book
    CONFLICT = "xung_dot"  # the same number with other figures: somebody has to choose
    SET_ASIDE = "de_rieng"  # the other one of a conflict was chosen
    UNKNOWN_UNIT = "chua_ro_don_vi"  # waits until somebody says which unit it lands on
    LOCKED = "cho_mo_chot"  # waits until the unit's period is opened again


HELD_BACK = (FileState.CONFLICT, FileState.UNKNOWN_UNIT, FileState.LOCKED)


class Standing(StrEnum):
    """Chỗ của một tệp mới giữa các tệp đã giữ của cùng đơn vị, biểu và kỳ (product 6.2)."""

    NEW = "moi"  # the first one of its key
    SAME = "giong_het"  # equal data: skipped, nothing is written
    NEXT = "thay_the"  # a higher number that supersedes what is held
    GAP = "thieu_lan"  # a higher number, but the one it supersedes never came
    CONFLICT = "xung_dot"  # the number is held with other data
    OLDER = "cu_hon"  # a lower number than is held: kept to be looked at, replaces nothing newer


@dataclass(frozen=True, slots=True)
class FileKey:
    """Tệp của ai, biểu nào, kỳ nào; `unit` is a unit key."""

    unit: str
    form: str
    period: str


@dataclass(frozen=True, slots=True)
class HeldFile:
    """Một tệp nộp đang giữ trong thư mục tep-nhan; `id` is 0 before it is written down.

    `supersedes` is (bundle, data digest) or None; `lands_on` the key of the unit of today its rows
    come to where the sending unit is gone, else its own key; `seal` the fingerprint it came with.
    """

    key: FileKey
    unit_name: str
    form_version: int
    number: int
    bundle_id: str
    data_digest: str
    check_code: str
    file_hash: str
    created_at: datetime
    install_id: str
    sequence: int
    supersedes: tuple[str, str] | None
    prepared_by: str
    file_name: str
    size: int
    lands_on: str
    state: FileState = FileState.ACCEPTED
    id: int = 0
    received_at: datetime | None = None
    reason: str = ""
    seal: str = ""


def unit_key(code: str, *, former: bool) -> str:
    """The key of a unit: its code, marked where it is one of the time until 30/6/2025."""
    return f"{code}{FORMER}" if former else code


def unit_of_key(key: str) -> tuple[str, bool]:
    """The code, and whether the unit is a former one."""
    return key.removesuffix(FORMER), key.endswith(FORMER)


def standing(new: HeldFile, held: Iterable[HeldFile]) -> Standing:
    """Where a file stands among those held; returned and set-aside ones do not count.

    A file whose twin is held in any state is the same one.
    """
    of_key = [each for each in held if each.key == new.key]
    if any(each.data_digest == new.data_digest for each in of_key):
        return Standing.SAME
    counted = [each for each in of_key if each.state in (FileState.ACCEPTED, FileState.LOCKED)]
    if not counted:
        return Standing.NEW
    if any(each.number == new.number for each in counted):
        return Standing.CONFLICT
    if new.number < max(each.number for each in counted):
        return Standing.OLDER
    known = {(each.bundle_id, each.data_digest) for each in of_key}
    return Standing.NEXT if new.supersedes in known else Standing.GAP


def in_order(files: Iterable[HeldFile]) -> list[HeldFile]:
    """The files of one unit, oldest first, whatever order they came in.

    Within a period the number decides; between periods the time of making, where a later number
    counts as made no earlier than the ones before it (a clock may have been wrong).
    """
    found: list[tuple[tuple[datetime, str, str, int, str], HeldFile]] = []
    by_key: dict[FileKey, list[HeldFile]] = {}
    for each in files:
        by_key.setdefault(each.key, []).append(each)
    for key, group in by_key.items():
        numbered = sorted(group, key=lambda file: (file.number, file.data_digest))
        times = accumulate((each.created_at for each in numbered), max)
        for each, made in zip(numbered, times, strict=True):
            place = (made, key.unit, f"{key.period} {key.form}", each.number, each.data_digest)
            found.append((place, each))
    return [each for _, each in sorted(found, key=lambda pair: pair[0])]


def current(files: Iterable[HeldFile]) -> dict[FileKey, HeldFile]:
    """The file that stands for each unit, form and period: the accepted one of highest number."""
    found: dict[FileKey, HeldFile] = {}
    for each in in_order(file for file in files if file.state is FileState.ACCEPTED):
        found[each.key] = each
    return found


@dataclass(frozen=True, slots=True)
class LowerUnit:
    """Một đơn vị có số liệu trong sổ; `parent` is a key, empty right below this book's unit."""

    key: str
    name: str
    level: str
    parent: str = ""
    list_complete: bool = True


@dataclass(frozen=True, slots=True)
class FigureCell:
    """Một ô số liệu của ai: subject kind and key, sector, year, measure, indicator code."""

    subject_kind: str
    subject_key: str
    sector: str
    year: int
    measure: str
    code: str


@dataclass(frozen=True, slots=True)
class FieldCell:
    """Một mục của một hồ sơ trong danh mục."""

    organisation: str
    field: str


Cell = FigureCell | FieldCell


@dataclass(frozen=True, slots=True)
class Correction:
    """Cấp này sửa một số đã nhận: received, corrected, why; None is chưa có số liệu."""

    cell: Cell
    received: int | str | None
    value: int | str | None
    reason: str
    at: datetime
    unit: str = ""  # key of the unit whose file brought the cell


@dataclass(frozen=True, slots=True)
class DuplicateSide:
    """Một bên của một tổ chức bị trùng giữa hai đơn vị."""

    unit: str
    unit_name: str
    organisation: str
    name: str
    tax_code: str


@dataclass(frozen=True, slots=True)
class DuplicateClaim:
    """Một tổ chức hai đơn vị cùng gửi: counted nowhere until somebody decides."""

    subject: str  # "mst:0101243150" or "uid:…"
    sides: tuple[DuplicateSide, ...]


class DuplicateAnswer(StrEnum):
    """Cách xử lý một tổ chức bị trùng."""

    ONE = "mot_to_chuc"  # the same one: the record of `kept` counts, the others do not
    TWO = "hai_to_chuc"  # two organisations: the tax code of the others is wrong and is left out


@dataclass(frozen=True, slots=True)
class DuplicateDecision:
    """Quyết định về một tổ chức trùng; `kept` is the key of the unit whose record keeps it."""

    subject: str
    kept: str
    answer: DuplicateAnswer
    reason: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Approval:
    """Cấp trên chốt (duyệt) một kỳ của một đơn vị; `opened_at` where it was opened again."""

    unit: str
    period: str
    approved_at: datetime
    note: str = ""
    opened_at: datetime | None = None
    reason: str = ""


def is_newest(new: HeldFile, held: Collection[HeldFile]) -> bool:
    """Whether its rows may simply be laid over what the unit's other files brought."""
    order = in_order([*held, new])
    return bool(order) and order[-1] is new
