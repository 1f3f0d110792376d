"""What the merged book is made of: counts by unit, and the units whose files land elsewhere."""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ktt_desktop.models.exchange import UnitMapping
from ktt_desktop.models.organisation import Organisation


def organisations_by_unit(session: Session) -> dict[str, int]:
    """Key of a unit → organisations of its files in the register; "" for the book's own."""
    rows = session.execute(
        select(Organisation.source_unit, func.count())
        .where(Organisation.deleted_at.is_(None))
        .group_by(Organisation.source_unit)
    )
    return {row[0]: row[1] for row in rows}


def decided_mappings(session: Session) -> dict[str, tuple[str, str, datetime]]:
    """Key of a unit → where its files land, by which decision, when that was written down."""
    rows = session.scalars(select(UnitMapping).order_by(UnitMapping.key))
    return {row.key: (row.lands_on, row.decision, row.decided_at) for row in rows}
