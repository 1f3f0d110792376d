"""Việc cần làm: what waits to be done in a period, in the order of its weight."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from ktt_desktop.domain.findings import CheckResult, Place
from ktt_desktop.domain.numbers import prose_count
from ktt_desktop.domain.terms import Severity
from ktt_desktop.domain.unit_particulars import Deadline

SHOWN_DEADLINES = 4
LATE_DAYS = 30  # a deadline that passed is told this long
OLD_BACKUP_DAYS = 7
Year = tuple[int, int | None]  # year, stored value


@dataclass(frozen=True, slots=True)
class Task:
    """Một việc; `screen` is the name of the screen where it is done, `place` a figure there.

    A tab of a screen is named behind it: "submission/board".
    """

    severity: Severity
    words: str
    screen: str
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """Một con số chính của đơn vị, oldest year first; the newest is that of the period."""

    code: str
    years: tuple[Year, ...]

    @property
    def value(self) -> int | None:
        """The stored value of the period; None where it is not known."""
        return self.years[-1][1]


@dataclass(frozen=True, slots=True)
class Due:
    """Một thời hạn sắp đến hoặc vừa qua; `year` is the year that is reported."""

    deadline: Deadline
    year: int
    on: date

    def words(self, today: date) -> str:
        """How far off it is: "còn 27 ngày"."""
        days = (self.on - today).days
        if days == 0:
            return "hôm nay"
        return f"còn {days} ngày" if days > 0 else f"quá {-days} ngày"


@dataclass(frozen=True, slots=True)
class WorkPage:
    """Trang đầu của một kỳ, but for what the check found."""

    tasks: tuple[Task, ...]
    figures: tuple[KeyFigure, ...]
    dues: tuple[Due, ...]


def finding_tasks(result: CheckResult) -> Iterator[Task]:
    """Errors to mend or explain, then warnings to look at."""
    warnings = sum(
        each.severity is Severity.WARNING and (each.explanation is None or each.outdated)
        for each in result.findings
    )
    if result.open_errors:
        words = f"Sửa hoặc giải trình {prose_count(result.open_errors)} lỗi trước khi kết xuất."
        yield Task(Severity.ERROR, words, "validation")
    if warnings:
        words = f"Xem {prose_count(warnings)} cảnh báo chưa giải trình."
        yield Task(Severity.WARNING, words, "validation")


def in_order(tasks: Iterable[Task]) -> tuple[Task, ...]:
    """What keeps the report back comes first; tasks of one weight keep their order."""
    return tuple(sorted(tasks, key=lambda task: list(Severity).index(task.severity)))


def upcoming(deadlines: Sequence[Deadline], today: date) -> tuple[Due, ...]:
    """The next deadlines, and those that passed a short while ago, soonest first."""
    found = [
        Due(each, year, on)
        for each in deadlines
        for year in (today.year - 1, today.year)
        if (on := each.due_on(year)) is not None
        and each.holds(on)
        and -LATE_DAYS <= (on - today).days <= 366
    ]
    found.sort(key=lambda due: (due.on, due.deadline.what, due.deadline.receiver))
    return tuple(found[:SHOWN_DEADLINES])
