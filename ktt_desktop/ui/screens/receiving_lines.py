"""One received file as a line of a list: its words, its tone, and what it waits for."""

from collections.abc import Sequence
from dataclasses import dataclass

from ktt_desktop.domain.receiving import HELD_BACK, FileState, HeldFile, Standing
from ktt_desktop.services.file_looks import Accepted, FileLook, Outcome

NOTHING = "–"

_STANDINGS = {
    Standing.NEW: ("Mới", "good"),
    Standing.SAME: ("Giống hệt – bỏ qua", "neutral"),
    Standing.NEXT: ("Thay lần trước", "good"),
    Standing.GAP: ("Thiếu lần trước", "warning"),
    Standing.CONFLICT: ("Xung đột", "error"),
    Standing.OLDER: ("Cũ hơn", "neutral"),
}
_STATES = {
    FileState.ACCEPTED: ("Đã tiếp nhận", "good"),
    FileState.RETURNED: ("Trả lại để sửa", "warning"),
    FileState.CONFLICT: ("Xung đột", "error"),
    FileState.SET_ASIDE: ("Để riêng", "neutral"),
    FileState.UNKNOWN_UNIT: ("Chưa rõ đơn vị", "warning"),
    FileState.LOCKED: ("Kỳ đã chốt", "warning"),
}
ANSWERED = (FileState.ACCEPTED, FileState.RETURNED)
STATE_WORDS = {state: word for state, (word, _) in _STATES.items()}
REPLACED = ("Có lần mới hơn", "neutral")
REFUSED = ("Không nhận được", "error")


@dataclass(frozen=True, slots=True)
class Line:
    """Một dòng; `look` is of a file that just came, `done` what accepting it came to."""

    file: HeldFile | None
    look: FileLook | None = None
    done: Accepted | None = None
    is_marked: bool = False
    is_replaced: bool = False  # a newer file of its key is in force

    @property
    def kept(self) -> HeldFile | None:
        """The file, once it is written down."""
        return self.file if self.file is not None and self.file.id else None

    @property
    def can_accept(self) -> bool:
        """Whether Tiếp nhận would write it down."""
        is_open = self.kept is None and self.done is None
        return is_open and self.look is not None and self.look.can_accept

    @property
    def waits_for(self) -> FileState | None:
        """What somebody has to decide about it, or would once it is written down."""
        if self.kept is not None:
            return self.kept.state if self.kept.state in HELD_BACK else None
        state = self.look.state if self.look and self.can_accept else None
        return state if state in HELD_BACK else None

    @property
    def can_return(self) -> bool:
        """Whether it can be sent back to be mended."""
        if self.kept is not None:
            return self.kept.state not in (FileState.RETURNED, FileState.SET_ASIDE)
        return self.can_accept

    @property
    def is_answered(self) -> bool:
        """Whether a receipt can say what became of it: accepted and in force, or sent back."""
        return self.kept is not None and self.kept.state in ANSWERED and not self.is_replaced


def line_of(look: FileLook) -> Line:
    """What came, marked unless somebody should ask the sender first."""
    is_doubtful = look.seal is not None and look.seal.is_warning
    return Line(look.held, look, is_marked=look.can_accept and not is_doubtful)


def condition(line: Line) -> tuple[str, str]:
    """Tình trạng in a word or two, and its tone."""
    if line.kept is not None:
        is_old = line.is_replaced and line.kept.state is FileState.ACCEPTED
        return REPLACED if is_old else _STATES[line.kept.state]
    if line.done is not None:
        return REFUSED if line.done.outcome is Outcome.REFUSED else _STANDINGS[Standing.SAME]
    look = line.look
    if look is None or look.refusal or look.standing is None:
        return REFUSED
    if line.waits_for in (FileState.UNKNOWN_UNIT, FileState.LOCKED):
        return _STATES[line.waits_for]
    return _STANDINGS[look.standing]


def unit_words(line: Line) -> str:
    """The unit, or the file where not even its header could be read."""
    return line.file.unit_name if line.file else file_words(line)


def file_words(line: Line) -> str:
    """The name the file came under."""
    return line.look.file_name if line.look else line.file.file_name if line.file else NOTHING


def period_words(line: Line) -> str:
    """Kỳ, as short as a column needs it."""
    if line.file is None:
        return NOTHING
    return line.file.key.period


def turn_words(line: Line) -> str:
    """Lần: "Chính thức", "Bổ sung 2"."""
    if line.file is None:
        return NOTHING
    return f"Bổ sung {line.file.number}" if line.file.number else "Chính thức"


def remarks(line: Line) -> Sequence[str]:
    """Everything to be known about a file, the most important first."""
    if line.done is not None:
        return (line.done.sentence,)
    if line.kept is not None:
        return (f"Lý do: {line.kept.reason}",) if line.kept.reason else ()
    return _remarks(line.look) if line.look else ()


def _remarks(look: FileLook) -> Sequence[str]:
    said = [look.refusal, look.landing.why if look.landing else "", *look.notes]
    if look.seal and look.seal.is_warning:
        said.append(look.seal.sentence)
    if look.changes and (count := look.changes.duplicates):
        said.append(f"{count} tổ chức trùng với đơn vị khác: chờ xử lý ở thẻ Tổng hợp.")
    if look.changes and (count := look.changes.corrections):
        said.append(f"{count} số cấp này đã sửa: số sửa vẫn giữ, số nhận được thay bằng số mới.")
    return tuple(filter(None, said))
