"""Queries of the list: ids in the wanted order, the rows of a page, counts and sums."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from ktt_desktop.domain.dates import PartialDate
from ktt_desktop.domain.register_list import Flag, ListSums, OrganisationRow, RegisterQuery
from ktt_desktop.domain.search import search_words
from ktt_desktop.domain.size_classes import SizeClass
from ktt_desktop.domain.terms import LegalStatus, OperatingStatus, OrganisationKind, StatusAxis
from ktt_desktop.storage import search_index
from ktt_desktop.storage.session import wide_rows
from ktt_desktop.storage.size_classes import SizeColumns, size_of

# The newest number of members known by the day; the column comes from the catalogue.
# Of one year the best known comes first by its letter: ACTUAL, ESTIMATE, HALF_YEAR.
MEMBERS = """
    (SELECT r.{members} FROM annual_return r
     WHERE r.organisation_id = o.id AND r.{members} IS NOT NULL AND r.measure <> 'PLAN'
       AND coalesce(r.as_of, CAST(r.year AS TEXT)) <= :on
     ORDER BY r.year DESC, r.measure LIMIT 1)
"""


def _status(axis: StatusAxis) -> str:
    """The status of an organisation `o` at the end of a day; partial dates from their first day."""
    return f"""
    (SELECT c.status FROM status_change c
     WHERE c.organisation_id = o.id AND c.axis = '{axis.value}'
       AND coalesce(c.effective_on, '') <= :on
     ORDER BY coalesce(c.effective_on, '') DESC, c.id DESC LIMIT 1)
"""


OPERATING, LEGAL = _status(StatusAxis.OPERATING), _status(StatusAxis.LEGAL)


def _first_person(attr: str) -> str:
    """What the record says of the first representative of an organisation `o`."""
    return (
        f"(SELECT p.{attr} FROM organisation_person p "
        "WHERE p.organisation_id = o.id AND p.place = 0)"
    )


SENDER = "coalesce((SELECT u.name FROM received_unit u WHERE u.key = o.source_unit), o.source_unit)"
# Columns of free words; like a code they are put in the order of the Vietnamese alphabet by `rank`.
TEXTS = {
    "short_name": "o.short_name",
    "old_certificate": "o.old_certificate",
    "address": "o.address",
    "registered_by": "o.registered_by",
    "representative": _first_person("name"),
    "representative_title": _first_person("title"),
    "phone": "o.phone",
    "email": "o.email",
    "note": "o.note",
    "sender": SENDER,
}
RANKED = TEXTS | {
    "commune_code": "o.commune_code",
    "former_commune_code": "o.former_commune_code",
    "sector": "o.sector",
    "status": OPERATING,
    "legal": LEGAL,
}
BY_RANK = "rank.place IS NULL, rank.place, o.sort_key"

# What is not known stands last both ways. A code is put in the order of its words, by `rank`.
ORDERS = {
    "name": "o.sort_key",
    "kind": "o.kind, o.sort_key",
    "tax_code": "o.tax_code IS NULL, o.tax_code",
    "registered_on": "o.registered_on IS NULL, o.registered_on",
    "members": "members IS NULL, members",
    "charter_capital": "o.charter_capital IS NULL, o.charter_capital",
} | dict.fromkeys((*RANKED, "size"), BY_RANK)
# Materialised: else the text of all ranks would be read anew for every organisation.
RANKS = (
    "WITH rank AS MATERIALIZED (SELECT key AS code, value AS place FROM json_each(:ranks))",
    "LEFT JOIN rank ON rank.code = {}",
)
RECOGNISED = (
    "o.id IN (SELECT organisation_id FROM organisation_recognition "
    "WHERE kind IN (SELECT value FROM json_each(:recognised)))"
)
FLAGS = {
    Flag.NO_TAX_CODE: "o.tax_code IS NULL",
    Flag.NO_REGISTRATION_DAY: "o.registered_on IS NULL",
    Flag.NO_COMMUNE: "o.commune_code = ''",
    Flag.NO_CAPITAL: "o.charter_capital IS NULL",
    Flag.NO_MEMBERS: "{members} IS NULL",
    Flag.NOT_CONVERTED: "o.conversion_2012 = 'CHUA'",
    Flag.OLD_CHARTER: "o.charter_is_2023 = 0",
    Flag.ALLIANCE_MEMBER: "o.is_alliance_member = 1",
    Flag.WANTS_SUPPORT: "o.wants_support = 1",
}


@dataclass(frozen=True, slots=True)
class Scope:
    """What a list is read by: the day, the column of the members, the order of shown words."""

    on: date
    members_column: str
    ranks: Mapping[str, int] = field(default_factory=dict)  # stored code → its place
    only: Sequence[int] | None = None  # the ids the alerts of the query leave
    sizes: SizeColumns | None = None  # None: of no organisation the size can be told

    @property
    def members(self) -> str:
        """The number of members of an organisation `o`."""
        return MEMBERS.format(members=self.members_column)

    @property
    def size(self) -> str:
        """The class of size of an organisation `o`."""
        return size_of(self.sizes) if self.sizes else "NULL"


def ordered_ids(session: Session, query: RegisterQuery, scope: Scope) -> list[int]:
    """The ids the list shows: those with exact marks first, then in the wanted order."""
    where, parameters = _where(query, scope)
    missed, marked = search_index.marks_missed(search_words(query.text))
    order = [
        part if part.endswith("IS NULL") or not query.descending else f"{part} DESC"
        for part in ORDERS[query.order].split(", ")
    ]
    shown = scope.members if query.order == "members" else "NULL"
    ranked = RANKED | {"size": scope.size}
    is_ranked = query.order in ranked
    first, join = (RANKS[0], RANKS[1].format(ranked[query.order])) if is_ranked else ("", "")
    # One row of all ids: thousands of rows would be taken over one by one, each time asking the
    # window for the interpreter, which could then paint nothing.
    ((ids,),) = wide_rows(
        session,
        f"{first} SELECT json_group_array(id) FROM (SELECT o.id, {shown} AS members "
        f"FROM organisation o {join} WHERE {where} "
        f"ORDER BY {', '.join([*missed, *order, 'o.id'])})",
        parameters | marked | {"ranks": json.dumps(scope.ranks)},
    )
    found: list[int] = json.loads(ids)
    return found


def rows(session: Session, ids: Sequence[int], scope: Scope) -> list[OrganisationRow]:
    """The rows of the given ids, in their order; ids that are gone are left out."""
    found = wide_rows(
        session,
        "SELECT o.id, o.uid, o.kind, o.name, o.tax_code, o.commune_code, o.sector, "
        f"o.registered_on, {scope.members}, o.charter_capital, {OPERATING}, {LEGAL}, "
        "o.short_name, o.old_certificate, o.registered_by, o.address, coalesce(p.name, ''), "
        f"coalesce(p.title, ''), o.phone, o.email, o.note, o.former_commune_code, "
        f"{SENDER}, {scope.size} "
        "FROM organisation o "
        "LEFT JOIN organisation_person p ON p.organisation_id = o.id AND p.place = 0 "
        "WHERE o.id IN (SELECT value FROM json_each(:ids))",
        {"ids": json.dumps(list(ids)), "on": scope.on.isoformat()},
    )
    by_id = {row[0]: _row(row) for row in found}
    return [by_id[each] for each in ids if each in by_id]


def _row(row: tuple[Any, ...]) -> OrganisationRow:
    id_, uid, kind, name, tax_code, commune, sector, registered, members, capital, *more = row
    status, legal, *texts, size = more
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
        LegalStatus(legal) if legal else None,
        SizeClass(size) if size else None,
        *texts,
    )


def sums(session: Session, query: RegisterQuery, scope: Scope) -> ListSums:
    """How many the list shows, Σ members and Σ charter capital (đồng)."""
    return _sums(session, *_where(query, scope), scope)


def sums_of(session: Session, ids: Sequence[int], scope: Scope) -> ListSums:
    """The same of the given ids."""
    asked = {"ids": json.dumps(list(ids)), "on": scope.on.isoformat()}
    return _sums(session, "o.id IN (SELECT value FROM json_each(:ids))", asked, scope)


def _sums(session: Session, where: str, parameters: dict[str, Any], scope: Scope) -> ListSums:
    ((count, members, capital),) = wide_rows(
        session,
        f"SELECT count(*), sum({scope.members}), sum(o.charter_capital) "
        f"FROM organisation o WHERE {where}",
        parameters,
    )
    return ListSums(count, members, capital)


def count_by_kind(session: Session, query: RegisterQuery, scope: Scope) -> dict[str, int]:
    """How many organisations of each kind there are on the day of the query."""
    where, parameters = _where(RegisterQuery(on=query.on), scope)
    return dict(
        wide_rows(
            session,
            f"SELECT o.kind, count(*) FROM organisation o WHERE {where} GROUP BY o.kind",
            parameters,
        )
    )


def texts(session: Session, order: str) -> list[str]:
    """What stands in a column of free words, each text once."""
    question = f"SELECT json_group_array(DISTINCT {TEXTS[order]}) FROM organisation o"
    ((found,),) = wide_rows(session, question, ())
    return [each for each in json.loads(found) if each]


def commune_codes(session: Session) -> list[str]:
    """The communes the list knows."""
    return _distinct(session, "commune_code")


def former_codes(session: Session) -> list[str]:
    """The communes of before 1/7/2025 the list knows; "" where some record names none."""
    return _distinct(session, "former_commune_code")


def _distinct(session: Session, column: str) -> list[str]:
    return [row[0] for row in wide_rows(session, f"SELECT DISTINCT {column} FROM organisation", ())]


def _where(query: RegisterQuery, scope: Scope) -> tuple[str, dict[str, Any]]:
    """The conditions of a query and their parameters."""
    found, parameters = search_index.conditions(search_words(query.text))
    parts = ["o.deleted_at IS NULL", *found]
    asked: dict[str, Any] = {**parameters, "on": scope.on.isoformat()}
    if query.on is not None:  # a slip into the future must not hide a record from today's list
        parts += ["coalesce(o.registered_on, '') <= :on", f"{OPERATING} IS NOT NULL"]
    choices: tuple[tuple[str, str, Sequence[str]], ...] = (
        ("kind", "o.kind", query.kinds),
        ("sector", "o.sector", query.sectors),
        ("commune", "o.commune_code", query.communes),
        ("former", "o.former_commune_code", query.former),
        ("unit", "o.source_unit", query.units),
        ("size", scope.size, query.sizes),
        ("status", OPERATING, query.statuses),
        ("legal", LEGAL, query.legal),
    )
    if query.recognitions:
        parts.append(RECOGNISED)
        asked["recognised"] = json.dumps(query.recognitions)
    for name, column, values in choices:
        if values:
            parts.append(f"{column} IN (SELECT value FROM json_each(:{name}))")
            asked[name] = json.dumps([str(each) for each in values])
    if scope.only is not None:
        parts.append("o.id IN (SELECT value FROM json_each(:only))")
        asked["only"] = json.dumps(list(scope.only))
    parts += [FLAGS[flag].format(members=scope.members) for flag in query.flags]
    return " AND ".join([*parts, *_between(query, scope, asked)]), asked


def _between(query: RegisterQuery, scope: Scope, asked: dict[str, Any]) -> list[str]:
    """Both ends of the ranges; a day known to the year or the month counts from its first day."""
    founded = [each.isoformat() if each else None for each in query.founded]
    ends = (
        ("members", scope.members, query.members),
        ("founded", "substr(o.registered_on || '-01-01', 1, 10)", founded),
    )
    parts = []
    for name, column, (least, most) in ends:
        for end, sign, value in (("from", ">=", least), ("to", "<=", most)):
            if value is not None:
                parts.append(f"{column} {sign} :{name}_{end}")
                asked[f"{name}_{end}"] = value
    return parts
