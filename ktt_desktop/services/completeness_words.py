"""Tiến độ nộp in words: what a cell says, its tone, the columns and the file of the list."""

from collections.abc import Callable, Sequence
from datetime import date
from enum import StrEnum

from ktt_desktop.domain.completeness import (
    Board,
    BoardCell,
    BoardPeriod,
    BoardRow,
    BoardState,
    BoardUnit,
)
from ktt_desktop.domain.dates import PartialDate
from ktt_desktop.domain.period import ReportingPeriod
from ktt_desktop.domain.receiving import FileState
from ktt_desktop.domain.records import UnitProfile
from ktt_desktop.domain.terms import PeriodKind
from ktt_desktop.services.list_columns import ListColumn
from ktt_desktop.services.list_file import ListFile, made_today
from ktt_desktop.services.reporting import WATERMARK

UNIT = "unit"
FORMER_MARK = "(đến 30/6/2025)"
NOT_OWED = "Không phải nộp"
_SHORT = {
    PeriodKind.HALF_YEAR: "6 tháng {}",
    PeriodKind.PLAN: "Kế hoạch {}",
    PeriodKind.ESTIMATE: "Ước năm {}",
    PeriodKind.YEAR: "Năm {}",
}
_TIMES = {None: "Đã nhận", True: "Đúng hạn", False: "Trễ"}
_WAITING = {
    FileState.CONFLICT: "hai tệp khác nhau",
    FileState.UNKNOWN_UNIT: "chưa rõ đơn vị",
    FileState.LOCKED: "kỳ đã chốt",
}
_TONES = {
    BoardState.MISSING: "neutral",
    BoardState.HELD: "warning",
    BoardState.RETURNED: "error",
    BoardState.RECEIVED: "good",
    BoardState.APPROVED: "good",
}


class BoardFilter(StrEnum):
    """Lọc bảng tiến độ."""

    ALL = ""
    MISSING = "chua_nop"
    LATE = "tre"
    HELD = "cho_xu_ly"
    RETURNED = "tra_lai"
    RECEIVED = "da_nhan"
    APPROVED = "da_chot"


FILTERS = (
    (BoardFilter.ALL, "Tất cả"),
    (BoardFilter.MISSING, "Chưa nộp"),
    (BoardFilter.LATE, "Trễ"),
    (BoardFilter.HELD, "Chờ xử lý"),
    (BoardFilter.RETURNED, "Trả lại"),
    (BoardFilter.RECEIVED, "Đã nhận"),
    (BoardFilter.APPROVED, "Đã chốt"),
)


def lets_through(which: BoardFilter, cell: BoardCell | None) -> bool:
    """Whether a filter lets a cell through."""
    if which is BoardFilter.ALL:
        return True
    if cell is None:
        return False
    if which is BoardFilter.LATE:
        return cell.in_time is False or cell.is_overdue
    return cell.state.value == which.value


def filtered(board: Board, which: BoardFilter, places: Sequence[int]) -> list[BoardRow]:
    """The units with a cell that is let through in one of these columns."""
    return [
        row
        for row in board.rows
        if any(lets_through(which, row.cells[place]) for place in places)
        and (which is not BoardFilter.ALL or any(row.cells[place] for place in places))
    ]


def short_period(period: ReportingPeriod) -> str:
    """Tên kỳ trên đầu cột: "Năm 2025", "Kế hoạch 2026"."""
    return _SHORT[period.kind].format(period.named_year)


def cell_words(cell: BoardCell | None) -> str:
    """What stands in a cell: "Đúng hạn · bổ sung 2"."""
    if cell is None:
        return NOT_OWED
    if cell.waiting is not None:
        return "Chờ xử lý"
    if cell.state is BoardState.MISSING:
        return "Chưa nộp, trễ" if cell.is_overdue else "Chưa nộp"
    if cell.state is BoardState.RETURNED:
        return "Trả lại để sửa"
    is_approved = cell.state is BoardState.APPROVED
    parts = ["Đã chốt" if is_approved else _TIMES[cell.in_time]]
    if is_approved and cell.in_time is False:
        parts.append("trễ")
    if cell.number:
        parts.append(f"bổ sung {cell.number}")
    return " · ".join(parts)


def cell_tone(cell: BoardCell | None) -> str:
    """The tone beside the words."""
    if cell is None:
        return "neutral"
    if cell.is_overdue:
        return "error"
    is_late = cell.state is BoardState.RECEIVED and cell.in_time is False
    return "warning" if is_late else _TONES[cell.state]


def cell_sentence(row: BoardRow, column: BoardPeriod, cell: BoardCell | None) -> str:
    """Everything of a cell in one line: when it came, when it was made, what counts now."""
    head = f"{row.unit.name}, {column.period.label.lower()}: "
    if cell is None:
        return f"{head}không phải nộp kỳ này."
    parts = [cell_words(cell).lower()]
    if cell.waiting is not None:
        parts[0] += f" ({_WAITING[cell.waiting]})"
    if cell.received_on is not None and cell.made_on is not None:
        parts.append(f"tệp đầu nhận ngày {_day(cell.received_on)}, lập ngày {_day(cell.made_on)}")
    if cell.number is not None:
        now = f"bổ sung lần {cell.number}" if cell.number else "tệp lần đầu"
        parts.append(f"số liệu trong sổ lấy từ {now}")
    parts.append(deadline_words(column))
    return f"{head}{'; '.join(parts)}."


def deadline_words(column: BoardPeriod) -> str:
    """The deadline of a column with where it comes from."""
    if column.deadline is None:
        return "hạn gửi theo văn bản hướng dẫn, chưa ghi ngày"
    line = column.deadlines[-1]
    doubt = ", thời hạn chưa đối chiếu văn bản" if line.unconfirmed else ""
    return f"hạn {_day(column.deadline)} theo {line.basis}{doubt}"


def board_columns(board: Board, places: Sequence[int]) -> tuple[ListColumn[BoardRow], ...]:
    """The unit, then one column a period with its sum and its deadline in the head."""
    is_mixed = len({row.unit.former for row in board.rows}) > 1
    return (
        ListColumn(UNIT, "Đơn vị", 12, lambda row: _unit_words(row.unit, is_mixed=is_mixed)),
        *(_column(board, place) for place in places),
    )


def _unit_words(unit: BoardUnit, *, is_mixed: bool) -> str:
    """The unit, marked among units of today where it is one of the time until 30/6/2025."""
    return f"{unit.name} {FORMER_MARK}" if unit.former and is_mixed else unit.name


def _column(board: Board, place: int) -> ListColumn[BoardRow]:
    def shown(say: Callable[[BoardCell | None], str]) -> Callable[[BoardRow], str]:
        return lambda row: say(row.cells[place])

    column, total = board.periods[place], board.sum_of(place)
    due = f"hạn {_day(column.deadline)}" if column.deadline else "chưa ghi hạn"
    return ListColumn(
        column.period.kind.value,
        f"{short_period(column.period)}\nđã nộp {total.sent}/{total.expected}\n{due}",
        15,
        shown(cell_words),
        tone=shown(cell_tone),
    )


def sums_words(board: Board, places: Sequence[int]) -> str:
    """ "Năm 2025: 12/15 đơn vị đã nộp, 2 trễ"."""
    found = []
    for place in places:
        total = board.sum_of(place)
        cells = [row.cells[place] for row in board.rows]
        late = sum(each is not None and each.in_time is False for each in cells)
        words = f"{short_period(board.periods[place].period)}: {total.sent}/{total.expected} "
        found.append(f"{words}đơn vị đã nộp" + (f", {late} trễ" if late else ""))
    return " · ".join(found)


def board_file(
    profile: UnitProfile,
    board: Board,
    rows: Sequence[BoardRow],
    places: Sequence[int],
    which: BoardFilter,
    typed: str = "",
) -> ListFile[BoardRow]:
    """The board as shown, ready for Excel, PDF and paper; `typed` is what was searched for."""
    found = [f"chỉ gồm {dict(FILTERS)[which].lower()}"] if which else []
    found += [f"tìm “{typed.strip()}”"] if typed.strip() else []
    year = board.periods[0].period.year
    return ListFile(
        sheet="Tiến độ",
        title=f"TIẾN ĐỘ NỘP SỐ LIỆU NĂM {year}",
        things="đơn vị",
        unit=profile.heading,
        made=made_today(),
        conditions=f"Lọc: {'; '.join(found)}" if found else "",
        summary=sums_words(board, places),
        columns=board_columns(board, places),
        rows=tuple(rows),
        watermark=WATERMARK if profile.practice else "",
    )


def _day(day: date) -> str:
    return PartialDate.from_date(day).short()
