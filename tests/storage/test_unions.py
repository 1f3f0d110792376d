from datetime import UTC, datetime

import pytest

from ktt_desktop.domain.terms import OrganisationKind
from ktt_desktop.storage.unions import (
    all_memberships,
    members_of,
    names_and_kinds,
    set_members,
    set_unions,
    unions_of,
)


@pytest.fixture
def three(add):
    """A union and two cooperatives, the second first in the alphabet."""
    union = add("LHHTX Một", kind=OrganisationKind.COOPERATIVE_UNION)
    return union, add("HTX B"), add("HTX A")


def test_membership_is_one_fact_read_from_both_sides(session, three):
    union, second, first = three
    set_members(session, union.id, [second.id, first.id])
    session.flush()

    assert members_of(session, union.id) == (first.uid, second.uid)
    assert unions_of(session, first.id) == (union.uid,)
    assert set(all_memberships(session)) == {(union.uid, first.uid), (union.uid, second.uid)}

    set_unions(session, first.id, [])
    session.flush()
    assert members_of(session, union.id) == (second.uid,)


def test_whoever_is_in_the_bin_is_not_told_and_not_forgotten(session, three):
    union, second, first = three
    set_members(session, union.id, [second.id, first.id])
    second.deleted_at = datetime.now(UTC)
    session.flush()

    assert members_of(session, union.id) == (first.uid,)
    assert all_memberships(session) == [(union.uid, first.uid)]
    assert list(names_and_kinds(session, [first.uid, second.uid])) == [first.uid]

    set_members(session, union.id, [])
    second.deleted_at = None
    session.flush()
    assert members_of(session, union.id) == (second.uid,)
