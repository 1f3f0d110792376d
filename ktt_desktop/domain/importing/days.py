"""Dates as officers write them: days, months, years, serial numbers of Excel."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from ktt_desktop.domain.dates import PartialDate, parse_date
from ktt_desktop.domain.errors import InvalidInputError
from ktt_desktop.domain.importing.table import Value
from ktt_desktop.domain.text import fold

FIRST, LAST = 1930, 2100
SERIALS = range(10_000, 73_000)  # 1927 to 2099
EPOCH = date(1899, 12, 30)
_POINTS = re.compile(r"(?<!\d)(\d{1,2})\s*[.\-/]\s*(\d{1,2})\s*[.\-/]\s*(\d{4}|\d{2})(?!\d)")
_INSIDE = re.compile(r"(?:ngay|tu|cap|thanh lap|nam|thang|dk|dkkd|:)\s*")


@dataclass(frozen=True, slots=True)
class Day:
    """Một ngày đọc được; `doubt` tells why it is not, or what is not certain."""

    value: PartialDate | None
    doubt: str = ""


def read_day(value: Value) -> Day:
    """The date of a cell."""
    if value is None or isinstance(value, bool):
        return Day(None)
    if isinstance(value, date):
        return Day(PartialDate(value.year, value.month, value.day))
    if isinstance(value, int | float):
        return _number(value)
    text = fold(value)
    if not text or text in ("-", "–", "x", "khong", "khong ro", "chua ro", "...", "…", "/"):
        return Day(None)
    if found := _POINTS.search(text):
        return _points(value, found)
    for typed in (value, _INSIDE.sub(" ", text).strip()):
        try:
            return Day(parse_date(typed))
        except InvalidInputError:
            continue
    if found := re.fullmatch(r"\D{0,12}((?:19|20)\d\d)\D{0,12}", text):
        return Day(PartialDate(int(found[1])))
    return Day(None, f"“{value.strip()}” không phải là ngày tháng")


def _number(value: int | float) -> Day:
    if value != int(value):
        return Day(None, f"“{value}” không phải là ngày tháng")
    if FIRST <= value <= LAST:
        return Day(PartialDate(int(value)))
    if int(value) in SERIALS:
        day = EPOCH + timedelta(days=int(value))
        return Day(PartialDate(day.year, day.month, day.day))
    return Day(None, f"“{int(value)}” không phải là ngày tháng")


def _points(value: str, found: re.Match[str]) -> Day:
    day, month, year = (int(part) for part in found.groups())
    doubt = ""
    if year < 100:
        year += 2000 if year < 50 else 1900
        doubt = f"“{value.strip()}” đọc là năm {year}"
    try:
        return Day(PartialDate(year, month, day), doubt)
    except InvalidInputError:
        return Day(None, f"“{value.strip()}” không có trong lịch")
