"""What hangs on two records and moves from one to the other when they are merged."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from ktt_desktop.domain.terms import Measure, SubjectKind
from ktt_desktop.models.dossier import Dossier, DossierParty
from ktt_desktop.models.organisation import Organisation

NOBODY = ""  # the key of figures on their way from one record to the other


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


def dossiers_of(session: Session, *organisations: int) -> list[Dossier]:
    """The work records of organisations that are not in the bin, each once, by year."""
    own = select(DossierParty.dossier_id).where(DossierParty.organisation_id.in_(organisations))
    return list(
        session.scalars(
            select(Dossier)
            .where(Dossier.id.in_(own), Dossier.deleted_at.is_(None))
            .options(selectinload(Dossier.parties))
            .order_by(Dossier.year, Dossier.id)
        )
    )


def dossiers_by_id(session: Session, ids: Sequence[int]) -> list[Dossier]:
    """Work records by their database ids, in the bin or not; those that are gone are left out."""
    return list(session.scalars(select(Dossier).where(Dossier.id.in_(ids)).order_by(Dossier.id)))


def replace_party(dossier: Dossier, source: int, target: int | None) -> None:
    """Put an organisation in the place of another one in a work record; None takes it out."""
    known = {each.organisation_id for each in dossier.parties}
    dossier.parties = [
        DossierParty(organisation_id=target, place=each.place)
        if each.organisation_id == source and target is not None
        else each
        for each in dossier.parties
        if each.organisation_id != source or (target is not None and target not in known)
    ]


def _execute(session: Session, question: str, parameters: Mapping[str, Any]) -> None:
    session.connection().exec_driver_sql(question, dict(parameters))
