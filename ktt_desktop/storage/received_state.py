"""What the book has of received units, read as the state their files are folded into."""

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from ktt_desktop.domain.consolidation.reading import (
    MEMBERS,
    STATUSES,
    Form,
    FormKey,
    Rows,
    UnitRow,
    Work,
)
from ktt_desktop.domain.consolidation.shape import Shape
from ktt_desktop.domain.consolidation.state import State
from ktt_desktop.storage.received_shape import TABLES
from ktt_desktop.storage.session import wide_rows

GIVEN = "(SELECT value FROM json_each(?))"
HEAD = "subject_kind, subject_key, sector, year, measure, as_of, reasons, received_file_id"


@dataclass(frozen=True, slots=True)
class Standing:
    """Những gì sổ đang có của các đơn vị; `ids` by uid, those in the bin too."""

    state: State
    ids: dict[str, int]


@dataclass(frozen=True, slots=True)
class Whose:
    """Của ai: keys of units as records are marked, and as figures are filed.

    `own`: they are this book's own, also what was typed here.
    """

    sources: frozenset[str]
    subjects: frozenset[str]
    own: bool = False

    @property
    def records(self) -> str:
        """What picks their records; the index of received ones serves whoever asks for no other."""
        return f"source_unit IN {GIVEN}" + ("" if self.own else " AND source_unit <> ''")

    @property
    def ids(self) -> str:
        """The ids of these records, those in the bin too, as a query."""
        return f"SELECT id FROM organisation WHERE {self.records}"


def given(values: Iterable[object]) -> str:
    """The parameter for GIVEN."""
    return json.dumps(list(values))


def standing(session: Session, shape: Shape, columns: dict[str, str], whose: Whose) -> Standing:
    """What the book has of these units; `columns` maps codes of figures to columns."""
    sources = given(whose.sources)
    names = ", ".join(each.name for each in shape.fields)
    ids: dict[str, int] = {}
    organisations = {}
    for id_, uid, *cells in wide_rows(
        session,
        f"SELECT id, uid, {names}, source_unit FROM organisation WHERE {whose.records}"
        + (" AND deleted_at IS NULL" if whose.own else ""),
        (sources,),
    ):
        ids[uid] = id_
        *fields, source = cells
        organisations[uid] = (*(None if each == "" else each for each in fields), source)
    if not ids:
        lists: dict[str, dict[str, Rows]] = {}
    else:
        owners = {id_: uid for uid, id_ in ids.items()}
        lists = {name: _list(session, shape, name, owners, whose) for name in shape.lists}
        lists[MEMBERS] = _members(session, owners, whose)
    state = State(
        organisations,
        lists,
        _returns(session, columns, whose, bool(ids)),
        _works(session, sources),
        _units(session, whose),
    )
    return Standing(state, ids)


def _list(
    session: Session, shape: Shape, name: str, owners: dict[int, str], whose: Whose
) -> dict[str, Rows]:
    columns = ", ".join(each.name for each in shape.lists[name])
    order = "id" if name == STATUSES else "place"
    found: dict[str, list[Any]] = {}
    for owner, *row in wide_rows(
        session,
        f"SELECT organisation_id, {columns} FROM {TABLES[name].name} "
        f"WHERE organisation_id IN ({whose.ids}) ORDER BY organisation_id, {order}",
        (given(whose.sources),),
    ):
        if owner in owners:
            found.setdefault(owners[owner], []).append(tuple(row))
    return {uid: tuple(rows) for uid, rows in found.items()}


def _members(session: Session, owners: dict[int, str], whose: Whose) -> dict[str, Rows]:
    found: dict[str, list[Any]] = {}
    for union, member in wide_rows(
        session,
        f"SELECT union_id, member_id FROM union_member WHERE union_id IN ({whose.ids})",
        (given(whose.sources),),
    ):
        if union in owners and member in owners:
            found.setdefault(owners[union], []).append((owners[member],))
    return {uid: tuple(sorted(rows)) for uid, rows in found.items()}


def _returns(
    session: Session, columns: dict[str, str], whose: Whose, any_listed: bool
) -> dict[FormKey, Form]:
    answers = ", ".join(columns.values())
    came = "" if whose.own else " AND received_file_id IS NOT NULL"
    rows = wide_rows(
        session,
        f"SELECT {HEAD}, {answers} FROM annual_return "
        f"WHERE subject_kind <> 'to_chuc' AND subject_key IN {GIVEN}{came}",
        (given(whose.subjects),),
    )
    if any_listed:
        rows += wide_rows(
            session,
            f"SELECT {HEAD}, {answers} FROM annual_return "
            f"WHERE organisation_id IN ({whose.ids}){came}",
            (given(whose.sources),),
        )
    return {
        FormKey(*row[:5]): Form(row[5], row[6], row[8:], 0 if whose.own else row[7]) for row in rows
    }


def _works(session: Session, sources: str) -> dict[str, Work]:
    parties: dict[int, list[str]] = {}
    for dossier, uid in wide_rows(
        session,
        "SELECT p.dossier_id, o.uid FROM dossier d JOIN dossier_party p ON p.dossier_id = d.id "
        "JOIN organisation o ON o.id = p.organisation_id "
        f"WHERE d.source_unit IN {GIVEN} ORDER BY p.dossier_id, p.place",
        (sources,),
    ):
        parties.setdefault(dossier, []).append(uid)
    return {
        uid: Work._make(
            [
                *(None if each == "" else each for each in cells),
                " ".join(parties.get(id_, ())) or None,
                source,
            ]
        )
        for id_, uid, source, *cells in wide_rows(
            session,
            "SELECT id, uid, source_unit, kind, year, period, programme, topic, part_of, content, "
            f"money FROM dossier WHERE source_unit IN {GIVEN}",
            (sources,),
        )
    }


def _units(session: Session, whose: Whose) -> dict[str, UnitRow]:
    return {
        key: UnitRow(*cells)
        for key, *cells in wide_rows(
            session,
            "SELECT key, name, level, parent, list_complete FROM received_unit "
            f"WHERE key IN {GIVEN}",
            (given(whose.subjects),),
        )
    }


def units_below(session: Session, owner: str, senders: Collection[str]) -> frozenset[str]:
    """The keys of a unit and of those below it that do not send their own files."""
    parents: dict[str, list[str]] = {}
    for key, parent in wide_rows(session, "SELECT key, parent FROM received_unit", ()):
        parents.setdefault(parent, []).append(key)
    found, waiting = {owner}, [owner]
    while waiting:
        for key in parents.get(waiting.pop(), ()):
            if key not in senders and key not in found:
                found.add(key)
                waiting.append(key)
    return frozenset(found)
