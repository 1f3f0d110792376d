"""Rows of another book written into this one under new ids, and taken out of it again."""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

from ktt_desktop.storage.snapshots import EVERYTHING, from_text, to_text
from ktt_desktop.storage.whole_records import (
    FIGURES,
    GIVEN,
    PARTS,
    Row,
    StoredRecord,
    columns_of,
    given,
    select,
    stream,
    values_in,
)


@dataclass(slots=True)
class Written:
    """Những dòng đã ghi khi nhận một sổ: ids by table, and the uids of the organisations."""

    uids: list[str] = field(default_factory=list)
    organisations: dict[int, int] = field(default_factory=dict)  # id there → id here
    grants: list[int] = field(default_factory=list)
    figures: list[int] = field(default_factory=list)  # of the unit
    events: list[int] = field(default_factory=list)
    programmes: list[int] = field(default_factory=list)
    journal: range = range(0)


def widen(book: sqlite3.Connection, columns: Iterable[str]) -> None:
    """Make room for figures this program does not know yet."""
    for column in columns:
        book.execute(f"ALTER TABLE {FIGURES} ADD COLUMN {column} INTEGER")


class Writer:
    """Writes rows of another book into this one, in the transaction of the caller."""

    def __init__(self, here: sqlite3.Connection) -> None:
        self._here, self._columns = here, dict[str, set[str]]()
        self._ids: dict[str, dict[int, int]] = defaultdict(dict)  # table: id there → id here
        self.written = Written()

    def record(self, record: StoredRecord) -> None:
        """An organisation with its parts and its grants."""
        new = self._insert("organisation", record.organisation)
        self.written.organisations[record.organisation["id"]] = new
        self.written.uids.append(record.uid)
        for table, rows in record.parts.items():
            for row in rows:
                self._insert(table, row | {"organisation_id": new})
        for grant in record.grants:
            self.grant(grant, new)

    def grant(self, grant: Row, organisation: int | None) -> None:
        """A grant with its money."""
        new = self._insert("support_grant", grant | {"organisation_id": organisation})
        self.written.grants.append(new)
        for row in grant["money"]:
            self._insert("support_money", row | {"grant_id": new})

    def programmes(self, there: sqlite3.Connection, codes: Iterable[str]) -> None:
        """The programmes of these codes that this book does not have."""
        wanted = set(codes)
        wanted -= values_in(self._here, "support_programme", "code", wanted)
        where = f"WHERE code IN {GIVEN} ORDER BY id"
        for row in select(there, f"SELECT * FROM support_programme {where}", given(wanted)):
            self.written.programmes.append(self._insert("support_programme", row))

    def unit_figures(self, rows: Iterable[Row]) -> None:
        """Forms of the other unit, under its own code."""
        self.written.figures += [self._insert(FIGURES, row) for row in rows]

    def unions(self, there: sqlite3.Connection) -> None:
        """Which HTX belongs to which LHHTX, where both came."""
        ids = self.written.organisations
        for row in select(there, "SELECT * FROM union_member ORDER BY union_id, member_id"):
            if row["union_id"] in ids and row["member_id"] in ids:
                both = {name: ids[row[name]] for name in ("union_id", "member_id")}
                self._insert("union_member", row | both)

    def events(self, there: sqlite3.Connection) -> None:
        """What happened to organisations, where all of them came."""
        ids, parties = self.written.organisations, defaultdict[int, list[Row]](list)
        for row in select(there, "SELECT * FROM event_party ORDER BY event_id, place"):
            parties[row["event_id"]].append(row)
        found = select(there, "SELECT * FROM organisation_event ORDER BY id")
        known = values_in(self._here, "organisation_event", "uid", (each["uid"] for each in found))
        for event in found:
            rows = parties[event["id"]]
            came = rows and all(row["organisation_id"] in ids for row in rows)
            if came and event["uid"] not in known:
                told = {name: self._moved(event[name]) for name in ("before", "after")}
                new = self._insert("organisation_event", event | told)
                self.written.events.append(new)
                for row in rows:
                    both = {"event_id": new, "organisation_id": ids[row["organisation_id"]]}
                    self._insert("event_party", row | both)

    def journal(self, rows: Iterable[Row]) -> None:
        """Lines of the journal, in their order."""
        for row in rows:
            self._insert("journal", row)

    def _insert(self, table: str, row: Row) -> int:
        """A new row of what the table has columns for; returns its id."""
        if table not in self._columns:
            self._columns[table] = columns_of(self._here, table) - {"id"}
        names = sorted(self._columns[table] & row.keys())
        marks = ", ".join("?" * len(names))
        cursor = self._here.execute(
            f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})",
            [row[name] for name in names],
        )
        new = int(cursor.lastrowid or 0)
        if "id" in row:
            self._ids[table][row["id"]] = new
        return new

    def _moved(self, snapshot: str) -> str:
        """A snapshot with the ids of this book; a row that is there no more gets a new one."""
        found: dict[str, list[Row]] = {}
        for table, rows in from_text(snapshot).items():
            found[table] = []
            for row in rows:
                ids = {name: self._ids["organisation"].get(row[name]) for name in EVERYTHING[table]}
                if None in ids.values():
                    continue  # of an organisation that did not come
                moved = row | ids
                if table != "organisation" and "id" in row:
                    del moved["id"]
                    if (new := self._ids[table].get(row["id"])) is not None:
                        moved["id"] = new
                found[table].append(moved)
        return to_text({table: tuple(rows) for table, rows in found.items()})


def last_line(book: sqlite3.Connection) -> int:
    """The id of the newest line of the journal, 0 before the first."""
    (found,) = select(book, "SELECT coalesce(max(id), 0) AS id FROM journal")
    return int(found["id"])


def fingerprint(book: sqlite3.Connection, written: Written) -> str:
    """A digest of all that belongs to what was written; another one once anything was changed."""
    found = sha256()
    for table, where, values in _belonging(written):
        found.update(table.encode())
        question = f"SELECT * FROM {table} WHERE {where} ORDER BY rowid"
        for row in stream(book, question, *[given(values)] * where.count("?")):
            found.update(repr(row).encode())
    return found.hexdigest()


def _belonging(written: Written) -> Iterator[tuple[str, str, Sequence[object]]]:
    """Table, condition, values: also of rows that came later."""
    ids = list(written.organisations.values())
    yield "organisation", f"id IN {GIVEN}", ids
    for table in (*PARTS, "event_party", "support_grant"):
        yield table, f"organisation_id IN {GIVEN}", ids
    yield "union_member", f"union_id IN {GIVEN} OR member_id IN {GIVEN}", ids
    yield "support_grant", f"id IN {GIVEN}", written.grants
    yield "support_money", f"grant_id IN {GIVEN}", written.grants
    yield FIGURES, f"id IN {GIVEN}", written.figures
    yield "draft", f"entity = 'organisation' AND key IN {GIVEN}", written.uids


def remove(book: sqlite3.Connection, written: Written) -> None:
    """Take everything out of the book again; a programme used elsewhere by now stays."""
    for table, ids in (
        ("organisation_event", written.events),
        ("support_grant", written.grants),
        (FIGURES, written.figures),
        ("organisation", written.organisations.values()),
        ("journal", written.journal),
    ):
        book.execute(f"DELETE FROM {table} WHERE id IN {GIVEN}", [given(ids)])
    unused = "code NOT IN (SELECT programme_code FROM support_grant)"
    book.execute(
        f"DELETE FROM support_programme WHERE id IN {GIVEN} AND {unused}",
        [given(written.programmes)],
    )
