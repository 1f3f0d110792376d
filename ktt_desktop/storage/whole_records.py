"""Whole organisations as a book stores them: every row, whatever columns its tables have."""

import json
import re
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ktt_desktop.storage.snapshots import EVERYTHING

Row = dict[str, Any]

# The tables whose rows belong to one organisation and go wherever it goes.
PARTS = [
    table
    for table, columns in EVERYTHING.items()
    if columns == ("organisation_id",) and table != "event_party"
]
GIVEN = "(SELECT value FROM json_each(?))"  # any number of values as one parameter
FIGURES = "annual_return"
PARTIES = "parties"  # in the row of a work record: the uids of its organisations, in order
OF_ORGANISATIONS = f"id IN (SELECT dossier_id FROM dossier_party WHERE organisation_id IN {GIVEN})"
LIVE = "SELECT * FROM dossier WHERE deleted_at IS NULL AND"
# What two books may write differently of one and the same record.
UNTOLD = {"id", "organisation_id", "created_at", "updated_at", "revision"} | {
    *("search_key", "sort_key", PARTIES)
}
COLUMN = re.compile(r"[a-z][a-z0-9_]*", re.ASCII)


@dataclass(frozen=True, slots=True)
class StoredRecord:
    """Mọi dòng của một tổ chức trong một sổ; a work record may be of several of them."""

    organisation: Row
    parts: Mapping[str, list[Row]]
    dossiers: list[Row]

    @property
    def uid(self) -> str:
        """The uid of the organisation."""
        return str(self.organisation["uid"])


def stream(book: sqlite3.Connection, question: str, *parameters: Any) -> Iterator[Row]:
    """Rows as dictionaries, one after the other; a column without a value is left out."""
    cursor = book.cursor()
    cursor.row_factory = None
    cursor.execute(question, parameters)
    names = [each[0] for each in cursor.description]
    for row in cursor:
        yield {name: value for name, value in zip(names, row, strict=True) if value is not None}


def select(book: sqlite3.Connection, question: str, *parameters: Any) -> list[Row]:
    """All rows with all their columns."""
    cursor = book.cursor()
    cursor.row_factory = None
    cursor.execute(question, parameters)
    names = [each[0] for each in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def given(values: Iterable[object]) -> str:
    """The parameter for GIVEN."""
    return json.dumps(list(values))


def records(book: sqlite3.Connection, uids: Collection[str] | None = None) -> list[StoredRecord]:
    """Organisations with all that belongs to them, by name; those of the uids, or all.

    What lies in the bin is read too, but no work record that does.
    """
    which = "" if uids is None else f" WHERE uid IN {GIVEN}"
    asked = () if uids is None else (given(uids),)
    found = select(book, f"SELECT * FROM organisation{which} ORDER BY sort_key, id", *asked)
    ids = given(each["id"] for each in found)
    parts: dict[str, dict[int, list[Row]]] = {}
    for table in PARTS:
        parts[table] = defaultdict(list)
        where = f"WHERE organisation_id IN {GIVEN} ORDER BY id"
        for row in stream(book, f"SELECT * FROM {table} {where}", ids):
            parts[table][row["organisation_id"]].append(row)
    dossiers: dict[str, list[Row]] = defaultdict(list)
    for row in _dossiers(book, OF_ORGANISATIONS, ids):
        for uid in row[PARTIES]:
            dossiers[uid].append(row)
    return [
        StoredRecord(
            each, {table: rows[each["id"]] for table, rows in parts.items()}, dossiers[each["uid"]]
        )
        for each in found
    ]


def unit_dossiers(book: sqlite3.Connection) -> list[Row]:
    """The work records of no organisation but of the unit as a whole, its programmes too."""
    return _dossiers(book, "id NOT IN (SELECT dossier_id FROM dossier_party)")


def unit_figures(book: sqlite3.Connection, unit: str) -> list[Row]:
    """The forms a unit filled for itself and its sectors."""
    where = "organisation_id IS NULL AND subject_kind <> 'to_chuc' AND subject_key = ?"
    return select(book, f"SELECT * FROM {FIGURES} WHERE {where} ORDER BY id", unit)


def _dossiers(book: sqlite3.Connection, where: str, *parameters: str) -> list[Row]:
    found = select(book, f"{LIVE} {where} ORDER BY id", *parameters)
    question = (
        "SELECT dossier_id, uid FROM dossier_party JOIN organisation "
        f"ON organisation.id = organisation_id WHERE dossier_id IN {GIVEN} "
        "ORDER BY dossier_id, place"
    )
    parties: dict[int, list[str]] = defaultdict(list)
    for row in select(book, question, given(each["id"] for each in found)):
        parties[row["dossier_id"]].append(row["uid"])
    return [each | {PARTIES: tuple(parties[each["id"]])} for each in found]


def content(record: StoredRecord) -> object:
    """What a record says, the same in every book that says the same."""
    parts = {table: sorted(map(_told, rows)) for table, rows in record.parts.items()}
    return _told(record.organisation), parts, sorted(map(_told, record.dossiers))


def _told(row: Row) -> str:
    """A column without a value is as good as none: other indicators are known elsewhere."""
    kept = {name: row[name] for name in sorted(row)}
    return repr(
        [(name, value) for name, value in kept.items() if name not in UNTOLD and value is not None]
    )


def columns_of(book: sqlite3.Connection, table: str) -> set[str]:
    """The columns of a table that is known to exist."""
    return {row["name"] for row in select(book, f"PRAGMA table_info({table})")}


def unknown_columns(here: sqlite3.Connection, there: sqlite3.Connection) -> tuple[str, ...]:
    """Columns of figures that only the other book has, and that hold any."""
    new = sorted(columns_of(there, FIGURES) - columns_of(here, FIGURES))
    held = [name for name in new if COLUMN.fullmatch(name) and _holds(there, name)]
    return tuple(held)


def _holds(book: sqlite3.Connection, column: str) -> bool:
    return bool(select(book, f"SELECT 1 FROM {FIGURES} WHERE {column} IS NOT NULL LIMIT 1"))


def values_in(book: sqlite3.Connection, table: str, column: str, values: Iterable[str]) -> set[Any]:
    """Which of the values a column has."""
    where = f"WHERE {column} IN {GIVEN}"
    return {
        row[column] for row in select(book, f"SELECT {column} FROM {table} {where}", given(values))
    }


def journal_lines(
    there: sqlite3.Connection, uids: Collection[str], dossiers: Collection[str], unit: str | None
) -> Iterator[Row]:
    """The lines of these organisations and work records, and of the figures of a unit."""
    figures = {*uids, unit} if unit is not None else {*uids}
    for row in stream(there, "SELECT * FROM journal ORDER BY id"):
        match row["subject"]:
            case "organisation":
                wanted = row["subject_key"] in uids
            case "dossier":
                wanted = row["subject_key"] in dossiers
            case "annual_return":
                wanted = row["subject_key"].partition("|")[0] in figures
            case _:
                wanted = False
        if wanted:
            yield row
