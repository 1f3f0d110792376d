"""The units below that have figures in the book, and whose organisations it keeps."""

import json
from collections.abc import Iterable

from sqlalchemy.orm import Session

from ktt_desktop.domain.receiving import LowerUnit
from ktt_desktop.domain.records import Subject
from ktt_desktop.domain.terms import Measure
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


def has_lower_units(session: Session) -> bool:
    """Whether the book holds received data."""
    return bool(wide_rows(session, "SELECT 1 FROM received_unit LIMIT 1", ()))


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
