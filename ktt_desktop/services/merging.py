"""Gộp hồ sơ: two records of one organisation become one, in one transaction, undone whole."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from ktt_desktop.domain.errors import NotFoundError, StaleRecordError
from ktt_desktop.domain.history import Source
from ktt_desktop.domain.merging import (
    Comparison,
    FigurePair,
    Question,
    Side,
    dossier_questions,
    field_questions,
    figure_key,
    figure_questions,
    merged_draft,
    merged_steps,
)
from ktt_desktop.domain.organisation import OrganisationDraft
from ktt_desktop.domain.records import ChangeSet, ReturnRecord, Subject
from ktt_desktop.domain.terms import Measure, SubjectKind
from ktt_desktop.models.organisation import Organisation
from ktt_desktop.services.book import Book, now
from ktt_desktop.services.correcting import correct_fields, correct_figures
from ktt_desktop.services.merging_dossiers import (
    MergedDossiers,
    dossiers_in,
    lines_of,
    restore_dossiers,
    snapshot_of_dossiers,
)
from ktt_desktop.services.record_values import FIRST_STATUSES, told_values
from ktt_desktop.services.register import apply_draft, read_draft, stored_text
from ktt_desktop.services.register_parts import write_links
from ktt_desktop.services.statuses import read_steps, write_steps
from ktt_desktop.storage import events, journal, merging, organisations
from ktt_desktop.storage.session import transaction
from ktt_desktop.storage.snapshots import Snapshot, read_snapshot, restore_snapshot

Figures = dict[tuple[int, Measure], dict[str, int]]


@dataclass(frozen=True, slots=True)
class MergeUndo:
    """Những gì để hoàn tác một lần gộp: every row of both records, as it was and as it became."""

    kept: str
    other: str
    before: Snapshot
    after: Snapshot
    dossiers_before: Snapshot
    dossiers_after: Snapshot
    years: frozenset[int]


def compare(book: Book, left: str, right: str) -> Comparison:
    """Two records side by side with their figures and work records; raises NotFoundError."""
    with transaction(book.sessions) as session:
        return _compare(session, book, _find(session, left), _find(session, right))


def questions(book: Book, comparison: Comparison) -> tuple[Question, ...]:
    """What is to be decided, in the order of the form, then figures and work records."""
    kind = comparison.left.kind
    attrs = [
        each.attr
        for each in book.catalogue.register
        if each.applies_to(kind) and each.attr not in FIRST_STATUSES | {"kind"}
    ]
    return (
        *field_questions(comparison, attrs),
        *figure_questions(comparison),
        *dossier_questions(comparison),
    )


def merge(
    book: Book, comparison: Comparison, survivor: Side, answers: Mapping[str, Side]
) -> tuple[MergeUndo, ChangeSet]:
    """Make one record of two; the other one goes to the bin.

    `answers` by key of a question; where one is missing the suggestion holds. Raises NotFoundError,
    StaleRecordError when a record was changed since it was compared.
    """
    chosen = {each.key: each.suggested for each in questions(book, comparison)} | dict(answers)
    drafts = comparison.left, comparison.right
    kept, other = drafts if survivor is Side.LEFT else drafts[::-1]
    moment = now()
    with transaction(book.sessions) as session:
        stays, goes = _find(session, kept.uid), _find(session, other.uid)
        stored = (stays, goes) if survivor is Side.LEFT else (goes, stays)
        if _compare(session, book, *stored) != comparison:
            raise StaleRecordError("Một trong hai hồ sơ vừa được thay đổi. So sánh lại rồi gộp.")
        before = read_snapshot(session, (stays.id, goes.id))
        dossiers = merging.dossiers_of(session, stays.id, goes.id)
        dossiers_before = snapshot_of_dossiers(session, dossiers)
        _put_away(session, stays, goes, moment)
        draft = merged_draft(kept, other, lambda attr: _is_taken(chosen, attr, survivor))
        _write(session, stays, goes, draft, moment)
        _move_figures(session, comparison, chosen, survivor, (stays, goes), moment)
        MergedDossiers(session, chosen, survivor, stays, goes, moment).move(comparison, dossiers)
        events.move_parties(session, goes.id, stays.id)
        session.flush()
        after = read_snapshot(session, (stays.id, goes.id))
        dossiers_after = snapshot_of_dossiers(session, dossiers)
    years = frozenset(each.year for each in comparison.figures)
    years |= {each.draft.year for each in comparison.dossiers if each.draft.year is not None}
    snapshots = before, after, dossiers_before, dossiers_after
    undo = MergeUndo(kept.uid, other.uid, *snapshots, years)
    return undo, _changes(kept.uid, other.uid, years)


def undo_merge(book: Book, undo: MergeUndo) -> ChangeSet:
    """Put both records back exactly as they were.

    Raises StaleRecordError when one of them was changed since, NotFoundError.
    """
    moment = now()
    with transaction(book.sessions) as session:
        stays, goes = (organisations.find_any(session, uid) for uid in (undo.kept, undo.other))
        if stays is None or goes is None:
            raise NotFoundError("Hồ sơ không còn trong sổ nên không hoàn tác được.")
        ids = stays.id, goes.id
        dossiers = dossiers_in(session, undo.dossiers_before)
        now_told = read_snapshot(session, ids), snapshot_of_dossiers(session, dossiers)
        if now_told != (undo.after, undo.dossiers_after):
            raise StaleRecordError(
                f"Hồ sơ “{stays.name}” đã được đổi tiếp sau khi gộp nên không hoàn tác được."
            )
        name, gone_at, told_before = stays.name, str(goes.deleted_at), told_values(session, stays)
        merged = {uid: _figures(session, book, uid) for uid in (undo.kept, undo.other)}
        restore_snapshot(session, ids, undo.before)
        session.expire_all()
        told_after = told_values(session, stays)
        changes = [(field, old, told_after[field]) for field, old in told_before.items()]
        correct_fields(session, stays, changes, moment)
        for uid, figures in merged.items():
            apart = _figures(session, book, uid)
            for of in {*figures, *apart}:
                _correct(
                    session, uid, of, dict(figures.get(of, {})), dict(apart.get(of, {})), moment
                )
        changes.append(("merged_from", goes.name, None))
        back = [("deleted_at", gone_at, ""), ("merged_into", name, None)]
        for uid, told in ((undo.kept, changes), (undo.other, back)):
            journal.record(session, moment, "organisation", uid, told, Source.MERGED)
        restore_dossiers(session, dossiers, undo.dossiers_before, moment)
    return _changes(undo.kept, undo.other, undo.years)


def _compare(session: Session, book: Book, left: Organisation, right: Organisation) -> Comparison:
    mine, theirs = (_figures(session, book, each.uid) for each in (left, right))
    pairs = (
        FigurePair(year, measure, mine.get((year, measure), {}), theirs.get((year, measure), {}))
        for year, measure in sorted({*mine, *theirs})
    )
    lines = tuple(lines_of(session, left, right))
    return Comparison(read_draft(session, left), read_draft(session, right), tuple(pairs), lines)


def _figures(session: Session, book: Book, uid: str) -> Figures:
    """What the forms of an organisation say, forms without an answer left out."""
    subject, found = Subject(SubjectKind.ORGANISATION, uid), {}
    for measure in Measure:
        for record in book.returns.history(session, subject, measure):
            values = {code: value for code, value in record.values.items() if value is not None}
            if values:
                found[record.year, measure] = values
    return found


def _is_taken(chosen: Mapping[str, Side], key: str, survivor: Side) -> bool:
    """Whether the value of the record that goes was chosen."""
    return chosen.get(key, survivor) not in (survivor, Side.BOTH)


def _put_away(session: Session, stays: Organisation, goes: Organisation, moment: datetime) -> None:
    """Into the bin first: its code is free from then on."""
    goes.deleted_at = moment
    told = [("deleted_at", "", str(moment)), ("merged_into", None, stays.name)]
    journal.record(session, moment, "organisation", goes.uid, told, Source.MERGED)
    session.flush()


def _write(
    session: Session,
    stays: Organisation,
    goes: Organisation,
    draft: OrganisationDraft,
    moment: datetime,
) -> None:
    steps = merged_steps(read_steps(stays.status_changes), read_steps(goes.status_changes))
    apply_draft(session, stays, draft, moment, Source.MERGED)
    changed = write_steps(stays, steps)
    correct_fields(session, stays, changed, moment)
    told = [*changed, ("merged_from", None, goes.name)]
    journal.record(session, moment, "organisation", stays.uid, told, Source.MERGED)
    session.flush()
    write_links(session, stays, draft, moment, Source.MERGED)


def _move_figures(
    session: Session,
    comparison: Comparison,
    chosen: Mapping[str, Side],
    survivor: Side,
    entities: tuple[Organisation, Organisation],
    moment: datetime,
) -> None:
    """Figures that are not chosen stay with the record in the bin."""
    for pair in comparison.figures:
        if not _is_taken(chosen, figure_key(pair.year, pair.measure), survivor):
            continue
        merging.swap_figures(session, *entities, pair.year, pair.measure)
        values = (pair.left, pair.right) if survivor is Side.LEFT else (pair.right, pair.left)
        for entity, old, new in zip(entities, values, values[::-1], strict=True):
            _correct(session, entity.uid, (pair.year, pair.measure), old, new, moment)
            key = f"{entity.uid}||{pair.year}|{pair.measure.value}"
            told = [
                (code, stored_text(old.get(code)), stored_text(new.get(code)))
                for code in sorted({*old, *new})
            ]
            journal.record(session, moment, "annual_return", key, told, Source.MERGED)


def _correct(
    session: Session,
    uid: str,
    of: tuple[int, Measure],
    old: Mapping[str, int | None],
    new: Mapping[str, int | None],
    moment: datetime,
) -> None:
    """Figures that came with a file of a unit below are remembered as it sent them."""
    form = ReturnRecord(Subject(SubjectKind.ORGANISATION, uid), *of, values=old)
    correct_figures(session, form, {code: new.get(code) for code in {*old, *new}}, {}, moment)


def _find(session: Session, uid: str) -> Organisation:
    entity = organisations.find(session, uid)
    if entity is None:
        raise NotFoundError("Hồ sơ không còn trong sổ. Nạp lại danh mục.")
    return entity


def _changes(kept: str, other: str, years: frozenset[int]) -> ChangeSet:
    return ChangeSet(organisations=frozenset({kept, other}), years=years, dossiers=True)
