"""Rows of an import, written many at a time straight through the driver (benchmarks: G3)."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from sqlite3 import Cursor
from typing import Any

from sqlalchemy import Table
from sqlalchemy.orm import Session

from ktt_desktop.domain.history import Source
from ktt_desktop.models.schema import Base
from ktt_desktop.storage.journal import MARK
from ktt_desktop.storage.session import wide_rows
from ktt_desktop.storage.whole_records import GIVEN, given

ORGANISATION, STATUS, PERSON, FORM, JOURNAL = (
    Base.metadata.tables[name]
    for name in (
        *("organisation", "status_change", "organisation_person"),
        *("annual_return", "journal"),
    )
)
PARAMETERS = 20_000  # of one statement: SQLite takes 32.766
OF_PERIOD = "subject_kind = 'to_chuc' AND sector = '' AND year = ? AND measure = ?"

LINE = ("at", "subject", "subject_key", "field", "old", "new")

Row = Sequence[Any]
Line = tuple[str, str, str | None, str | None]  # key of the subject, field, old, new


def cursor_of(session: Session) -> Cursor:
    """The driver's cursor in the transaction of the session."""
    session.flush()
    cursor: Cursor = session.connection().connection.cursor()  # type: ignore[assignment]
    return cursor


def last_id(session: Session, table: Table) -> int:
    """The highest id of a table, 0 while it is empty."""
    return int(wide_rows(session, f"SELECT coalesce(max(id), 0) FROM {table.name}", ())[0][0])


def needed(table: Table, used: Iterable[str]) -> dict[str, Any]:
    """The columns a new row needs besides those used, with what stands there while empty."""
    known = {*used, "id"}
    missing = [each for each in table.columns if each.server_default is None]
    return {each.name: "" for each in missing if not each.nullable and each.name not in known}


def blanks(table: Table, names: Iterable[str]) -> dict[str, Any]:
    """What stands in columns of texts, days or numbers of a row that says nothing of them."""
    return {name: None if table.columns[name].nullable else "" for name in names}


def insert_rows(session: Session, table: Table, names: Sequence[str], rows: Sequence[Row]) -> None:
    """New rows, many a statement: the full-text index writes itself down at the end of each."""
    cursor, at_once = cursor_of(session), max(1, PARAMETERS // len(names))
    places = f"({', '.join('?' for _ in names)})"
    head = f"INSERT INTO {table.name} ({', '.join(names)}) VALUES "
    for start in range(0, len(rows), at_once):
        part = rows[start : start + at_once]
        cursor.execute(head + ", ".join([places] * len(part)), [*chain.from_iterable(part)])


def write_lines(session: Session, at: str, subject: str, lines: Iterable[Line]) -> None:
    """Lines of the journal that came with the import, all at once (storage/journal.py)."""
    rows = [
        (at, subject, key, f"{field}{MARK}{Source.IMPORTED}", old, new)
        for key, field, old, new in lines
    ]
    insert_rows(session, JOURNAL, LINE, rows)


def update_forms(session: Session, names: Sequence[str], rows: Iterable[Row]) -> None:
    """Forms as they now are; what is None in a row stays as it is. The id ends each row."""
    told = ", ".join(f"{name} = coalesce(?, {name})" for name in names)
    cursor_of(session).executemany(f"UPDATE annual_return SET {told} WHERE id = ?", rows)


def forms_of(
    session: Session, year: int, measure: str, uids: Iterable[str], columns: Sequence[str]
) -> Iterator[tuple[Any, ...]]:
    """Uid, id, reasons, unconfirmed and the columns of the forms of some organisations."""
    heads = ", ".join(("subject_key", "id", "reasons", "unconfirmed", *columns))
    question = f"SELECT {heads} FROM annual_return WHERE {OF_PERIOD} AND subject_key IN {GIVEN}"
    yield from wide_rows(session, question, (year, measure, given(uids)))


def present(session: Session, uids: Iterable[str]) -> dict[str, tuple[int, str]]:
    """Id and unit it came from, by uid, of the records that are there and not in the bin."""
    question = "SELECT uid, id, source_unit FROM organisation WHERE deleted_at IS NULL AND uid IN"
    rows = wide_rows(session, f"{question} {GIVEN}", (given(uids),))
    return {uid: (id_, unit) for uid, id_, unit in rows}


def holders(session: Session, tax_codes: Iterable[str]) -> dict[str, tuple[str, str]]:
    """Uid and name of the records that hold some tax codes, by code."""
    question = "SELECT tax_code, uid, name FROM organisation WHERE deleted_at IS NULL AND"
    rows = wide_rows(session, f"{question} tax_code IN {GIVEN}", (given(tax_codes),))
    return {code: (uid, name) for code, uid, name in rows}
