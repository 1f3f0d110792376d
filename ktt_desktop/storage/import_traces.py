"""What an import left in the book, and what stood there before: so that it can be taken back."""

import json
import zlib
from base64 import b64decode, b64encode
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from sqlite3 import Cursor
from typing import Any, NamedTuple

from sqlalchemy.orm import Session

from ktt_desktop.domain.progress import Progress
from ktt_desktop.storage.import_rows import cursor_of
from ktt_desktop.storage.session import wide_rows
from ktt_desktop.storage.snapshots import (
    DOSSIERS,
    RECORD,
    Rows,
    Snapshot,
    read_snapshot,
    restore_snapshot,
)
from ktt_desktop.storage.whole_records import GIVEN, given

MADE, TOUCHED, FORMS, FORMS_TOUCHED, WORKS, WORKS_TOUCHED = (
    *("made", "touched", "forms", "forms_touched", "works", "works_touched"),
)
FORM = "annual_return"
NEW_TABLES = {MADE: "organisation", FORMS: FORM, WORKS: "dossier"}
SNAPSHOTS = {TOUCHED: RECORD, WORKS_TOUCHED: DOSSIERS}
UNTOLD = ("search_key", "sort_key")  # a later program may make them otherwise
CORRECTED = "corrected_value"
SEALING, COMPARING = "Đang ghi lịch sử lần nhập", "Đang so với sổ"
REMOVING, RESTORING = "Đang bỏ những gì đã thêm", "Đang trả lại dữ liệu cũ"
AT_ONCE = 500  # rows removed between two reports of progress
EVERY = 5_000  # rows between two reports of progress
CELL = ("subject_kind", "subject_key", "sector", "year", "measure", "code")


class Part(NamedTuple):
    """Rows that belong to something: their table `t`, and the id of what they belong to."""

    table: str
    owner: str
    join: str = ""


_RECORD = tuple(
    Part(table, f"t.{column}") for table, columns in RECORD.items() for column in columns
)
_HUNG = (
    Part(FORM, "t.organisation_id"),
    Part("event_party", "t.organisation_id"),
    Part("dossier_party", "t.organisation_id"),
    Part(  # giải trình written for it: its uid stands in their key
        "explanation",
        "o.id",
        "JOIN organisation o ON o.uid = "
        "substr(t.finding_key, instr(t.finding_key, '|to_chuc|') + 9, 36)",
    ),
    Part("draft", "o.id", "JOIN organisation o ON o.uid = t.key AND t.entity = 'organisation'"),
)
_FORM = (Part(FORM, "t.id"),)
_WORK = (Part("dossier", "t.id"), Part("dossier_party", "t.dossier_id"))
_PART = Part("dossier", "w.id", "JOIN dossier w ON w.uid = t.part_of")
# What may not have changed since, so that an import can be taken back.
BELONGING: Mapping[str, tuple[Part, ...]] = {
    MADE: (*_RECORD, *_HUNG),
    TOUCHED: _RECORD,
    FORMS: _FORM,
    FORMS_TOUCHED: _FORM,
    WORKS: (*_WORK, _PART),
    WORKS_TOUCHED: _WORK,
}
NAMES = {
    **dict.fromkeys((MADE, TOUCHED), "SELECT name FROM organisation WHERE id IN"),
    **dict.fromkeys(
        (FORMS, FORMS_TOUCHED),
        "SELECT o.name FROM annual_return f JOIN organisation o ON o.id = f.organisation_id "
        "WHERE f.id IN",
    ),
    **dict.fromkeys(
        (WORKS, WORKS_TOUCHED),
        "SELECT o.name FROM dossier_party p JOIN organisation o ON o.id = p.organisation_id "
        "WHERE p.dossier_id IN",
    ),
}


class Before(NamedTuple):
    """What some of the things were before: their name above, their ids, their rows packed."""

    name: str
    ids: list[int]
    rows: str


@dataclass(slots=True)
class Trace:
    """Dấu vết một lần nhập.

    `ids` of what was made or changed and `digests` of how the import left it, both by the names
    above; `columns` are those the digests were made of. `before` is what was there, a part after
    the other; `corrected` the corrections of received data that came and went. `journal` are the
    first and the last line.
    """

    ids: dict[str, list[int]] = field(default_factory=dict)
    digests: dict[str, list[str]] = field(default_factory=dict)
    columns: dict[str, list[str]] = field(default_factory=dict)
    before: list[Before] = field(default_factory=list)
    corrected: tuple[Rows, Rows] = ((), ())  # that came, that went
    journal: tuple[int, int] = (1, 0)
    periods: list[tuple[int, str]] = field(default_factory=list)


def note_before(session: Session, trace: Trace, name: str, ids: Sequence[int]) -> None:
    """Take down the rows of what is about to be changed."""
    session.flush()
    if name == FORMS_TOUCHED:
        found: Snapshot = {FORM: _rows(session, FORM, f"id IN {GIVEN}", ids)}
    else:
        found = read_snapshot(session, ids, SNAPSHOTS[name])
    rows = _pressed({table: _packed(rows) for table, rows in found.items()})
    trace.before.append(Before(name, list(ids), rows))
    trace.ids.setdefault(name, []).extend(ids)


def corrections(session: Session, uids: Iterable[str]) -> Rows:
    """What is remembered of received data of some organisations."""
    session.flush()
    return _rows(session, CORRECTED, f"subject_key IN {GIVEN}", uids)


def seal(session: Session, trace: Trace, progress: Progress) -> None:
    """Take down how the import left everything; raises CancelledError."""
    session.flush()
    tables = {part.table for name in trace.ids for part in BELONGING[name]}
    trace.columns = {table: _columns(session, table) for table in sorted(tables)}
    trace.digests = {name: _digests(session, trace, name, progress, SEALING) for name in trace.ids}


def changed_since(session: Session, trace: Trace, progress: Progress) -> list[str]:
    """The names of the organisations that are otherwise now than the import left them.

    Raises CancelledError.
    """
    found: dict[str, None] = {}
    for name, ids in trace.ids.items():
        present = _digests(session, trace, name, progress, COMPARING)
        other = [
            id_
            for id_, was, now in zip(ids, trace.digests[name], present, strict=True)
            if was != now
        ]
        if other:
            rows = wide_rows(session, f"{NAMES[name]} {GIVEN}", (given(other),))
            found |= dict.fromkeys(row[0] for row in rows) or {"": None}
    return list(found)


def reach(session: Session, trace: Trace) -> tuple[frozenset[str], frozenset[int]]:
    """The uids of the organisations an import made or changed, and the years it speaks of."""
    records, forms, works = (
        given(id_ for name in names for id_ in trace.ids.get(name, ()))
        for names in ((MADE, TOUCHED), (FORMS, FORMS_TOUCHED), (WORKS, WORKS_TOUCHED))
    )
    uids = wide_rows(
        session,
        f"SELECT uid FROM organisation WHERE id IN {GIVEN} "
        f"UNION SELECT subject_key FROM {FORM} WHERE id IN {GIVEN}",
        (records, forms),
    )
    question = f"SELECT DISTINCT year FROM dossier WHERE year IS NOT NULL AND id IN {GIVEN}"
    years = {year for (year,) in wide_rows(session, question, (works,))}
    years.update(year for year, _ in trace.periods)
    return frozenset(uid for (uid,) in uids), frozenset(years)


def take_back(session: Session, trace: Trace, progress: Progress) -> None:
    """Make the book what it was before the import; raises CancelledError."""
    cursor = cursor_of(session)
    for name in (WORKS, FORMS, MADE):
        ids = trace.ids.get(name, [])
        for start in range(0, len(ids), AT_ONCE):
            progress.report(start, len(ids), REMOVING)
            question = f"DELETE FROM {NEW_TABLES[name]} WHERE id IN {GIVEN}"
            cursor.execute(question, (given(ids[start : start + AT_ONCE]),))
    _free_codes(cursor, trace)
    for place, part in enumerate(reversed(trace.before)):
        progress.report(place, len(trace.before), RESTORING)
        rows = {table: _unpacked(each) for table, each in _unpressed(part.rows).items()}
        if part.name == FORMS_TOUCHED:
            _restore_forms(cursor, trace.columns[FORM], rows[FORM])
        else:
            restore_snapshot(session, part.ids, rows)
    came, went = trace.corrected
    cursor.executemany(
        f"DELETE FROM {CORRECTED} WHERE {' AND '.join(f'{name} IS ?' for name in CELL)}",
        [tuple(row.get(name) for name in CELL) for row in came],
    )
    for row in went:
        marks = ", ".join("?" for _ in row)
        cursor.execute(
            f"INSERT INTO {CORRECTED} ({', '.join(row)}) VALUES ({marks})", [*row.values()]
        )
    cursor.execute("DELETE FROM journal WHERE id BETWEEN ? AND ?", trace.journal)


def to_text(trace: Trace) -> str:
    """A trace as it is kept; the old rows of what may be thousands of records are packed."""
    content = {
        **{name: getattr(trace, name) for name in ("digests", "columns", "journal", "periods")},
        "ids": {name: _runs(ids) for name, ids in trace.ids.items()},
        "before": trace.before,
        "corrected": [_packed(rows) for rows in trace.corrected],
    }
    return json.dumps(content, ensure_ascii=True, separators=(",", ":"))


def from_text(text: str) -> Trace:
    """A trace as to_text kept it."""
    content = json.loads(text)
    came, went = (_unpacked(each) for each in content["corrected"])
    return Trace(
        {name: [*_ids(runs)] for name, runs in content["ids"].items()},
        content["digests"],
        content["columns"],
        [Before(*each) for each in content["before"]],
        (came, went),
        tuple(content["journal"]),
        [(year, measure) for year, measure in content["periods"]],
    )


def _free_codes(cursor: Cursor, trace: Trace) -> None:
    """A code that went from one record to another is held by nobody in between."""
    ids = given(trace.ids.get(TOUCHED, []))
    cursor.execute(f"UPDATE organisation SET tax_code = NULL WHERE id IN {GIVEN}", (ids,))


def _restore_forms(cursor: Cursor, names: Sequence[str], rows: Rows) -> None:
    told = ", ".join(f"{name} = ?" for name in names)
    cursor.executemany(
        f"UPDATE {FORM} SET {told} WHERE id = ?",
        [(*(row.get(name) for name in names), row["id"]) for row in rows],
    )


def _rows(session: Session, table: str, where: str, values: Iterable[object]) -> Rows:
    """Rows as stored; a column without a value is left out."""
    cursor = cursor_of(session)
    cursor.execute(f"SELECT * FROM {table} WHERE {where} ORDER BY rowid", (given(values),))
    names = [each[0] for each in cursor.description]
    return tuple(
        {name: value for name, value in zip(names, row, strict=True) if value is not None}
        for row in cursor.fetchall()
    )


def _columns(session: Session, table: str) -> list[str]:
    rows = wide_rows(session, f"SELECT name FROM pragma_table_info('{table}')", ())
    return [name for (name,) in rows if name not in UNTOLD]


def _digests(session: Session, trace: Trace, name: str, progress: Progress, what: str) -> list[str]:
    """How everything of these ids is now, in their order."""
    ids = trace.ids[name]
    found = {id_: blake2b(digest_size=8) for id_ in ids}
    for table, owner, join in BELONGING[name]:
        told = ", ".join(f"t.{column}" for column in trace.columns[table])
        cursor = cursor_of(session)
        cursor.execute(
            f"SELECT {owner}, {told} FROM {table} t {join} WHERE {owner} IN {GIVEN} "
            f"ORDER BY {owner}, {told}",
            (given(ids),),
        )
        for place, (id_, *row) in enumerate(cursor):
            if place % EVERY == 0:
                progress.report(0, 0, what)
            found[id_].update(repr((table, row)).encode())
    return [found[id_].hexdigest() for id_ in ids]


def _pressed(content: object) -> str:
    """Any content as a short text."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return b64encode(zlib.compress(text.encode())).decode("ascii")


def _unpressed(text: str) -> Any:
    return json.loads(zlib.decompress(b64decode(text)))


def _packed(rows: Sequence[Mapping[str, Any]]) -> list[list[Any]]:
    """Rows under their columns, each column named once; a value that is missing is None."""
    names = list(dict.fromkeys(name for row in rows for name in row))
    return [names, *([row.get(name) for name in names] for row in rows)]


def _unpacked(packed: Sequence[Sequence[Any]]) -> Rows:
    names, *rows = packed
    return tuple(dict(zip(names, row, strict=True)) for row in rows)


def _runs(ids: Sequence[int]) -> list[tuple[int, int]]:
    """Ids as first and last of each run: those of new rows follow each other."""
    runs: list[tuple[int, int]] = []
    for id_ in ids:
        if runs and runs[-1][1] == id_ - 1:
            runs[-1] = (runs[-1][0], id_)
        else:
            runs.append((id_, id_))
    return runs


def _ids(runs: Iterable[Sequence[int]]) -> Iterable[int]:
    for first, last in runs:
        yield from range(first, last + 1)
