"""What a check of the whole book reads of its organisations: few columns of many rows, at once."""

import json
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy.orm import Session

from ktt_desktop.domain.terms import Measure, SubjectKind
from ktt_desktop.storage.aggregates import STATUS_ON
from ktt_desktop.storage.session import wide_rows

OF_ORGANISATIONS = f"subject_kind = '{SubjectKind.ORGANISATION.value}'"


class Member(NamedTuple):
    """Một tổ chức trong danh mục ở một ngày, with its operating status of that day."""

    uid: str
    name: str
    kind: str
    sector: str
    status: str


class AnsweredForm(NamedTuple):
    """Một phiếu đã nhập: stored integers by code, codes nobody confirmed, the day it speaks of."""

    values: Mapping[str, int | None]
    unconfirmed: frozenset[str]
    as_of: str | None


def members(session: Session, on: date) -> list[Member]:
    """Every organisation in the register on a day, by name."""
    return [
        Member(*row)
        for row in wide_rows(
            session,
            "SELECT o.uid, o.name, o.kind, o.sector, s.status FROM organisation o "
            f"JOIN ({STATUS_ON}) s ON s.organisation_id = o.id "
            "WHERE o.deleted_at IS NULL AND coalesce(o.registered_on, '') <= :on "
            "ORDER BY o.sort_key, o.id",
            {"on": on.isoformat()},
        )
    ]


def forms_answered(session: Session) -> set[tuple[int, Measure]]:
    """Every year and measure somebody entered figures of."""
    rows = wide_rows(session, "SELECT DISTINCT year, measure FROM annual_return", ())
    return {(year, Measure(measure)) for year, measure in rows}


def answered_forms(
    session: Session,
    columns: Mapping[str, str],
    year: int,
    measure: Measure,
    uids: Collection[str] | None = None,
) -> dict[str, AnsweredForm]:
    """The forms of a year and measure by uid, of these organisations only where they are given."""
    asked, wanted = _asked(uids)
    rows = wide_rows(
        session,
        f"SELECT subject_key, unconfirmed, as_of, {', '.join(columns.values())} FROM annual_return "
        f"WHERE year = :year AND measure = :measure AND {OF_ORGANISATIONS}{asked}",
        {"year": year, "measure": measure.value} | wanted,
    )
    return {
        uid: AnsweredForm(
            dict(zip(columns, values, strict=True)), _codes(unconfirmed), as_of or None
        )
        for uid, unconfirmed, as_of, *values in rows
    }


def years_done(
    session: Session,
    columns: Sequence[str],
    years: tuple[int, int],
    uids: Collection[str] | None = None,
) -> list[tuple[Any, ...]]:
    """(uid, value of each column) of every year done from the first to the last, oldest first."""
    asked, wanted = _asked(uids)
    return wide_rows(
        session,
        f"SELECT subject_key, {', '.join(columns)} FROM annual_return "
        f"WHERE year BETWEEN :first AND :last AND measure = :measure AND {OF_ORGANISATIONS}{asked} "
        "ORDER BY year",
        {"first": years[0], "last": years[1], "measure": Measure.ACTUAL.value} | wanted,
    )


def count_answers(session: Session, columns: Sequence[str], year: int, measure: Measure) -> int:
    """How many figures the forms of the organisations hold."""
    known = " + ".join(f"count({column})" for column in columns)
    ((count,),) = wide_rows(
        session,
        f"SELECT {known} FROM annual_return "
        f"WHERE year = :year AND measure = :measure AND {OF_ORGANISATIONS}",
        {"year": year, "measure": measure.value},
    )
    return int(count)


def days_stated(
    session: Session, unit: str, year: int, measure: Measure
) -> list[tuple[SubjectKind, str, str, str]]:
    """(kind, key, sector, day) of every form of a unit and its organisations that names its day."""
    rows = wide_rows(
        session,
        "SELECT r.subject_kind, r.subject_key, r.sector, r.as_of FROM annual_return r "
        "LEFT JOIN organisation o ON o.id = r.organisation_id AND o.deleted_at IS NULL "
        "WHERE r.year = :year AND r.measure = :measure AND r.as_of <> '' "
        "AND (o.id IS NOT NULL OR r.subject_key = :unit) ORDER BY r.sector, o.sort_key, o.id",
        {"year": year, "measure": measure.value, "unit": unit},
    )
    return [(SubjectKind(kind), key, sector, day) for kind, key, sector, day in rows]


def _asked(uids: Collection[str] | None) -> tuple[str, dict[str, object]]:
    if uids is None:
        return "", {}
    only = " AND subject_key IN (SELECT value FROM json_each(:uids))"
    return only, {"uids": json.dumps(sorted(uids))}


def _codes(unconfirmed: str | None) -> frozenset[str]:
    return (
        frozenset(json.loads(unconfirmed)) if unconfirmed and unconfirmed != "[]" else frozenset()
    )
