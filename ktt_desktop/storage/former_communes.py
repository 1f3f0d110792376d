"""Queries about communes of before 1/7/2025: what records say of theirs, and counts by commune."""

import json
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sqlalchemy.orm import Session

from ktt_desktop.domain.terms import SubjectKind
from ktt_desktop.storage.session import wide_rows


class PlaceOfRecord(NamedTuple):
    """Nơi đặt trụ sở như hồ sơ ghi."""

    id: int
    name: str
    address: str
    commune: str
    former: str


class Counted(NamedTuple):
    """How many organisations of a kind name these two communes, "" where none."""

    commune: str
    former: str
    kind: str
    number: int


class Answered(NamedTuple):
    """How many organisations that name these two communes have figures of a year."""

    commune: str
    former: str
    year: int
    number: int


def places(session: Session, ids: Sequence[int]) -> list[PlaceOfRecord]:
    """What the records say of their place, in the order of the ids; those in the bin left out."""
    found = wide_rows(
        session,
        "SELECT o.id, o.name, o.address, o.commune_code, o.former_commune_code "
        "FROM json_each(:ids) asked JOIN organisation o ON o.id = asked.value "
        "WHERE o.deleted_at IS NULL ORDER BY asked.key",
        {"ids": json.dumps(list(ids))},
    )
    return [PlaceOfRecord(*row) for row in found]


def counts(session: Session) -> list[Counted]:
    """The whole register by its two communes and by kind."""
    found = wide_rows(
        session,
        "SELECT commune_code, former_commune_code, kind, count(*) FROM organisation "
        "WHERE deleted_at IS NULL GROUP BY 1, 2, 3",
        (),
    )
    return [Counted(*row) for row in found]


def newest_year(session: Session) -> int | None:
    """The last year any organisation has a form of that is no plan."""
    ((year,),) = wide_rows(
        session,
        "SELECT max(year) FROM annual_return "
        "WHERE organisation_id IS NOT NULL AND measure <> 'PLAN'",
        (),
    )
    found: int | None = year
    return found


def answered(session: Session, years: Iterable[int], columns: Iterable[str]) -> list[Answered]:
    """Who of the register has any figure of a year that is no plan, by its two communes."""
    known = " OR ".join(f"r.{column} IS NOT NULL" for column in columns)
    found = wide_rows(
        session,
        "SELECT o.commune_code, o.former_commune_code, r.year, count(DISTINCT o.id) "
        "FROM annual_return r JOIN organisation o ON o.id = r.organisation_id "
        "WHERE r.year IN (SELECT value FROM json_each(:years)) AND r.measure <> 'PLAN' "
        f"AND o.deleted_at IS NULL AND ({known}) GROUP BY 1, 2, 3",
        {"years": json.dumps(list(years))},
    )
    return [Answered(*row) for row in found]


def years_of_units(session: Session) -> dict[str, list[int]]:
    """Years of which figures of a whole unit, no plan, are held: by the code of the unit."""
    found: dict[str, list[int]] = {}
    for code, year in wide_rows(
        session,
        "SELECT DISTINCT subject_key, year FROM annual_return "
        "WHERE subject_kind = :kind AND measure <> 'PLAN' ORDER BY 1, 2",
        {"kind": SubjectKind.UNIT.value},
    ):
        found.setdefault(code, []).append(year)
    return found
