"""The units a book speaks of, kept under the names they had when the book was begun."""

from collections.abc import Iterable

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from ktt_desktop.models.unit import AdministrativeUnit


def replace_units(session: Session, units: Iterable[AdministrativeUnit]) -> None:
    """Keep these units instead of those kept before."""
    session.execute(delete(AdministrativeUnit))
    session.add_all(units)


def unit_names(session: Session) -> dict[str, str]:
    """The names of the kept units by code."""
    rows = session.execute(select(AdministrativeUnit.code, AdministrativeUnit.name))
    return {row.code: row.name for row in rows}
