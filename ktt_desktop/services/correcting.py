"""What this level changes of received data is remembered, in the transaction that changes it."""

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from ktt_desktop.domain.consolidation.corrected import AS_OF, list_text
from ktt_desktop.domain.consolidation.journal_lines import STEP
from ktt_desktop.domain.consolidation.reading import MEMBERS, STATUSES
from ktt_desktop.domain.receiving import Cell, Correction, FieldCell, FigureCell
from ktt_desktop.domain.records import ReturnRecord, Subject, Values
from ktt_desktop.domain.terms import Measure, StatusAxis, SubjectKind
from ktt_desktop.models.organisation import Organisation
from ktt_desktop.services.submission_data import ORGANISATION_COLUMNS, PART_COLUMNS
from ktt_desktop.storage import received_corrections as storage
from ktt_desktop.storage.journal import Change
from ktt_desktop.storage.received_shape import STATUS_COLUMNS

SHEETS = {attr: (sheet, columns) for sheet, (attr, columns) in PART_COLUMNS.items()}
AXES = {axis.value for axis in StatusAxis}

Value = int | str | None


def correct_fields(
    session: Session, entity: Organisation, changes: Iterable[Change], moment: datetime
) -> None:
    """Remember what was received in fields and lists that now say something else.

    `changes` are as the journal takes them; a record of the book's own needs nothing.
    """
    if not entity.source_unit:
        return
    told = list(changes)
    for field, old, new in told:
        if old == new:
            continue
        if field in ORGANISATION_COLUMNS:
            cell, was, now = FieldCell(entity.uid, field), _cell(field, old), _cell(field, new)
            _remember(session, cell, entity.source_unit, was, now, moment)
        elif field in SHEETS:
            sheet, columns = SHEETS[field]
            was, now = _list(columns, old), _list(columns, new)
            cell = FieldCell(entity.uid, sheet)
            _remember(session, cell, entity.source_unit, was, now, moment)
    steps = [each for each in told if each[0] in AXES]
    if any(old != new for _, old, new in steps):
        columns = tuple(STEP.get(name, name) for name in STATUS_COLUMNS)
        was, now = (_steps(columns, [each[side] for each in steps]) for side in (1, 2))
        cell = FieldCell(entity.uid, STATUSES)
        _remember(session, cell, entity.source_unit, was, now, moment)


def correct_members(
    session: Session, union: str, was: Iterable[str], now: Iterable[str], moment: datetime
) -> None:
    """Remember which members a received LHHTX came with; all are uids."""
    if unit := storage.unit_of_record(session, union):
        cell = FieldCell(union, MEMBERS)
        _remember(session, cell, unit, _members(was), _members(now), moment)


def correct_figures(
    session: Session,
    before: ReturnRecord,
    values: Values,
    reasons: Mapping[str, str],
    moment: datetime,
) -> None:
    """Remember what was received in figures that are now typed over; `before` is the form."""
    subject = before.subject
    if not (unit := _unit(session, subject)):
        return
    for code, value in values.items():
        old = before.values.get(code)
        cell = _figure(subject, before.year, before.measure, code)
        _remember(session, cell, unit, old, value, moment, reasons.get(code, ""))


def correct_day(session: Session, before: ReturnRecord, day: str | None, moment: datetime) -> None:
    """Remember which day the figures of a received form spoke of."""
    if unit := _unit(session, before.subject):
        old = before.as_of.iso() if before.as_of else None
        cell = _figure(before.subject, before.year, before.measure, AS_OF)
        _remember(session, cell, unit, old, day, moment)


def _figure(subject: Subject, year: int, measure: Measure, code: str) -> FigureCell:
    return FigureCell(subject.kind.value, subject.key, subject.sector, year, measure.value, code)


def _unit(session: Session, subject: Subject) -> str:
    """The unit whose file brought the figures of a subject; empty for the book's own."""
    if subject.kind is SubjectKind.ORGANISATION:
        return storage.unit_of_record(session, subject.key)
    return subject.key if storage.is_received_unit(session, subject.key) else ""


def _remember(
    session: Session,
    cell: Cell,
    unit: str,
    old: Value,
    value: Value,
    moment: datetime,
    reason: str = "",
) -> None:
    """A value that is the received one again is no correction any more."""
    before = storage.find(session, cell)
    received = before.received if before else old
    if value == received:
        if before:
            storage.forget(session, cell)
    elif value != old or reason:
        why = reason or (before.reason if before else "")
        storage.keep(session, Correction(cell, received, value, why, moment, unit))


def _cell(field: str, text: str | None) -> Value:
    """A value of a record as the journal has it, as a file has it."""
    is_number = Organisation.__table__.columns[field].type.python_type in (int, bool)
    return int(text) if is_number and text is not None else text


def _list(columns: Iterable[str], text: str | None) -> str | None:
    rows = json.loads(text) if text else []
    return list_text(tuple(_row(tuple(columns), row) for row in rows))


def _members(uids: Iterable[str]) -> str | None:
    return list_text(tuple((uid,) for uid in sorted(uids)))


def _steps(columns: tuple[str, ...], texts: Iterable[str | None]) -> str | None:
    """The lines of both axes in the order a file has them."""
    found = (row for text in texts if text for row in json.loads(text))
    rows = sorted(found, key=lambda row: row["on"] or "")
    return list_text(tuple(_row(columns, row) for row in rows))


def _row(columns: tuple[str, ...], row: Mapping[str, Any]) -> tuple[Any, ...]:
    return tuple(_plain(row.get(name)) for name in columns)


def _plain(value: Any) -> Any:
    return int(value) if isinstance(value, bool) else value
