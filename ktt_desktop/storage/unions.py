"""Which HTX belongs to which LHHTX: one table, read from both sides; the bin is left alone."""

from collections.abc import Iterable

from sqlalchemy import delete, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from ktt_desktop.domain.terms import OrganisationKind
from ktt_desktop.models.organisation import Organisation
from ktt_desktop.models.organisation_parts import UnionMember

_Side = InstrumentedAttribute[int]


def unions_of(session: Session, organisation_id: int) -> tuple[str, ...]:
    """The uids of the LHHTX an organisation is a member of, by name."""
    return _others(session, UnionMember.member_id, UnionMember.union_id, organisation_id)


def members_of(session: Session, organisation_id: int) -> tuple[str, ...]:
    """The uids of the members of an LHHTX, by name."""
    return _others(session, UnionMember.union_id, UnionMember.member_id, organisation_id)


def set_unions(session: Session, organisation_id: int, unions: Iterable[int]) -> None:
    """Make an organisation a member of these LHHTX and of no other that is not in the bin."""
    _forget(session, UnionMember.member_id, UnionMember.union_id, organisation_id)
    session.add_all(UnionMember(union_id=each, member_id=organisation_id) for each in unions)


def set_members(session: Session, organisation_id: int, members: Iterable[int]) -> None:
    """Give an LHHTX these members and no other that is not in the bin."""
    _forget(session, UnionMember.union_id, UnionMember.member_id, organisation_id)
    session.add_all(UnionMember(union_id=organisation_id, member_id=each) for each in members)


def all_memberships(session: Session) -> list[tuple[str, str]]:
    """(uid of the LHHTX, uid of the member) of all that is not in the bin, in their order."""
    union, member = Organisation.__table__.alias(), Organisation.__table__.alias()
    found = session.execute(
        select(union.c.uid, member.c.uid)
        .select_from(UnionMember)
        .join(union, union.c.id == UnionMember.union_id)
        .join(member, member.c.id == UnionMember.member_id)
        .where(union.c.deleted_at.is_(None), member.c.deleted_at.is_(None))
        .order_by(union.c.uid, member.c.uid)
    )
    return [(row[0], row[1]) for row in found]


def names_and_kinds(
    session: Session, uids: Iterable[str]
) -> dict[str, tuple[str, OrganisationKind]]:
    """Uid → (name, kind) of those that are not in the bin."""
    found = session.execute(
        select(Organisation.uid, Organisation.name, Organisation.kind).where(
            Organisation.uid.in_(list(uids)), Organisation.deleted_at.is_(None)
        )
    )
    return {row.uid: (row.name, row.kind) for row in found}


def _others(session: Session, here: _Side, there: _Side, organisation_id: int) -> tuple[str, ...]:
    return tuple(
        session.scalars(
            select(Organisation.uid)
            .join(UnionMember, there == Organisation.id)
            .where(here == organisation_id, Organisation.deleted_at.is_(None))
            .order_by(Organisation.sort_key, Organisation.id)
        )
    )


def _forget(session: Session, here: _Side, there: _Side, organisation_id: int) -> None:
    present = select(Organisation.id).where(Organisation.deleted_at.is_(None))
    session.execute(delete(UnionMember).where(here == organisation_id, there.in_(present)))
