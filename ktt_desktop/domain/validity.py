"""Lines that hold for a time: which one is in force on a day, where they overlap or leave a gap."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TypeVar

from ktt_desktop.domain.dates import PartialDate
from ktt_desktop.domain.errors import InvalidInputError

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedLine:
    """Một dòng có thời hạn hiệu lực: both days count, a blank end is open."""

    valid_from: date | None = None
    valid_to: date | None = None

    @property
    def first_day(self) -> date:
        """The first day it is in force; the earliest date where open."""
        return self.valid_from or date.min

    @property
    def last_day(self) -> date:
        """The last day it is in force; the latest date where open."""
        return self.valid_to or date.max

    def holds(self, on: date) -> bool:
        """Whether it is in force on a day (có hiệu lực)."""
        return self.first_day <= on <= self.last_day


L = TypeVar("L", bound=DatedLine)


def in_force(lines: Iterable[L], on: date) -> tuple[L, ...]:
    """Every line in force on a day, the one that began last first."""
    holding = [line for line in lines if line.holds(on)]
    return tuple(sorted(holding, key=lambda line: line.first_day, reverse=True))


def line_for(lines: Sequence[L], on: date) -> L | None:
    """The line a document of a day prints: in force, else the last one before, else the first."""
    if holding := in_force(lines, on):
        return holding[0]
    past = [line for line in lines if line.last_day < on]
    if past:
        return max(past, key=lambda line: line.last_day)
    return min(lines, key=lambda line: line.first_day, default=None)


def overlaps(lines: Iterable[DatedLine]) -> list[str]:
    """What to tell of lines of which one at a time is wanted (chồng nhau)."""
    found = []
    reached: date | None = None  # covered so far
    for line in _in_order(lines):
        if reached is not None and line.first_day <= reached:
            both = span(line.first_day, min(reached, line.last_day))
            found.append(f"Hai dòng cùng có hiệu lực {both}; in theo dòng bắt đầu sau.")
        reached = max(reached or line.last_day, line.last_day)
    return found


def gaps(lines: Iterable[DatedLine]) -> list[str]:
    """What to tell of times between lines in which none is in force (để hở)."""
    found = []
    reached: date | None = None
    for line in _in_order(lines):
        if reached is not None and line.first_day - reached > _DAY:
            hole = span(reached + _DAY, line.first_day - _DAY)
            found.append(f"Không có dòng nào có hiệu lực {hole}; khi đó in theo dòng trước.")
        reached = max(reached or line.last_day, line.last_day)
    return found


def order_problem(line: DatedLine) -> str:
    """Why the two days of a line cannot stand together; empty when they can."""
    if line.first_day <= line.last_day:
        return ""
    return f"Ngày hết hiệu lực phải từ ngày bắt đầu ({short(line.first_day)}) trở đi."


def follow_problem(line: DatedLine, on: date) -> str:
    """Why nothing can follow a line from a day on; empty when it can."""
    if on <= line.first_day:
        return f"Ngày thay phải sau ngày dòng này bắt đầu ({short(line.first_day)})."
    if on > line.last_day:
        return (
            f"Dòng này chỉ có hiệu lực đến {short(line.last_day)}. "
            "Muốn ghi thời gian sau đó thì thêm dòng mới bằng F5."
        )
    return ""


def follow(line: L, on: date) -> tuple[L, L]:
    """The line ended the day before, and its copy from that day on; raises InvalidInputError."""
    if problem := follow_problem(line, on):
        raise InvalidInputError(problem)
    return replace(line, valid_to=on - _DAY), replace(line, valid_from=on)


def _in_order(lines: Iterable[DatedLine]) -> list[DatedLine]:
    return sorted(lines, key=lambda each: (each.first_day, each.last_day))


def span(first: date, last: date) -> str:
    """A time inside a sentence: "từ 1/7/2025 đến 30/6/2026", open ends left out."""
    words = [f"từ {short(first)}"] if first > date.min else []
    if last < date.max:
        words.append(f"đến {short(last)}")
    return " ".join(words) or "mọi thời gian"


def short(day: date) -> str:
    """As "1/7/2025"."""
    return PartialDate.from_date(day).short()
