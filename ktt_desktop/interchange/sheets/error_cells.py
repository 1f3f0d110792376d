"""Cells whose formula went wrong (#REF!): blank, and told, however the file writes them."""

import re
from dataclasses import replace

from ktt_desktop.domain.importing.table import Sheet

_ERROR = re.compile(
    r"#(?:NULL!|DIV/0!|VALUE!|REF!|NAME\?|NUM!|N/A|SPILL!|CALC!|GETTING_DATA)|Err:\d{3}"
)
MOST = 20_000  # told of a sheet; more are blank without a word


def without_errors(sheet: Sheet) -> Sheet:
    """The sheet with such cells blank, and where they were; itself where it has none."""
    errors = {each for each in sheet.texts if each[:1] in "#E" and _ERROR.fullmatch(each)}
    if not errors:
        return sheet
    rows = [list(row) for row in sheet.rows]
    found: dict[tuple[int, int], str] = {}
    for at, row in enumerate(rows):
        for column, value in enumerate(row):
            if isinstance(value, str) and value in errors:
                row[column] = ""
                if len(found) < MOST:
                    found[at, column] = value
    return replace(sheet, rows=rows, errors=found)
