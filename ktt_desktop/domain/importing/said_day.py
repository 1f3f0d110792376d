"""The day a list speaks of, as the lines above and below it say."""

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date

from ktt_desktop.domain.dates import PartialDate
from ktt_desktop.domain.text import fold

_DAY = re.compile(r"(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*((?:19|20)\d\d)")
_LONG_DAY = re.compile(r"ngay\s+(\d{1,2})\s+thang\s+(\d{1,2})\s+nam\s+((?:19|20)\d\d)")
_YEAR = re.compile(r"\b((?:19|20)\d\d)\b")
_IN_YEAR = r"\s*(?:/|nam|dau nam)?\s*((?:19|20)\d\d)"
_QUARTERS = {"i": 3, "ii": 6, "iii": 9, "iv": 12, "1": 3, "2": 6, "3": 9, "4": 12}
_PERIODS: tuple[tuple[re.Pattern[str], Callable[[str], int]], ...] = (
    (re.compile(r"\b(\d{1,2}) thang" + _IN_YEAR), int),
    (re.compile(r"\bquy ([ivx]+|[1-4])" + _IN_YEAR), lambda quarter: _QUARTERS.get(quarter, 0)),
    (re.compile(r"\bthang (\d{1,2})" + _IN_YEAR), int),
)
_TO = re.compile(r"\b(?:tinh|so lieu|den)\b.*\bden\b|\bden (?:ngay|het|thang|nam|\d)")


def said_day(above: Sequence[str], below: Sequence[str]) -> date | None:
    """What stands behind "tính đến" above the list, else a day there, else below, else a year."""
    for texts in (above, below):
        folded = [fold(text) for text in texts]
        to = [text for text in folded if _TO.search(text)]
        if day := _first_day(to) or _first_day(folded):
            return day
    if ends := [day for text in above if (day := _end_of_period(fold(text)))]:
        return ends[0]
    years = [int(found[1]) for text in above if (found := _YEAR.search(fold(text)))]
    return date(years[0], 12, 31) if years else None


def _end_of_period(text: str) -> date | None:
    """The last day of the months a title names: "6 tháng đầu năm 2023", "quý II/2023"."""
    for pattern, months in _PERIODS:
        if found := pattern.search(text):
            last = months(found[1])
            if last in range(1, 13):
                return PartialDate(int(found[2]), last).last_day()
    return None


def _first_day(texts: Iterable[str]) -> date | None:
    for text in texts:
        for pattern in (_DAY, _LONG_DAY):
            for found in pattern.finditer(text):
                day, month, year = map(int, found.groups())
                try:
                    return date(year, month, day)
                except ValueError:
                    continue
    return None
