"""Named totals over the register and the yearly figures, by kind and sector: one query each."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple

from sqlalchemy.orm import Session

from ktt_desktop.domain.terms import LegalStatus, Measure, OperatingStatus, StatusAxis
from ktt_desktop.storage.session import wide_rows

Place = tuple[str, ...]  # kind, sector; by unit also the unit whose list it is


def _status_on(axis: StatusAxis) -> str:
    """The status of an axis at the end of a day; partial dates count from their first day.

    SQLite takes the status from the row of the one max(): the last day, of one day the last line.
    """
    return f"""
    SELECT organisation_id, status FROM (
        SELECT organisation_id, status,
            max(coalesce(effective_on, '') || ' ' || printf('%012d', id))
        FROM status_change
        WHERE axis = '{axis.value}' AND coalesce(effective_on, '') <= :on
        GROUP BY organisation_id
    )
"""


STATUS_ON = _status_on(StatusAxis.OPERATING)
LEGAL_STATUS_ON = _status_on(StatusAxis.LEGAL)
PART = 18  # bits of a figure that are multiplied apart: times a weight they keep well under 63
UNCOUNTED = (LegalStatus.UNREGISTERED, LegalStatus.CLOSED)
MOVED_IN = "CHUYEN_DEN"  # how it came into the register: founded elsewhere


# Σ of a column over the organisations that have it, and how many have it: a year of many units has
# so many of them that they are left as they come out of the query.
Sum = tuple[int, int]


class WeightedSum(NamedTuple):
    """Σ of·weight and Σ weight over the organisations that have both."""

    product: int
    weight: int
    known: int


@dataclass(frozen=True, slots=True)
class Forms:
    """The forms that are added up: of a year and measure, of organisations in the total on a day.

    `statuses` are the operating statuses that belong to the total (domain 2.5); `founded` takes
    only the organisations registered in that year; `by_unit` tells the lists of units apart.
    """

    year: int
    measure: Measure
    on: date
    statuses: tuple[OperatingStatus, ...]
    founded: bool = False
    by_unit: bool = False

    @property
    def parts(self) -> int:
        """How many columns a place has."""
        return 3 if self.by_unit else 2


def _place(*, by_unit: bool) -> str:
    return "o.kind, o.sector, o.source_unit" if by_unit else "o.kind, o.sector"


def count_by_status(session: Session, on: date, *, by_unit: bool = False) -> dict[Place, int]:
    """Organisations in the register on a day, by (kind, sector, operating status, unit)."""
    place = _place(by_unit=by_unit).replace("o.sector", "o.sector, s.status")
    rows = session.connection().exec_driver_sql(
        f"SELECT {place}, count(*) FROM organisation o "
        f"JOIN ({STATUS_ON}) s ON s.organisation_id = o.id "
        "WHERE o.deleted_at IS NULL AND coalesce(o.registered_on, '') <= :on "
        f"GROUP BY {place}",
        {"on": on.isoformat()},
    )
    return _by_place(rows.all())


def _by_place(rows: Iterable[Sequence[Any]]) -> dict[Place, int]:
    return {tuple(place): count for *place, count in rows}


def count_founded(
    session: Session, year: int, on: date, *, by_unit: bool = False
) -> dict[Place, int]:
    """Organisations founded in the area in a year up to a day, by (kind, sector)."""
    place = _place(by_unit=by_unit)
    rows = session.connection().exec_driver_sql(
        f"SELECT {place}, count(*) FROM organisation o "
        "WHERE deleted_at IS NULL AND registered_on LIKE ? AND registered_on <= ? "
        f"AND formation <> ? GROUP BY {place}",
        (f"{year:04d}%", on.isoformat(), MOVED_IN),
    )
    return _by_place(rows.all())


def count_changed_to(
    session: Session,
    statuses: Iterable[OperatingStatus],
    year: int,
    on: date,
    *,
    by_unit: bool = False,
) -> dict[Place, int]:
    """Organisations that came to one of the statuses in a year up to a day."""
    place = _place(by_unit=by_unit)
    rows = session.connection().exec_driver_sql(
        f"SELECT {place}, count(DISTINCT o.id) FROM organisation o "
        "JOIN status_change c ON c.organisation_id = o.id "
        f"WHERE o.deleted_at IS NULL AND c.axis = '{StatusAxis.OPERATING.value}' "
        f"AND c.status IN ({quoted(statuses)}) "
        f"AND c.effective_on LIKE ? AND c.effective_on <= ? GROUP BY {place}",
        (f"{year:04d}%", on.isoformat()),
    )
    return _by_place(rows.all())


def count_registered(session: Session, on: date, *, by_unit: bool = False) -> dict[Place, int]:
    """Registered organisations that did not leave the area, by (kind, sector)."""
    place = _place(by_unit=by_unit)
    rows = session.connection().exec_driver_sql(
        f"SELECT {place}, count(*) FROM organisation o "
        f"JOIN ({LEGAL_STATUS_ON}) s ON s.organisation_id = o.id "
        f"JOIN ({STATUS_ON}) p ON p.organisation_id = o.id "
        "WHERE o.deleted_at IS NULL AND coalesce(o.registered_on, '') <= :on "
        f"AND p.status <> '{OperatingStatus.MOVED.value}' "
        f"AND s.status NOT IN ({quoted(UNCOUNTED)}) GROUP BY {place}",
        {"on": on.isoformat()},
    )
    return _by_place(rows.all())


def sums(session: Session, forms: Forms, columns: Mapping[str, str]) -> dict[Place, dict[str, Sum]]:
    """Σ and number known of every column (indicator code → column), by (kind, sector)."""
    if not columns:
        return {}
    wanted = ", ".join(
        f"coalesce(sum(r.{column}), 0), count(r.{column})" for column in columns.values()
    )
    totals, knowns = slice(forms.parts, None, 2), slice(forms.parts + 1, None, 2)
    return {
        row[: forms.parts]: dict(
            zip(columns, zip(row[totals], row[knowns], strict=True), strict=True)
        )
        for row in _grouped(session, forms, wanted)
    }


def weighted_sums(
    session: Session, forms: Forms, pairs: Mapping[tuple[str, str], tuple[str, str]]
) -> dict[Place, dict[tuple[str, str], WeightedSum]]:
    """Σ value·weight, Σ weight and number known for pairs of codes → pairs of columns."""
    if not pairs:
        return {}
    # In two parts: SQLite gives up where a sum of whole numbers leaves 64 bits.
    wanted = ", ".join(
        f"sum((r.{value} >> {PART}) * r.{weight}), "
        f"sum((r.{value} & {(1 << PART) - 1}) * r.{weight}), "
        f"sum(CASE WHEN r.{value} IS NOT NULL THEN r.{weight} END), count(r.{value} * r.{weight})"
        for value, weight in pairs.values()
    )
    found: dict[Place, dict[tuple[str, str], WeightedSum]] = {}
    for row in _grouped(session, forms, wanted):
        parts = row[forms.parts :]
        columns = zip(pairs, *(parts[place::4] for place in range(4)), strict=True)
        found[row[: forms.parts]] = {
            codes: WeightedSum(((high or 0) << PART) + (low or 0), weight or 0, known)
            for codes, high, low, weight, known in columns
        }
    return found


def _grouped(session: Session, forms: Forms, wanted: str) -> list[tuple[Any, ...]]:
    here = f"AND o.registered_on LIKE :founded AND o.formation <> '{MOVED_IN}' "
    since = here if forms.founded else ""
    place = _place(by_unit=forms.by_unit)
    return wide_rows(
        session,
        # CROSS JOIN: the forms of the year first, else those of all years are looked at
        f"SELECT {place}, {wanted} FROM annual_return r "
        "CROSS JOIN organisation o ON o.id = r.organisation_id "
        f"CROSS JOIN ({STATUS_ON}) s ON s.organisation_id = o.id "
        "WHERE r.year = :year AND r.measure = :measure AND r.subject_kind = 'to_chuc' "
        "AND o.deleted_at IS NULL AND coalesce(o.registered_on, '') <= :on "
        f"{since}AND s.status IN ({quoted(forms.statuses)}) GROUP BY {place}",
        {
            "year": forms.year,
            "measure": forms.measure.value,
            "on": forms.on.isoformat(),
            "founded": f"{forms.year:04d}%",
        },
    )


def quoted(statuses: Iterable[StrEnum]) -> str:
    """Words of an enumeration as SQL literals."""
    return ", ".join(f"'{status.value}'" for status in statuses)
