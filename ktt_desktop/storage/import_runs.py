"""The table of imports: one row an import, with what the history tells and what undoing needs."""

import json
from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import delete, select
from sqlalchemy.orm import Session, load_only

from ktt_desktop.domain.importing.plan import ImportRun
from ktt_desktop.domain.importing.records import Issue
from ktt_desktop.models.imports import ImportRunRow

TOLD = (ImportRunRow.at, ImportRunRow.file_name, ImportRunRow.file_hash, ImportRunRow.counts)
LONGEST = 255  # letters of a file name; its end tells more


class Counts(NamedTuple):
    """Số dòng theo kết quả, and how many figures were written."""

    added: int
    changed: int
    same: int
    left: int
    figures: int


def add(
    session: Session,
    at: datetime,
    file: str,
    digest: str,
    counts: Counts,
    issues: Iterable[Issue],
    content: str,
) -> ImportRun:
    """Write an import down; `content` is what undoing it needs."""
    told = [(each.row, each.column, each.value, each.reason) for each in issues]
    row = ImportRunRow(
        at=at,
        file_name=file[-LONGEST:],
        file_hash=digest,
        counts=json.dumps(counts),
        issues=json.dumps(told, ensure_ascii=False),
        content=content,
    )
    session.add(row)
    session.flush()
    return run_of(row)


def newest_first(session: Session) -> list[ImportRun]:
    """Every import that was not taken back."""
    query = select(ImportRunRow).options(load_only(*TOLD)).order_by(ImportRunRow.id.desc())
    return [run_of(each) for each in session.scalars(query)]


def find(session: Session, run_id: int) -> ImportRunRow | None:
    """One import; None when it was taken back."""
    return session.get(ImportRunRow, run_id)


def issues_of(row: ImportRunRow) -> tuple[Issue, ...]:
    """What was left out or left empty, in the order of the file."""
    return tuple(Issue(*each) for each in json.loads(row.issues))


def forget(session: Session, run_id: int) -> None:
    """Take the line of an import out of the history."""
    session.execute(delete(ImportRunRow).where(ImportRunRow.id == run_id))


def run_of(row: ImportRunRow) -> ImportRun:
    """A stored import as the history names it."""
    at = row.at.isoformat(timespec="seconds")
    return ImportRun(row.id, at, row.file_name, row.file_hash, *json.loads(row.counts))
