"""Rows of another book written into this one under new ids, and taken out of it again."""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

from ktt_desktop.storage.snapshots import EVERYTHING, from_text, to_text
from ktt_desktop.storage.whole_records import (
    FIGURES,
    GIVEN,
    PARTIES,
    PARTS,
    Row,
    StoredRecord,
    columns_of,
    given,
    select,
    stream,
    values_in,
)

PARTS_OF = f"part_of IN (SELECT uid FROM dossier WHERE id IN {GIVEN})"


@dataclass(slots=True)
class Written:
    """Những dòng đã ghi khi nhận một sổ: ids by table, and the uids of the organisations."""

    uids: list[str] = field(default_factory=list)
    organisations: dict[int, int] = field(default_factory=dict)  # id there → id here
    dossiers: list[int] = field(default_factory=list)
    figures: list[int] = field(default_factory=list)  # of the unit
    events: list[int] = field(default_factory=list)
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
        """An organisation with its parts."""
        new = self._insert("organisation", record.organisation)
        self.written.organisations[record.organisation["id"]] = new
        self.written.uids.append(record.uid)
        for table, rows in record.parts.items():
            for row in rows:
                self._insert(table, row | {"organisation_id": new})

    def dossiers(self, rows: Sequence[Row]) -> None:
        """Work records with the organisations and the whole that are here by now."""
        parties = self._ids_by_uid("organisation", (uid for row in rows for uid in row[PARTIES]))
        wholes = {row["uid"] for row in rows}
        wholes |= values_in(self._here, "dossier", "uid", (row["part_of"] for row in rows))
        for row in rows:
            part_of = row["part_of"] if row["part_of"] in wholes else ""
            new = self._insert("dossier", row | {"part_of": part_of})
            self.written.dossiers.append(new)
            self._name(new, row, parties)

    def named(self, rows: Sequence[Row]) -> None:
        """Name organisations that came now in work records that came before."""
        parties = self._ids_by_uid("organisation", self.written.uids)
        ids = self._ids_by_uid("dossier", (row["uid"] for row in rows))
        for row in rows:
            self._name(ids[row["uid"]], row, parties)

    def _name(self, dossier: int, row: Row, parties: Mapping[str, int]) -> None:
        """Those of the organisations of a work record that are given, each in its place."""
        for place, uid in enumerate(row[PARTIES]):
            if uid in parties:
                party = {"dossier_id": dossier, "organisation_id": parties[uid], "place": place}
                self._insert("dossier_party", party)

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

    def _ids_by_uid(self, table: str, uids: Iterable[str]) -> dict[str, int]:
        """The ids here of the rows of these uids."""
        question = f"SELECT id, uid FROM {table} WHERE uid IN {GIVEN}"
        return {row["uid"]: row["id"] for row in select(self._here, question, given(uids))}

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
    for table in (*PARTS, "event_party", "dossier_party"):
        yield table, f"organisation_id IN {GIVEN}", ids
    yield "union_member", f"union_id IN {GIVEN} OR member_id IN {GIVEN}", ids
    yield "dossier", f"id IN {GIVEN}", written.dossiers
    yield "dossier", PARTS_OF, written.dossiers
    yield "dossier_party", f"dossier_id IN {GIVEN}", written.dossiers
    yield FIGURES, f"id IN {GIVEN}", written.figures
    yield "draft", f"entity = 'organisation' AND key IN {GIVEN}", written.uids
    yield "draft", f"key IN (SELECT uid FROM dossier WHERE id IN {GIVEN})", written.dossiers


def remove(book: sqlite3.Connection, written: Written) -> None:
    """Take everything out of the book again; a programme used elsewhere by now stays."""
    used = "kind = 'programme' AND uid IN (SELECT programme FROM dossier WHERE kind <> 'programme')"
    for condition in ("kind <> 'programme'", f"NOT ({used})"):
        question = f"DELETE FROM dossier WHERE id IN {GIVEN} AND {condition}"
        book.execute(question, [given(written.dossiers)])
    for table, ids in (
        ("organisation_event", written.events),
        (FIGURES, written.figures),
        ("organisation", written.organisations.values()),
        ("journal", written.journal),
    ):
        book.execute(f"DELETE FROM {table} WHERE id IN {GIVEN}", [given(ids)])
