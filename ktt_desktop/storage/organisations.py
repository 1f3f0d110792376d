"""Queries of the register: one record to edit, and what finds it."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import select, text
from sqlalchemy.orm import Session, aliased, selectinload

from ktt_desktop.domain.search import SearchWord
from ktt_desktop.models.organisation import Organisation
from ktt_desktop.storage.search_index import conditions

SUBMITTED = (
    Organisation.status_changes,
    Organisation.persons,
    Organisation.changes,
    Organisation.activities,
    Organisation.branches,
    Organisation.recognitions,
)

AT_ONCE = 1_000  # records read by one question


def find(session: Session, uid: str) -> Organisation | None:
    """The record to edit, with its status history; None when it is gone or in the bin."""
    return session.scalar(
        select(Organisation)
        .where(Organisation.uid == uid, Organisation.deleted_at.is_(None))
        .options(selectinload(Organisation.status_changes))
    )


def by_ids(session: Session, ids: Sequence[int]) -> list[Organisation]:
    """Records with their status histories in the order of the ids; those in the bin left out."""
    found: dict[int, Organisation] = {}
    for first in range(0, len(ids), AT_ONCE):
        chosen = list(ids[first : first + AT_ONCE])
        for each in session.scalars(
            select(Organisation)
            .where(Organisation.id.in_(chosen), Organisation.deleted_at.is_(None))
            .options(selectinload(Organisation.status_changes))
        ):
            found[each.id] = each
    return [found[each] for each in ids if each in found]


def find_by_tax_code(session: Session, tax_code: str) -> Organisation | None:
    """The organisation that holds a tax code."""
    return session.scalar(
        select(Organisation).where(
            Organisation.tax_code == tax_code, Organisation.deleted_at.is_(None)
        )
    )


def put_away_at(session: Session, moment: datetime) -> list[Organisation]:
    """The book's own records that went into the bin at a moment."""
    query = select(Organisation).where(
        Organisation.deleted_at == moment, Organisation.source_unit == ""
    )
    return list(session.scalars(query))


def all_records(session: Session) -> list[Organisation]:
    """Every organisation not in the bin with its parts, ordered by uid (for the submission)."""
    return list(
        session.scalars(
            select(Organisation)
            .where(Organisation.deleted_at.is_(None))
            .options(*(selectinload(each) for each in SUBMITTED))
            .order_by(Organisation.uid)
        )
    )


def id_of(session: Session, uid: str) -> int | None:
    """The database id of an organisation; None when it is gone or in the bin."""
    return session.scalar(
        select(Organisation.id).where(Organisation.uid == uid, Organisation.deleted_at.is_(None))
    )


def ids_by_uid(session: Session, uids: Iterable[str]) -> dict[str, int]:
    """Database ids of uids."""
    found = session.execute(
        select(Organisation.uid, Organisation.id).where(Organisation.uid.in_(list(uids)))
    )
    return {row.uid: row.id for row in found.all()}


def find_any(session: Session, uid: str) -> Organisation | None:
    """The record of a uid, in the bin or not."""
    return session.scalar(select(Organisation).where(Organisation.uid == uid))


def names_by_uid(session: Session, uids: Iterable[str]) -> dict[str, str]:
    """Uid → name, in the bin or not."""
    found = session.execute(
        select(Organisation.uid, Organisation.name).where(Organisation.uid.in_(list(uids)))
    )
    return {row.uid: row.name for row in found}


def in_bin(session: Session, words: Sequence[SearchWord], limit: int) -> list[Organisation]:
    """What lies in the bin and has every word, the newest first."""
    record = aliased(Organisation, name="o")
    parts, parameters = conditions(words)
    return list(
        session.scalars(
            select(record)
            .where(record.deleted_at.is_not(None), *map(text, parts))
            .order_by(record.deleted_at.desc(), record.sort_key)
            .limit(limit),
            parameters,
        )
    )


def names_by_id(session: Session, ids: Iterable[int]) -> dict[int, tuple[str, str]]:
    """Database id → (uid, name), in the bin or not."""
    found = session.execute(
        select(Organisation.id, Organisation.uid, Organisation.name).where(
            Organisation.id.in_(list(ids))
        )
    )
    return {row.id: (row.uid, row.name) for row in found}


def whole(session: Session, ids: Sequence[int]) -> list[Organisation]:
    """Records with all their parts, read by few questions; those in the bin left out."""
    return list(
        session.scalars(
            select(Organisation)
            .where(Organisation.id.in_(list(ids)), Organisation.deleted_at.is_(None))
            .options(*(selectinload(each) for each in (*SUBMITTED, Organisation.attachments)))
        )
    )
