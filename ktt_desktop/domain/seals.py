"""Niêm phong máy: what the mark of an installation says about a file; it is no legal signature."""

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from ktt_desktop.domain.errors import InvalidInputError
from ktt_desktop.domain.identifiers import grouped_check_code


class SealKind(StrEnum):
    """Niêm phong của một tệp nói gì; a wrong seal is no kind: the file is refused."""

    REGISTERED = "dung_may"  # a machine registered for the sending unit
    STRANGER = "may_la"  # a machine nobody registered
    ANOTHERS = "may_cua_don_vi_khac"  # registered for another unit
    UNSEALED = "khong_niem_phong"


@dataclass(frozen=True, slots=True)
class RegisteredSeal:
    """Máy đã ghi sổ của một đơn vị; `public_key` (hex) is empty where only the paper was seen."""

    fingerprint: str
    unit: str
    public_key: str
    note: str
    at: datetime


@dataclass(frozen=True, slots=True)
class SealState:
    """Niêm phong của một tệp nhận được.

    `unit` is the key of the unit the machine is registered for; `expected` tells that the sending
    unit has a registered machine.
    """

    kind: SealKind
    fingerprint: str = ""
    unit: str = ""
    expected: bool = False

    @property
    def is_warning(self) -> bool:
        """Whether somebody should ask the sender before accepting."""
        return self.kind is SealKind.ANOTHERS or (
            self.expected and self.kind in (SealKind.STRANGER, SealKind.UNSEALED)
        )

    @property
    def label(self) -> str:
        """Two or three words for a column."""
        return _LABELS[self.kind]

    @property
    def sentence(self) -> str:
        """What was found, and what to do about it."""
        mark = grouped_check_code(self.fingerprint)
        match self.kind:
            case SealKind.REGISTERED:
                return "Niêm phong của đúng máy đã ghi sổ cho đơn vị này."
            case SealKind.ANOTHERS:
                return (
                    f"Niêm phong {mark} là của máy đã ghi sổ cho đơn vị khác ({self.unit}). Gọi "
                    "cho đơn vị nộp để hỏi trước khi nhận."
                )
            case SealKind.STRANGER if self.expected:
                return (
                    f"Máy lạ: niêm phong {mark} khác máy đã ghi sổ của đơn vị này. Gọi cho đơn vị "
                    "nộp để đối chiếu dấu vân tay; đúng thì ghi sổ máy mới."
                )
            case SealKind.STRANGER:
                return (
                    f"Máy chưa ghi sổ: niêm phong {mark}. Đối chiếu dấu vân tay với đơn vị nộp "
                    "rồi ghi sổ để lần sau nhận ra máy."
                )
            case SealKind.UNSEALED if self.expected:
                return (
                    "Tệp không có niêm phong, trong khi đơn vị này đã ghi sổ máy. Hỏi đơn vị nộp "
                    "trước khi nhận."
                )
            case SealKind.UNSEALED:
                return "Tệp không có niêm phong; vẫn nhận được."


_LABELS = {
    SealKind.REGISTERED: "Đúng máy đã ghi sổ",
    SealKind.STRANGER: "Máy lạ",
    SealKind.ANOTHERS: "Máy của đơn vị khác",
    SealKind.UNSEALED: "Không niêm phong",
}


def read_fingerprint(typed: str) -> str:
    """A fingerprint typed from paper, ungrouped; raises InvalidInputError.

    The letters Crockford's base 32 does not have are read as the digits they look like.
    """
    mark = re.sub(r"[\s.–-]", "", typed).upper().translate(_LOOKALIKES)
    if not _FINGERPRINT.fullmatch(mark):
        raise InvalidInputError(
            "Dấu vân tay có 20 chữ và số, viết thành năm nhóm bốn ký tự. Đối chiếu lại với giấy "
            "hoặc màn hình của đơn vị nộp rồi gõ đủ."
        )
    return mark


_LOOKALIKES = str.maketrans("OIL", "011")
_FINGERPRINT = re.compile(r"[0-9A-HJKMNP-TV-Z]{20}", re.ASCII)
