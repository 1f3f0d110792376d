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
_POINTS = re.compile(r"(?<!\d)(\d{1,2})\s*[.\-/]+\s*(\d{1,2})\s*[.\-/]+\s*(\d{4}|\d{2})(?!\d)")
_ISO = re.compile(r"((?:19|20)\d\d)[-/.](\d{1,2})[-/.](\d{1,2})(?:[t ]\d\d:\d\d(?::\d\d)?.*)?")
_ONLY_YEAR = re.compile(r"(?:quy [ivx1-4]+|dau|cuoi|giua)[ /.-]*(?:nam )?((?:19|20)\d\d)")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ENGLISH = re.compile(rf"(\d{{1,2}})[-/ ]({'|'.join(_MONTHS)})[a-z]*[-/ ](\d{{4}}|\d\d)")
_NOT_IN = ("khoang", "truoc", "sau", "tren", "den ", "tu ")
_NOTHING = frozenset(
    ("-", "–", "x", "khong", "khong ro", "chua ro", "...", "…", "/", "chua co", "chua", "khong co",
     "chua dang ky", "chua cap", "k", "0")
)  # fmt: skip
_PLAINLY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})", re.ASCII)
_INSIDE = re.compile(r"(?:ngay|tu|cap|thanh lap|nam|thang|dk|dkkd|:|\bt(?=\d))\s*")


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
    if found := _PLAINLY.fullmatch(value):
        return _points(value, found)
    text = fold(value)
    if not text or text in _NOTHING:
        return Day(None)
    return _written(value, text)


def _written(value: str, text: str) -> Day:
    if found := _ENGLISH.fullmatch(text):
        text = f"{found[1]}/{_MONTHS.index(found[2]) + 1}/{found[3]}"
    if found := _ISO.fullmatch(text):
        year, month, day = map(int, found.groups())
        return _made(value, year, month, day)
    if text.isdigit() and int(text) in SERIALS:
        return _number(int(text))
    if found := _POINTS.search(text):
        return _points(value, found)
    for typed in (value, _INSIDE.sub(" ", text).strip()):
        try:
            return Day(parse_date(typed))
        except InvalidInputError:
            continue
    return _year(value, text)


def _year(value: str, text: str) -> Day:
    if found := _ONLY_YEAR.fullmatch(text):
        return Day(PartialDate(int(found[1])), f"“{value.strip()}” chỉ ghi được năm")
    found = re.fullmatch(r"\D{0,12}((?:19|20)\d\d)\D{0,12}", text)
    if found and not text.startswith(_NOT_IN):
        return Day(PartialDate(int(found[1])))
    return Day(None, f"“{value.strip()}” không phải là ngày tháng")


def _number(value: int | float) -> Day:
    if not float(value).is_integer():
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
    return _made(value, year, month, day, doubt)


def _made(value: str, year: int, month: int, day: int, doubt: str = "") -> Day:
    try:
        return Day(PartialDate(year, month, day), doubt)
    except InvalidInputError:
        return Day(None, f"“{value.strip()}” không có trong lịch")
