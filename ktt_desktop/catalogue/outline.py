"""Report outlines as data: sections in order, each a heading and its blocks."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from ktt_desktop.domain.document import HeadingLevel
from ktt_desktop.domain.narrative import Template
from ktt_desktop.domain.record_sentences import RecordTemplate


@dataclass(frozen=True, slots=True)
class Sentence:
    """Câu tự viết từ số liệu."""

    template: Template


@dataclass(frozen=True, slots=True)
class FreeText:
    """Chỗ cho lời văn của cán bộ; `hint` tells what to write there."""

    hint: str


@dataclass(frozen=True, slots=True)
class RecordLines:
    """Câu tự viết từ hồ sơ công việc của một loại: a sentence each, or one for all of them.

    Only records of year N and those without a year, of `topics` and `uids` (none means all), but
    not those of the uids `but`; programmes only while they run; of
    organisations without one, with `last_year` also that of N-1. The first of `templates` whose
    values are known is written.
    """

    kind: str
    together: bool
    topics: tuple[str, ...]
    uids: tuple[str, ...]
    last_year: bool
    templates: tuple[RecordTemplate, ...]
    but: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SupportLines:
    """Câu tự viết từ các dòng của Biểu C: MEASURES, PROGRAMMES or the SUM.

    `none` is written where all that is stated is zero.
    """

    of: str
    template: RecordTemplate
    none: RecordTemplate | None = None


@dataclass(frozen=True, slots=True)
class TargetLines:
    """Mục tiêu của đơn vị: how far they are (PROGRESS), or those of the year after (NEXT_YEAR)."""

    of: str


MEASURES, PROGRAMMES, SUM = "measures", "programmes", "total"
PROGRESS, NEXT_YEAR = "progress", "next_year"

OutlineBlock = Sentence | FreeText | RecordLines | SupportLines | TargetLines


@dataclass(frozen=True, slots=True)
class OutlineSection:
    """Một mục: `id` names it for good; the sections under it follow at deeper levels."""

    id: str
    level: HeadingLevel
    heading: Template
    title: Template
    blocks: tuple[OutlineBlock, ...]


RECORD_FORMS = ("C", "D", "E")  # the tables made of work records


@dataclass(frozen=True, slots=True)
class AnnexSpec:
    """Phụ lục: a table of the edition on its own pages; an optional one only with figures.

    The table may be one of RECORD_FORMS too, which is there only with figures.
    """

    table: str
    title: str
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Outline:
    """Dàn ý của một loại báo cáo."""

    id: str
    kind: str  # KẾ HOẠCH, BÁO CÁO
    subject: Template
    opening: Template
    closing: Template
    sections: tuple[OutlineSection, ...]
    annexes: tuple[AnnexSpec, ...]


DEPTH = tuple(HeadingLevel)
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")


def with_content(
    sections: Iterable[OutlineSection], filled: Collection[str]
) -> list[OutlineSection]:
    """The sections that say something themselves, or stand over one that does."""
    kept: list[OutlineSection] = []
    below = -1  # the depth of the section kept last, which follows this one
    for section in reversed(list(sections)):
        depth = DEPTH.index(section.level)
        if section.id in filled or depth < below:
            kept.append(section)
            below = depth
    return kept[::-1]


def numbered(sections: Iterable[OutlineSection]) -> Iterator[tuple[OutlineSection, str]]:
    """Each section with its number: I., 1., a) – counted anew under every heading above."""
    counts = dict.fromkeys(DEPTH, 0)
    for section in sections:
        counts[section.level] += 1
        for level in DEPTH[DEPTH.index(section.level) + 1 :]:
            counts[level] = 0
        yield section, _number(section.level, counts[section.level])


def _number(level: HeadingLevel, place: int) -> str:
    match level:
        case HeadingLevel.PART:
            return ""
        case HeadingLevel.ROMAN:
            return f"{ROMAN[place - 1]}. "
        case HeadingLevel.NUMBER:
            return f"{place}. "
        case HeadingLevel.LETTER:
            return f"{chr(ord('a') + place - 1)}) "
