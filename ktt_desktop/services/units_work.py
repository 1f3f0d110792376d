"""Việc cần làm of a unit with units below it: who has not sent, what waits to be decided."""

from collections import Counter
from collections.abc import Iterator, Sequence

from ktt_desktop.domain.dates import PartialDate
from ktt_desktop.domain.numbers import prose_count
from ktt_desktop.domain.period import ReportingPeriod
from ktt_desktop.domain.receiving import HELD_BACK, FileState, HeldFile
from ktt_desktop.domain.records import UnitProfile
from ktt_desktop.domain.terms import Severity, UnitLevel
from ktt_desktop.domain.work_page import Due, Task
from ktt_desktop.services.book import Book, today
from ktt_desktop.services.completeness import board_of
from ktt_desktop.services.corrections import corrections
from ktt_desktop.services.receiving_kept import received_files
from ktt_desktop.services.reminder import to_remind
from ktt_desktop.services.unit_duplicates import duplicate_claims

NAMED = 3  # units named in one line
BOARD, RECEIVING, MERGED = "submission/board", "submission/receiving", "submission/merged"
WAITING = {
    FileState.CONFLICT: "hai tệp cùng lần khác số liệu",
    FileState.UNKNOWN_UNIT: "chưa rõ đơn vị nhận số liệu",
    FileState.LOCKED: "kỳ đã chốt",
}


def units_work(book: Book, profile: UnitProfile, period: ReportingPeriod) -> Iterator[Task]:
    """What the units below owe in a period, and what their files of any period wait for.

    A book of the time before 7/2025 is told nothing as long as it has received nothing.
    """
    if profile.level is UnitLevel.COMMUNE:
        return
    files = received_files(book)
    if files or not profile.historical:
        yield from _missing(book, profile, period)
    yield from _waiting(files)
    yield from _duplicates(book)
    yield from _unexplained(book)


def _missing(book: Book, profile: UnitProfile, period: ReportingPeriod) -> Iterator[Task]:
    board = board_of(book, profile, period.year)
    place = next(at for at, each in enumerate(board.periods) if each.period == period)
    units, deadline = to_remind(board, place, profile), board.periods[place].deadline
    if not units:
        return
    due, severity = "", Severity.NOTICE
    if deadline is not None:
        day = PartialDate.from_date(deadline).short()
        line = board.periods[place].deadlines[-1]
        due = f" (hạn {day}, {Due(line, period.year, deadline).words(today())})"
        severity = Severity.WARNING if deadline < today() else Severity.NOTICE
    names = ", ".join(each.name for each in units[:NAMED])
    more = "…" if len(units) > NAMED else "."
    words = f"{prose_count(len(units))} đơn vị chưa nộp “{period.label}”{due}: {names}{more}"
    yield Task(severity, words, BOARD)


def _waiting(files: Sequence[HeldFile]) -> Iterator[Task]:
    states = Counter(each.state for each in files if each.state in HELD_BACK)
    if states:
        parts = [f"{WAITING[each]} {states[each]}" for each in HELD_BACK if states[each]]
        words = f"{prose_count(states.total())} tệp nhận chờ xử lý: {', '.join(parts)}."
        yield Task(Severity.WARNING, words, RECEIVING)


def _duplicates(book: Book) -> Iterator[Task]:
    claims = duplicate_claims(book)
    if claims:
        names = ", ".join(each.sides[0].name for each in claims[:NAMED])
        more = "…" if len(claims) > NAMED else "."
        words = (
            f"{prose_count(len(claims))} tổ chức do hai đơn vị cùng gửi, chưa tính ở đơn vị nào: "
            f"{names}{more}"
        )
        yield Task(Severity.WARNING, words, MERGED)


def _unexplained(book: Book) -> Iterator[Task]:
    count = sum(not each.reason for each in corrections(book))
    if count:
        words = f"{prose_count(count)} số của đơn vị dưới đã sửa ở cấp này, chưa ghi lý do."
        yield Task(Severity.NOTICE, words, MERGED)
