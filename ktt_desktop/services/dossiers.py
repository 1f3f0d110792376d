"""Work records (hồ sơ công việc): list, load, save, put into the bin and take out again."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import datetime
from uuid import uuid4

from sqlalchemy.orm import Session

from ktt_desktop.domain.dossier import DossierDraft, DossierRow, Kind, Value
from ktt_desktop.domain.errors import InvalidInputError, NotFoundError, StaleRecordError
from ktt_desktop.domain.history import Source
from ktt_desktop.domain.records import ChangeSet, Programme
from ktt_desktop.domain.text import nfc
from ktt_desktop.models.dossier import Dossier, DossierParty
from ktt_desktop.services.book import Book, now
from ktt_desktop.services.dossier_checks import check_dossier
from ktt_desktop.services.dossier_drafts import forget_kept_dossier
from ktt_desktop.storage import dossiers as storage
from ktt_desktop.storage import journal, organisations
from ktt_desktop.storage.session import transaction

SUBJECT = "dossier"
PLAIN = ("year", "period", "programme", "topic", "part_of")
GONE = "Hồ sơ này không còn trong sổ. Nạp lại danh sách."


def dossiers(
    book: Book,
    kinds: Collection[str],
    *,
    years: Collection[int] = (),
    organisation: str = "",
    part_of: str = "",
    in_bin: bool = False,
) -> list[DossierRow]:
    """The records of some kinds, see storage/dossiers.py."""
    with transaction(book.sessions) as session:
        return storage.rows(
            session,
            kinds,
            years=years,
            organisation=organisation,
            part_of=part_of,
            in_bin=in_bin,
        )


def programmes(book: Book) -> list[Programme]:
    """All programmes, the newest first."""
    found = [
        Programme(
            each.draft.uid,
            each.draft.text("name"),
            each.draft.text("document"),
            each.draft.number("first_year"),
            each.draft.number("last_year"),
            each.draft.text("level"),
        )
        for each in dossiers(book, [Kind.PROGRAMME])
    ]
    return sorted(found, key=lambda each: (-(each.first_year or 0), each.name))


def load_dossier(book: Book, uid: str) -> DossierDraft:
    """One record to edit; raises NotFoundError."""
    with transaction(book.sessions) as session:
        return read_dossier(session, _find(session, uid))


def save_dossier(
    book: Book, draft: DossierDraft, source: Source = Source.ENTRY
) -> tuple[DossierDraft, ChangeSet]:
    """Add or correct a record; raises InvalidInputError, NotFoundError, StaleRecordError."""
    with transaction(book.sessions) as session:
        entity = write_dossier(session, book, draft, source)
        forget_kept_dossier(session, draft.kind, draft.uid)
        saved = read_dossier(session, entity)
    return saved, changes([saved])


def write_dossier(session: Session, book: Book, draft: DossierDraft, source: Source) -> Dossier:
    """The same in the transaction of the caller; what is kept of the form stays."""
    draft, moment = _composed(draft), now()
    if problems := check_dossier(book, draft):
        raise InvalidInputError(next(iter(problems.values())))
    if draft.revision:
        entity = _find(session, draft.uid)
        before = read_dossier(session, entity)
        if entity.revision != draft.revision:
            raise StaleRecordError("Hồ sơ đã được thay đổi ở nơi khác. Nạp lại rồi sửa tiếp.")
    else:
        entity = Dossier(uid=draft.uid or str(uuid4()), kind=draft.kind)
        before = DossierDraft(draft.kind)
    _apply(session, entity, draft, moment)
    journal.record(session, moment, SUBJECT, entity.uid, told(before, draft), source)
    session.add(entity)
    session.flush()
    return entity


def delete_dossier(book: Book, *uids: str) -> ChangeSet:
    """Put records with their parts into the bin, all or none; raises NotFoundError."""
    return _set_deleted(book, uids, now())


def restore_dossier(book: Book, *uids: str) -> ChangeSet:
    """Take records, with the parts that went with them, out of the bin; raises NotFoundError."""
    return _set_deleted(book, uids, None)


def read_dossier(session: Session, entity: Dossier) -> DossierDraft:
    """A stored record as a draft, in the transaction of the caller."""
    names = organisations.names_by_id(session, (each.organisation_id for each in entity.parties))
    return storage.draft_of(entity, (names[each.organisation_id][0] for each in entity.parties))


def changes(drafts: Iterable[DossierDraft]) -> ChangeSet:
    """What saving or deleting these records changed."""
    years = frozenset(each.year for each in drafts if each.year is not None)
    return ChangeSet(dossiers=True, years=years)


def _apply(session: Session, entity: Dossier, draft: DossierDraft, moment: datetime) -> None:
    for name in PLAIN:
        setattr(entity, name, getattr(draft, name))
    entity.content, entity.money = storage.text_of(draft.values), storage.text_of(draft.money)
    entity.updated_at = moment
    _set_parties(session, entity, draft.organisations)


def _composed(draft: DossierDraft) -> DossierDraft:
    """Texts in composed Unicode and without outer blanks; nothing kept of what is blank.

    Every organisation is named once.
    """
    values = {key: _plain(value) for key, value in draft.values.items()}
    return replace(
        draft,
        organisations=tuple(dict.fromkeys(draft.organisations)),
        values={key: value for key, value in values.items() if value not in (None, "")},
        money={key: amount for key, amount in draft.money.items() if amount is not None},
    )


def _plain(value: Value) -> Value:
    """A value as it is kept: yes and no as 1 and 0."""
    match value:
        case str():
            return nfc(value)
        case bool():
            return int(value)
        case _:
            return value


def _set_parties(session: Session, entity: Dossier, uids: tuple[str, ...]) -> None:
    ids = organisations.ids_by_uid(session, uids)
    if set(uids) - ids.keys():
        raise NotFoundError("Tổ chức không còn trong danh mục. Chọn lại đối tượng.")
    kept = {each.organisation_id: each for each in entity.parties}
    parties = []
    for place, uid in enumerate(uids):
        party = kept.get(ids[uid]) or DossierParty(organisation_id=ids[uid])
        party.place = place
        parties.append(party)
    entity.parties = parties


def told(before: DossierDraft, after: DossierDraft) -> list[journal.Change]:
    """What the journal tells of a change: heads, organisations, values and money one by one."""
    pairs: list[tuple[str, object, object]] = [
        (name, getattr(before, name), getattr(after, name)) for name in PLAIN
    ]
    pairs.append(("organisations", ", ".join(before.organisations), ", ".join(after.organisations)))
    for prefix, old, new in (
        ("", before.values, after.values),
        ("money.", before.money, after.money),
    ):
        pairs.extend((prefix + key, old.get(key), new.get(key)) for key in sorted({*old, *new}))
    return [(field, _text(old), _text(new)) for field, old, new in pairs]


def _set_deleted(book: Book, uids: Iterable[str], moment: datetime | None) -> ChangeSet:
    with transaction(book.sessions) as session:
        moved = {each.uid: each for uid in uids for each in _with_parts(session, uid)}
        for each in moved.values():
            change = ("deleted_at", str(each.deleted_at or ""), str(moment or ""))
            each.deleted_at = moment
            journal.record(session, now(), SUBJECT, each.uid, [change])
        drafts = [read_dossier(session, each) for each in moved.values()]
    return changes(drafts)


def _with_parts(session: Session, uid: str) -> list[Dossier]:
    entity = storage.find(session, uid, in_bin=True)
    if entity is None:
        raise NotFoundError(GONE)
    return [entity, *storage.parts_within(session, uid, entity.deleted_at)]


def _find(session: Session, uid: str) -> Dossier:
    entity = storage.find(session, uid)
    if entity is None:
        raise NotFoundError(GONE)
    return entity


def _text(value: object) -> str | None:
    return None if value in (None, "") else str(value)
