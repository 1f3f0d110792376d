"""The figures of a line: number, notation, unit, how exactly it is meant."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache

from ktt_desktop.domain.document_check.findings import Quote
from ktt_desktop.domain.document_check.lines import Line
from ktt_desktop.domain.document_check.words import MONEY, PERCENT, DocumentWords, one_of

_BODY = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+,\d+|\d+\.\d+|\d+"
_NUMBER = re.compile(
    rf"(?<![\w/.,])(?P<low>{_BODY})"
    rf"(?:\s*%?\s*[-–]\s*(?P<high>{_BODY})|/(?P<of>{_BODY}))?(?![\w/])"
)
_PER = re.compile(r"(?:\s*/\s*[^\W\d_]+(?: (?:viên|động|bình quân))?)+")
_NOT_FIGURES = re.compile(
    r"\d{1,2}\s?/\s?\d{1,2}\s?/\s?\d{4}|ngày \d{1,2} tháng \d{1,2} năm \d{4}"
    r"|(?:tháng|quý) \d{1,2}\s?/\s?\d{4}|tháng \d{1,2}|ngày \d{1,2}|\d{4}\s?[-–]\s?\d{4}|năm \d{4}"
    r"|\d+/\d{4}/\S+|\d+\s?/[^\W\d_]\S*|\d+-[^\W\d_]\S*"
    r"|(?:điều|khoản|khóa|lần thứ|(?:tiêu chí|bảng|biểu|mẫu) số|phụ lục|covid ?-?) ?\d+"
    r"|trung ương ?\d+(?![\d.,]* (?:nghìn|triệu|tỷ|đồng))"  # a plenum, not the state budget's money
    r"|^\s*[-+]?\s*\(?\d+(?:\.\d+)*[.)](?!\d)|^\s*\d+(?:\.\d+)+\s|\(\d+\)"
    r"|bình quân (?:của )?0?1(?!\d)|\d+ (?:năm|tháng|ngày|giờ)\b"
    r"|(?<![\d.])4\.0(?!\d)|luật hợp tác xã (?:số )?\d+"
)


class About(StrEnum):
    """Con số được nói ở mức nào."""

    EXACT = ""
    NEARLY = "khoảng"
    OVER = "trên"
    UNDER = "dưới"


@dataclass(frozen=True, slots=True)
class Figure:
    """Một con số trong văn bản; money is in triệu đồng, a percentage in phần trăm."""

    line: Line
    start: int
    end: int  # of number, unit and what it is per
    body: str  # as printed
    value: Fraction
    decimals: int
    unit: str  # kind of unit, empty where none stands there
    unit_text: str
    per: str  # "/người/tháng"
    about: About
    high: Fraction | None  # of a range
    of: Fraction | None  # the whole of "9/27"

    @property
    def row(self) -> int:
        """The number of the line it stands in."""
        return self.line.at(self.start)

    @property
    def is_count(self) -> bool:
        """Neither money nor a percentage."""
        return self.unit not in (MONEY, PERCENT)

    def quote(self, before: int = 60, after: int = 45) -> Quote:
        """The figure with the words around it, whole words."""
        text = self.line.text
        start, end = max(self.start - before, 0), min(self.end + after, len(text))
        while 0 < start < self.start and text[start - 1] != " ":
            start += 1
        while self.end < end < len(text) and text[end] != " ":
            end -= 1
        return self.line.quote(start, end)

    @property
    def shown(self) -> str:
        """The number as printed with its unit."""
        unit = self.line.text[self.start : self.end]
        return unit.strip()


def value_of(body: str) -> Fraction:
    """The value of a printed number: dots between threes are thousands, else decimals."""
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", body):
        body = body.replace(".", "")
    return Fraction(body.replace(",", "."))


def decimals_of(body: str) -> int:
    """How many decimals are printed."""
    found = re.search(r",(\d+)$", body) or re.fullmatch(r"\d+\.(\d{1,2}|\d{4,})", body)
    return len(found[1]) if found else 0


def figures_of(line: Line, words: DocumentWords) -> tuple[Figure, ...]:
    """The figures of a line, in order; dates, years, numbers of documents are none."""
    return tuple(_figures(line, words))


def not_figures(line: Line) -> list[tuple[int, int]]:
    """Where digits stand that are no figures."""
    return [found.span() for found in _NOT_FIGURES.finditer(line.plain)]


def _figures(line: Line, words: DocumentWords) -> Iterator[Figure]:
    taken = not_figures(line)
    for found in _NUMBER.finditer(line.plain):
        if any(start < found.end("low") and found.start() < end for start, end in taken):
            continue
        yield _figure(line, found, words)


def _figure(line: Line, found: re.Match[str], words: DocumentWords) -> Figure:
    unit, factor, unit_text, end = _unit(line.plain, found.end(), words)
    per = _PER.match(line.plain, end) if unit in (MONEY, "nguoi") else None
    about = _about(line.plain, found.start(), per.end() if per else end, words)
    return Figure(
        line=line,
        start=found.start(),
        end=per.end() if per else end,
        body=found["low"],
        value=value_of(found["low"]) * factor,
        decimals=decimals_of(found["low"]),
        unit=unit,
        unit_text=unit_text,
        per=per[0].replace(" /", "/").replace("/ ", "/").strip() if per else "",
        about=about,
        high=value_of(found["high"]) * factor if found["high"] else None,
        of=value_of(found["of"]) * factor if found["of"] else None,
    )


@lru_cache(maxsize=8)
def _unit_forms(
    units: tuple[tuple[str, Fraction, tuple[str, ...]], ...],
) -> tuple[re.Pattern[str], dict[str, tuple[str, Fraction]]]:
    known = {word: (kind, factor) for kind, factor, words in units for word in words}
    return re.compile(rf"\s*(?P<unit>{one_of(known)})(?!\w)"), known


def _unit(plain: str, place: int, words: DocumentWords) -> tuple[str, Fraction, str, int]:
    form, known = _unit_forms(tuple((each.kind, each.factor, each.words) for each in words.units))
    found = form.match(plain, place)
    if found is None:
        return "", Fraction(1), "", place
    kind, factor = known[found["unit"]]
    return kind, factor, found["unit"], found.end()


def _about(plain: str, start: int, end: int, words: DocumentWords) -> About:
    before = plain[max(0, start - 24) : start].rstrip()
    if re.match(r"\s*trở lên", plain[end:]):
        return About.OVER
    for list_name, about in (
        ("more_than", About.OVER),
        ("less_than", About.UNDER),
        ("approximately", About.NEARLY),
    ):
        if re.search(rf"(?<!\w)(?:{one_of(words.lists[list_name])})$", before):
            return about
    return About.EXACT
