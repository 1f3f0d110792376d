"""What a row does at the receiver (act), told from everything that was sent before it.

A receiver that lays the files of a unit over one another ends with what the newest one says: a
value that went is erased by a row that replaces, a record that went by a row that deletes. Both are
told from all earlier files together, so one that never came leaves no trace, and equal data after
equal files give equal rows.
"""

import json
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from ktt_desktop.interchange.submission_format import DELETE, REPLACE, Cell, Sheet

Row = tuple[Cell, ...]
Record = Mapping[str, Cell]
Sheets = Mapping[str, Sheet]

KEYS = {
    "organisations": ("uid",),
    "returns": ("subject_kind", "subject_key", "sector", "year", "measure"),
    "support": ("uid",),
    "dossiers": ("uid",),
}
# What the row of a record that is gone still says: its key, whose it was, and when.
LEFT = {*("uid", "subject_kind", "subject_key", "sector", "year", "measure"), "kind", "source_unit"}
# The lists of an organisation, and the column that names it.
LISTS = (
    *((name, "organisation") for name in ("persons", "registration_changes", "activities")),
    *((name, "organisation") for name in ("branches", "recognitions", "statuses")),
    *(("union_members", "union"), ("union_members", "member")),
)
NEEDED = {*KEYS, *(name for name, _ in LISTS)}
BLANK = (None, "", "{}")


@dataclass(frozen=True, slots=True)
class Scope:
    """Tệp nói về những gì: a row it would hold and does not is gone.

    `pairs` are the years and measures of its forms, `given` the year of its support, `years` those
    of its work records, `records` the uids of all work records the sender has.
    """

    pairs: Collection[tuple[int, str]]
    given: int
    years: Collection[int]
    records: Collection[str]

    def is_gone(self, sheet: str, row: Record) -> bool:
        """Whether a row that was sent and is not in the file any more is to be deleted."""
        match sheet:
            case "returns":
                return (row["year"], row["measure"]) in self.pairs
            case "support":
                return row["year"] == self.given
            case "dossiers":
                in_years = row["year"] is None or row["year"] in self.years
                return in_years or row["uid"] not in self.records
            case _:
                return True


def with_acts(sheets: Sheets, earlier: Sequence[Sheets], scope: Scope) -> dict[str, Sheet]:
    """The sheets with the acts of their rows; `earlier` are all that were sent, oldest first."""
    emptied = _emptied(sheets, earlier)
    found = dict(sheets)
    for name, key in KEYS.items():
        past = [each[name] for each in earlier if name in each]
        series = _Series(sheets[name], key, past)
        replaced = series.replaced()
        if name == "organisations":
            replaced |= {(uid,) for uid in emptied}
        found[name] = series.sheet(replaced, partial(scope.is_gone, name))
    return found


def _emptied(sheets: Sheets, earlier: Sequence[Sheets]) -> set[Cell]:
    """The organisations that once had rows in a list which now has none of theirs."""
    found: set[Cell] = set()
    for name, column in LISTS:
        before: set[Cell] = set()
        before.update(*(_column(each[name], column) for each in earlier if name in each))
        found |= before - _column(sheets[name], column)
    return found


def _column(sheet: Sheet, column: str) -> set[Cell]:
    place = sheet.columns.index(column)
    return {row[place] for row in sheet.rows}


class _Series:
    """A sheet now, and all of its earlier states, oldest first."""

    def __init__(self, now: Sheet, key: tuple[str, ...], past: Sequence[Sheet]) -> None:
        self._now, self._key, self._past = now, key, past
        self._key_of = _picker(now.columns, key)
        self._rows = {self._key_of(row): row for row in now.rows}

    def replaced(self) -> set[Row]:
        """The keys of rows that erase something, or take the place of what once did."""
        found: set[Row] = set()
        for sheet in self._past:
            key_of = _picker(sheet.columns, self._key)
            aligned = _picker(sheet.columns, self._now.columns)
            same = sheet.columns == self._now.columns
            for row in sheet.rows:
                key = key_of(row)
                now = self._rows.get(key)
                if now is None or now == row or key in found:
                    continue
                before = row if same else aligned(row)
                if row[0] in (REPLACE, DELETE) or any(map(_is_lost, before, now)):
                    found.add(key)
        return found

    def sheet(self, replaced: Collection[Row], is_gone: Callable[[Record], bool]) -> Sheet:
        """The rows with their acts, those that are gone among them, in the order of keys."""
        rows = {
            key: (REPLACE, *row[1:]) if key in replaced else row for key, row in self._rows.items()
        }
        for key, record in self._gone().items():
            if is_gone(record):
                rows[key] = (
                    DELETE,
                    *(record[name] if name in LEFT else None for name in self._now.columns[1:]),
                )
        return Sheet(self._now.columns, tuple(rows[key] for key in sorted(rows, key=str)))

    def _gone(self) -> dict[Row, Record]:
        """What was sent and is not there now, as it was last sent."""
        found: dict[Row, Record] = {}
        for sheet in self._past:
            key_of = _picker(sheet.columns, self._key)
            aligned = _picker(sheet.columns, self._now.columns)
            for row in sheet.rows:
                key = key_of(row)
                if key not in self._rows:
                    found[key] = dict(zip(self._now.columns, aligned(row), strict=True))
        return found


def _picker(columns: tuple[str, ...], wanted: tuple[str, ...]) -> Callable[[Row], Row]:
    """Takes the wanted columns out of a row; None where there is no such column."""
    places = [columns.index(name) if name in columns else None for name in wanted]
    return lambda row: tuple([None if place is None else row[place] for place in places])


def _is_lost(before: Cell, now: Cell) -> bool:
    """Whether a value, or a part of a JSON object, is not there any more."""
    if before == now or before in BLANK:
        return False
    if now in BLANK:
        return True
    if not (isinstance(before, str) and isinstance(now, str) and before[:1] == now[:1] == "{"):
        return False
    return not _names(before) <= _names(now)


def _names(text: str) -> set[str]:
    try:
        return {*json.loads(text)}
    except ValueError:  # a text that only begins like an object
        return set()
