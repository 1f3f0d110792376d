"""The values of data.json and checks.json from outside: everything a later step relies on."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from msgspec import Meta, MsgspecError
from msgspec.json import Decoder

from ktt_desktop.interchange.bounded_json import (
    few_enough,
    in_order,
    is_canonical,
    parse_object,
)
from ktt_desktop.interchange.canonical import SAFE
from ktt_desktop.interchange.submission_format import DATA, DELETE, MERGE, REPLACE, Cell, Sheet

MOST_ROWS = 200_000
SHEETS = (
    *("organisations", "statuses", "returns", "figures", "support"),
    *("explanations", "texts"),
)
ACTS = {MERGE, REPLACE, DELETE}

_Cell = Annotated[int, Meta(ge=-SAFE, le=SAFE)] | str | None


@dataclass(frozen=True, slots=True)
class _Table:
    """A sheet as it stands in the text."""

    columns: tuple[str, ...]
    rows: tuple[tuple[_Cell, ...], ...]


_DECODER = Decoder(dict[str, _Table | bool | _Cell])


class TablesError(ValueError):
    """A table is not as the format says; the message names it."""


class TooManyRowsError(TablesError):
    """There are more rows than a submission may have."""


@dataclass(frozen=True, slots=True)
class Tables:
    """What data.json holds: sheets by name, and the values that are none."""

    sheets: Mapping[str, Sheet]
    values: Mapping[str, Any]


def read_data(content: bytes, largest: int) -> Tables:
    """The tables of data.json, every sheet of the first version among them.

    Raises RefusedJsonError for what is no canonical JSON, TablesError for what is no table.
    """
    tables = _typed(content) if len(content) <= largest else None
    if tables is None:  # not the plain form of this version: look closely
        tables = _tables(parse_object(content, largest, DATA))
    _look_at_data(tables.sheets)
    return tables


def kept_sheets(content: bytes) -> dict[str, Sheet]:
    """The sheets of a data.json this program wrote and kept."""
    return {
        name: Sheet(each.columns, each.rows)
        for name, each in _DECODER.decode(content).items()
        if isinstance(each, _Table)
    }


def _typed(content: bytes) -> Tables | None:
    """The tables in one go; None for a text with anything else in it, or not surely canonical."""
    if not few_enough(content):
        return None
    try:
        found = _DECODER.decode(content)
    except (MsgspecError, ValueError, RecursionError):
        return None
    if not in_order(found) or not is_canonical(found, content):
        return None
    return Tables(
        {
            name: Sheet(each.columns, each.rows)
            for name, each in found.items()
            if isinstance(each, _Table)
        },
        {name: each for name, each in found.items() if not isinstance(each, _Table)},
    )


def _tables(data: Mapping[str, Any]) -> Tables:
    """The tables of parsed JSON; raises TablesError."""
    for name in SHEETS:
        if not isinstance(data.get(name), dict):
            raise TablesError(name)
    return Tables(
        {name: _sheet(name, each) for name, each in data.items() if isinstance(each, dict)},
        {name: each for name, each in data.items() if not isinstance(each, dict)},
    )


def _sheet(name: str, raw: Mapping[str, Any]) -> Sheet:
    columns, rows = raw.get("columns"), raw.get("rows")
    if not isinstance(columns, list) or not isinstance(rows, list):
        raise TablesError(name)
    if not all(isinstance(each, str) for each in columns):
        raise TablesError(f"{name}.columns")
    return Sheet(tuple(columns), tuple(_row(name, row) for row in rows))


def _row(name: str, raw: object) -> tuple[Cell, ...]:
    if not isinstance(raw, list):
        raise TablesError(f"{name}.rows")
    if not all(cell is None or type(cell) in (str, int) for cell in raw):
        raise TablesError(f"{name}.rows")
    return tuple(raw)


def _look_at_data(sheets: Mapping[str, Sheet]) -> None:
    """Every sheet that must be there is, and every row fits its columns; raises TablesError."""
    for name in SHEETS:
        if name not in sheets:
            raise TablesError(name)
    for name, sheet in sheets.items():
        _look_at_sheet(name, sheet)
    if sum(len(sheet.rows) for sheet in sheets.values()) > MOST_ROWS:
        raise TooManyRowsError("rows")


def _look_at_sheet(name: str, sheet: Sheet) -> None:
    columns, rows = sheet.columns, sheet.rows
    if len(set(columns)) != len(columns):
        raise TablesError(f"{name}.columns")
    if not set(map(len, rows)) <= {len(columns)}:
        raise TablesError(f"{name}.rows")
    if columns[:1] == ("act",) and not {row[0] for row in rows} <= ACTS:
        raise TablesError(f"{name}.act")


def look_at_checks(checks: Mapping[str, Any]) -> None:
    """The findings are a list of objects with an explanation or null; raises TablesError."""
    findings = checks.get("findings")
    if not isinstance(findings, list):
        raise TablesError("findings")
    for each in findings:
        if not isinstance(each, dict) or not isinstance(each.get("rule"), str):
            raise TablesError("findings.rule")
        if not isinstance(each.get("explanation", 0), str | None):
            raise TablesError("findings.explanation")
