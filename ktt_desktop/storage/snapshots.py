"""All rows of some records: taken down before an act, put back whole when it is undone."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy.orm import Session

# Table → the columns that name an organisation. Other rows hang on those of organisation and
# dossier, so they are changed in place; the others are deleted and written again.
RECORD: Mapping[str, tuple[str, ...]] = {
    "status_change": ("organisation_id",),
    "organisation_person": ("organisation_id",),
    "registration_change": ("organisation_id",),
    "organisation_activity": ("organisation_id",),
    "organisation_branch": ("organisation_id",),
    "organisation_recognition": ("organisation_id",),
    "organisation_attachment": ("organisation_id",),
    "union_member": ("union_id", "member_id"),
    "organisation": ("id",),
}
EVERYTHING: dict[str, tuple[str, ...]] = {
    "annual_return": ("organisation_id",),
    "event_party": ("organisation_id",),
    **RECORD,
}
# Table → the columns that name a work record, which may speak of several organisations.
DOSSIERS: dict[str, tuple[str, ...]] = {"dossier_party": ("dossier_id",), "dossier": ("id",)}
CHANGED = ("dossier", "organisation")

Rows = tuple[dict[str, Any], ...]
Snapshot = Mapping[str, Rows]  # by table


def read_snapshot(
    session: Session, ids: Sequence[int], tables: Mapping[str, tuple[str, ...]] = EVERYTHING
) -> Snapshot:
    """Every row of the records in those tables, as stored; of DOSSIERS by ids of work records."""
    return {
        table: _rows(session, f"SELECT * FROM {table} {_where(columns)} ORDER BY rowid", ids)
        for table, columns in tables.items()
    }


def restore_snapshot(session: Session, ids: Sequence[int], wanted: Snapshot) -> None:
    """Make the rows of the records those of the snapshot again; other tables are left alone."""
    connection = session.connection()
    for table in wanted.keys() - set(CHANGED):
        columns = (EVERYTHING | DOSSIERS)[table]
        _execute(session, f"DELETE FROM {table} {_where(columns)}", ids)
        for row in wanted[table]:
            marks = ", ".join(f":{name}" for name in row)
            question = f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})"
            connection.exec_driver_sql(question, row)
    # A code that went from one record to another is held by nobody in between.
    if "organisation" in wanted:
        _execute(session, f"UPDATE organisation SET tax_code = NULL {_where(('id',))}", ids)
    for table in CHANGED:
        for row in wanted.get(table, ()):
            values = ", ".join(f"{name} = :{name}" for name in row)
            connection.exec_driver_sql(f"UPDATE {table} SET {values} WHERE id = :id", row)


def altered(stored: Snapshot, present: Snapshot) -> frozenset[int]:
    """The ids of organisations whose rows are other ones now.

    Only columns that were stored are compared: a later program may have more of them.
    """
    found: set[int] = set()
    for table, rows in stored.items():
        names = rows[0].keys() if rows else None
        was = {tuple(sorted(row.items())): row for row in rows}
        now = {
            tuple(sorted((key, row[key]) for key in (names or row))): row for row in present[table]
        }
        for key in was.keys() ^ now.keys():
            row = was.get(key) or now[key]
            found.update(row[column] for column in EVERYTHING[table])
    return frozenset(found)


def ids_in(snapshot: Snapshot) -> list[int]:
    """The organisations a snapshot was taken of."""
    return [row["id"] for row in snapshot["organisation"]]


def linked_ids(snapshots: Iterable[Snapshot]) -> Iterator[int]:
    """The organisations on either side of a membership in a union."""
    for snapshot in snapshots:
        for row in snapshot["union_member"]:
            yield from (row["union_id"], row["member_id"])


def to_text(snapshot: Snapshot) -> str:
    """A snapshot as it is kept in a row of another table."""
    return json.dumps(snapshot, ensure_ascii=False, separators=(",", ":"))


def from_text(text: str) -> Snapshot:
    """A snapshot as to_text kept it."""
    return {table: tuple(rows) for table, rows in json.loads(text).items()}


def _where(columns: Sequence[str]) -> str:
    chosen = "IN (SELECT value FROM json_each(:ids))"
    return "WHERE " + " OR ".join(f"{column} {chosen}" for column in columns)


def _rows(session: Session, question: str, ids: Sequence[int]) -> Rows:
    cursor = session.connection().connection.cursor()
    cursor.execute(question, {"ids": json.dumps(list(ids))})
    names = [each[0] for each in cursor.description]
    return tuple(dict(zip(names, row, strict=True)) for row in cursor.fetchall())


def _execute(session: Session, question: str, ids: Sequence[int]) -> None:
    session.connection().exec_driver_sql(question, {"ids": json.dumps(list(ids))})
