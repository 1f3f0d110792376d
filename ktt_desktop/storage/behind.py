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
    """Of whom: a kind and sectors, None for all of them; of which figures, on which day."""

    kind: OrganisationKind | None
    sectors: Collection[str] | None
    figures: YearMeasure
    on: date


def in_total(
    session: Session,
    asked: Asked,
    statuses: Iterable[OperatingStatus],
    columns: tuple[str, str] | None = None,
    *,
    founded: bool = False,
) -> list[tuple[str, str, int | None, int | None]]:
    """(uid, name, value, weight) of those in the total that day, in Vietnamese order.

    `columns` are those of value and weight; None gives no numbers.
    """
    value, weight = (f"r.{each}" if each else "NULL" for each in columns or ("", ""))
    join = (
        f"{IN_TOTAL} LEFT JOIN annual_return r ON r.organisation_id = o.id "
        "AND r.subject_kind = 'to_chuc' AND r.year = :year AND r.measure = :measure"
    )
    where = f"{BY_THE_DAY} AND s.status IN ({quoted(statuses)})"
    if founded:
        where += f" AND {FOUNDED}"
    return _rows(session, asked, join, where, f"{value}, {weight}")


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
    wanted = f"o.uid, o.name, {more}" if more else "o.uid, o.name"
    return wide_rows(
        session,
        f"SELECT {wanted} FROM organisation o {join} WHERE {' AND '.join(parts)} "
        "ORDER BY o.sort_key, o.id",
        {
            "on": asked.on.isoformat(),
            "year": f"{asked.figures.year:04d}",
            "measure": asked.figures.measure.value,
        },
    )
