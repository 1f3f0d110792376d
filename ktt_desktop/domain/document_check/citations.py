"""Legal documents as a text cites them: kind, number, date, the years of a programme."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ktt_desktop.domain.document_check.findings import Quote
from ktt_desktop.domain.document_check.lines import Line, plain_of

_KINDS = (
    "Luật|Nghị định|Nghị quyết|Quyết định|Thông tư|Công văn|Kế hoạch|Chương trình hành động"
    "|Chương trình|Chỉ thị|Kết luận|Văn bản|Báo cáo"
)
_DATE = (
    r"ngày\s+(?:(?P<d>\d{1,2})\s?/\s?(?P<m>\d{1,2})\s?/\s?(?P<y>\d{4})"
    r"|(?P<d2>\d{1,2}) tháng (?P<m2>\d{1,2}) năm (?P<y2>\d{4}))"
)
_CITED = re.compile(
    rf"(?P<kind>{_KINDS})\s+(?:số\s*:?\s*)?(?P<number>\d+(?:/\d{{4}})?[/-][^\W\d_]?[\w/-]*)"
    rf"(?:\s*,?\s*{_DATE})?",
    re.IGNORECASE,
)
_PERIOD = re.compile(r"giai đoạn (?P<first>\d{4})\s?[-–]\s?(?P<last>\d{4})")
_LAW = re.compile(
    r"(?:luật hợp tác xã|luật htx)(?: (?:sửa đổi|mới))? (?:năm )?(?P<year>(?:19|20)\d\d)(?![/\d])"
)


@dataclass(frozen=True, slots=True)
class Citation:
    """Một lần viện dẫn; `period`: the years the text gives the programme."""

    line: Line
    start: int
    end: int
    kind: str
    number: str
    date: date | None
    wrong_date: str  # printed, but in no calendar
    period: tuple[int, int] | None
    beside: str  # the words after it, for the title

    @property
    def key(self) -> str:
        """The number as it is compared."""
        return self.number.casefold()

    def quote(self) -> Quote:
        """The citation as a place."""
        return self.line.quote(self.start, self.end)


@dataclass(frozen=True, slots=True)
class LawCited:
    """Luật Hợp tác xã cited by its year."""

    line: Line
    start: int
    end: int
    year: int

    def quote(self) -> Quote:
        """The citation with what is said of it."""
        return self.line.quote(max(0, self.start - 40), min(self.end + 60, len(self.line.text)))


def citations_of(line: Line) -> tuple[Citation, ...]:
    """The documents a line cites by number."""
    found = list(_CITED.finditer(line.text))
    ends = [each.start() for each in found[1:]] + [len(line.text)]
    return tuple(_citation(line, each, end) for each, end in zip(found, ends, strict=False))


def laws_of(line: Line) -> Iterator[LawCited]:
    """The laws on cooperatives a line cites by year."""
    for found in _LAW.finditer(line.plain):
        yield LawCited(line, found.start(), found.end(), int(found["year"]))


def _citation(line: Line, found: re.Match[str], end: int) -> Citation:
    day, wrong = _day(found)
    beside = re.split(r"[;.](?=\s|$)", line.plain[found.end() : end], maxsplit=1)[0]
    return Citation(
        line=line,
        start=found.start(),
        end=found.end(),
        kind=plain_of(found["kind"]),
        number=found["number"].rstrip("-/"),
        date=day,
        wrong_date=wrong,
        period=_period(line, found.start(), beside),
        beside=beside,
    )


def _day(found: re.Match[str]) -> tuple[date | None, str]:
    parts = (found["d"] or found["d2"], found["m"] or found["m2"], found["y"] or found["y2"])
    if not all(parts):
        return None, ""
    try:
        return date(int(parts[2]), int(parts[1]), int(parts[0])), ""
    except ValueError:
        return None, "/".join(parts)


def _period(line: Line, start: int, beside: str) -> tuple[int, int] | None:
    """The years of the programme: after the citation, or before one that stands in brackets."""
    if line.plain[:start].rstrip().endswith("("):
        named = re.split(r"[);]|, kế hoạch", line.plain[:start])[-1]
        found = next(reversed(list(_PERIOD.finditer(named))), None)
    else:
        found = _PERIOD.search(beside)
    return (int(found["first"]), int(found["last"])) if found else None
