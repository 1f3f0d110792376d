"""What the check of work records looks at, and how it names a record and a number in words."""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache
from operator import itemgetter

from ktt_desktop.domain.dates import PartialDate
from ktt_desktop.domain.dossier import TOTAL, DossierDraft, DossierRow, Kind, Stage
from ktt_desktop.domain.expression import Exact
from ktt_desktop.domain.findings import Finding, Place, digest_of
from ktt_desktop.domain.numbers import MILLIONS, Quantity, format_number
from ktt_desktop.domain.terms import Measure, Severity, SubjectKind
from ktt_desktop.domain.text import fold

STAGES = {
    Stage.HALF_YEAR: "6 tháng đầu năm",
    Stage.YEAR: "cả năm",
    Stage.CUMULATIVE: "lũy kế đến năm",
    Stage.NEED: "nhu cầu năm",
}
# Not by the person: findings travel with the figures, names of young workers do not.
NAMED_BY = ("area", "organiser", "fund", "name", "title", "task", "model", "content")
CODED = (Kind.SUPPORT, Kind.CREDIT, Kind.TARGET)
LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class KindWords:
    """Cách gọi của một loại hồ sơ: one of them, its fields and heads, its groups of money."""

    one: str
    labels: Mapping[str, str] = field(default_factory=dict)
    quantities: Mapping[str, Quantity] = field(default_factory=dict)
    groups: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Party:
    """Tổ chức của hồ sơ: whether it is in the bin, and when it ended (None: it did not).

    `active_as` is its status of today where that counts as active.
    """

    in_bin: bool = False
    ended_on: PartialDate | None = None
    ended_as: str = ""
    active_as: str = ""


@dataclass(frozen=True, slots=True)
class Compared:
    """Chỉ tiêu mà hồ sơ được so với: data of an edition (record_checks.toml).

    `parts`: what an indicator counts is a part of this base of targets. `otherwise`: indicators
    that count the same another way.
    """

    active: str = ""
    all: str = ""
    stopped: str = ""
    parts: Mapping[str, str] = field(default_factory=dict)
    otherwise: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Subjects:
    """Toàn bộ hồ sơ của một lần kiểm tra.

    `known` are the uids of all records of the book, of any year. `figures` are those of the unit,
    (code, year) → measure → number as printed; `bases` what the base of a percentage is made of,
    with its name; `shares` the indicators that are percentages. `year` is the one the report is
    about.
    """

    rows: tuple[DossierRow, ...]
    known: Container[str]
    kinds: Mapping[str, KindWords]
    topics: Mapping[str, str] = field(default_factory=dict)
    sources: Mapping[str, str] = field(default_factory=dict)
    parties: Mapping[str, Party] = field(default_factory=dict)
    figures: Mapping[tuple[str, int], Mapping[Measure, Exact]] = field(default_factory=dict)
    bases: Mapping[str, tuple[str, Sequence[str]]] = field(default_factory=dict)
    shares: frozenset[str] = frozenset()
    compared: Compared = Compared()
    year: int = 0

    def of(self, *kinds: Kind) -> list[DossierRow]:
        """The records of some kinds."""
        return [row for row in self.rows if row.draft.kind in kinds]

    def label(self, draft: DossierDraft, key: str) -> str:
        """A field or amount within a sentence: "số lớp thực hiện", "thực hiện, ngân sách tỉnh"."""
        words = self.kinds[draft.kind]
        group, dot, source = key.partition(".")
        if not dot:
            return lower(words.labels.get(key, key).lstrip("–+ "))
        of_source = "tổng kinh phí" if source == TOTAL else lower(self.sources.get(source, source))
        return f"{of_source} ({lower(words.groups.get(group, group))})"

    def shown(self, draft: DossierDraft, key: str, stored: int) -> str:
        """A number of a field as it is read, without its unit."""
        return format_number(stored, self.quantity(draft, key))

    def quantity(self, draft: DossierDraft, key: str) -> Quantity:
        """How the numbers of a field are stored."""
        return MILLIONS if "." in key else self.kinds[draft.kind].quantities[key]

    def exact(self, draft: DossierDraft, key: str) -> Fraction | None:
        """A number of a field in its unit."""
        stored = amount(draft, key)
        return None if stored is None else Fraction(stored, self.quantity(draft, key).factor)

    def latest(self, code: str) -> Exact | None:
        """The newest figure of the unit: of the year of the report, else of the year before."""
        for year in (self.year, self.year - 1):
            of_year = self.figures.get((code, year), {})
            for measure in (Measure.ACTUAL, Measure.ESTIMATE, Measure.HALF_YEAR):
                if (found := of_year.get(measure)) is not None:
                    return found
        return None

    def name(self, row: DossierRow) -> str:
        """Which record: what it is about, whose, when."""
        draft = row.draft
        head = self.topics.get(draft.topic, "") or self.kinds[draft.kind].one
        special = next((text for key in NAMED_BY if (text := draft.text(key))), "")
        special = special or next(iter(row.names), "")
        own = "" if fold(special) == fold(head) else _cut(special)
        stage = STAGES.get(Stage(draft.period), "") if draft.period else "năm"
        when = f"{stage} {draft.year}" if draft.year else ""
        named = ", ".join(part for part in (head, own, when) if part)
        return named[0].upper() + named[1:]


@dataclass(frozen=True, slots=True)
class Spot:
    """Một ô của một hồ sơ."""

    row: DossierRow
    key: str


@dataclass(frozen=True, slots=True)
class Rule:
    """Một quy tắc: its id, its group (R1 … R15), its severity, what it is called and asks for."""

    id: str
    severity: Severity
    title: str
    advice: str

    @property
    def group(self) -> str:
        """Nhóm quy tắc."""
        return self.id.split("-", 1)[0]

    def found(
        self,
        subjects: Subjects,
        spots: Iterable[Spot],
        detail: str,
        numbers: Iterable[tuple[str, Exact | None]] = (),
        severity: Severity | None = None,
    ) -> Finding:
        """A finding at these places; `numbers` are what else it was reckoned with."""
        places = tuple(spots)
        first = places[0]
        reckoned = [(_spot_name(each), _spot_number(each)) for each in places]
        reckoned += [(name, None if n is None else Fraction(n)) for name, n in numbers]
        others = dict.fromkeys(each.row.draft.uid for each in places)
        second = [uid for uid in others if uid != first.row.draft.uid][:1]
        return Finding(
            rule=self.id,
            group=self.group,
            severity=severity or self.severity,
            title=self.title,
            detail=f"{subjects.name(first.row)}: {detail}",
            advice=self.advice,
            places=tuple(_place(subjects, each) for each in places),
            key="|".join((self.id, SubjectKind.DOSSIER, first.row.draft.uid, first.key, *second)),
            digest=digest_of(sorted(reckoned, key=itemgetter(0))),
        )


def amount(draft: DossierDraft, key: str) -> int | None:
    """A number of a field, or an amount of money ("done.NSTW") as it was typed."""
    return draft.money.get(key) if "." in key else draft.number(key)


def lower(label: str) -> str:
    """A label within a sentence; HTX and the like stay as they are."""
    return label[:1].lower() + label[1:] if label[1:2].islower() or label[1:2] == " " else label


_read_day = lru_cache(maxsize=4096)(PartialDate.from_iso)  # most days stand in many records


def day_of(draft: DossierDraft, key: str) -> PartialDate | None:
    """A date of a record."""
    text = draft.text(key)
    return _read_day(text) if text else None


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST_NAME else f"{text[:LONGEST_NAME].rsplit(' ', 1)[0]}…"


def _spot_name(spot: Spot) -> str:
    text = spot.row.draft.text(spot.key) if "." not in spot.key else ""
    return f"{spot.row.draft.uid}.{spot.key} {text}".rstrip()


def _spot_number(spot: Spot) -> Fraction | None:
    stored = amount(spot.row.draft, spot.key)
    return None if stored is None else Fraction(stored)


def _place(subjects: Subjects, spot: Spot) -> Place:
    draft = spot.row.draft
    coded = draft.topic if draft.kind in CODED else ""  # officers know the codes of these
    label = coded or _first_upper(subjects.kinds[draft.kind].one)
    return Place(SubjectKind.DOSSIER, draft.uid, draft.kind, spot.key, label)


def _first_upper(text: str) -> str:
    return text[0].upper() + text[1:]
