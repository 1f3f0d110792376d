"""Tổng hợp: the rows of received files laid over the book, in the caller's transaction."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from ktt_desktop.domain.consolidation.difference import Difference, difference
from ktt_desktop.domain.consolidation.reading import FileRows, FormKey
from ktt_desktop.domain.consolidation.state import OF_ORGANISATION, State, fold
from ktt_desktop.domain.period import ReportingPeriod
from ktt_desktop.domain.receiving import (
    Correction,
    DuplicateClaim,
    FieldCell,
    FigureCell,
    HeldFile,
    is_newest,
)
from ktt_desktop.domain.records import ChangeSet
from ktt_desktop.interchange.submission_format import Sheet
from ktt_desktop.services.book import Book
from ktt_desktop.services.outlines import main_report
from ktt_desktop.services.received_merge import Merge, Target, open_merge
from ktt_desktop.services.received_words import keep_words
from ktt_desktop.storage import journal
from ktt_desktop.storage.received_files import accepted_on
from ktt_desktop.storage.received_state import Standing

Value = int | str | None


@dataclass(frozen=True, slots=True)
class Taken:
    """Những gì một lần nhận đã làm; numbers of organisations.

    `blocked` are uids that wait for a decision about a duplicate; `unread` says in words what of
    the file this book has no place for.
    """

    changes: ChangeSet
    new: int
    changed: int
    gone: int
    unchanged: int
    blocked: tuple[str, ...]
    unread: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OrganisationDifference:
    """Một tổ chức sẽ khác đi ra sao; `fields` has (field, old, new), all of them for a new one."""

    uid: str
    name: str
    fields: tuple[tuple[str, Value, Value], ...]


@dataclass(frozen=True, slots=True)
class FigureDifference:
    """Một ô số liệu sẽ đổi."""

    cell: FigureCell
    old: int | None
    new: int | None


@dataclass(frozen=True, slots=True)
class Differences:
    """Bản xem trước của một tệp: what it would change in the received state, nothing written.

    `lost` are figures that would become blank; `corrections` those this level made of cells that
    change; `unchanged` counts organisations.
    """

    organisations_new: tuple[OrganisationDifference, ...]
    organisations_changed: tuple[OrganisationDifference, ...]
    organisations_gone: tuple[OrganisationDifference, ...]
    figures: tuple[FigureDifference, ...]
    lost: tuple[FigureDifference, ...]
    corrections: tuple[Correction, ...]
    duplicates: tuple[DuplicateClaim, ...]
    unchanged: int


FILE_SUBJECT = "received_file"
NOTHING = Taken(ChangeSet(), 0, 0, 0, 0, (), ())


def take_in(session: Session, book: Book, file: HeldFile, data: Mapping[str, Sheet]) -> Taken:
    """Bring a file that was just accepted (and has its row) into the book.

    The newest file of its unit is laid straight over what stands there, else the unit is built
    anew from its kept files. Raises UnreadableFileError, and NotFoundError when a kept file is
    gone; the caller's transaction is to be given up then.
    """
    session.flush()
    merge = open_merge(session, book)
    held = _held(merge, file)
    if not held and not merge.is_own(file.lands_on):
        merge = merge.narrowed(file.lands_on, data)
    rows = merge.read(file, data)
    before = merge.standing(file.lands_on)
    folded = _folded(merge, file, rows, held, before)
    if folded is None:
        return replace(NOTHING, unread=rows.unread)
    if merge.is_own(file.key.unit):
        report = main_report(book, ReportingPeriod.parse(file.key.period))
        keep_words(session, report, data, merge.moment)
    taken = _settled(merge, file.lands_on, folded, before)
    change = (file.key.period, None, f"{file.unit_name}|{file.number}|{file.data_digest}")
    journal.record(session, merge.moment, FILE_SUBJECT, file.key.unit, [change])
    return replace(taken, unread=rows.unread)


def rebuild(session: Session, book: Book, unit: str) -> Taken:
    """Bring what the book has of a unit (key of today) to what its accepted files say.

    The book's own unit is left as it is. Raises NotFoundError, UnreadableFileError for kept files.
    """
    session.flush()
    merge = open_merge(session, book)
    return NOTHING if merge.is_own(unit) else _rebuilt(merge, unit, set())


def differences(
    session: Session, book: Book, file: HeldFile, data: Mapping[str, Sheet]
) -> Differences:
    """What taking a file in would change; nothing is written."""
    merge = open_merge(session, book)
    merge = replace(merge, senders=merge.senders | {file.lands_on})
    before = merge.standing(file.lands_on)
    rows = merge.read(file, data)
    folded = _folded(merge, file, rows, _held(merge, file), before)
    state = before.state if folded is None else folded
    return _told(merge, before.state, merge.target(file.lands_on, state))


def _held(merge: Merge, file: HeldFile) -> list[HeldFile]:
    """The other accepted files of the unit."""
    return [each for each in accepted_on(merge.session, file.lands_on) if each.id != file.id]


def _folded(
    merge: Merge, file: HeldFile, rows: FileRows, held: list[HeldFile], before: Standing
) -> State | None:
    """What the files of a unit say with this one; None where its own book knows better."""
    owner = file.lands_on
    newest = is_newest(file, held)
    if merge.is_own(owner):
        return fold([rows], merge.tax_code, before.state) if newest else None
    if newest and (not held or not merge.is_touched(owner, before.state)):
        return fold([rows], merge.tax_code, before.state if held else None)
    return merge.folded([*held, file], {file.id: rows})


def _settled(
    merge: Merge,
    owner: str,
    folded: State,
    before: Standing,
    done: set[str] | None = None,
) -> Taken:
    """Write a unit down, then those whose records it claims or lets go.

    One that begins or ceases to send files itself touches the one above that spoke of it.
    """
    done = {owner} if done is None else done | {owner}
    target = merge.target(owner, folded)
    others = merge.settle_claims(owner, target)
    if not before.state.units or not target.state.units:
        others |= merge.above(owner)
    others |= merge.settle_works(owner, target, before)
    found = merge.write(owner, target, before)
    touched = _changes(target.state, before.state, found)
    for other in sorted(others - done):
        more = _rebuilt(merge, other, done).changes
        touched = ChangeSet(
            touched.organisations | more.organisations,
            touched.years | more.years,
            dossiers=True,
            exchange=True,
        )
    changed = _changed(before.state, target.state, found)
    return Taken(
        changes=touched,
        new=len(found.new),
        changed=len(changed),
        gone=len(found.gone),
        unchanged=len(target.state.organisations) - len(found.new) - len(changed),
        blocked=tuple(sorted(target.settled.waiting)),
        unread=(),
    )


def _rebuilt(merge: Merge, owner: str, done: set[str]) -> Taken:
    files = accepted_on(merge.session, owner)
    return _settled(merge, owner, merge.folded(files, {}), merge.standing(owner), done)


def _changes(state: State, before: State, found: Difference) -> ChangeSet:
    years = {key.year for key in (*found.forms, *found.forms_gone)}
    uids = {*found.new, *found.gone, *_changed(before, state, found)}
    return ChangeSet(frozenset(uids), frozenset(years), dossiers=True, exchange=True)


def _changed(before: State, after: State, found: Difference) -> set[str]:
    """The organisations of which anything changed, their lists and figures too."""
    listed = {uid for uids in found.lists.values() for uid in uids}
    forms = {
        key.key
        for key in (*found.forms, *found.forms_gone)
        if key.kind == OF_ORGANISATION
        and key.key in before.organisations
        and _values(before, key) != _values(after, key)
    }
    return (
        ({*found.changed} | listed | forms)
        & before.organisations.keys()
        & (after.organisations.keys())
    )


def _values(state: State, key: FormKey) -> tuple[object, ...]:
    return state.returns[key].values if key in state.returns else ()


def _told(merge: Merge, before: State, target: Target) -> Differences:
    after, found = target.state, difference(before, target.state)
    figures = tuple(_figures(merge, before, after, found))
    changed = {each.cell for each in figures} | {
        FieldCell(uid, field)
        for uid in found.changed
        for field, _, _ in _fields(merge, before, after, uid)
    }
    lists = {FieldCell(uid, sheet) for sheet, uids in found.lists.items() for uid in uids}
    touched = tuple(
        each
        for each in target.corrections
        if each.cell in changed | lists
        or target.received.get(each.cell, each.received) != each.received
    )
    all_changed = _changed(before, after, found)
    return Differences(
        organisations_new=tuple(_organisation(merge, before, after, uid) for uid in found.new),
        organisations_changed=tuple(
            _organisation(merge, before, after, uid) for uid in sorted(all_changed)
        ),
        organisations_gone=tuple(_organisation(merge, before, after, uid) for uid in found.gone),
        figures=figures,
        lost=tuple(each for each in figures if each.new is None),
        corrections=touched,
        duplicates=tuple(claim for claim in target.claims.values() if _waits(claim, target)),
        unchanged=len(after.organisations) - len(found.new) - len(all_changed),
    )


def _waits(claim: DuplicateClaim, target: Target) -> bool:
    return any(side.organisation in target.settled.waiting for side in claim.sides)


def _organisation(merge: Merge, before: State, after: State, uid: str) -> OrganisationDifference:
    row = after.organisations.get(uid) or before.organisations[uid]
    name = [each.name for each in merge.shape.fields].index("name")
    fields = tuple(_fields(merge, before, after, uid))
    return OrganisationDifference(uid, str(row[name]), fields)


def _fields(
    merge: Merge, before: State, after: State, uid: str
) -> Iterator[tuple[str, Value, Value]]:
    """The fields of a record that differ; a list as the number of its rows."""
    blank = (None,) * (len(merge.shape.fields) + 1)
    old, new = before.organisations.get(uid, blank), after.organisations.get(uid, blank)
    for column, was, now in zip(merge.shape.fields, old, new, strict=False):
        if was != now:
            yield column.name, was, now
    for sheet in merge.shape.lists:
        was_rows = before.lists.get(sheet, {}).get(uid, ())
        rows = after.lists.get(sheet, {}).get(uid, ())
        if was_rows != rows:
            yield sheet, len(was_rows), len(rows)


def _figures(
    merge: Merge, before: State, after: State, found: Difference
) -> Iterator[FigureDifference]:
    codes = merge.shape.codes
    for key in _in_order((*found.forms, *found.forms_gone)):
        old = _values(before, key) or (None,) * len(codes)
        new = _values(after, key) or (None,) * len(codes)
        for code, was, now in zip(codes, old, new, strict=True):
            if was != now:
                cell = FigureCell(*key, code)
                yield FigureDifference(cell, was, now)  # type: ignore[arg-type]


def _in_order(keys: Iterable[FormKey]) -> list[FormKey]:
    return sorted(keys, key=lambda key: (key.kind, key.key, key.sector, key.year, key.measure))
