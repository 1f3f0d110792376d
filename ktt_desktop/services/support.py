"""Support programmes and grants (hỗ trợ): what was given, to whom, with which money."""

from collections.abc import Iterable
from datetime import datetime
from uuid import uuid4

from sqlalchemy.orm import Session

from ktt_desktop.domain.errors import InvalidInputError, NotFoundError, StaleRecordError
from ktt_desktop.domain.records import ChangeSet, GrantDraft, GrantRow, Programme
from ktt_desktop.domain.terms import FundingSource
from ktt_desktop.models.support import SupportGrant, SupportMoney, SupportProgramme
from ktt_desktop.services.book import Book, now
from ktt_desktop.storage import journal, organisations
from ktt_desktop.storage import support as storage
from ktt_desktop.storage.session import transaction

Names = dict[int, tuple[str, str]]  # database id of a beneficiary -> uid, name
PLAIN = (
    *("year", "programme_code", "measure_code", "content", "quantity", "quantity_unit"),
    *("document", "note"),
)


def programmes(book: Book) -> list[Programme]:
    """All programmes: those of the catalogue and those the officer added, newest first."""
    with transaction(book.sessions) as session:
        own = storage.all_programmes(session)
        known = {each.code for each in book.catalogue.programmes}
        added = [
            Programme(each.code, each.name, each.document, each.first_year, each.last_year)
            for each in own
            if each.code not in known
        ]
    return sorted([*book.catalogue.programmes, *added], key=lambda each: -(each.first_year or 0))


def grants(book: Book, year: int) -> list[GrantRow]:
    """The grants of a year in the order of the measures (Biểu C)."""
    with transaction(book.sessions) as session:
        found = storage.grants_of_year(session, year)
        names = _names(session, (each.organisation_id for each in found))
        rows = [_row(each, names) for each in found]
    order = list(book.catalogue.measures)
    return sorted(rows, key=lambda each: order.index(each.draft.measure_code))


def load_grant(book: Book, uid: str) -> GrantDraft:
    """One grant to edit; raises NotFoundError."""
    with transaction(book.sessions) as session:
        entity = _find(session, uid)
        return _draft(entity, _names(session, [entity.organisation_id]))


def check_grant(book: Book, draft: GrantDraft) -> dict[str, str]:
    """What is wrong with a draft: attribute → sentence."""
    problems: dict[str, str] = {}
    if draft.measure_code not in book.catalogue.measures:
        problems["measure_code"] = "Phải chọn nội dung chính sách."
    if draft.programme_code not in {each.code for each in programmes(book)}:
        problems["programme_code"] = "Phải chọn chương trình."
    if draft.quantity is not None and draft.quantity < 0:
        problems["quantity"] = "Khối lượng không thể là số âm. Gõ lại khối lượng."
    if draft.quantity is not None and not draft.quantity_unit:
        problems["quantity_unit"] = "Phải chọn đơn vị của khối lượng."
    if any(amount < 0 for amount in draft.money.values()):
        problems["money"] = "Kinh phí không thể là số âm. Gõ lại kinh phí."
    return problems


def save_grant(book: Book, draft: GrantDraft) -> tuple[GrantDraft, ChangeSet]:
    """Add or correct a grant; raises InvalidInputError, NotFoundError, StaleRecordError."""
    problems = check_grant(book, draft)
    if problems:
        raise InvalidInputError(next(iter(problems.values())))
    moment = now()
    with transaction(book.sessions) as session:
        _store_programme(session, book, draft.programme_code)
        if draft.revision:
            entity = _find(session, draft.uid)
            if entity.revision != draft.revision:
                raise StaleRecordError(
                    "Lượt hỗ trợ đã được thay đổi ở nơi khác. Nạp lại rồi sửa tiếp."
                )
        else:
            entity = SupportGrant(uid=draft.uid or str(uuid4()))
        _apply(session, entity, draft, moment)
        session.add(entity)
        session.flush()
        saved = _draft(entity, _names(session, [entity.organisation_id]))
    return saved, ChangeSet(support=True, years=frozenset({draft.year}))


def delete_grant(book: Book, uid: str) -> ChangeSet:
    """Put a grant into the bin."""
    return _set_deleted(book, uid, now())


def restore_grant(book: Book, uid: str) -> ChangeSet:
    """Take a grant out of the bin again."""
    return _set_deleted(book, uid, None)


def _set_deleted(book: Book, uid: str, moment: datetime | None) -> ChangeSet:
    with transaction(book.sessions) as session:
        entity = storage.find_grant(session, uid, in_bin=True)
        if entity is None:
            raise NotFoundError("Lượt hỗ trợ không còn trong sổ. Nạp lại danh sách.")
        change = ("deleted_at", str(entity.deleted_at or ""), str(moment or ""))
        entity.deleted_at = moment
        journal.record(session, now(), "support_grant", uid, [change])
        year = entity.year
    return ChangeSet(support=True, years=frozenset({year}))


def _store_programme(session: Session, book: Book, code: str) -> None:
    """A programme of the catalogue becomes a row of the book when it is first used."""
    if storage.find_programme(session, code) is None:
        each = next(each for each in book.catalogue.programmes if each.code == code)
        session.add(
            SupportProgramme(
                code=each.code,
                name=each.name,
                document=each.document,
                first_year=each.first_year,
                last_year=each.last_year,
            )
        )
        session.flush()


def _find(session: Session, uid: str) -> SupportGrant:
    entity = storage.find_grant(session, uid)
    if entity is None:
        raise NotFoundError("Lượt hỗ trợ không còn trong sổ. Nạp lại danh sách.")
    return entity


def _apply(session: Session, entity: SupportGrant, draft: GrantDraft, moment: datetime) -> None:
    changes: list[journal.Change] = []
    for name in PLAIN:
        value = getattr(draft, name)
        changes.append((name, _text(getattr(entity, name, None)), _text(value)))
        setattr(entity, name, value)
    ids = organisations.ids_by_uid(session, [draft.organisation_uid])
    if draft.organisation_uid and not ids:
        raise NotFoundError("Tổ chức không còn trong danh mục. Chọn lại đối tượng hỗ trợ.")
    entity.organisation_id = ids.get(draft.organisation_uid)
    before = {each.source: each.amount for each in entity.money}
    after = {source.value: amount for source, amount in draft.money.items()}
    changes.extend(
        (f"money.{source}", _text(before.get(source)), _text(after.get(source)))
        for source in sorted({*before, *after})
    )
    kept = {each.source: each for each in entity.money}
    entity.money = [kept.get(source, SupportMoney(source=source)) for source in sorted(after)]
    for each in entity.money:
        each.amount = after[each.source]
    entity.updated_at = moment
    journal.record(session, moment, "support_grant", entity.uid, changes)


def _names(session: Session, ids: Iterable[int | None]) -> Names:
    """Database id → (uid, name) of the beneficiaries."""
    return organisations.names_by_id(session, (each for each in ids if each is not None))


def _row(entity: SupportGrant, names: Names) -> GrantRow:
    amounts = [each.amount for each in entity.money]
    _, name = names.get(entity.organisation_id or 0, ("", ""))
    return GrantRow(_draft(entity, names), name, sum(amounts) if amounts else None)


def _draft(entity: SupportGrant, names: Names) -> GrantDraft:
    uid, _ = names.get(entity.organisation_id or 0, ("", ""))
    return GrantDraft(
        uid=entity.uid,
        revision=entity.revision,
        organisation_uid=uid,
        money={FundingSource(each.source): each.amount for each in entity.money},
        **{name: getattr(entity, name) for name in PLAIN},
    )


def _text(value: object) -> str | None:
    return None if value in (None, "") else str(value)
