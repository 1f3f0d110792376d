"""Tổng hợp: what the book of an upper level is made of, and what in it waits for somebody."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from ktt_desktop.domain.findings import Place
from ktt_desktop.domain.period import ReportingPeriod
from ktt_desktop.domain.receiving import (
    Correction,
    DuplicateAnswer,
    DuplicateClaim,
    DuplicateDecision,
    FieldCell,
    FileState,
    HeldFile,
    current,
)
from ktt_desktop.domain.records import UnitProfile
from ktt_desktop.domain.terms import SubjectKind
from ktt_desktop.services.book import Book
from ktt_desktop.services.cell_words import CellWords
from ktt_desktop.services.completeness import unit_name, units_below
from ktt_desktop.services.receiving_kept import received_files
from ktt_desktop.storage import merged as storage
from ktt_desktop.storage import organisations, received_claims, received_corrections
from ktt_desktop.storage.session import transaction

OWN = "Danh mục của cấp này"
ANSWERS = {
    DuplicateAnswer.ONE: "Một tổ chức, tính hồ sơ của {}",
    DuplicateAnswer.TWO: "Hai tổ chức, mã số thuộc {}",
}


@dataclass(frozen=True, slots=True)
class CorrectionRow:
    """Một số đã sửa, in words: what came, what stands, why; `place` is where it is seen."""

    correction: Correction
    unit: str
    whose: str
    what: str
    received: str
    value: str
    place: Place


@dataclass(frozen=True, slots=True)
class DuplicateRow:
    """Một tổ chức trùng; `decision` None while it waits, `answer` says it in words."""

    claim: DuplicateClaim
    decision: DuplicateDecision | None
    answer: str


@dataclass(frozen=True, slots=True)
class SourceRow:
    """Một tệp đang đứng trong sổ, with the organisations its unit has here."""

    file: HeldFile
    lands_on: str
    organisations: int


@dataclass(frozen=True, slots=True)
class MappedUnit:
    """Một đơn vị cũ và đơn vị nhận số liệu của nó; `decision` is empty where the list decides."""

    key: str
    name: str
    lands_on: str
    decision: str
    decided_at: datetime | None


@dataclass(frozen=True, slots=True)
class MergedBook:
    """Sổ tổng hợp của một kỳ: `units_in` of `units_expected` have a file in force."""

    units_in: int
    units_expected: int
    organisations: int
    corrections: tuple[CorrectionRow, ...]
    duplicates: tuple[DuplicateRow, ...]
    sources: tuple[SourceRow, ...]
    mapped: tuple[MappedUnit, ...]

    @property
    def unexplained(self) -> int:
        """Corrections nobody wrote a reason for."""
        return sum(not each.correction.reason for each in self.corrections)

    @property
    def undecided(self) -> int:
        """Duplicates that wait."""
        return sum(each.decision is None for each in self.duplicates)


def merged_book(book: Book, profile: UnitProfile, period: ReportingPeriod) -> MergedBook:
    """Everything of the merged book but what its units state otherwise (stated_figures)."""
    files = received_files(book)
    with transaction(book.sessions) as session:
        counts = storage.organisations_by_unit(session)
        decided = storage.decided_mappings(session)
        corrections = received_corrections.every(session)
        claims = received_claims.claims(session)
        decisions = received_claims.decisions(session)
        uids = {each.cell.organisation if isinstance(each.cell, FieldCell)
                else each.cell.subject_key for each in corrections}  # fmt: skip
        names = organisations.names_by_uid(session, uids)
    names |= {key: unit_name(book.units, key) for key in uids - names.keys()}
    names |= {each.key.unit: each.unit_name for each in files}
    words = CellWords(book, profile, names)
    standing = current(files)
    in_period = {each.lands_on for key, each in standing.items() if key.period == period.code}
    return MergedBook(
        units_in=len(in_period),
        units_expected=max(len(units_below(book.units, profile, period)), len(in_period)),
        organisations=sum(counts.values()),
        corrections=tuple(_correction(book, profile, words, names, each) for each in corrections),
        duplicates=tuple(
            _duplicate(book, claim, decisions.get(subject)) for subject, claim in claims.items()
        ),
        sources=tuple(
            SourceRow(each, unit_name(book.units, each.lands_on), counts.get(each.lands_on, 0))
            for _, each in sorted(standing.items(), key=_newest_first)
        ),
        mapped=tuple(_mapped(book, files, decided)),
    )


def side_name(book: Book, unit: str, name: str = "") -> str:
    """Whose record a side of a duplicate is."""
    return name or (unit_name(book.units, unit) if unit else OWN)


def _newest_first(pair: tuple[object, HeldFile]) -> tuple[float, int]:
    return -pair[1].created_at.timestamp(), -pair[1].id


def _correction(
    book: Book,
    profile: UnitProfile,
    words: CellWords,
    names: Mapping[str, str],
    each: Correction,
) -> CorrectionRow:
    cell = each.cell
    if isinstance(cell, FieldCell):
        kind, key, sector, code = SubjectKind.ORGANISATION, cell.organisation, "", cell.field
    else:
        kind, sector, code = SubjectKind(cell.subject_kind), cell.sector, cell.code
        is_own = kind is SubjectKind.ORGANISATION
        key = cell.subject_key if is_own else profile.code
    what = words.what(cell)
    return CorrectionRow(
        each,
        names.get(each.unit) or side_name(book, each.unit),
        words.whose(cell),
        what,
        words.value(cell, each.received),
        words.value(cell, each.value),
        Place(kind, key, sector, code, what),
    )


def _duplicate(
    book: Book, claim: DuplicateClaim, decision: DuplicateDecision | None
) -> DuplicateRow:
    if decision is None:
        return DuplicateRow(claim, None, "")
    kept = next((each for each in claim.sides if each.unit == decision.kept), None)
    whose = side_name(book, decision.kept, kept.unit_name if kept else "")
    return DuplicateRow(claim, decision, ANSWERS[decision.answer].format(whose))


def _mapped(
    book: Book,
    files: Sequence[HeldFile],
    decided: Mapping[str, tuple[str, str, datetime]],
) -> Iterable[MappedUnit]:
    """Units whose files land elsewhere, those that still wait for it first."""
    found: dict[str, MappedUnit] = {}
    for each in files:
        key = each.key.unit
        waits = each.state is FileState.UNKNOWN_UNIT
        if (waits or each.lands_on != key) and key not in found:
            lands_on, decision, at = decided.get(key, (each.lands_on, "", None))
            name = unit_name(book.units, lands_on) if lands_on else ""
            found[key] = MappedUnit(key, each.unit_name, name, decision, at)
    return sorted(found.values(), key=lambda each: (bool(each.lands_on), each.name))
