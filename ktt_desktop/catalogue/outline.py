"""Report outlines as data: sections in order, each a heading and its blocks."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from ktt_desktop.domain.document import HeadingLevel
from ktt_desktop.domain.narrative_template import Template
from ktt_desktop.domain.record_sentences import RecordTemplate
from ktt_desktop.domain.terms import OrganisationKind, PeriodKind
from ktt_desktop.domain.unit_particulars import DocumentKind


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
    not those of the uids `but`; programmes only while they run; with
    `last_year` also those of N-1 whose organisation (and product) has none of N. The first of
    `templates` whose values are known is written.
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

    `none` is written where all that is stated is zero. `parts` are the words for the records of a
    line one by one, where there are several or one has parts: the first whose values are known.
    """

    of: str
    template: RecordTemplate
    none: RecordTemplate | None = None
    parts: tuple[RecordTemplate, ...] = ()


@dataclass(frozen=True, slots=True)
class TargetLines:
    """Mục tiêu của đơn vị: how far they are (PROGRESS), or which there are.

    Those of the year after (NEXT_YEAR), those due within the span (IN_SPAN), or all of them, each
    year they are due in under a line of its own (BY_YEAR).
    """

    of: str


@dataclass(frozen=True, slots=True)
class SectorLines:
    """Câu tự viết cho từng nhóm lĩnh vực có số liệu: by SECTORS (Biểu B2) or INDUSTRIES (Biểu B).

    The figures of the first of `templates` that can be written are those of the sector, {sector}
    is its name, {=A1} a figure of the whole unit; of an industry {N1}, {N2}, {N3} are its rows of
    Biểu B; `only` keeps some of the groups. The first figure of a template is how many
    organisations the sector has: none writes nothing. A sector with at most `named` organisations
    of `kind` also names them one by one, in the words of `organisation` ({name}; figures of their
    forms).
    """

    kind: OrganisationKind
    by: str
    templates: tuple[Template, ...]
    named: int = 0
    organisation: Template | None = None
    only: tuple[str, ...] = ()


SECTORS, INDUSTRIES = "sectors", "industries"
MEASURES, PROGRAMMES, SUM = "measures", "programmes", "total"
PROGRESS, NEXT_YEAR, IN_SPAN, BY_YEAR = "progress", "next_year", "span", "by_year"

Content = Sentence | FreeText | RecordLines | SupportLines | TargetLines | SectorLines


@dataclass(frozen=True, slots=True)
class When:
    """Điều kiện theo lựa chọn của dàn ý: the option has one of these choices."""

    option: str
    choices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OutlineBlock:
    """Một chỗ trong mục; `id` names what is generated there for good, free text has none.

    It is left out where the block `beside` it, of that id in its section, says nothing.
    """

    id: str
    says: Content
    when: When | None = None
    beside: str = ""


@dataclass(frozen=True, slots=True)
class OutlineSection:
    """Một mục: `id` names it for good; the sections under it follow at deeper levels.

    The same id may stand at two places of an outline, under different choices of one option.
    An `optional` section can be left out by the officer, `off` is left out until asked for.
    `none` is said where nothing else is and nothing below, as "Không có.", under `none_when`.
    """

    id: str
    level: HeadingLevel
    heading: Template
    title: Template
    blocks: tuple[OutlineBlock, ...]
    when: When | None = None
    optional: bool = False
    off: bool = False
    none: str = ""
    none_when: When | None = None


RECORD_FORMS = ("C", "D", "E")  # the tables made of work records
ORGANISATIONS = "list"  # the organisations by name
CHARTS = "charts"  # what there is to draw
OTHER_ANNEXES = (
    *RECORD_FORMS,
    ORGANISATIONS,
    CHARTS,
)  # what an annex may hold beside an edition's tables


@dataclass(frozen=True, slots=True)
class AnnexSpec:
    """Phụ lục: a table of the edition on its own pages; an optional one only with figures.

    The table may be one of RECORD_FORMS too, which is there only with figures, ORGANISATIONS or
    CHARTS.
    One that is `off` is left out until asked for, as sections are.
    """

    table: str
    title: str
    optional: bool = False
    off: bool = False

    @property
    def id(self) -> str:
        """Its name among the sections that can be switched."""
        return f"PL.{self.table}"


@dataclass(frozen=True, slots=True)
class Choice:
    """Một cách của một lựa chọn."""

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class Option:
    """Một lựa chọn của dàn ý; the first choice is the usual one."""

    id: str
    label: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """Dàn ý của một loại báo cáo.

    `code` is its short name (K, Đ, H), `document` the kind of document it is issued as, `periods`
    the kinds of period it is the usual report of. One with `span` is of several years (giai đoạn),
    {from} and {to}; an `addressed` one begins with "Kính gửi". `entry` is what its file holds.
    """

    id: str
    code: str
    label: str
    document: DocumentKind
    periods: tuple[PeriodKind, ...]
    span: bool
    addressed: bool
    options: tuple[Option, ...]
    kind: str  # KẾ HOẠCH, BÁO CÁO
    subject: Template
    opening: Template
    closing: Template
    sections: tuple[OutlineSection, ...]
    annexes: tuple[AnnexSpec, ...]
    entry: Mapping[str, Any] = field(default_factory=dict, repr=False, compare=False)

    def chosen(self, options: Mapping[str, str]) -> dict[str, str]:
        """The choice of every option: the one given where there is such a one, else the usual."""
        known = {each.id: tuple(choice.id for choice in each.choices) for each in self.options}
        return {
            id_: given if (given := options.get(id_, "")) in choices else choices[0]
            for id_, choices in known.items()
        }

    def used(self, options: Mapping[str, str], switches: Mapping[str, bool]) -> "Outline":
        """The outline as one report uses it: what its choices and switched sections leave."""
        chosen = self.chosen(options)
        return replace(
            self,
            sections=tuple(
                _with_choices(each, chosen)
                for each in _switched(self.sections, switches)
                if holds(each.when, chosen)
            ),
            annexes=tuple(each for each in self.annexes if switches.get(each.id, not each.off)),
        )


def holds(when: When | None, chosen: Mapping[str, str]) -> bool:
    """Whether a condition is met by these choices."""
    return when is None or chosen.get(when.option) in when.choices


def _with_choices(section: OutlineSection, chosen: Mapping[str, str]) -> OutlineSection:
    return replace(
        section,
        blocks=tuple(each for each in section.blocks if holds(each.when, chosen)),
        none=section.none if holds(section.none_when, chosen) else "",
    )


def _switched(
    sections: Iterable[OutlineSection], switches: Mapping[str, bool]
) -> Iterator[OutlineSection]:
    """Without the sections that are left out, and those under them."""
    below: int | None = None  # the depth of the section left out last
    for section in sections:
        depth = DEPTH.index(section.level)
        if below is not None and depth > below:
            continue
        below = None
        is_open = switches.get(section.id, not section.off)
        if (section.optional or section.off) and not is_open:
            below = depth
            continue
        yield section


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
