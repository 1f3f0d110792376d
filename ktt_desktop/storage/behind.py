"""The organisations behind a figure of the unit: under the same conditions as its count or sum."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from ktt_desktop.domain.period import YearMeasure
from ktt_desktop.domain.terms import OperatingStatus, OrganisationKind, StatusAxis
from ktt_desktop.storage.aggregates import (
    LEGAL_STATUS_ON,
    MOVED_IN,
    STATUS_ON,
    UNCOUNTED,
    quoted,
)
from ktt_desktop.storage.session import wide_rows

IN_TOTAL = f"JOIN ({STATUS_ON}) s ON s.organisation_id = o.id"
BY_THE_DAY = "coalesce(o.registered_on, '') <= :on"
FOUNDED = f"o.registered_on LIKE :year || '%' AND o.formation <> '{MOVED_IN}'"


@dataclass(frozen=True, slots=True)
class Asked:
    """Of whom: a kind, sectors and a unit's list, None for all; of which figures, on which day."""

    kind: OrganisationKind | None
    sectors: Collection[str] | None
    figures: YearMeasure
    on: date
    unit: str | None = None


def in_total(
    session: Session,
    asked: Asked,
    statuses: Iterable[OperatingStatus],
    columns: tuple[str, str] | None = None,
    *,
    founded: bool = False,
) -> list[tuple[str, str, int | None, int | None, int | None]]:
    """(uid, name, value, weight, file) of those in the total that day, in Vietnamese order.

    `columns` are those of value and weight; None gives no numbers. The file is the one the form
    came with.
    """
    value, weight = (f"r.{each}" if each else "NULL" for each in columns or ("", ""))
    join = (
        f"{IN_TOTAL} LEFT JOIN annual_return r ON r.organisation_id = o.id "
        "AND r.subject_kind = 'to_chuc' AND r.year = :year AND r.measure = :measure"
    )
    where = f"{BY_THE_DAY} AND s.status IN ({quoted(statuses)})"
    if founded:
        where += f" AND {FOUNDED}"
    return _rows(session, asked, join, where, f"{value}, {weight}, r.received_file_id")


def founded_in_year(session: Session, asked: Asked) -> list[tuple[str, str]]:
    """(uid, name) of those founded in the area in the year up to the day."""
    return _rows(session, asked, "", f"{FOUNDED} AND o.registered_on <= :on")


def changed_to(
    session: Session, asked: Asked, statuses: Iterable[OperatingStatus]
) -> list[tuple[str, str]]:
    """(uid, name) of those that came to one of the statuses in the year up to the day."""
    where = (
        "EXISTS (SELECT 1 FROM status_change c WHERE c.organisation_id = o.id "
        f"AND c.axis = '{StatusAxis.OPERATING.value}' AND c.status IN ({quoted(statuses)}) "
        "AND c.effective_on LIKE :year || '%' AND c.effective_on <= :on)"
    )
    return _rows(session, asked, "", where)


def registered(session: Session, asked: Asked) -> list[tuple[str, str]]:
    """(uid, name) of those registered that did not leave the area."""
    join = f"{IN_TOTAL} JOIN ({LEGAL_STATUS_ON}) l ON l.organisation_id = o.id"
    where = (
        f"{BY_THE_DAY} AND s.status <> '{OperatingStatus.MOVED.value}' "
        f"AND l.status NOT IN ({quoted(UNCOUNTED)})"
    )
    return _rows(session, asked, join, where)


def _rows(session: Session, asked: Asked, join: str, where: str, more: str = "") -> list[Any]:
    parts = ["o.deleted_at IS NULL", where]
    if asked.kind is not None:
        parts.append(f"o.kind = '{asked.kind.value}'")
    if asked.sectors is not None:
        marks = ", ".join(f"'{each}'" for each in asked.sectors)
        parts.append(f"o.sector IN ({marks})")
    if asked.unit is not None:
        parts.append("o.source_unit = :unit")
    wanted = f"o.uid, o.name, {more}" if more else "o.uid, o.name"
    return wide_rows(
        session,
        f"SELECT {wanted} FROM organisation o {join} WHERE {' AND '.join(parts)} "
        "ORDER BY o.sort_key, o.id",
        {
            "on": asked.on.isoformat(),
            "year": f"{asked.figures.year:04d}",
            "measure": asked.figures.measure.value,
            "unit": asked.unit,
        },
    )


def files_of_forms(session: Session, sector: str, figures: YearMeasure) -> dict[str, int]:
    """The file each unit's own form came with, by the key of the unit."""
    rows = wide_rows(
        session,
        "SELECT subject_key, received_file_id FROM annual_return WHERE sector = ? AND year = ? "
        "AND measure = ? AND subject_kind IN ('don_vi', 'linh_vuc') "
        "AND received_file_id IS NOT NULL",
        (sector, figures.year, figures.measure.value),
    )
    return dict(rows)


def corrected(
    session: Session, sector: str, figures: YearMeasure, codes: Iterable[str]
) -> set[tuple[str, str]]:
    """(unit, subject) of every figure of these indicators this level corrected."""
    wanted = list(codes)
    marks = ", ".join("?" for _ in wanted)
    rows = wide_rows(
        session,
        "SELECT unit_key, subject_key FROM corrected_value WHERE sector IN ('', ?) AND year = ? "
        f"AND measure = ? AND code IN ({marks})",
        (sector, figures.year, figures.measure.value, *wanted),
    )
    return set(rows)
