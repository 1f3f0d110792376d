"""The values of data.json and checks.json from outside: everything a later step relies on."""

from collections.abc import Mapping
from typing import Any

MOST_ROWS = 40_000
SHEETS = (
    *("organisations", "statuses", "returns", "figures", "support"),
    *("explanations", "texts"),
)
ACTS = ("M", "R", "D")  # gộp, thay thế, xóa


class TablesError(ValueError):
    """A table is not as the format says; the message names it."""


class TooManyRowsError(TablesError):
    """There are more rows than a submission may have."""


def look_at_data(data: Mapping[str, Any]) -> None:
    """Every known sheet is there, every sheet is a table of plain cells; raises TablesError."""
    for name in SHEETS:
        if not isinstance(data.get(name), dict):
            raise TablesError(name)
    sheets = {name: sheet for name, sheet in data.items() if isinstance(sheet, dict)}
    for name, sheet in sheets.items():
        _look_at_sheet(name, sheet)
    if sum(len(sheet["rows"]) for sheet in sheets.values()) > MOST_ROWS:
        raise TooManyRowsError("rows")


def _look_at_sheet(name: str, sheet: Mapping[str, Any]) -> None:
    columns, rows = sheet.get("columns"), sheet.get("rows")
    if not isinstance(columns, list) or not isinstance(rows, list):
        raise TablesError(name)
    if not all(isinstance(each, str) for each in columns) or len(set(columns)) != len(columns):
        raise TablesError(f"{name}.columns")
    acting = columns[:1] == ["act"]
    for row in rows:
        if not isinstance(row, list) or len(row) != len(columns):
            raise TablesError(f"{name}.rows")
        if not all(cell is None or type(cell) in (str, int) for cell in row):
            raise TablesError(f"{name}.rows")
        if acting and row[0] not in ACTS:
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
