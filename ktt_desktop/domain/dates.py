"""Vietnamese dates known to the day, the month or only the year."""

import calendar
import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import total_ordering
from typing import Self

from ktt_desktop.domain.errors import InvalidInputError
from ktt_desktop.domain.text import fold, nfc

FIRST_YEAR, LAST_YEAR = 1900, 2100

_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
_SEPARATOR = r"\s*(?:[/.-]|{word}\b)\s*"
_TO_MONTH, _TO_YEAR = _SEPARATOR.format(word=r"\bthang"), _SEPARATOR.format(word=r"\bnam")
_MONTH = rf"(?:thang\s*)?(?P<month>\d{{1,2}}){_TO_YEAR}"
_FORMS = tuple(
    re.compile(form, re.ASCII)
    for form in (
        rf"(?:ngay\s*)?(?P<day>\d{{1,2}}){_TO_MONTH}(?P<month>\d{{1,2}}){_TO_YEAR}(?P<year>\d{{4}})",
        rf"{_MONTH}(?P<year>\d{{4}})",
        r"(?:nam\s*)?(?P<year>\d{4})",
        r"(?P<year>\d{4})-(?P<month>\d{1,2})(?:-(?P<day>\d{1,2}))?",
    )
)
_SHORT_YEAR = re.compile(rf".*\d{_TO_YEAR}\d{{1,3}}", re.ASCII)
_HOW_TO = "Gõ như 15/8/2022, 8/2022 hoặc 2022."


class Precision(StrEnum):
    """Mức chính xác của một ngày tháng."""

    YEAR = "nam"
    MONTH = "thang"
    DAY = "ngay"


@total_ordering
@dataclass(frozen=True, slots=True)
class PartialDate:
    """Ngày tháng biết đến ngày, đến tháng hoặc chỉ đến năm; "2022" sorts before "2022-01-01".

    Raises InvalidInputError for a day that is not in the calendar.
    """

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        """Refuse what the calendar does not have."""
        if not FIRST_YEAR <= self.year <= LAST_YEAR:
            raise InvalidInputError(
                f"Năm {self.year} không dùng được. Gõ năm từ {FIRST_YEAR} đến {LAST_YEAR}."
            )
        if self.month is not None:
            _check_month(self.month)
            if self.day is not None:
                _check_day(self.year, self.month, self.day)
        elif self.day is not None:
            raise InvalidInputError("Ngày phải đi cùng tháng. Gõ thêm tháng, ví dụ 15/8/2022.")

    @classmethod
    def from_date(cls, day: date) -> Self:
        """The whole day."""
        return cls(day.year, day.month, day.day)

    @classmethod
    def from_iso(cls, text: str) -> Self:
        """Read "2022", "2022-08" or "2022-08-15"; raises InvalidInputError for anything else."""
        found = _ISO.fullmatch(text)
        if found is None:
            raise InvalidInputError(f"“{text}” không phải là ngày tháng dạng 2022-08-15.")
        year, *smaller = found.groups()
        return cls(int(year), *(int(part) if part else None for part in smaller))

    @property
    def precision(self) -> Precision:
        """How much of the date is known."""
        if self.month is None:
            return Precision.YEAR
        return Precision.MONTH if self.day is None else Precision.DAY

    def iso(self) -> str:
        """As "2022", "2022-08" or "2022-08-15": what is stored and exchanged."""
        known = (f"{self.year:04}", self.month, self.day)
        return "-".join(f"{part:02}" if isinstance(part, int) else part for part in known if part)

    def short(self) -> str:
        """For tables: "15/8/2022", "8/2022", "2022"."""
        return "/".join(str(part) for part in (self.day, self.month, self.year) if part)

    def running(self) -> str:
        """For sentences: "ngày 15/8/2022", "tháng 8/2022", "năm 2022"."""
        words = {Precision.DAY: "ngày", Precision.MONTH: "tháng", Precision.YEAR: "năm"}
        return f"{words[self.precision]} {self.short()}"

    def first_day(self) -> date:
        """The earliest day it can mean."""
        return date(self.year, self.month or 1, self.day or 1)

    def last_day(self) -> date:
        """The latest day it can mean."""
        month = self.month or 12
        return date(self.year, month, self.day or _days_in(self.year, month))

    def __lt__(self, other: object) -> bool:
        """In the order of the stored text."""
        return self.iso() < other.iso() if isinstance(other, PartialDate) else NotImplemented


def parse_date(text: str) -> PartialDate | None:
    """Read a typed date ("20/11/ 2013", "tháng 8/2022", "năm 2022"), None where blank.

    Raises InvalidInputError.
    """
    folded = fold(text)
    if not folded:
        return None
    for form in _FORMS:
        if found := form.fullmatch(folded):
            return PartialDate(
                **{name: int(part) for name, part in found.groupdict().items() if part}
            )
    raise InvalidInputError(_why_unreadable(nfc(text), folded))


def months_later(day: date, months: int) -> date:
    """The same day so many months later, the last one of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, _days_in(year, month + 1)))


def heading_date(day: date) -> str:
    """As "ngày 05 tháng 02 năm 2026": zero before days 1–9, months 1, 2 (NĐ 30/2020/NĐ-CP)."""
    month = f"{day.month:02}" if day.month <= 2 else str(day.month)
    return f"ngày {day.day:02} tháng {month} năm {day.year}"


def _why_unreadable(text: str, folded: str) -> str:
    if folded.startswith("quy"):
        return f"“{text}” là một quý. Gõ tháng cuối quý, ví dụ 3/2026."
    if _SHORT_YEAR.fullmatch(folded):
        return f"“{text}” chưa có năm đủ bốn chữ số. {_HOW_TO}"
    return f"“{text}” không phải là ngày tháng. {_HOW_TO}"


def _days_in(year: int, month: int) -> int:
    return calendar.monthrange(year, month)[1]


def _check_month(month: int) -> None:
    if not 1 <= month <= 12:
        raise InvalidInputError(
            f"Không có tháng {month}. Gõ ngày trước, tháng sau, ví dụ 15/8/2022."
        )


def _check_day(year: int, month: int, day: int) -> None:
    days = _days_in(year, month)
    if not 1 <= day <= days:
        raise InvalidInputError(
            f"Ngày {day:02}/{month:02}/{year} không có trong lịch. "
            f"Tháng {month} năm {year} có {days} ngày."
        )
