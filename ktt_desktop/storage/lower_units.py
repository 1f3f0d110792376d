"""The units below: which have figures in the book, whose organisations it keeps."""

import json
from collections.abc import Collection, Iterable, Mapping

from sqlalchemy.orm import Session

from ktt_desktop.domain.consolidation.state import State
from ktt_desktop.domain.receiving import LowerUnit
from ktt_desktop.domain.records import Subject
from ktt_desktop.domain.terms import Measure
from ktt_desktop.storage.received_rows import cursor_of
from ktt_desktop.storage.received_state import GIVEN, given
from ktt_desktop.storage.session import wide_rows


def lower_units(session: Session) -> list[LowerUnit]:
    """Every unit of received data, in the order of keys."""
    rows = wide_rows(
        session,
        "SELECT key, name, level, parent, list_complete FROM received_unit ORDER BY key",
        (),
    )
    return [
        LowerUnit(key, name, level, parent, bool(complete))
        for key, name, level, parent, complete in rows
    ]


def units_with_a_list(session: Session) -> set[str]:
    """The units whose organisations the register holds; "" for the book's own ones."""
    rows = wide_rows(
        session, "SELECT DISTINCT source_unit FROM organisation WHERE deleted_at IS NULL", ()
    )
    return {unit for (unit,) in rows}


def sender_of(session: Session, uid: str) -> str:
    """The key of the unit an organisation came from; empty for the book's own ones."""
    rows = wide_rows(session, "SELECT source_unit FROM organisation WHERE uid = ?", (uid,))
    return str(rows[0][0]) if rows else ""


def file_of_form(session: Session, subject: Subject, year: int, measure: Measure) -> int | None:
    """The received file a form came with."""
    rows = wide_rows(
        session,
        "SELECT received_file_id FROM annual_return WHERE subject_kind = ? AND subject_key = ? "
        "AND sector = ? AND year = ? AND measure = ?",
        (subject.kind.value, subject.key, subject.sector, year, measure.value),
    )
    return rows[0][0] if rows else None


def senders_of(session: Session, uids: Iterable[str]) -> dict[str, str]:
    """Uid → key of the unit it came from, of the received ones among these organisations."""
    rows = wide_rows(
        session,
        "SELECT uid, source_unit FROM organisation WHERE source_unit <> '' "
        "AND uid IN (SELECT value FROM json_each(?))",
        (json.dumps(list(uids)),),
    )
    return dict(rows)


def write_units(
    session: Session, state: State, gone: Collection[str], placed: Mapping[str, str]
) -> None:
    """The units below as the files name them; `placed` are others that stand below these."""
    cursor = cursor_of(session)
    cursor.execute(f"UPDATE received_unit SET parent = '' WHERE parent IN {GIVEN}", (given(gone),))
    cursor.execute(f"DELETE FROM received_unit WHERE key IN {GIVEN}", (given(gone),))
    cursor.executemany(
        "INSERT INTO received_unit (key, name, level, parent, list_complete) "
        "VALUES (?, ?, ?, ?, ?) ON CONFLICT (key) DO UPDATE SET name = excluded.name, "
        "level = excluded.level, parent = excluded.parent, list_complete = excluded.list_complete",
        [(key, *row) for key, row in state.units.items()],
    )
    cursor.executemany(
        "UPDATE received_unit SET parent = ? WHERE key = ?",
        [(parent, key) for key, parent in placed.items()],
    )
