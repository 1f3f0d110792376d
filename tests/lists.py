"""Lists as officers keep them, made in code, and what the program reads out of them."""

import re
from functools import cache

from openpyxl import Workbook

from ktt_desktop.catalogue.import_words_loader import load_import_words
from ktt_desktop.catalogue.units import load_units
from ktt_desktop.domain.progress import Silent
from ktt_desktop.runtime.paths import resources
from ktt_desktop.services.list_json import as_json
from ktt_desktop.services.list_reading import read_list_file


@cache
def words():
    return load_import_words(resources() / "catalogue" / "import_words.toml")


@cache
def units():
    return load_units()


def read(path):
    """The whole reading as the command line prints it."""
    return as_json(read_list_file(path, words(), units(), Silent()), words(), units())


def workbook(path, sheets, *, merged=(), hidden_rows=(), hidden_sheets=()):
    """A workbook of sheets {name: rows}; `merged` ranges are of the first sheet."""
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
        if name in hidden_sheets:
            sheet.sheet_state = "hidden"
    first = book.worksheets[0]
    for each in merged:
        first.merge_cells(each)
    for each in hidden_rows:
        first.row_dimensions[each].hidden = True
    book.save(path)
    return path


def text(path, rows, *, separator=";", encoding="utf-8"):
    """A list as a text file."""
    path.write_bytes("\r\n".join(separator.join(row) for row in rows).encode(encoding))
    return path


def column(found, key):
    """One field of every record."""
    return [each.get(key) for each in found["records"]]


def extra(found, key):
    """One further figure of every record."""
    return [each["extra"].get(key) for each in found["records"]]


def table(written):
    """Rows written with | between their cells; a number is a number, 'a quoted one is text."""
    lines = (line.strip() for line in written.strip().split("\n"))
    return [[_cell(cell.strip()) for cell in line.split("|")] for line in lines]


def _cell(said):
    if re.fullmatch(r"-?\d+(\.\d+)?", said):
        return float(said) if "." in said else int(said)
    return said.removeprefix("'").replace("\\n", "\n") or None


def told(found, keys):
    """Some fields and figures of every record, written like the rows of `table`."""
    return ["|".join(map(_said, _values(each, keys.split("|")))) for each in found["records"]]


def lines(written):
    """What is expected of `told`."""
    return [line.strip() for line in written.strip().split("\n")]


def _values(record, keys):
    return [record[key] if key in record else record["extra"].get(key) for key in keys]


def _said(value):
    if isinstance(value, dict):
        return value["value"]
    if isinstance(value, list):
        return "; ".join(each["name"] for each in value)
    return "" if value is None else str(value)


def warned(found, row):
    """All that is said of a row, in one text."""
    return " | ".join(
        f"{each['column']} {each['value']} {each['why']}"
        for each in found["issues"]
        if each["row"] == row
    )
