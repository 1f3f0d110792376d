"""What the check of work records asks of their organisations: in the bin, or no more."""

from collections.abc import Collection
from typing import NamedTuple

from sqlalchemy.orm import Session

from ktt_desktop.storage.session import wide_rows

OF_DOSSIERS = "o.id IN (SELECT organisation_id FROM dossier_party)"


class Ended(NamedTuple):
    """Một tổ chức đã chấm dứt: the status that ended it, and the day as stored (None: unknown)."""

    uid: str
    status: str
    on: str | None


def in_bin(session: Session) -> set[str]:
    """Organisations of work records that were put into the bin, by uid."""
    question = f"SELECT o.uid FROM organisation o WHERE o.deleted_at IS NOT NULL AND {OF_DOSSIERS}"
    return {uid for (uid,) in wide_rows(session, question, ())}


def ended(session: Session, statuses: Collection[str]) -> list[Ended]:
    """Organisations of work records that came to one of some statuses, the earliest first."""
    places = ", ".join("?" * len(statuses))
    rows = wide_rows(
        session,
        "SELECT o.uid, c.status, c.effective_on FROM organisation o "
        "JOIN status_change c ON c.organisation_id = o.id "
        f"WHERE c.status IN ({places}) AND {OF_DOSSIERS} ORDER BY c.effective_on, c.id",
        list(statuses),
    )
    return [Ended(*row) for row in rows]
