"""Queries for the file that goes upward: what was sent before, sources, corrections."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from ktt_desktop.models.dossier import Dossier
from ktt_desktop.models.exchange import CorrectedValue, SubmissionSent


def sent_data(session: Session) -> list[bytes]:
    """The packed data.json of every export that kept it, oldest first."""
    query = select(SubmissionSent.data).order_by(SubmissionSent.id)
    return [each for each in session.scalars(query) if each is not None]


def received_dossiers(session: Session) -> dict[str, str]:
    """Uid of a work record that was received → key of the unit it came from."""
    rows = session.execute(
        select(Dossier.uid, Dossier.source_unit).where(Dossier.source_unit != "")
    )
    return {row.uid: row.source_unit for row in rows}


def corrected_values(session: Session) -> list[CorrectedValue]:
    """Every value this level corrected, in the order of cells."""
    place = CorrectedValue
    return list(
        session.scalars(
            select(CorrectedValue).order_by(
                *(place.subject_kind, place.subject_key, place.sector),
                *(place.year, place.measure, place.code),
            )
        )
    )
