"""Organisations two units send: what is claimed twice, and what follows from the decisions."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ktt_desktop.domain.receiving import (
    DuplicateAnswer,
    DuplicateClaim,
    DuplicateDecision,
    DuplicateSide,
)

UID, CODE = "uid:", "mst:"


@dataclass(frozen=True, slots=True)
class Settled:
    """Hồ sơ nào của một đơn vị đứng, hồ sơ nào không.

    `waiting` nobody decided about; `lost` the decision is against; `bare` lose their tax code.
    """

    waiting: frozenset[str]
    lost: frozenset[str]
    bare: frozenset[str]


def claims_of(
    mine: Iterable[DuplicateSide], others: Iterable[DuplicateSide]
) -> dict[str, DuplicateClaim]:
    """The claims the records of one unit are part of, by subject."""
    by_subject: dict[str, dict[tuple[str, str], DuplicateSide]] = {}
    units: set[str] = set()
    for side in mine:
        units.add(side.unit)
        for subject in _subjects(side):
            by_subject.setdefault(subject, {})[side.unit, side.organisation] = side
    for side in others:
        for subject in _subjects(side):
            if subject in by_subject:
                by_subject[subject][side.unit, side.organisation] = side
    return {
        subject: DuplicateClaim(subject, tuple(each for _, each in sorted(sides.items())))
        for subject, sides in by_subject.items()
        if is_claim(subject, sides.values())
    }


def is_claim(subject: str, sides: Iterable[DuplicateSide]) -> bool:
    """Whether two units have it: under one uid, or with one tax code under several."""
    found = list(sides)
    is_many = len({each.unit for each in found}) > 1
    return is_many and (subject.startswith(UID) or len({each.organisation for each in found}) > 1)


def settle(
    claims: Mapping[str, DuplicateClaim],
    decisions: Mapping[str, DuplicateDecision],
    units: Iterable[str],
) -> Settled:
    """What becomes of the records of some units."""
    own = set(units)
    waiting: set[str] = set()
    lost: set[str] = set()
    bare: set[str] = set()
    for subject, claim in claims.items():
        decision = decisions.get(subject)
        decided = decision is not None and any(e.unit == decision.kept for e in claim.sides)
        for side in claim.sides:
            if side.unit not in own:
                continue
            if decision is None or not decided:
                waiting.add(side.organisation)
            elif side.unit != decision.kept:
                is_two = decision.answer is DuplicateAnswer.TWO and subject.startswith(CODE)
                (bare if is_two else lost).add(side.organisation)
    return Settled(frozenset(waiting - lost), frozenset(lost), frozenset(bare))


def _subjects(side: DuplicateSide) -> tuple[str, ...]:
    uid = f"{UID}{side.organisation}"
    return (uid, f"{CODE}{side.tax_code}") if side.tax_code else (uid,)
