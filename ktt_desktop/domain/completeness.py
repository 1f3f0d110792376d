"""Tiến độ nộp: which unit below has sent what in each period, and what still waits."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from ktt_desktop.domain.period import ReportingPeriod
from ktt_desktop.domain.receiving import (
    HELD_BACK,
    Approval,
    FileState,
    HeldFile,
    in_order,
    unit_of_key,
)
from ktt_desktop.domain.terms import PeriodKind, UnitLevel
from ktt_desktop.domain.unit_particulars import Deadline

#: The reports of a year N in the order they are made; a plan is made for N+1.
KINDS = (PeriodKind.HALF_YEAR, PeriodKind.PLAN, PeriodKind.ESTIMATE, PeriodKind.YEAR)
_SENDERS = {
    UnitLevel.COMMUNE: "cấp xã",
    UnitLevel.DISTRICT: "cấp huyện",
    UnitLevel.PROVINCE: "cấp tỉnh",
}
_RECEIVERS = {
    UnitLevel.DISTRICT: ("cấp huyện", "UBND huyện"),
    UnitLevel.PROVINCE: ("cấp tỉnh", "UBND tỉnh"),
    UnitLevel.MINISTRY: ("Bộ",),
}


class BoardState(StrEnum):
    """Tình trạng nộp của một đơn vị trong một kỳ."""

    MISSING = "chua_nop"
    HELD = "cho_xu_ly"  # a file waits for a decision here
    RETURNED = "tra_lai"  # its newest file went back to be mended
    RECEIVED = "da_nhan"
    APPROVED = "da_chot"


@dataclass(frozen=True, slots=True)
class BoardUnit:
    """Một đơn vị dưới; `former` is one of the time until 30/6/2025."""

    key: str
    name: str
    former: bool = False


@dataclass(frozen=True, slots=True)
class BoardPeriod:
    """Một kỳ của bảng: who should send (keys), and by when; no deadline where a letter sets it.

    `deadlines` are the lines the day was taken from.
    """

    period: ReportingPeriod
    expected: frozenset[str]
    deadline: date | None = None
    deadlines: tuple[Deadline, ...] = ()


@dataclass(frozen=True, slots=True)
class BoardCell:
    """Một ô: `number` is that of the file in force, None without one; 0 is the official one.

    `received_on` is the day its first accepted file came, which decides `in_time` (None without a
    deadline); `made_on` the day that file was made. `waiting` says why a file is held back.
    `senders` are the keys of the units whose files are in force: the unit itself, or those that
    came to it. A cell with `is_expected` False belongs to a unit that did not have to send.
    """

    state: BoardState
    is_expected: bool = True
    number: int | None = None
    received_on: date | None = None
    made_on: date | None = None
    in_time: bool | None = None
    waiting: FileState | None = None
    is_overdue: bool = False  # nothing came and the deadline is over
    senders: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BoardRow:
    """Một đơn vị và các ô của nó; None where it neither had to send nor sent."""

    unit: BoardUnit
    cells: tuple[BoardCell | None, ...]


@dataclass(frozen=True, slots=True)
class PeriodSum:
    """Cộng một kỳ: of `expected` units `sent` have a file in force."""

    expected: int
    sent: int


@dataclass(frozen=True, slots=True)
class Board:
    """Bảng tiến độ của một năm: units of today first, then former ones."""

    periods: tuple[BoardPeriod, ...]
    rows: tuple[BoardRow, ...]

    def sum_of(self, place: int) -> PeriodSum:
        """How many of how many have sent in the period of a column."""
        cells = [row.cells[place] for row in self.rows]
        expected = [each for each in cells if each is not None and each.is_expected]
        return PeriodSum(len(expected), sum(each.number is not None for each in expected))

    def missing(self, place: int) -> tuple[BoardUnit, ...]:
        """The units to be reminded in a period: nothing came, or what came went back."""
        wanting = (BoardState.MISSING, BoardState.RETURNED)
        return tuple(
            row.unit
            for row in self.rows
            if (cell := row.cells[place]) is not None and cell.is_expected and cell.state in wanting
        )


def periods_of(year: int) -> tuple[ReportingPeriod, ...]:
    """The reports of year N: half a year, the plan of N+1, the estimate, the year."""
    return tuple(ReportingPeriod(year, kind) for kind in KINDS)


def sending_day(period: ReportingPeriod) -> date:
    """The day after its figures end: who exists then draws the report up and sends it.

    So the half year of 2025 is owed by the communes of 1/7/2025, not by the districts before.
    """
    return period.default_as_of + timedelta(days=1)


def deadlines_for(
    deadlines: Iterable[Deadline], period: ReportingPeriod, sender: UnitLevel, receiver: UnitLevel
) -> tuple[Deadline, ...]:
    """The lines of a period from one level to another that name a day, the last day last."""
    found = [
        (on, each)
        for each in deadlines
        if each.cycle is period.kind
        and (on := each.due_on(period.year)) is not None
        and each.holds(on)
        and _SENDERS.get(sender, "-") in each.sender
        and any(words in each.receiver for words in _RECEIVERS.get(receiver, ()))
    ]
    found.sort(key=lambda pair: (pair[0], pair[1].what))
    return tuple(each for _, each in found)


def make_board(
    units: Sequence[BoardUnit],
    periods: Sequence[BoardPeriod],
    files: Iterable[HeldFile],
    approvals: Iterable[Approval],
    today: date,
) -> Board:
    """Lay the kept files over what should come; a unit nobody expected gets a row of its own.

    A unit that is gone stands under the one its files land on, but for the periods it owed itself.
    """
    known = {each.key: each for each in units}
    places = {each.period.code: place for place, each in enumerate(periods)}
    by_cell: dict[tuple[str, int], list[HeldFile]] = {}
    for file in files:
        if (at := places.get(file.key.period)) is None:
            continue
        key = _row_key(file, periods[at].expected)
        known.setdefault(key, BoardUnit(key, file.unit_name, former=unit_of_key(key)[1]))
        by_cell.setdefault((key, at), []).append(file)
    approved = _approved(approvals)
    rows = []
    for unit in known.values():
        cells = tuple(
            _cell_of(unit.key, each, by_cell.get((unit.key, at), ()), approved, today)
            for at, each in enumerate(periods)
        )
        if any(cell is not None for cell in cells):
            rows.append(BoardRow(unit, cells))
    rows.sort(key=lambda row: row.unit.former)  # stable: the order of the list of units stays
    return Board(tuple(periods), tuple(rows))


def _row_key(file: HeldFile, expected: Collection[str]) -> str:
    unit = file.key.unit
    return unit if unit in expected else file.lands_on or unit


def _approved(approvals: Iterable[Approval]) -> Mapping[tuple[str, str], bool]:
    """(unit, period) → whether it is closed now; the last word counts."""
    found: dict[tuple[str, str], bool] = {}
    for each in sorted(approvals, key=lambda one: one.approved_at):
        found[each.unit, each.period] = each.opened_at is None
    return found


def _cell_of(
    unit: str,
    column: BoardPeriod,
    files: Sequence[HeldFile],
    approved: Mapping[tuple[str, str], bool],
    today: date,
) -> BoardCell | None:
    is_expected = unit in column.expected
    accepted = in_order(each for each in files if each.state is FileState.ACCEPTED)
    senders = tuple(sorted({each.key.unit for each in accepted}))
    code = column.period.code
    is_approved = all(approved.get((each, code), False) for each in senders or (unit,))
    if not (is_expected or files or is_approved):
        return None
    state, waiting = _state(files, is_approved=is_approved)
    if not accepted:
        late = column.deadline is not None and today > column.deadline
        overdue = late and state is BoardState.MISSING
        return BoardCell(state, is_expected, waiting=waiting, is_overdue=overdue)
    first = min(accepted, key=_came)
    received_on = _came(first).astimezone().date()
    return BoardCell(
        state,
        is_expected,
        number=accepted[-1].number,
        received_on=received_on,
        made_on=first.created_at.astimezone().date(),
        in_time=None if column.deadline is None else received_on <= column.deadline,
        waiting=waiting,
        senders=senders,
    )


def _came(file: HeldFile) -> datetime:
    """When a file was received; every kept one has the moment."""
    return file.received_at or file.created_at


def _state(files: Sequence[HeldFile], *, is_approved: bool) -> tuple[BoardState, FileState | None]:
    states = {each.state for each in files}
    waiting = next((each for each in HELD_BACK if each in states), None)
    counted = in_order(each for each in files if each.state is not FileState.SET_ASIDE)
    if waiting is not None:
        return BoardState.HELD, waiting
    if is_approved:
        return BoardState.APPROVED, None
    if not counted:
        return BoardState.MISSING, None
    if counted[-1].state is FileState.RETURNED:
        return BoardState.RETURNED, None
    return BoardState.RECEIVED, None
