"""Queries of the grid organisations × indicators: the rows of a page, its sums, whose they are."""

import json
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from sqlalchemy.orm import Session

from ktt_desktop.domain.terms import Measure, SubjectKind
from ktt_desktop.storage.session import wide_rows

# The form of an organisation `o`, found by its whole key; the organisations of a list of ids.
FORM = (
    "annual_return r ON r.year = :year AND r.measure = :measure "
    f"AND r.subject_kind = '{SubjectKind.ORGANISATION.value}' AND r.subject_key = o.uid "
    "AND r.sector = ''"
)
HALF = 20  # bits
LISTED = "json_each(:ids) asked JOIN organisation o ON o.id = asked.value"


class ColumnSum(NamedTuple):
    """Σ of a column and how many forms have it."""

    total: int
    known: int


def rows(
    session: Session, ids: Sequence[int], columns: Sequence[str], year: int, measure: Measure
) -> list[tuple[Any, ...]]:
    """(id, uid, name, unconfirmed codes as JSON, value of each column) in the order of the ids.

    Those in the bin are left out.
    """
    wanted = "".join(f", r.{column}" for column in columns)
    return wide_rows(
        session,
        f"SELECT o.id, o.uid, o.name, r.unconfirmed{wanted} FROM {LISTED} LEFT JOIN {FORM} "
        "WHERE o.deleted_at IS NULL ORDER BY asked.key",
        _asked(ids, year, measure),
    )


def sums(
    session: Session, ids: Sequence[int], columns: Sequence[str], year: int, measure: Measure
) -> list[ColumnSum]:
    """The sum of every column over the forms of these ids, exact however large the numbers are."""
    # In two parts: SQLite gives up where a sum of whole numbers leaves 64 bits.
    wanted = ", ".join(
        f"sum(r.{each} >> {HALF}), sum(r.{each} & {(1 << HALF) - 1}), count(r.{each})"
        for each in columns
    )
    (found,) = wide_rows(
        session,
        f"SELECT {wanted} FROM {LISTED} JOIN {FORM} WHERE o.deleted_at IS NULL",
        _asked(ids, year, measure),
    )
    triples = zip(found[::3], found[1::3], found[2::3], strict=True)
    return [ColumnSum(((high or 0) << HALF) + (low or 0), known) for high, low, known in triples]


def pairs(
    session: Session, ids: Sequence[int], columns: tuple[str, str], year: int, measure: Measure
) -> list[tuple[int, int]]:
    """Value and weight of the forms of these ids that have both."""
    value, weight = columns
    return wide_rows(
        session,
        f"SELECT r.{value}, r.{weight} FROM {LISTED} JOIN {FORM} WHERE o.deleted_at IS NULL "
        f"AND r.{value} IS NOT NULL AND r.{weight} IS NOT NULL",
        _asked(ids, year, measure),
    )


def names(session: Session, ids: Iterable[int]) -> dict[int, tuple[str, str]]:
    """(uid, name) of organisations by id; those in the bin left out."""
    found = wide_rows(
        session,
        f"SELECT o.id, o.uid, o.name FROM {LISTED} WHERE o.deleted_at IS NULL",
        {"ids": json.dumps(list(ids))},
    )
    return {id_: (uid, name) for id_, uid, name in found}


def _asked(ids: Sequence[int], year: int, measure: Measure) -> dict[str, object]:
    return {"ids": json.dumps(list(ids)), "year": year, "measure": measure.value}
