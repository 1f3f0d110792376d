"""Queries of the work records."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, selectinload

from ktt_desktop.domain.dossier import DossierDraft, DossierRow
from ktt_desktop.models.dossier import Dossier, DossierParty
from ktt_desktop.models.organisation import Organisation

HEADS = ("kind", "uid", "revision", "year", "period", "programme", "topic", "part_of")
COLUMNS = tuple(getattr(Dossier, name) for name in ("id", *HEADS, "content", "money", "updated_at"))

_decoded = json.JSONDecoder().raw_decode  # of thousands of rows: without looking for blanks


def find(session: Session, uid: str, *, in_bin: bool = False) -> Dossier | None:
    """One record with its parties; `in_bin` also looks among those put away."""
    query = select(Dossier).where(Dossier.uid == uid)
    if not in_bin:
        query = query.where(Dossier.deleted_at.is_(None))
    return session.scalar(query.options(selectinload(Dossier.parties)))


def parts_within(session: Session, uid: str, deleted_at: datetime | None) -> list[Dossier]:
    """The parts of a record, and theirs, that went into the bin at that moment (None: never)."""
    found: list[Dossier] = []
    wholes, known = [uid], {uid}
    while wholes:
        query = select(Dossier).where(Dossier.part_of.in_(wholes))
        query = query.where(
            Dossier.deleted_at.is_(None) if deleted_at is None else Dossier.deleted_at == deleted_at
        )
        fresh = [each for each in session.scalars(query) if each.uid not in known]
        found += fresh
        wholes = [each.uid for each in fresh]
        known.update(wholes)
    return found


def rows(
    session: Session,
    kinds: Collection[str],
    *,
    years: Collection[int] = (),
    organisation: str = "",
    part_of: str = "",
    in_bin: bool = False,
) -> list[DossierRow]:
    """The records of some kinds with the names of their organisations, in the order of uids.

    `years` keeps those of some years, `organisation` those that speak of it, `part_of` the parts
    of one record; `in_bin` gives what was put away, and nothing else.
    """
    query = select(*COLUMNS).where(Dossier.kind.in_(list(kinds)))
    query = query.where(Dossier.deleted_at.is_not(None) if in_bin else Dossier.deleted_at.is_(None))
    if years:
        query = query.where(Dossier.year.in_(list(years)))
    if part_of:
        query = query.where(Dossier.part_of == part_of)
    if organisation:
        query = query.where(Dossier.id.in_(_of_organisation(organisation)))
    found = session.execute(query.order_by(Dossier.uid)).all()
    parties = _parties(session, query)
    return [_row(row, parties.get(row.id, ())) for row in found]


def known_uids(session: Session, uids: Iterable[str]) -> set[str]:
    """Which of the uids there are, in the bin or not."""
    return set(session.scalars(select(Dossier.uid).where(Dossier.uid.in_(list(uids)))))


def text_of(values: Mapping[str, Any]) -> str:
    """Values as they are kept: JSON, the same for the same values."""
    return json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def draft_of(entity: Dossier, organisations: Iterable[str]) -> DossierDraft:
    """A stored record as a draft; `organisations` are the uids of its parties."""
    return DossierDraft(
        **{name: getattr(entity, name) for name in HEADS},
        organisations=tuple(organisations),
        values=json.loads(entity.content),
        money=json.loads(entity.money),
    )


def _of_organisation(uid: str) -> Select[Any]:
    return (
        select(DossierParty.dossier_id)
        .join(Organisation, Organisation.id == DossierParty.organisation_id)
        .where(Organisation.uid == uid)
    )


def _parties(session: Session, query: Select[Any]) -> dict[int, list[tuple[str, str]]]:
    """(uid, name) of the organisations of every record a query finds."""
    found: dict[int, list[tuple[str, str]]] = defaultdict(list)
    wanted = (
        select(DossierParty.dossier_id, Organisation.uid, Organisation.name)
        .join(Organisation, Organisation.id == DossierParty.organisation_id)
        .where(DossierParty.dossier_id.in_(query.with_only_columns(Dossier.id)))
        .order_by(DossierParty.dossier_id, DossierParty.place)
    )
    for dossier, uid, name in session.execute(wanted):
        found[dossier].append((uid, name))
    return found


def _row(row: Any, parties: Iterable[tuple[str, str]]) -> DossierRow:
    _, kind, uid, revision, year, period, programme, topic, part_of, content, money, at = row
    uids, names = zip(*parties, strict=True) if parties else ((), ())
    head = (kind, uid, revision, year, period, programme, topic, part_of, uids)
    return DossierRow(DossierDraft(*head, _decoded(content)[0], _decoded(money)[0]), names, at)
