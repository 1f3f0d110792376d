"""The verb `tables`: every table of a report with row codes, columns and origins."""

import argparse
import json
from fractions import Fraction
from typing import TYPE_CHECKING

from ktt_desktop.catalogue.units_table import KINDS
from ktt_desktop.cli.book_verbs import own_book
from ktt_desktop.cli.terminal import DONE, Verbs, say, takes_book
from ktt_desktop.domain.dates import FIRST_YEAR, LAST_YEAR, PartialDate
from ktt_desktop.domain.errors import InvalidInputError, KttError
from ktt_desktop.domain.period import ReportingPeriod
from ktt_desktop.domain.text import fold

if TYPE_CHECKING:
    from ktt_desktop.domain.records import UnitProfile
    from ktt_desktop.domain.sourced_table import SourcedCell, SourcedRow, SourcedTable

OF_RECORDS = ("C", "D", "D.1", "E")  # their origins are uids of work records


def add_to(verbs: Verbs) -> None:
    """Make the verb known."""
    text = "in mọi biểu của kỳ: mã dòng, cột, số liệu và gốc của từng số"
    tables_ = verbs.add_parser("tables", help=text, description=text)
    takes_book(tables_)
    tables_.add_argument("--unit", help="mã hoặc tên đơn vị của sổ")
    tables_.add_argument("--year", help="năm N của biểu")
    tables_.add_argument("--period", help="mã kỳ, ví dụ KH2023, 6T2022, N2022")
    tables_.add_argument("--json", action="store_true", help="in dạng JSON")
    tables_.set_defaults(command=tables)


def tables(options: argparse.Namespace) -> int:
    """Print the tables A–E, B2 and K; raises KttError where the book is of another unit."""
    from ktt_desktop.services.every_table import every_table

    with own_book(options) as (book, profile, period):
        _check_unit(options.unit, profile)
        if options.year is not None:
            period = ReportingPeriod(_year(options.year), period.kind)
        found = every_table(book, profile, period)
    if options.json:
        say(json.dumps([_as_json(each) for each in found], ensure_ascii=False, indent=1))
        return DONE
    say(f"{profile.name}. {period.label}.")
    for each in found:
        _tell(each)
    return DONE


def _year(written: str) -> int:
    """A year there is a year before and after of; raises InvalidInputError."""
    if not written.isdecimal():
        raise InvalidInputError(f"“{written}” không phải là năm. Gõ năm bằng số, ví dụ 2025.")
    year = PartialDate(int(written)).year
    if not FIRST_YEAR < year < LAST_YEAR:
        raise InvalidInputError(f"Không lập được biểu năm {year}. Gõ năm từ 1901 đến 2099.")
    return year


def _check_unit(wanted: str | None, profile: "UnitProfile") -> None:
    """By its code, or by its name with or without the word for its level."""
    name = fold(profile.name)
    known = {profile.code, name, *(name.removeprefix(f"{fold(kind)} ") for kind in KINDS)}
    if wanted and not {wanted, fold(wanted)} & known:
        raise KttError(
            f"Sổ này là của {profile.name} (mã {profile.code}), không phải {wanted}. "
            "Chỉ đúng thư mục sổ bằng --book."
        )


def _as_json(table: "SourcedTable") -> dict[str, object]:
    return {
        "table": table.id,
        "title": table.title,
        "columns": [
            {"column": each.key, "group": each.column.group, "header": each.column.header}
            for each in table.columns
            if each.key
        ],
        "rows": [
            {
                "code": row.code,
                "label": row.label,
                "unit": row.unit,
                "cells": [_cell(table.id, key, cell) for key, cell in _keyed(table, row)],
            }
            for row in table.rows
        ],
        "notes": list(table.notes),
    }


def _keyed(table: "SourcedTable", row: "SourcedRow") -> list[tuple[str, "SourcedCell"]]:
    pairs = zip(table.columns, row.cells, strict=True)
    return [(column.key, cell) for column, cell in pairs if column.key]


def _cell(table: str, column: str, cell: "SourcedCell") -> dict[str, object]:
    """A whole number stays one; one with decimals is written out, never rounded to binary."""
    value: object = cell.value
    if isinstance(value, Fraction):
        value = value.numerator if value.denominator == 1 else _decimal(value)
    by_record = table in OF_RECORDS
    origin: object = list(cell.origin) if by_record else next(iter(cell.origin), None)
    return {"column": column, "value": value, "text": cell.text, "origin": origin}


def _decimal(value: Fraction) -> str:
    places = len(str(value.denominator))
    while (value * 10**places).denominator != 1:
        places += 1
    whole, part = divmod(abs((value * 10**places).numerator), 10**places)
    return f"{'-' if value < 0 else ''}{whole}.{part:0{places}}".rstrip("0")


def _tell(table: "SourcedTable") -> None:
    say(f"\nBiểu {table.id}. {table.title}")
    for row in table.rows:
        heads = {each.key: each.column for each in table.columns}
        filled = [
            f"{' '.join(filter(None, (heads[key].group, heads[key].header)))} = {cell.text}"
            for key, cell in _keyed(table, row)
            if cell.text
        ]
        if filled:
            say(f"  [{row.code}] {row.label}: {'; '.join(filled)}")
    for note in table.notes:
        say(f"  {note}")
