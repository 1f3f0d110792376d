"""Queries of what two units claim, and of the units that send."""

from collections.abc import Collection, Iterable

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from ktt_desktop.domain.receiving import (
    DuplicateClaim,
    DuplicateDecision,
    DuplicateSide,
)
from ktt_desktop.models.exchange import (
    DuplicateClaimRow,
    DuplicateDecisionRow,
    ReceivedUnit,
)
from ktt_desktop.storage.received_rows import cursor_of
from ktt_desktop.storage.received_state import GIVEN, given
from ktt_desktop.storage.session import wide_rows
from ktt_desktop.storage.work_rivals import WORK


def senders(session: Session) -> frozenset[str]:
    """The units of today that send files of their own, as far as any is accepted."""
    found = wide_rows(
        session, "SELECT DISTINCT lands_on FROM received_file WHERE state = 'da_nhan'", ()
    )
    return frozenset(row[0] for row in found)


def parents(session: Session) -> dict[str, str]:
    """Key of a unit → key of the one above it, empty right below this book's unit."""
    return dict(wide_rows(session, "SELECT key, parent FROM received_unit", ()))


def unit_names(session: Session) -> dict[str, str]:
    """Key of a unit → its name."""
    return {row.key: row.name for row in session.scalars(select(ReceivedUnit))}


def other_sides(
    session: Session, sides: Collection[DuplicateSide], units: Collection[str]
) -> list[DuplicateSide]:
    """Records of other units with a uid or tax code of these, standing or waiting."""
    uids = given({each.organisation for each in sides})
    codes = given({each.tax_code for each in sides if each.tax_code})
    mine = given(units)
    found = {
        (unit, uid): DuplicateSide(unit, "", uid, name, code or "")
        for unit, uid, name, code in (
            *wide_rows(
                session,
                "SELECT source_unit, uid, name, tax_code FROM organisation "
                f"WHERE deleted_at IS NULL AND uid IN {GIVEN} AND source_unit NOT IN {GIVEN}",
                (uids, mine),
            ),
            *wide_rows(
                session,
                "SELECT source_unit, uid, name, tax_code FROM organisation "
                f"WHERE deleted_at IS NULL AND tax_code IN {GIVEN} AND source_unit NOT IN {GIVEN}",
                (codes, mine),
            ),
            *wide_rows(
                session,
                "SELECT unit_key, organisation_uid, name, tax_code FROM duplicate_claim "
                f"WHERE (organisation_uid IN {GIVEN} OR tax_code IN {GIVEN}) "
                f"AND subject NOT LIKE '{WORK}%' "
                f"AND unit_key NOT IN {GIVEN} AND (unit_key <> '' OR EXISTS (SELECT 1 FROM "
                "organisation WHERE uid = organisation_uid AND source_unit = '' "
                "AND deleted_at IS NULL))",
                (uids, codes, mine),
            ),
        )
    }
    return list(found.values())


def put_away(session: Session, units: Collection[str]) -> frozenset[str]:
    """The uids of received records of these units that this level put into the bin."""
    indexed = "" if "" in units else "AND source_unit <> '' "  # what the index holds
    found = wide_rows(
        session,
        f"SELECT uid FROM organisation WHERE source_unit IN {GIVEN} {indexed}"
        "AND deleted_at IS NOT NULL",
        (given(units),),
    )
    return frozenset(row[0] for row in found)


def claims(session: Session, subjects: Collection[str] | None = None) -> dict[str, DuplicateClaim]:
    """What is claimed twice, decided or not, by subject."""
    query = (
        select(DuplicateClaimRow)
        .where(DuplicateClaimRow.subject.not_like(f"{WORK}%"))
        .order_by(
            DuplicateClaimRow.subject,
            DuplicateClaimRow.unit_key,
            DuplicateClaimRow.organisation_uid,
        )
    )
    if subjects is not None:
        query = query.where(DuplicateClaimRow.subject.in_(list(subjects)))
    names = unit_names(session)
    found: dict[str, list[DuplicateSide]] = {}
    for row in session.scalars(query):
        side = DuplicateSide(
            row.unit_key,
            names.get(row.unit_key, ""),
            row.organisation_uid,
            row.name,
            row.tax_code,
        )
        found.setdefault(row.subject, []).append(side)
    return {subject: DuplicateClaim(subject, tuple(sides)) for subject, sides in found.items()}


def claimed_by(session: Session, units: Collection[str]) -> frozenset[str]:
    """The subjects these units are a side of."""
    found = wide_rows(
        session,
        f"SELECT DISTINCT subject FROM duplicate_claim WHERE unit_key IN {GIVEN} "
        f"AND subject NOT LIKE '{WORK}%'",
        (given(units),),
    )
    return frozenset(row[0] for row in found)


def keep_claims(
    session: Session, subjects: Collection[str], found: Iterable[DuplicateClaim]
) -> None:
    """Put the claims in the place of those of these subjects."""
    cursor = cursor_of(session)
    cursor.execute(f"DELETE FROM duplicate_claim WHERE subject IN {GIVEN}", (given(subjects),))
    cursor.executemany(
        "INSERT INTO duplicate_claim (subject, unit_key, organisation_uid, name, tax_code) "
        "VALUES (?, ?, ?, ?, ?)",
        [
            (claim.subject, each.unit, each.organisation, each.name, each.tax_code)
            for claim in found
            for each in claim.sides
        ],
    )


def decisions(session: Session) -> dict[str, DuplicateDecision]:
    """What was decided, by subject."""
    return {
        row.subject: DuplicateDecision(
            row.subject, row.kept, row.answer, row.reason, row.decided_at
        )
        for row in session.scalars(select(DuplicateDecisionRow))
    }


def keep_decision(session: Session, decision: DuplicateDecision) -> None:
    """Write a decision down, in place of the one before."""
    session.merge(
        DuplicateDecisionRow(
            subject=decision.subject,
            kept=decision.kept,
            answer=decision.answer,
            reason=decision.reason,
            decided_at=decision.at,
        )
    )
    session.flush()


def forget_decision(session: Session, subject: str) -> None:
    """As if nobody had decided."""
    session.execute(delete(DuplicateDecisionRow).where(DuplicateDecisionRow.subject == subject))
