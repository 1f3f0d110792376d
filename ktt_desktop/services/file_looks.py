"""Xem trước các tệp nhận: what inspecting, accepting and sending back a file say about it."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from ktt_desktop.domain.receiving import FileState, HeldFile, Standing
from ktt_desktop.domain.seals import SealState
from ktt_desktop.services.consolidation import Taken


@dataclass(frozen=True, slots=True)
class Landing:
    """Đơn vị hiện nay nhận số liệu của tệp: a unit key, empty while somebody has to choose.

    `why` is a sentence, empty where a unit's file simply is its own; `choices` are (key, name) of
    the units it may land on where the list of units does not decide.
    """

    lands_on: str
    why: str = ""
    choices: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class ChangedCell:
    """Một ô của bảng Excel khác với bảng gốc trong tệp nộp đang giữ; empty is an empty cell."""

    sheet: str
    cell: str  # "C12"
    held: str
    found: str


@dataclass(frozen=True, slots=True)
class ChangeCounts:
    """Tệp đổi bao nhiêu: how many of each of consolidation.Differences."""

    organisations_new: int
    organisations_changed: int
    organisations_gone: int
    unchanged: int
    figures: int
    lost: int
    corrections: int
    duplicates: int


@dataclass(frozen=True, slots=True)
class FileLook:
    """Một tệp đã xem, chưa nhận: nothing of it is in the book.

    With a `refusal` it cannot be accepted; `held` is None when not even the header could be read.
    `quarantined` is the copy
    in the folder cach-ly an acceptance reads. `changes` is None where accepting it now would change
    no figure: it is held already, or would wait.
    """

    path: Path
    file_name: str
    held: HeldFile | None = None
    period_label: str = ""
    standing: Standing | None = None
    refusal: str = ""
    notes: tuple[str, ...] = ()
    changes: ChangeCounts | None = None
    landing: Landing | None = None
    state: FileState | None = None  # what accepting it makes of it now
    seal: SealState | None = None
    changed_cells: tuple[ChangedCell, ...] = ()  # of a view workbook that came alone
    quarantined: Path | None = None

    @property
    def can_accept(self) -> bool:
        """Whether accepting would write something down."""
        return not self.refusal and self.standing not in (None, Standing.SAME)


@dataclass(frozen=True, slots=True)
class Inspection:
    """Kết quả xem trước một đợt tệp; `looks` stand in the order they would be accepted."""

    looks: tuple[FileLook, ...]
    notes: tuple[str, ...] = ()  # about the batch: folders not read to the end, nothing found

    @property
    def acceptable(self) -> tuple[FileLook, ...]:
        """Those that would be written down."""
        return tuple(each for each in self.looks if each.can_accept)


class Outcome(StrEnum):
    """Việc nhận một tệp đã xong thế nào."""

    ACCEPTED = "da_nhan"
    SKIPPED = "bo_qua"  # already there, equal
    HELD = "cho_xu_ly"  # kept, waits for a decision: its state tells which
    REFUSED = "tu_choi"  # nothing of it was written


@dataclass(frozen=True, slots=True)
class Accepted:
    """Một tệp sau khi nhận: `sentence` says what happened; `file` None where nothing is kept."""

    file_name: str
    outcome: Outcome
    sentence: str
    file: HeldFile | None = None
    taken: Taken | None = None


@dataclass(frozen=True, slots=True)
class AcceptedBatch:
    """Kết quả nhận một đợt; after a cancellation `stopped`, and the rest is not there."""

    files: tuple[Accepted, ...]
    stopped: bool = False


class Keep(StrEnum):
    """Chọn tệp nào khi hai tệp cùng số có số liệu khác nhau."""

    HELD = "dang_giu"
    NEW = "tep_moi"
