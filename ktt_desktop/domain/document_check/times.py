"""When a figure is of: the day it was counted to, or an estimate, or a target."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from ktt_desktop.domain.document_check.lines import Line

_MONTHS = {"ba": 3, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10}
_TO = r"(?:đến|tới)(?: nay)?(?: hết| cuối| thời điểm| ngày)*"
_FORMS = re.compile(
    rf"(?P<to>{_TO} ?)?(?P<d>\d{{1,2}})\s?/\s?(?P<m>\d{{1,2}})\s?/\s?(?P<y>\d{{4}})"
    rf"|{_TO} tháng (?P<m2>\d{{1,2}})\s?/\s?(?P<y2>\d{{4}})"
    rf"|{_TO} năm (?P<y3>\d{{4}})"
    r"|(?P<n>\d|1[01]|ba|sáu|bảy|tám|chín|mười) tháng đầu năm(?: (?P<y4>\d{4}))?"
    r"|ước (?:thực hiện )?(?:cả )?năm (?P<y5>\d{4})|(?P<now>(?<!đến )hiện nay|hiện tại)"
)


@dataclass(frozen=True, slots=True)
class Time:
    """Thời điểm của con số; no `end` where the text does not say."""

    end: date | None = None
    estimate: bool = False
    target: bool = False

    @property
    def words(self) -> str:
        """As in messages: "đến 30/6/2022", "ước đến 31/12/2022"."""
        if self.target or self.end is None:
            return "mục tiêu" if self.target else "hiện tại"
        day = f"{self.end.day}/{self.end.month}/{self.end.year}"
        return f"ước đến {day}" if self.estimate else f"đến {day}"


@dataclass(frozen=True, slots=True)
class Dated:
    """Một thời điểm nói ra trong dòng; `of_year`: the year was not printed with the months."""

    start: int
    stop: int
    time: Time
    words: str


def same_time(one: Time, other: Time) -> bool:
    """Whether two figures can be of one moment; an unknown moment goes with any but a target."""
    if one.target != other.target:
        return False
    return one.end is None or other.end is None or one == other


def times_of(line: Line, year: int | None) -> Iterator[Dated]:
    """The moments a line names; `year` completes "6 tháng đầu năm"."""
    for found in _FORMS.finditer(line.plain):
        if found["now"]:
            yield Dated(found.start(), found.end(), Time(), found[0])
            continue
        before = line.plain[max(0, found.start() - 22) : found.start()]
        if not found["to"] and found["d"]:
            continue  # the date of a document, or one compared with
        end = _end(found, year)
        estimate = bool(re.search(r"(?:ước|dự kiến)(?: thực hiện)?(?: tính)?\s*$", before))
        estimate = estimate or found["y5"] is not None
        if end is not None:
            yield Dated(found.start(), found.end(), Time(end, estimate), found[0].strip())


def _end(found: re.Match[str], year: int | None) -> date | None:
    try:
        if found["d"]:
            return date(int(found["y"]), int(found["m"]), int(found["d"]))
        if found["m2"]:
            return _month_end(int(found["y2"]), int(found["m2"]))
        if found["n"]:
            months = _MONTHS.get(found["n"]) or int(found["n"])
            named = int(found["y4"]) if found["y4"] else year
            return _month_end(named, months) if named else None
        return date(int(found["y3"] or found["y5"]), 12, 31)
    except ValueError:
        return None  # no such day


def _month_end(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
