"""Xem trước việc nhập: what every row of a file would do to the book; nothing is written."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from ktt_desktop.domain.dates import PartialDate
from ktt_desktop.domain.dossier import DossierDraft
from ktt_desktop.domain.importing.choices import Decision, ListAt
from ktt_desktop.domain.importing.columns import ColumnUse
from ktt_desktop.domain.importing.records import Issue
from ktt_desktop.domain.period import YearMeasure
from ktt_desktop.domain.terms import Measure

Stored = str | int | bool | PartialDate | None


class Outcome(StrEnum):
    """Kết quả của một dòng."""

    NEW = "moi"
    CHANGED = "thay_doi"
    SAME = "giong_het"
    DOUBTFUL = "can_xem"  # waits for a decision; not written without one
    REFUSED = "khong_nhap"  # cannot be written; the reason is among its issues
    SKIPPED = "bo_qua"  # the officer leaves it out


@dataclass(frozen=True, slots=True)
class FieldChange:
    """Một ô của hồ sơ sẽ đổi; both values in words, a blank cell of the file is never one."""

    label: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """Hồ sơ trong sổ có thể là dòng này: why, and what of it differs from the row."""

    uid: str
    name: str
    place: str
    tax_code: str
    reason: str
    changes: tuple[FieldChange, ...] = ()


@dataclass(slots=True)
class PlannedRow:
    """Một dòng của tệp đối với sổ.

    `row` as Excel counts it, `place` in its ReadList. `values` are the values of the record that
    the row states (never blanks), by attribute of OrganisationDraft; `person` those of the main
    representative. `uid` is the record that is updated or is the same, "" for a new one.
    """

    at: ListAt
    place: int
    row: int
    name: str
    outcome: Outcome
    uid: str = ""
    values: Mapping[str, Stored] = field(default_factory=dict)
    person: Mapping[str, Stored] = field(default_factory=dict)
    candidates: tuple[Candidate, ...] = ()
    changes: tuple[FieldChange, ...] = ()
    issues: tuple[Issue, ...] = ()
    decision: Decision | None = None
    draft: DossierDraft | None = None  # of a row of a list of support
    is_record_changed: bool = True  # False where nothing but figures is news


@dataclass(frozen=True, slots=True)
class FigureColumn:
    """Một cột số liệu: stored integers of every row of its list, None where blank."""

    use: ColumnUse
    code: str
    period: YearMeasure
    values: Sequence[int | None]


@dataclass(slots=True)
class ImportPlan:
    """Xem trước cả tệp; `figures` by list, each column as long as its list."""

    file: str
    digest: str  # SHA-256 of the file, or of the pasted text
    rows: list[PlannedRow]
    figures: Mapping[ListAt, tuple[FigureColumn, ...]] = field(default_factory=dict)
    notes: tuple[str, ...] = ()  # about the file as a whole
    as_of: date | None = None  # the day the file speaks of

    def day_of(self, period: YearMeasure) -> PartialDate | None:
        """Ngày chốt số liệu of a year: the day of the file when it is one of that year."""
        if self.as_of is None or self.as_of.year != period.year or period.measure is Measure.PLAN:
            return None
        return PartialDate.from_date(self.as_of)

    @property
    def counts(self) -> Counter[Outcome]:
        """How many rows come to what."""
        return Counter(row.outcome for row in self.rows)

    @property
    def has_work(self) -> bool:
        """Whether anything would be written."""
        return any(row.outcome in (Outcome.NEW, Outcome.CHANGED) for row in self.rows)

    @property
    def is_same(self) -> bool:
        """Giống hệt: the book already says all that the file says."""
        return bool(self.rows) and all(row.outcome is Outcome.SAME for row in self.rows)


@dataclass(frozen=True, slots=True)
class ImportRun:
    """Một lần nhập, as the history names it; counts are those of the plan."""

    id: int
    at: str  # ISO time, UTC
    file: str
    digest: str
    added: int
    changed: int
    same: int
    left: int  # doubtful, refused, skipped
    figures: int
