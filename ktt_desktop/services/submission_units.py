"""The units below in a submission: who they are, which files they sent, what was corrected."""

import json
from collections.abc import Iterable
from datetime import UTC, datetime

from sqlalchemy.orm import Session

from ktt_desktop.domain.receiving import LowerUnit, current, unit_key
from ktt_desktop.domain.records import UnitProfile
from ktt_desktop.interchange.submission_format import Cell, Sheet
from ktt_desktop.interchange.submission_upgrade import (
    CORRECTION_COLUMNS,
    SOURCE_COLUMNS,
    UNIT_COLUMNS,
    unit_row,
)
from ktt_desktop.models.exchange import CorrectedValue
from ktt_desktop.storage.received_files import all_files
from ktt_desktop.storage.submission_rows import corrected_values


def own_key(profile: UnitProfile) -> str:
    """The key of the sending unit."""
    return unit_key(profile.code, former=profile.historical)


def unit_sheets(
    session: Session, profile: UnitProfile, below: Iterable[LowerUnit]
) -> dict[str, Sheet]:
    """The sheets of units, sources and corrections; `below` in the order of keys."""
    key = own_key(profile)
    own = LowerUnit(key, profile.name, profile.level, list_complete=profile.list_complete)
    units = (unit_row(own, ""), *(unit_row(each, each.parent or key) for each in below))
    return {
        "units": Sheet(UNIT_COLUMNS, units),
        "sources": Sheet(SOURCE_COLUMNS, _sources(session, key)),
        "corrections": Sheet(
            CORRECTION_COLUMNS,
            tuple(_correction(each, profile.code, key) for each in corrected_values(session)),
        ),
    }


def _sources(session: Session, own: str) -> tuple[tuple[Cell, ...], ...]:
    """The file that stands for each unit below and period."""
    standing = current(all_files(session)).values()
    rows = [
        (
            *(each.key.unit, each.key.period, each.number, each.bundle_id, each.data_digest),
            _moment(each.created_at),
        )
        for each in standing
        if each.key.unit != own
    ]
    return tuple(sorted(rows))


def _correction(row: CorrectedValue, code: str, key: str) -> tuple[Cell, ...]:
    subject = key if row.subject_key == code else row.subject_key
    return (
        *(row.subject_kind, subject, row.sector, row.year, row.measure, row.code),
        *(row.unit_key, _value(row.received), _value(row.value), row.reason),
        _moment(row.corrected_at),
    )


def _value(text: str) -> Cell:
    """A value as the book keeps it, JSON, as a cell: yes is 1."""
    value = json.loads(text) if text else None
    if value is None or isinstance(value, str):
        return value
    return int(value) if isinstance(value, int) else text


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds")
