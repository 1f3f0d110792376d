"""All rows of two records: taken down before a merge, put back whole afterwards."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session, selectinload

from ktt_desktop.domain.terms import Measure, SubjectKind
from ktt_desktop.models.organisation import Organisation
from ktt_desktop.models.support import SupportGrant

# Table → the columns that name an organisation. Rows of the first are deleted and written again;
# other rows hang on those of the second, so they are changed in place.
REPLACED: Mapping[str, tuple[str, ...]] = {
    "status_change": ("organisation_id",),
    "organisation_person": ("organisation_id",),
    "registration_change": ("organisation_id",),
    "organisation_activity": ("organisation_id",),
    "organisation_branch": ("organisation_id",),
    "organisation_recognition": ("organisation_id",),
    "organisation_attachment": ("organisation_id",),
    "union_member": ("union_id", "member_id"),
    "annual_return": ("organisation_id",),
    "event_party": ("organisation_id",),
}
CHANGED: Mapping[str, tuple[str, ...]] = {
    "support_grant": ("organisation_id",),
    "organisation": ("id",),
}

Rows = tuple[dict[str, Any], ...]
Snapshot = Mapping[str, Rows]  # by table
NOBODY = ""  # the key of figures on their way from one record to the other


def read_snapshot(session: Session, kept: int, other: int) -> Snapshot:
    """Every row of the two records, as stored; the record that stays comes first."""
    ids = {"kept": kept, "other": other}
    return {
        table: _rows(session, f"SELECT * FROM {table} {_where(columns)} {_order(table)}", ids)
        for table, columns in (*REPLACED.items(), *CHANGED.items())
    }


def restore_snapshot(session: Session, kept: int, other: int, wanted: Snapshot) -> None:
    """Make the rows of the two records those of the snapshot again."""
    connection, ids = session.connection(), {"kept": kept, "other": other}
    for table, columns in REPLACED.items():
        _execute(session, f"DELETE FROM {table} {_where(columns)}", ids)
        for row in wanted[table]:
            marks = ", ".join(f":{name}" for name in row)
            question = f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})"
            connection.exec_driver_sql(question, row)
    for table in CHANGED:
        for row in wanted[table]:
            values = ", ".join(f"{name} = :{name}" for name in row)
            connection.exec_driver_sql(f"UPDATE {table} SET {values} WHERE id = :id", row)


def swap_figures(
    session: Session, kept: Organisation, other: Organisation, year: int, measure: Measure
) -> None:
    """Give each of the two records the form of the other for a year, where there is one."""
    for source, key, target in (
        (other.uid, NOBODY, kept.id),
        (kept.uid, other.uid, other.id),
        (NOBODY, kept.uid, kept.id),
    ):
        _execute(
            session,
            "UPDATE annual_return SET subject_key = :key, organisation_id = :target "
            "WHERE subject_key = :source AND subject_kind = :kind AND sector = '' "
            "AND year = :year AND measure = :measure",
            {
                "key": key,
                "target": target,
                "source": source,
                "kind": SubjectKind.ORGANISATION.value,
                "year": year,
                "measure": measure.value,
            },
        )


def grants_of(session: Session, organisation_id: int) -> list[SupportGrant]:
    """The grants of an organisation that are not in the bin, with their money, by year."""
    return list(
        session.scalars(
            select(SupportGrant)
            .where(SupportGrant.organisation_id == organisation_id)
            .where(SupportGrant.deleted_at.is_(None))
            .options(selectinload(SupportGrant.money))
            .order_by(SupportGrant.year, SupportGrant.uid)
        )
    )


def move_grants(session: Session, uids: Iterable[str], organisation_id: int) -> None:
    """Give grants to another organisation."""
    session.execute(
        update(SupportGrant)
        .where(SupportGrant.uid.in_(list(uids)))
        .values(organisation_id=organisation_id)
    )


def bin_grants(session: Session, uids: Iterable[str], moment: datetime) -> None:
    """Put grants into the bin."""
    session.execute(
        update(SupportGrant).where(SupportGrant.uid.in_(list(uids))).values(deleted_at=moment)
    )


def _where(columns: tuple[str, ...]) -> str:
    return "WHERE " + " OR ".join(f"{column} IN (:kept, :other)" for column in columns)


def _order(table: str) -> str:
    """The record that stays first: the other one may hold a code it had before."""
    return "ORDER BY id = :other, id" if table == "organisation" else "ORDER BY rowid"


def _rows(session: Session, question: str, ids: Mapping[str, int]) -> Rows:
    cursor = session.connection().connection.cursor()
    cursor.execute(question, ids)
    names = [each[0] for each in cursor.description]
    return tuple(dict(zip(names, row, strict=True)) for row in cursor.fetchall())


def _execute(session: Session, question: str, parameters: Mapping[str, Any]) -> None:
    session.connection().exec_driver_sql(question, dict(parameters))
