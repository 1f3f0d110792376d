"""Queries of the register: ordered ids for the list, rows of a page, one record to edit."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from ktt_desktop.domain.dates import PartialDate
from ktt_desktop.domain.records import OrganisationRow, RegisterQuery
from ktt_desktop.domain.terms import OperatingStatus, OrganisationKind
from ktt_desktop.domain.text import fold
from ktt_desktop.models.organisation import Organisation
from ktt_desktop.storage.aggregates import STATUS_ON

ORDERS = {
    "name": "o.sort_key",
    "kind": "o.kind, o.sort_key",
    "tax_code": "o.tax_code IS NULL, o.tax_code",
    "commune_code": "o.commune_code, o.sort_key",
    "sector": "o.sector, o.sort_key",
    "registered_on": "o.registered_on IS NULL, o.registered_on",
    "members": "members IS NULL, members",
    "charter_capital": "o.charter_capital IS NULL, o.charter_capital",
    "status": "s.status, o.sort_key",
}

# The newest known number of members of each organisation; the column comes from the catalogue.
# Of one year the best known comes first by its letter: ACTUAL, ESTIMATE, HALF_YEAR.
MEMBERS = """
    (SELECT r.{members} FROM annual_return r
     WHERE r.organisation_id = o.id AND r.{members} IS NOT NULL AND r.measure <> 'PLAN'
     ORDER BY r.year DESC, r.measure LIMIT 1)
"""


def _where(query: RegisterQuery, on: date) -> tuple[str, dict[str, Any]]:
    """The conditions of a query and their parameters."""
    parts = ["o.deleted_at IS NULL"]
    parameters: dict[str, Any] = {"on": on.isoformat()}
    if query.on is not None:  # a slip into the future must not hide a record from today's list
        parts.append("coalesce(o.registered_on, '') <= :on")
    choices = (
        ("o.kind", [each.value for each in query.kinds]),
        ("o.sector", list(query.sectors)),
        ("o.commune_code", list(query.communes)),
        ("s.status", [each.value for each in query.statuses]),
    )
    for column, values in choices:
        if values:
            names = [f"{column[2:]}{place}" for place in range(len(values))]
            parts.append(f"{column} IN ({', '.join(f':{name}' for name in names)})")
            parameters.update(zip(names, values, strict=True))
    for place, word in enumerate(fold(query.text).split()):
        parts.append(f"o.search_key LIKE :word{place} ESCAPE '\\'")
        parameters[f"word{place}"] = f"%{_escape(word)}%"
    return " AND ".join(parts), parameters


def _escape(word: str) -> str:
    for special in ("\\", "%", "_"):
        word = word.replace(special, f"\\{special}")
    return word


def ordered_ids(session: Session, query: RegisterQuery, on: date, members: str) -> list[int]:
    """The ids the list shows, in the wanted order; `members` is the column of that indicator."""
    where, parameters = _where(query, on)
    order = ", ".join(
        part if part.endswith("IS NULL") or not query.descending else f"{part} DESC"
        for part in ORDERS[query.order].split(", ")  # what is not known stands last both ways
    )
    shown = MEMBERS.format(members=members) if query.order == "members" else "NULL"
    rows = session.connection().exec_driver_sql(
        f"SELECT o.id, {shown} AS members FROM organisation o "
        f"JOIN ({STATUS_ON}) s ON s.organisation_id = o.id WHERE {where} ORDER BY {order}, o.id",
        parameters,
    )
    return [row[0] for row in rows.all()]


def rows(session: Session, ids: Sequence[int], on: date, members: str) -> list[OrganisationRow]:
    """The rows of the given ids, in their order; ids that are gone are left out."""
    if not ids:
        return []
    found = session.connection().exec_driver_sql(
        "SELECT o.id, o.uid, o.kind, o.name, o.tax_code, o.commune_code, o.sector, "
        f"o.registered_on, {MEMBERS.format(members=members)}, o.charter_capital, s.status "
        f"FROM organisation o JOIN ({STATUS_ON}) s ON s.organisation_id = o.id "
        f"WHERE o.id IN ({', '.join(str(int(each)) for each in ids)})",
        {"on": on.isoformat()},
    )
    by_id = {row[0]: _row(tuple(row)) for row in found.all()}
    return [by_id[each] for each in ids if each in by_id]


def _row(row: tuple[Any, ...]) -> OrganisationRow:
    id_, uid, kind, name, tax_code, commune, sector, registered, members, capital, status = row
    return OrganisationRow(
        id_,
        uid,
        OrganisationKind(kind),
        name,
        tax_code or "",
        commune,
        sector,
        PartialDate.from_iso(registered) if registered else None,
        members,
        capital,
        OperatingStatus(status),
    )


def summary(
    session: Session, query: RegisterQuery, on: date, members: str
) -> tuple[int | None, int | None]:
    """Σ members and Σ charter capital (đồng) of what the list shows."""
    where, parameters = _where(query, on)
    row = (
        session.connection()
        .exec_driver_sql(
            f"SELECT sum({MEMBERS.format(members=members)}), sum(o.charter_capital) "
            f"FROM organisation o JOIN ({STATUS_ON}) s ON s.organisation_id = o.id WHERE {where}",
            parameters,
        )
        .one()
    )
    return row[0], row[1]


def find(session: Session, uid: str) -> Organisation | None:
    """The record to edit, with its status history; None when it is gone or in the bin."""
    return session.scalar(
        select(Organisation)
        .where(Organisation.uid == uid, Organisation.deleted_at.is_(None))
        .options(selectinload(Organisation.status_changes))
    )


def find_by_tax_code(session: Session, tax_code: str) -> Organisation | None:
    """The organisation that holds a tax code."""
    return session.scalar(
        select(Organisation).where(
            Organisation.tax_code == tax_code, Organisation.deleted_at.is_(None)
        )
    )


def all_records(session: Session) -> list[Organisation]:
    """Every organisation not in the bin, ordered by uid (for the submission)."""
    return list(
        session.scalars(
            select(Organisation)
            .where(Organisation.deleted_at.is_(None))
            .options(selectinload(Organisation.status_changes))
            .order_by(Organisation.uid)
        )
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


def names_by_id(session: Session, ids: Iterable[int]) -> dict[int, tuple[str, str]]:
    """Database id → (uid, name), in the bin or not."""
    found = session.execute(
        select(Organisation.id, Organisation.uid, Organisation.name).where(
            Organisation.id.in_(list(ids))
        )
    )
    return {row.id: (row.uid, row.name) for row in found}
