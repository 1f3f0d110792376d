"""What an import is compared with: every record and every form of a year in one question each."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Boolean
from sqlalchemy.orm import Session

from ktt_desktop.domain.dates import PartialDate
from ktt_desktop.domain.period import YearMeasure
from ktt_desktop.domain.status_history import StatusStep
from ktt_desktop.domain.terms import OrganisationKind, StatusAxis, SubjectKind
from ktt_desktop.models.organisation import Organisation
from ktt_desktop.models.organisation_parts import OrganisationPerson
from ktt_desktop.models.types import PartialDateText
from ktt_desktop.storage.session import wide_rows

_day = cache(PartialDate.from_iso)


@dataclass(frozen=True, slots=True)
class KnownRecord:
    """Một hồ sơ của sổ: the wanted attributes of it and of its main representative."""

    uid: str
    in_bin: bool
    values: dict[str, Any]
    person: dict[str, Any]


def known_records(
    session: Session, attrs: Sequence[str], person: Sequence[str]
) -> list[KnownRecord]:
    """Every record, those in the bin too; at least one column is wanted of each table."""
    wanted = [*(f"o.{each}" for each in attrs), *(f"p.{each}" for each in person)]
    rows = wide_rows(
        session,
        f"SELECT o.uid, o.deleted_at IS NOT NULL, {', '.join(wanted)} FROM organisation o "
        "LEFT JOIN organisation_person p ON p.organisation_id = o.id AND p.place = 0 "
        "ORDER BY o.id",
        {},
    )
    if not rows:
        return []
    uids, in_bin, *columns = zip(*rows, strict=True)
    tables: list[tuple[Any, str]] = [(Organisation, each) for each in attrs]
    tables += [(OrganisationPerson, each) for each in person]
    typed = [_typed(*each, column) for each, column in zip(tables, columns, strict=True)]
    own, other = typed[: len(attrs)], typed[len(attrs) :]
    return [
        KnownRecord(
            uid,
            bool(gone),
            dict(zip(attrs, values, strict=True)),
            dict(zip(person, of_person, strict=True)),
        )
        for uid, gone, values, of_person in zip(
            uids, in_bin, zip(*own, strict=True), zip(*other, strict=True), strict=True
        )
    ]


def _typed(model: Any, attr: str, column: Sequence[Any]) -> Sequence[Any]:
    """A column as drafts hold it."""
    kind = model.__table__.columns[attr].type
    if isinstance(kind, PartialDateText):
        return [_day(each) if each else None for each in column]
    if isinstance(kind, Boolean):
        return [None if each is None else bool(each) for each in column]
    if attr == "kind" and model is Organisation:
        return list(map(OrganisationKind, column))
    return column


def known_figures(
    session: Session, period: YearMeasure, columns: Sequence[str]
) -> dict[str, tuple[int | None, ...]]:
    """The figures of all organisations in these columns of a year and measure, by uid."""
    rows = wide_rows(
        session,
        f"SELECT subject_key, {', '.join(columns)} FROM annual_return "
        "WHERE year = ? AND measure = ? AND subject_kind = ? AND sector = ''",
        (period.year, period.measure.value, SubjectKind.ORGANISATION.value),
    )
    return {uid: tuple(figures) for uid, *figures in rows}


def operating_steps(session: Session) -> dict[str, tuple[StatusStep, ...]]:
    """The operating history of every record, oldest first, by uid."""
    rows = wide_rows(
        session,
        "SELECT o.uid, c.status, c.effective_on, c.ends_on, c.document, c.reason, c.id "
        "FROM status_change c JOIN organisation o ON o.id = c.organisation_id "
        "WHERE c.axis = ? ORDER BY o.id, coalesce(c.effective_on, ''), c.id",
        (StatusAxis.OPERATING.value,),
    )
    found: dict[str, list[StatusStep]] = {}
    for uid, status, on, ends_on, document, reason, id_ in rows:
        step = StatusStep(
            StatusAxis.OPERATING,
            status,
            _day(on) if on else None,
            _day(ends_on) if ends_on else None,
            document,
            reason,
            id_,
        )
        found.setdefault(uid, []).append(step)
    return {uid: tuple(steps) for uid, steps in found.items()}
