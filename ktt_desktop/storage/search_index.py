"""The search index of the register: kept in step by triggers, so in the same transaction.

The key of a record holds all its words; a trigram index over them answers "which records have
this piece of a word" without reading every record (benchmarks: G7).
"""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from ktt_desktop.domain.search import SearchWord, search_key
from ktt_desktop.domain.terms import OrganisationKind

SEARCH_VERSION = "1"  # of the key; a book whose keys were made otherwise gets all of them anew
SHORTEST = 3  # letters: shorter pieces are not in a trigram index

_BARE = "substr({row}.search_key, 1, instr({row}.search_key, char(10)) - 1)"
_ADD = "INSERT INTO organisation_search (rowid, words) VALUES (new.id, {new});"
_TAKE = (
    "INSERT INTO organisation_search (organisation_search, rowid, words) "
    "VALUES ('delete', old.id, {old});"
)
TRIGGERS = {
    "organisation_search_insert": ("AFTER INSERT ON organisation", _ADD),
    "organisation_search_delete": ("AFTER DELETE ON organisation", _TAKE),
    "organisation_search_update": ("AFTER UPDATE OF search_key ON organisation", _TAKE + _ADD),
}
KEY_SOURCE = (
    "SELECT id, kind, name, short_name, foreign_name, tax_code, old_certificate, "
    "(SELECT group_concat(name, ' ') FROM organisation_person WHERE organisation_id = o.id) "
    "FROM organisation o"
)


def prepare_search(book: Path) -> None:
    """Make the index where it is missing or of another version; all or nothing."""
    with closing(sqlite3.connect(book, isolation_level=None)) as connection:
        if _is_ready(connection):
            return
        connection.execute("BEGIN")  # closing without COMMIT rolls back
        _make(connection)
        connection.execute("COMMIT")


def _is_ready(connection: sqlite3.Connection) -> bool:
    found = connection.execute("SELECT value FROM setting WHERE name = 'search_version'").fetchone()
    triggers = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
    return found == (SEARCH_VERSION,) and TRIGGERS.keys() <= {name for (name,) in triggers}


def _make(connection: sqlite3.Connection) -> None:
    for name in TRIGGERS:
        connection.execute(f"DROP TRIGGER IF EXISTS {name}")
    connection.execute("DROP TABLE IF EXISTS organisation_search")
    keys = [(_key(row), row[0]) for row in connection.execute(KEY_SOURCE)]
    connection.executemany("UPDATE organisation SET search_key = ? WHERE id = ?", keys)
    connection.execute(
        "CREATE VIRTUAL TABLE organisation_search USING fts5(words, content='', tokenize='trigram')"
    )
    connection.execute(
        "INSERT INTO organisation_search (rowid, words) "
        f"SELECT o.id, {_BARE.format(row='o')} FROM organisation o"
    )
    both = {"old": _BARE.format(row="old"), "new": _BARE.format(row="new")}
    for name, (when, act) in TRIGGERS.items():
        connection.execute(f"CREATE TRIGGER {name} {when} BEGIN {act.format(**both)} END")
    connection.execute(
        "INSERT INTO setting (name, value) VALUES ('search_version', ?) "
        "ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        (SEARCH_VERSION,),
    )


def _key(row: Sequence[Any]) -> str:
    _, kind, *texts = row
    return search_key(OrganisationKind(kind), (text or "" for text in texts))


def conditions(words: Sequence[SearchWord]) -> tuple[list[str], dict[str, str]]:
    """What a record `o` must fulfil to have every word, and the parameters."""
    parts: list[str] = []
    parameters: dict[str, str] = {}
    long = [word.bare for word in words if len(word.bare) >= SHORTEST]
    if long:
        parts.append(
            "o.id IN (SELECT rowid FROM organisation_search WHERE organisation_search MATCH :words)"
        )
        parameters["words"] = " AND ".join(f'"{word}"' for word in long)
    for place, word in enumerate(words):
        if len(word.bare) < SHORTEST:
            parts.append(f"instr(o.search_key, :short{place})")
            parameters[f"short{place}"] = word.bare
    return parts, parameters


def marks_missed(words: Sequence[SearchWord]) -> tuple[list[str], dict[str, str]]:
    """How many words a record `o` has only without the marks they were typed with, to order by."""
    parameters = {f"marked{place}": word.marked for place, word in enumerate(words) if word.marked}
    parts = [f"(instr(o.search_key, :{name}) = 0)" for name in parameters]
    return [" + ".join(parts)] if parts else [], parameters
