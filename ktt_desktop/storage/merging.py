"""What hangs on two records and moves from one to the other when they are merged."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session, selectinload

from ktt_desktop.domain.terms import Measure, SubjectKind
from ktt_desktop.models.organisation import Organisation
from ktt_desktop.models.support import SupportGrant

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


def grants_of(session: Session, organisation_id: int) -> list[SupportGrant]:
    """The grants of an organisation that are not in the bin, with their money, by year."""
    return list(
        session.scalars(
            select(SupportGrant)
            .where(SupportGrant.organisation_id == organisation_id)
            .where(SupportGrant.deleted_at.is_(None))
            .options(selectinload(SupportGrant.money))
            .order_by(SupportGrant.year, SupportGrant.uid)
        )
    )


def move_grants(session: Session, uids: Iterable[str], organisation_id: int) -> None:
    """Give grants to another organisation."""
    session.execute(
        update(SupportGrant)
        .where(SupportGrant.uid.in_(list(uids)))
        .values(organisation_id=organisation_id)
    )


def bin_grants(session: Session, uids: Iterable[str], moment: datetime) -> None:
    """Put grants into the bin."""
    session.execute(
        update(SupportGrant).where(SupportGrant.uid.in_(list(uids))).values(deleted_at=moment)
    )


def _execute(session: Session, question: str, parameters: Mapping[str, Any]) -> None:
    session.connection().exec_driver_sql(question, dict(parameters))
