"""The register (danh mục): find, add, correct and put away organisations."""

from collections.abc import Sequence
from datetime import datetime
from uuid import uuid4

from sqlalchemy.orm import Session

from ktt_desktop.domain.dates import PartialDate
from ktt_desktop.domain.errors import InvalidInputError, NotFoundError, StaleRecordError
from ktt_desktop.domain.identifiers import parse_tax_code
from ktt_desktop.domain.records import (
    ChangeSet,
    OrganisationDraft,
    OrganisationRow,
    RegisterQuery,
    RegisterSummary,
    StatusRow,
)
from ktt_desktop.domain.terms import (
    LegalStatus,
    OperatingStatus,
    OrganisationKind,
    StatusAxis,
)
from ktt_desktop.domain.text import fold, nfc, sort_key
from ktt_desktop.models.organisation import Organisation
from ktt_desktop.services.book import Book, now, today
from ktt_desktop.services.status_history import newest, problem, steps
from ktt_desktop.storage import journal, organisations
from ktt_desktop.storage.session import transaction

# Attributes a draft and an organisation have in common; the others are worked out.
PLAIN = (
    *("kind", "name", "short_name", "old_certificate", "registered_on", "registered_by"),
    *("charter_capital", "sector", "commune_code", "address", "representative"),
    *("representative_title", "phone", "email", "note"),
)


def organisation_ids(book: Book, query: RegisterQuery) -> list[int]:
    """The ids the list shows, in its order; rows are read page by page as they are painted."""
    with transaction(book.sessions) as session:
        on = query.on or today()
        return organisations.ordered_ids(session, query, on, book.members_column)


def organisation_rows(
    book: Book, ids: Sequence[int], query: RegisterQuery
) -> list[OrganisationRow]:
    """The rows of a page of ids."""
    with transaction(book.sessions) as session:
        return organisations.rows(session, ids, query.on or today(), book.members_column)


def register_summary(book: Book, query: RegisterQuery) -> RegisterSummary:
    """The counts under the list; by_kind counts the whole register on that day."""
    on = query.on or today()
    with transaction(book.sessions) as session:

        def count(shown: RegisterQuery) -> int:
            return len(organisations.ordered_ids(session, shown, on, book.members_column))

        by_kind = {
            kind: count(RegisterQuery(kinds=(kind,), on=query.on)) for kind in OrganisationKind
        }
        members, capital = organisations.summary(session, query, on, book.members_column)
        shown = count(query)
    return RegisterSummary(shown, sum(by_kind.values()), by_kind, members, capital)


def load_organisation(book: Book, uid: str) -> OrganisationDraft:
    """One record to edit, with its present statuses; raises NotFoundError."""
    with transaction(book.sessions) as session:
        return _draft(_find(session, uid))


def status_history(book: Book, uid: str) -> list[StatusRow]:
    """Both status histories of one organisation, oldest first."""
    with transaction(book.sessions) as session:
        return [
            StatusRow(each.axis, each.status, each.effective_on, each.document)
            for each in _find(session, uid).status_changes
        ]


def check_draft(book: Book, draft: OrganisationDraft) -> dict[str, str]:
    """What is wrong with a draft: attribute → sentence; empty when it can be saved."""
    problems = {
        spec.attr: f"Phải nhập {spec.label[0].lower()}{spec.label[1:]}."
        for spec in book.catalogue.register
        if spec.required and not (getattr(draft, spec.attr) or "").strip()
    }
    if draft.charter_capital is not None and draft.charter_capital < 0:
        problems["charter_capital"] = "Vốn điều lệ không thể là số âm. Gõ lại số vốn."
    with transaction(book.sessions) as session:
        found = {"tax_code": _tax_code_problem(session, draft)}
        if problems.keys().isdisjoint(("operating_status", "legal_status")):
            found["status_on"] = _status_problem(session, draft)
    return problems | {attr: sentence for attr, sentence in found.items() if sentence is not None}


def _status_problem(session: Session, draft: OrganisationDraft) -> str | None:
    entity = organisations.find(session, draft.uid) if draft.uid else None
    return problem(steps(entity.status_changes if entity else [], draft, today()), today())


def _tax_code_problem(session: Session, draft: OrganisationDraft) -> str | None:
    if not draft.tax_code:
        return None
    try:
        digits = parse_tax_code(draft.tax_code).digits
    except InvalidInputError as error:
        return str(error)
    return _tax_code_taken(session, digits, draft.uid)


def _tax_code_taken(session: Session, digits: str, uid: str) -> str | None:
    holder = organisations.find_by_tax_code(session, digits)
    if holder is None or holder.uid == uid:
        return None
    return (
        f"Mã số {digits} đã có ở hồ sơ “{holder.name}”. "
        "Kiểm tra lại mã số, hoặc mở hồ sơ đó để sửa."
    )


def save_organisation(book: Book, draft: OrganisationDraft) -> tuple[OrganisationDraft, ChangeSet]:
    """Add or correct one record; returns it as stored.

    Raises InvalidInputError (first problem of check_draft), NotFoundError, StaleRecordError.
    """
    problems = check_draft(book, draft)
    if problems:
        raise InvalidInputError(next(iter(problems.values())))
    moment = now()
    with transaction(book.sessions) as session:
        if draft.revision:
            entity = _find(session, draft.uid)
            if entity.revision != draft.revision:
                raise StaleRecordError(
                    f"Hồ sơ “{entity.name}” đã được thay đổi ở nơi khác. Nạp lại rồi sửa tiếp."
                )
        else:
            entity = Organisation(uid=draft.uid or str(uuid4()), created_at=moment)
            session.add(entity)
        _apply(session, entity, draft, moment)
        session.flush()
        saved = _draft(entity)
    return saved, ChangeSet(organisations=frozenset({saved.uid}))


def delete_organisation(book: Book, uid: str) -> ChangeSet:
    """Put a record into the bin (thùng rác); nothing of it is lost."""
    return _set_deleted(book, uid, now())


def restore_organisation(book: Book, uid: str) -> ChangeSet:
    """Take a record out of the bin again; InvalidInputError when its tax code is taken by now."""
    return _set_deleted(book, uid, None)


def _set_deleted(book: Book, uid: str, moment: datetime | None) -> ChangeSet:
    with transaction(book.sessions) as session:
        entity = organisations.find_any(session, uid)
        if entity is None:
            raise NotFoundError("Hồ sơ không còn trong sổ. Nạp lại danh mục.")
        if moment is None and entity.tax_code:
            taken = _tax_code_taken(session, entity.tax_code, uid)
            if taken is not None:
                raise InvalidInputError(taken)
        change = ("deleted_at", str(entity.deleted_at or ""), str(moment or ""))
        entity.deleted_at = moment
        journal.record(session, now(), "organisation", uid, [change])
    return ChangeSet(organisations=frozenset({uid}))


def _find(session: Session, uid: str) -> Organisation:
    entity = organisations.find(session, uid)
    if entity is None:
        raise NotFoundError("Hồ sơ không còn trong sổ. Nạp lại danh mục.")
    return entity


def _draft(entity: Organisation) -> OrganisationDraft:
    history = entity.status_changes
    operating = newest(history, StatusAxis.OPERATING)
    return OrganisationDraft(
        uid=entity.uid,
        revision=entity.revision,
        tax_code=entity.tax_code or "",
        operating_status=OperatingStatus(operating.status),
        legal_status=LegalStatus(newest(history, StatusAxis.LEGAL).status),
        status_on=operating.effective_on,
        status_document=operating.document,
        **{name: getattr(entity, name) for name in PLAIN},
    )


def _apply(
    session: Session, entity: Organisation, draft: OrganisationDraft, moment: datetime
) -> None:
    """Carry the draft over to the record and write every changed value down."""
    changes = []
    for name in PLAIN:
        value = getattr(draft, name)
        value = nfc(value) if type(value) is str else value
        changes.append((name, _text(getattr(entity, name, None)), _text(value)))
        setattr(entity, name, value)
    tax_code = parse_tax_code(draft.tax_code).digits if draft.tax_code else None
    changes.append(("tax_code", entity.tax_code, tax_code))
    entity.tax_code = tax_code
    words = (entity.name, entity.short_name, tax_code or "", entity.representative)
    entity.search_key = fold(" ".join(words))
    entity.sort_key = sort_key(entity.name)
    entity.updated_at = moment
    for step in steps(entity.status_changes, draft, today()):
        changes.extend(step.changes)
        step.apply(entity.status_changes)
    journal.record(session, moment, "organisation", entity.uid, changes)


def _text(value: object) -> str | None:
    if value is None or value == "":
        return None
    return value.iso() if isinstance(value, PartialDate) else str(value)
