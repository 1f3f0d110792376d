"""Queries of programmes and grants."""

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from ktt_desktop.models.support import SupportGrant, SupportProgramme


def all_programmes(session: Session) -> list[SupportProgramme]:
    """The programmes the book holds: those used, and those the officer added."""
    return list(session.scalars(select(SupportProgramme).order_by(SupportProgramme.id)))


def find_programme(session: Session, code: str) -> SupportProgramme | None:
    """The programme of a code, where the book holds it."""
    return session.scalar(select(SupportProgramme).where(SupportProgramme.code == code))


def grants_of_year(session: Session, year: int) -> list[SupportGrant]:
    """The grants of a year that are not in the bin, with their money, ordered by uid."""
    return list(
        session.scalars(
            select(SupportGrant)
            .where(SupportGrant.year == year, SupportGrant.deleted_at.is_(None))
            .options(selectinload(SupportGrant.money))
            .order_by(SupportGrant.uid)
        )
    )


def find_grant(session: Session, uid: str, *, in_bin: bool = False) -> SupportGrant | None:
    """One grant with its money; `in_bin` also looks among those put away."""
    query = select(SupportGrant).where(SupportGrant.uid == uid)
    if not in_bin:
        query = query.where(SupportGrant.deleted_at.is_(None))
    return session.scalar(query.options(selectinload(SupportGrant.money)))
