"""Queries of what this level put right in received data."""

import json
from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from ktt_desktop.domain.receiving import Cell, Correction, FieldCell, FigureCell
from ktt_desktop.models.exchange import CorrectedValue
from ktt_desktop.storage.received_state import GIVEN, given
from ktt_desktop.storage.session import wide_rows

RECORD = "ho_so"  # subject kind of a field of the register
Value = int | str | None
Key = tuple[str, str, str, int, str, str]


def every(session: Session) -> list[Correction]:
    """Every correction of what stands in the book, by unit and cell."""
    rows = session.scalars(
        select(CorrectedValue).order_by(
            CorrectedValue.unit_key,
            CorrectedValue.subject_kind,
            CorrectedValue.subject_key,
            CorrectedValue.year,
            CorrectedValue.code,
        )
    )
    present = {
        row[0]
        for row in wide_rows(
            session,
            "SELECT uid FROM organisation WHERE uid IN (SELECT subject_key FROM corrected_value) "
            "UNION SELECT key FROM received_unit",
            (),
        )
    }
    return [_correction(row) for row in rows if row.subject_key in present]


def any_at_all(session: Session) -> bool:
    """Whether this level corrected anything."""
    return bool(wide_rows(session, "SELECT 1 FROM corrected_value LIMIT 1", ()))


def of_subjects(session: Session, keys: Iterable[str]) -> list[Correction]:
    """The corrections of organisations (uids) and of the figures of units (keys)."""
    found = wide_rows(
        session,
        f"SELECT DISTINCT subject_key FROM corrected_value WHERE subject_key IN {GIVEN}",
        (given(keys),),
    )
    query = select(CorrectedValue).where(CorrectedValue.subject_key.in_([row[0] for row in found]))
    return [_correction(row) for row in session.scalars(query)] if found else []


def find(session: Session, cell: Cell) -> Correction | None:
    """The correction of one cell."""
    row = session.get(CorrectedValue, _key(cell))
    return None if row is None else _correction(row)


def keep(session: Session, correction: Correction) -> None:
    """Write a correction down, in place of the one before."""
    kind, key, sector, year, measure, code = _key(correction.cell)
    session.merge(
        CorrectedValue(
            subject_kind=kind,
            subject_key=key,
            sector=sector,
            year=year,
            measure=measure,
            code=code,
            unit_key=correction.unit,
            received=json.dumps(correction.received, ensure_ascii=False),
            value=json.dumps(correction.value, ensure_ascii=False),
            reason=correction.reason,
            corrected_at=correction.at,
        )
    )


def forget(session: Session, cell: Cell) -> None:
    """As if it had never been corrected."""
    row = session.get(CorrectedValue, _key(cell))
    if row is not None:
        session.delete(row)
        session.flush()


def unit_of_record(session: Session, uid: str) -> str:
    """The key of the unit whose file brought an organisation; empty for the book's own."""
    found = wide_rows(session, "SELECT source_unit FROM organisation WHERE uid = ?", (uid,))
    return str(found[0][0]) if found else ""


def is_received_unit(session: Session, key: str) -> bool:
    """Whether the figures of a unit come out of files."""
    return bool(wide_rows(session, "SELECT 1 FROM received_unit WHERE key = ?", (key,)))


def _key(cell: Cell) -> Key:
    match cell:
        case FieldCell(organisation, field):
            return (RECORD, organisation, "", 0, "", field)
        case FigureCell(kind, key, sector, year, measure, code):
            return (kind, key, sector, year, measure, code)


def _correction(row: CorrectedValue) -> Correction:
    cell: Cell = (
        FieldCell(row.subject_key, row.code)
        if row.subject_kind == RECORD
        else FigureCell(
            row.subject_kind, row.subject_key, row.sector, row.year, row.measure, row.code
        )
    )
    received, value = json.loads(row.received), json.loads(row.value)
    return Correction(cell, received, value, row.reason, row.corrected_at, row.unit_key)
