"""What is said of a received file: where it stands among those held, and what becomes of it."""

import re
from collections.abc import Sequence

from ktt_desktop.domain.receiving import FileState, HeldFile, Standing

COPY_MARKS = re.compile(
    r"\(\d+\)$|^(?:copy of|bản sao của) | - (?:copy|bản sao)\b|conflicted copy|bản xung đột",
    re.IGNORECASE,
)
SAME = "Đã có, giống hệt – bỏ qua."


def turn(number: int) -> str:
    """Lần nộp: "chính thức" or "bổ sung lần 2"."""
    return f"bổ sung lần {number}" if number else "chính thức"


def copy_note(stem: str) -> str:
    """The remark about a name that a copying program made; empty for an ordinary one."""
    found = COPY_MARKS.search(stem)
    if found is None:
        return ""
    return f"Tên tệp có dấu của bản chép (“{found[0].strip()}”); nội dung được xét như mọi tệp."


def standing_note(new: HeldFile, held: Sequence[HeldFile], where: Standing) -> str:
    """Where the file stands among those held of its unit, form and period."""
    of_key = [each for each in held if each.key == new.key]
    match where:
        case Standing.SAME:
            return _same(new, of_key)
        case Standing.CONFLICT:
            return (
                f"Xung đột: bản {turn(new.number)} đang giữ có số liệu khác. Nhận vào rồi chọn bản "
                "có hiệu lực; cho đến lúc đó số đang giữ không đổi."
            )
        case Standing.OLDER:
            newest = max(each.number for each in of_key)
            return f"Cũ hơn bản {turn(newest)} đang giữ: giữ lại để xem, không thay số mới hơn."
        case _:
            return _next(new, of_key, where)


def state_note(state: FileState, file: HeldFile) -> str:
    """What the file waits for; empty when it is simply taken in."""
    match state:
        case FileState.LOCKED:
            return f"Kỳ {file.key.period} của {file.unit_name} đã chốt: tệp được giữ, chờ mở chốt."
        case FileState.UNKNOWN_UNIT:
            return "Tệp được giữ, chờ chọn đơn vị nhận số liệu."
        case _:
            return ""


def accepted_sentence(file: HeldFile, period_label: str = "") -> str:
    """What became of a file that was written down."""
    period = f"{period_label[:1].lower()}{period_label[1:]}" or file.key.period
    what = f"{period}, bản {turn(file.number)}"
    if file.state is FileState.CONFLICT:
        return f"{file.unit_name}: giữ {what}; xung đột với bản cùng lần nộp, chờ chọn."
    if waiting := state_note(file.state, file):
        return f"{file.unit_name}: giữ {what}. {waiting}"
    return f"{file.unit_name}: đã nhận {what}."


def _same(new: HeldFile, of_key: Sequence[HeldFile]) -> str:
    twin = next(each for each in of_key if each.data_digest == new.data_digest)
    if twin.state is FileState.RETURNED:
        return f"{SAME} Tệp này đã trả lại để sửa; đơn vị nộp lại đúng tệp cũ, chưa sửa."
    if twin.number != new.number:
        return f"{SAME} Số liệu như bản {turn(twin.number)} đang giữ."
    return SAME


def _next(new: HeldFile, of_key: Sequence[HeldFile], where: Standing) -> str:
    known = {each.number for each in of_key}
    missing = [number for number in range(new.number) if number not in known]
    if missing:
        turns = ", ".join(f"bản {turn(number)}" for number in missing)
        return f"Thiếu {turns} của kỳ này. Vẫn nhận được; xem kỹ phần thay đổi."
    if where is Standing.GAP:
        return (
            "Tệp bổ sung cho một tệp khác với tệp đang giữ (thiếu lần ở giữa). Vẫn nhận được; xem "
            "kỹ phần thay đổi."
        )
    return "" if where is Standing.NEW else f"Thay cho bản {turn(new.number - 1)} đang giữ."
