"""Counts for the start page: what has no figures yet, what changed since a moment."""

from collections.abc import Sequence
from datetime import UTC, datetime

from sqlalchemy.orm import Session

from ktt_desktop.domain.period import YearMeasure
from ktt_desktop.domain.terms import OperatingStatus
from ktt_desktop.storage.aggregates import STATUS_ON
from ktt_desktop.storage.session import wide_rows


def has_organisations(session: Session) -> bool:
    """Whether the register has a record at all."""
    question = "SELECT 1 FROM organisation WHERE deleted_at IS NULL LIMIT 1"
    return bool(wide_rows(session, question, ()))


def without_figures(
    session: Session,
    figures: YearMeasure,
    columns: Sequence[str],
    statuses: Sequence[OperatingStatus],
    on: str,
) -> list[tuple[str, str, str]]:
    """(uid, name, unit) of the organisations in the total on a day whose form is blank, in order.

    The unit is the key of the one that sent it, empty for the book's own.
    """
    marks = ", ".join(f"'{each.value}'" for each in statuses)
    rows = wide_rows(
        session,
        f"SELECT o.uid, o.name, o.source_unit FROM organisation o JOIN ({STATUS_ON}) s "
        "ON s.organisation_id = o.id WHERE o.deleted_at IS NULL "
        f"AND coalesce(o.registered_on, '') <= :on AND s.status IN ({marks}) "
        "AND NOT EXISTS (SELECT 1 FROM annual_return r WHERE r.organisation_id = o.id "
        "AND r.year = :year AND r.measure = :measure "
        f"AND coalesce({', '.join(f'r.{each}' for each in columns)}) IS NOT NULL) "
        "ORDER BY o.sort_key",
        {"on": on, "year": figures.year, "measure": figures.measure.value},
    )
    return [(uid, name, unit) for uid, name, unit in rows]


def changed_since(session: Session, moment: datetime) -> tuple[int, int]:
    """How many records of the register, and how many forms, were changed after a moment."""
    at = moment.astimezone(UTC).isoformat(timespec="seconds")
    ((records, forms),) = wide_rows(
        session,
        "SELECT (SELECT count(*) FROM organisation WHERE updated_at > :at), "
        "(SELECT count(*) FROM annual_return WHERE updated_at > :at)",
        {"at": at},
    )
    return records, forms
