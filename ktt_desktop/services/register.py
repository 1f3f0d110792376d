"""The register (danh mục): find, add, correct and put away organisations."""

from dataclasses import fields, replace
from datetime import datetime
from typing import Any
from uuid import uuid4

from sqlalchemy.orm import Session

from ktt_desktop.domain.dates import PartialDate
from ktt_desktop.domain.errors import InvalidInputError, NotFoundError, StaleRecordError
from ktt_desktop.domain.history import Source
from ktt_desktop.domain.identifiers import parse_tax_code
from ktt_desktop.domain.organisation import OrganisationDraft
from ktt_desktop.domain.records import ChangeSet
from ktt_desktop.domain.search import search_key
from ktt_desktop.domain.status_history import present_steps
from ktt_desktop.domain.terms import (
    LegalStatus,
    OperatingStatus,
)
from ktt_desktop.domain.text import nfc, sort_key
from ktt_desktop.models.organisation import Organisation
from ktt_desktop.services.book import Book, now, today
from ktt_desktop.services.correcting import correct_fields
from ktt_desktop.services.drafts import forget_draft
from ktt_desktop.services.register_checks import check_draft, tax_code_taken
from ktt_desktop.services.register_parts import read_links, read_parts, write_links, write_parts
from ktt_desktop.services.statuses import first_steps, read_steps, write_steps
from ktt_desktop.storage import journal, organisations
from ktt_desktop.storage.session import transaction

# Attributes a draft and a row of the register have in common; the others are worked out.
WORKED_OUT = {"uid", "revision", "tax_code"}
PLAIN = tuple(
    each.name
    for each in fields(OrganisationDraft)
    if each.name in Organisation.__table__.columns and each.name not in WORKED_OUT
)


def load_organisation(book: Book, uid: str) -> OrganisationDraft:
    """One record to edit, with its present statuses; raises NotFoundError."""
    with transaction(book.sessions) as session:
        return read_draft(session, _find(session, uid))


def save_organisation(
    book: Book, draft: OrganisationDraft, source: Source = Source.ENTRY
) -> tuple[OrganisationDraft, ChangeSet]:
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
        apply_draft(session, entity, draft, moment, source)
        session.flush()
        write_links(session, entity, draft, moment, source)
        forget_draft(session, draft.uid)
        saved = read_draft(session, entity)
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
        mark_deleted(session, entity, moment)
    return ChangeSet(organisations=frozenset({uid}))


def mark_deleted(session: Session, entity: Organisation, moment: datetime | None) -> None:
    """Put a record into the bin, or with None take it out; InvalidInputError as when restoring."""
    if moment is None and entity.tax_code:
        taken = tax_code_taken(session, entity.tax_code, entity.uid)
        if taken is not None:
            raise InvalidInputError(taken)
    change = ("deleted_at", str(entity.deleted_at or ""), str(moment or ""))
    entity.deleted_at = moment
    journal.record(session, now(), "organisation", entity.uid, [change])


def _find(session: Session, uid: str) -> Organisation:
    entity = organisations.find(session, uid)
    if entity is None:
        raise NotFoundError("Hồ sơ không còn trong sổ. Nạp lại danh mục.")
    return entity


def read_draft(session: Session, entity: Organisation) -> OrganisationDraft:
    """A stored record as the form has it, with its present statuses."""
    links: dict[str, Any] = {**read_links(session, entity.id)}
    return replace(draft_alone(entity), **links)


def draft_alone(entity: Organisation) -> OrganisationDraft:
    """The same without the LHHTX it belongs to and the members it has."""
    legal, operating = present_steps(read_steps(entity.status_changes), today())
    found: dict[str, Any] = {name: getattr(entity, name) for name in PLAIN}
    found |= read_parts(entity)
    return OrganisationDraft(
        uid=entity.uid,
        revision=entity.revision,
        tax_code=entity.tax_code or "",
        operating_status=OperatingStatus(operating.status),
        legal_status=LegalStatus(legal.status),
        status_on=operating.on,
        status_document=operating.document,
        **found,
    )


def apply_draft(
    session: Session,
    entity: Organisation,
    draft: OrganisationDraft,
    moment: datetime,
    source: Source,
) -> None:
    """Carry the draft over to the record and write every changed value down."""
    changes = []
    for name in PLAIN:
        value = getattr(draft, name)
        value = nfc(value) if type(value) is str else value
        before = getattr(entity, name, None)
        if value is before or value == before:  # most of them, when a list says one thing
            continue
        changes.append((name, stored_text(before), stored_text(value)))
        setattr(entity, name, value)
    tax_code = parse_tax_code(draft.tax_code).digits if draft.tax_code else None
    changes.append(("tax_code", entity.tax_code, tax_code))
    entity.tax_code = tax_code
    changes.extend(write_parts(entity, draft))
    entity.search_key = search_key(entity.kind, _searched(entity))
    entity.sort_key = sort_key(entity.name)
    entity.updated_at = moment
    if not entity.status_changes:  # later ones go through services.statuses
        changes.extend(write_steps(entity, first_steps(draft)))
    correct_fields(session, entity, changes, moment)
    journal.record(session, moment, "organisation", entity.uid, changes, source)


def _searched(entity: Organisation) -> tuple[str, ...]:
    """What a record is found by."""
    return (
        *(entity.name, entity.short_name, entity.foreign_name),
        *(entity.tax_code or "", entity.old_certificate),
        *(person.name for person in entity.persons),
    )


def stored_text(value: object) -> str | None:
    """A value of a record as the journal keeps it; None where it is empty."""
    if value is None or value == "":
        return None
    if isinstance(value, bool):
        return str(int(value))
    return value.iso() if isinstance(value, PartialDate) else str(value)
