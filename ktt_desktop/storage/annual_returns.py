"""Read and write answered forms: one row each, through the driver (as fast as raw SQL)."""

import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy.orm import Session

from ktt_desktop.domain.dates import PartialDate
from ktt_desktop.domain.records import ReturnRecord, Subject
from ktt_desktop.domain.terms import Measure, SubjectKind
from ktt_desktop.storage.session import wide_rows

KEY = "subject_kind = ? AND subject_key = ? AND sector = ? AND year = ? AND measure = ?"


class AnnualReturns:
    """The table of yearly figures; `columns` maps indicator code to column name."""

    def __init__(self, columns: Mapping[str, str]) -> None:
        self._columns = dict(columns)
        answers = "".join(f", {column}" for column in columns.values())
        self._select = (
            "SELECT subject_kind, subject_key, sector, year, measure, as_of, reasons, unconfirmed"
            f"{answers} FROM annual_return WHERE "
        )

    def read(self, session: Session, subject: Subject, year: int, measure: Measure) -> ReturnRecord:
        """One form; an empty record where nothing was answered yet."""
        found = self._rows(session, KEY, _key(subject, year, measure))
        return found[0] if found else ReturnRecord(subject, year, measure)

    def of_unit(
        self, session: Session, unit: str, pairs: Iterable[tuple[int, Measure]]
    ) -> list[ReturnRecord]:
        """The unit's own entries, whole and by sector, for the given years and measures."""
        wanted = list(pairs)
        marks = ", ".join("(?, ?)" for _ in wanted)
        parameters = [value for year, measure in wanted for value in (year, measure.value)]
        where = (
            "subject_key = ? AND subject_kind IN ('don_vi', 'linh_vuc') "
            f"AND (year, measure) IN (VALUES {marks})"
        )
        return self._rows(session, where, (unit, *parameters))

    def of_units(
        self, session: Session, pairs: Iterable[tuple[int, Measure]], codes: Iterable[str]
    ) -> list[ReturnRecord]:
        """What every unit of the book entered of these indicators, without the days."""
        wanted, columns = list(pairs), {code: self._columns[code] for code in codes}
        head = "subject_kind, subject_key, sector, year, measure"
        marks = ", ".join("(?, ?)" for _ in wanted)
        rows = wide_rows(
            session,
            f"SELECT {head}, {', '.join(columns.values())} FROM annual_return "
            "WHERE subject_kind IN ('don_vi', 'linh_vuc') "
            f"AND (year, measure) IN (VALUES {marks})",
            [value for year, measure in wanted for value in (year, measure.value)],
        )
        return [
            ReturnRecord(
                Subject(SubjectKind(kind), key, sector),
                year,
                Measure(measure),
                values=dict(zip(columns, answers, strict=True)),
            )
            for kind, key, sector, year, measure, *answers in rows
        ]

    def of_organisations(
        self, session: Session, year: int, measure: Measure
    ) -> dict[str, ReturnRecord]:
        """All forms of organisations of a year and measure, by uid."""
        where = "year = ? AND measure = ? AND subject_kind = ?"
        rows = self._rows(session, where, (year, measure.value, SubjectKind.ORGANISATION.value))
        return {row.subject.key: row for row in rows}

    def history(self, session: Session, subject: Subject, measure: Measure) -> list[ReturnRecord]:
        """All years of one subject and measure, oldest first."""
        where = "subject_kind = ? AND subject_key = ? AND sector = ? AND measure = ? ORDER BY year"
        key = (subject.kind.value, subject.key, subject.sector, measure.value)
        return self._rows(session, where, key)

    def write(
        self, session: Session, record: ReturnRecord, organisation_id: int | None, now: datetime
    ) -> None:
        """Store the values named in the record (others stay), its date and its reasons."""
        changed = [self._columns[code] for code in record.values]
        columns = [
            *("subject_kind", "subject_key", "sector", "year", "measure"),
            *("organisation_id", "as_of", "reasons", "unconfirmed", "updated_at", *changed),
        ]
        parameters = (
            *_key(record.subject, record.year, record.measure),
            organisation_id,
            record.as_of.iso() if record.as_of else None,
            json.dumps(dict(record.reasons), ensure_ascii=False, sort_keys=True),
            json.dumps(sorted(record.unconfirmed)),
            now.astimezone(UTC).isoformat(timespec="seconds"),
            *record.values.values(),
        )
        updates = ", ".join(f"{name} = excluded.{name}" for name in columns[5:])
        session.connection().exec_driver_sql(
            f"INSERT INTO annual_return ({', '.join(columns)}) "
            f"VALUES ({', '.join('?' for _ in columns)}) "
            "ON CONFLICT (year, measure, subject_kind, subject_key, sector) "
            f"DO UPDATE SET {updates}",
            parameters,
        )

    def _rows(
        self, session: Session, where: str, parameters: tuple[object, ...]
    ) -> list[ReturnRecord]:
        rows = wide_rows(session, self._select + where, parameters)
        return [self._record(row) for row in rows]

    def _record(self, row: tuple[Any, ...]) -> ReturnRecord:
        kind, key, sector, year, measure, as_of, reasons, unconfirmed, *answers = row
        return ReturnRecord(
            Subject(SubjectKind(kind), key, sector),
            year,
            Measure(measure),
            PartialDate.from_iso(as_of) if as_of else None,
            dict(zip(self._columns, answers, strict=True)),
            json.loads(reasons),
            frozenset(json.loads(unconfirmed)),
        )


def _key(subject: Subject, year: int, measure: Measure) -> tuple[str | int, ...]:
    return (subject.kind.value, subject.key, subject.sector, year, measure.value)
