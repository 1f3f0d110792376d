"""The words a document is understood with, as the catalogue gives them."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

MONEY, PERCENT, PERSONS = "tien", "phan_tram", "nguoi"
UNION, COOPERATIVE, GROUP, BOTH = "LHHTX", "HTX", "THT", "HTX+THT"
KINDS = (UNION, COOPERATIVE, GROUP, BOTH)


@dataclass(frozen=True, slots=True)
class UnitWords:
    """Đơn vị đứng sau con số; `factor`: of the basic unit, triệu đồng for money."""

    kind: str
    factor: Fraction
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MeasureWords:
    """Một loại số liệu và những cách gọi nó; `codes`: kind of organisation → indicator."""

    id: str
    label: str
    unit: tuple[str, ...]
    phrases: tuple[str, ...]
    codes: Mapping[str, str]
    sector: str = ""
    part_of: str = ""
    levels: tuple[str, ...] = ()
    sum_of: tuple[str, ...] = ()
    average: str = ""
    below: str = ""
    counterpart: str = ""
    base: str = ""
    rated: bool = False
    flow: bool = False
    yearly: bool = False


@dataclass(frozen=True, slots=True)
class StatusWords:
    """Một tình trạng viết cạnh số tổ chức; `kind`: stock, flow or other."""

    id: str
    kind: str
    group: str
    words: tuple[str, ...]
    codes: Mapping[str, str]
    sector: str


@dataclass(frozen=True, slots=True)
class SectorWords:
    """Một lĩnh vực; `parts`: the smaller ones a heading may join."""

    code: str
    words: tuple[str, ...]
    parts: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Opposite:
    """Hai nhận xét trái nhau về một việc."""

    topic: tuple[str, ...]
    one: tuple[str, ...]
    other: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LegalDocument:
    """Một văn bản căn cứ; `until`: replaced or ended on that day."""

    kind: str
    number: str
    name: str
    issued: date
    year: int | None = None
    since: date | None = None
    until: date | None = None
    replaced_by: str = ""
    period: tuple[int, int] | None = None
    title: tuple[str, ...] = ()
    yearly: bool = False


@dataclass(frozen=True, slots=True)
class DocumentWords:
    """Từ điển của việc kiểm tra văn bản."""

    units: tuple[UnitWords, ...]
    measures: Mapping[str, MeasureWords]
    statuses: Mapping[str, StatusWords]
    sectors: tuple[SectorWords, ...]
    sources: Mapping[str, tuple[str, ...]]
    opposites: tuple[Opposite, ...]
    lists: Mapping[str, tuple[str, ...]]
    terms: tuple[str, ...]
    fine: frozenset[str]
    compounds: frozenset[str]
    wrong: Mapping[str, str]
    doubled: frozenset[str]
    legal: tuple[LegalDocument, ...]

    def label(self, measure: str) -> str:
        """What messages call a measure."""
        return self.measures[measure].label


def one_of(words: Iterable[str]) -> str:
    """A pattern of whole words, the longest first."""
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


def find_word(text: str, words: Iterable[str], start: int = 0) -> re.Match[str] | None:
    """The first of these whole words in a plain text."""
    return re.compile(rf"(?<!\w)(?:{one_of(words)})(?!\w)").search(text, start)


def has_word(text: str, words: Iterable[str]) -> bool:
    """Whether one of these whole words stands in a plain text."""
    return find_word(text, words) is not None
