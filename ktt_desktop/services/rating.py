"""Xếp loại của một năm: the score sheets of the organisations, what they come to, the counts."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from ktt_desktop.domain.dossier import DossierDraft, DossierRow, Kind
from ktt_desktop.domain.errors import InvalidInputError, NotFoundError
from ktt_desktop.domain.rating import Outcome, Sheet, State, rate
from ktt_desktop.domain.records import ChangeSet
from ktt_desktop.domain.register_list import OrganisationRow, RegisterQuery
from ktt_desktop.domain.rulesets import CLASS, RAW, REASON, Grade, Raw, Ruleset, point_key
from ktt_desktop.domain.terms import OrganisationKind
from ktt_desktop.domain.text import sort_key
from ktt_desktop.services.book import Book, today
from ktt_desktop.services.dossiers import save_dossier
from ktt_desktop.services.rating_figures import known_items, read_forms, read_forms_of
from ktt_desktop.services.rating_scales import load_scales, used_rulesets
from ktt_desktop.services.register_list import organisation_ids, organisation_rows
from ktt_desktop.storage import dossiers as storage
from ktt_desktop.storage import organisations
from ktt_desktop.storage.session import transaction

GOOD = (Grade.GOOD, Grade.FAIR)
NOT_CONCERNED = Outcome(State.NOT_CONCERNED, None, "", {}, 0, None, (), {}, False, False, {})


@dataclass(frozen=True, slots=True)
class RatingSheet:
    """Phiếu xếp loại của một tổ chức và một năm, as it is opened.

    `known` are the raw criteria the book can tell; `rulesets` those that concern it.
    """

    organisation: OrganisationRow
    draft: DossierDraft
    known: Mapping[str, int]
    rulesets: tuple[Ruleset, ...]

    @property
    def year(self) -> int:
        """The year that is rated."""
        assert self.draft.year is not None
        return self.draft.year

    def items(self, every: Iterable[str]) -> list[str]:
        """The raw criteria, out of all and in their order, that a ruleset of the sheet reads."""
        asked = {name for each in self.rulesets for name in each.asked}
        return [name for name in every if name in asked]

    def outcome(self, ruleset: Ruleset) -> Outcome:
        """What the sheet comes to under a ruleset."""
        return rate(ruleset, sheet_of(self.draft, ruleset), raw_of(self.draft, self.known))


@dataclass(frozen=True, slots=True)
class RatingRow:
    """Một dòng danh sách xếp loại; `uid` of its record, "" where none was made."""

    organisation: OrganisationRow
    uid: str
    outcomes: Mapping[str, Outcome]

    @property
    def decided_by(self) -> str:
        """The first ruleset, in their order, that says something of it; "" for none."""
        told = (State.RATED, State.NOT_RATED)
        return next((id_ for id_, each in self.outcomes.items() if each.state in told), "")

    @property
    def decided(self) -> Outcome | None:
        """What that ruleset says."""
        return self.outcomes[self.decided_by] if self.decided_by else None

    @property
    def grade(self) -> Grade | None:
        """Loại by that ruleset."""
        return self.decided.grade if self.decided else None

    @property
    def agrees(self) -> bool | None:
        """Whether all rulesets that class it give one class; None where fewer than two do."""
        grades = [each.grade for each in self.outcomes.values() if each.grade]
        return len(set(grades)) == 1 if len(grades) > 1 else None


@dataclass(frozen=True, slots=True)
class RatingList:
    """Xếp loại của một năm; `rulesets` in force in that year, the one that goes before first."""

    year: int
    rows: tuple[RatingRow, ...] = ()
    rulesets: tuple[Ruleset, ...] = ()


@dataclass(frozen=True, slots=True)
class GradeCounts:
    """Số tổ chức theo loại; `good_by` counts tốt, khá by the ruleset that decided."""

    count: int
    by_grade: Mapping[Grade, int]
    not_rated: int
    open: int
    good_by: Mapping[str, int] = field(default_factory=dict)

    @property
    def good(self) -> int:
        """Tốt and khá."""
        return sum(self.by_grade[grade] for grade in GOOD)


def sheet_of(draft: DossierDraft, ruleset: Ruleset) -> Sheet:
    """The part of a record that a ruleset reads."""
    keys = {each.key: point_key(ruleset.id, each.key) for each in ruleset.leaves}
    points = {key: value for key, name in keys.items() if (value := draft.number(name)) is not None}
    stated = draft.text(point_key(ruleset.id, CLASS))
    grade = Grade(stated) if stated in set(Grade) else None
    return Sheet(points, grade, draft.text(point_key(ruleset.id, REASON)))


def raw_of(draft: DossierDraft, known: Mapping[str, int]) -> Raw:
    """The raw criteria: as typed, else as the book knows them."""
    head = f"{RAW}."
    typed = {
        key.removeprefix(head): value for key, value in draft.values.items() if key.startswith(head)
    }
    return {**known, **typed}


def load_rating(book: Book, uid: str, year: int) -> RatingSheet:
    """The sheet of an organisation, empty where none was made; raises NotFoundError."""
    with transaction(book.sessions) as session:
        id_ = organisations.id_of(session, uid)
        rows = storage.rows(session, [Kind.RATING], years=[year], organisation=uid)
        forms = read_forms_of(session, book, uid, year)
    found = organisation_rows(book, [id_], RegisterQuery()) if id_ is not None else []
    if not found:
        raise NotFoundError("Tổ chức không còn trong danh mục. Nạp lại danh sách.")
    (organisation,) = found
    draft = _newest(rows).get(uid) or DossierDraft(Kind.RATING, year=year, organisations=(uid,))
    items = book.catalogue.ratings.items
    return RatingSheet(
        organisation,
        draft,
        known_items(items, forms, uid, organisation.registered_on),
        tuple(
            each
            for each in used_rulesets(book, load_scales(book)).values()
            if each.concerns(organisation.kind, organisation.sector, year)
        ),
    )


def save_rating(book: Book, draft: DossierDraft) -> tuple[DossierDraft, ChangeSet]:
    """Keep a sheet; raises InvalidInputError where the year has one already, StaleRecordError."""
    if not draft.revision:
        (uid,) = draft.organisations
        with transaction(book.sessions) as session:
            if storage.rows(session, [Kind.RATING], years=[draft.year or 0], organisation=uid):
                raise InvalidInputError(
                    f"Tổ chức này đã có phiếu xếp loại năm {draft.year}, lập ở nơi khác. "
                    "Đóng phiếu này rồi mở lại từ danh sách."
                )
    return save_dossier(book, draft)


def ratings(
    book: Book, year: int, *, only_rated: bool = False, on: date | None = None
) -> RatingList:
    """The organisations of a year and what their sheets come to, by name.

    `only_rated` leaves out those without a sheet; `on` is the day of the register, today if None.
    """
    rulesets = tuple(
        each for each in used_rulesets(book, load_scales(book)).values() if _is_in_force(each, year)
    )
    with transaction(book.sessions) as session:
        drafts = _newest(storage.rows(session, [Kind.RATING], years=[year]))
        if only_rated and not drafts:
            return RatingList(year, (), rulesets)
        forms = read_forms(session, book, year)
    kinds = tuple(OrganisationKind(kind) for kind in {k for each in rulesets for k in each.kinds})
    query = RegisterQuery(kinds=kinds, on=min(date(year, 12, 31), on or today()))
    listed = organisation_rows(book, organisation_ids(book, query), query)
    there = set(book.catalogue.counting_as("active", "stopped"))
    items = book.catalogue.ratings.items
    rows = []
    for each in listed:
        draft = drafts.get(each.uid)
        if draft is None and (only_rated or each.status not in there):
            continue
        known = known_items(items, forms, each.uid, each.registered_on)
        rows.append(_row(each, draft or DossierDraft(Kind.RATING, year=year), known, rulesets))
    rows.sort(key=lambda row: sort_key(row.organisation.name))
    return RatingList(year, tuple(rows), rulesets)


def grade_counts(rows: Sequence[RatingRow]) -> GradeCounts:
    """How many of each class, by the ruleset that decides of each."""
    by_grade = {grade: sum(row.grade is grade for row in rows) for grade in Grade}
    good_by: dict[str, int] = {}
    for row in rows:
        if row.grade in GOOD:
            good_by[row.decided_by] = good_by.get(row.decided_by, 0) + 1
    return GradeCounts(
        count=len(rows),
        by_grade=by_grade,
        not_rated=sum(row.decided is not None and row.grade is None for row in rows),
        open=sum(row.decided is None for row in rows),
        good_by=good_by,
    )


def _is_in_force(ruleset: Ruleset, year: int) -> bool:
    return replace(ruleset, kinds=(), sectors=()).concerns("", "", year)


def _row(
    organisation: OrganisationRow,
    draft: DossierDraft,
    known: Mapping[str, int],
    rulesets: Sequence[Ruleset],
) -> RatingRow:
    raw, year = raw_of(draft, known), draft.year or 0
    outcomes = {
        each.id: rate(each, sheet_of(draft, each), raw)
        if each.concerns(organisation.kind, organisation.sector, year)
        else NOT_CONCERNED
        for each in rulesets
    }
    return RatingRow(organisation, draft.uid, outcomes)


def _newest(rows: Sequence[DossierRow]) -> dict[str, DossierDraft]:
    """One record an organisation: of two (one came back from the bin) the one written last."""
    ordered = sorted(rows, key=lambda row: row.updated_at.isoformat() if row.updated_at else "")
    return {uid: row.draft for row in ordered for uid in row.draft.organisations}
