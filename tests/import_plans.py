"""Plans of imports made by hand, and everything a book says, to compare before with after."""

import sqlite3
from contextlib import closing

from ktt_desktop.domain.importing.choices import ListAt
from ktt_desktop.domain.importing.columns import ColumnUse
from ktt_desktop.domain.importing.plan import FigureColumn, ImportPlan, Outcome, PlannedRow
from ktt_desktop.domain.period import YearMeasure

AT = ListAt(0)
DIGEST = "0" * 64


def new(name, person=None, **values):
    """A row that is not in the book yet."""
    values = {"kind": "HTX", "sector": "NN.TT", "name": name} | values
    return PlannedRow(AT, 0, 0, name, Outcome.NEW, values=values, person=person or {})


def changed(saved, person=None, **values):
    """A row that says something else of a record."""
    return PlannedRow(
        AT, 0, 0, saved.name, Outcome.CHANGED, saved.uid, values=values, person=person or {}
    )


def left(name, outcome, *issues):
    """A row that is not written."""
    return PlannedRow(AT, 0, 0, name, outcome, issues=issues)


def figure(code, *values, period):
    """A column of figures, one value a row."""
    use = ColumnUse(0, f"figure.{code}", code, period.year, period.measure)
    return FigureColumn(use, code, YearMeasure(*period), values)


def plan(*rows, figures=(), file="danh sách.xlsx"):
    """The rows as one list, in their order, the first one in row 5 of Excel."""
    for place, row in enumerate(rows):
        row.place, row.row = place, place + 5
    return ImportPlan(file, DIGEST, list(rows), {AT: tuple(figures)} if figures else {})


def contents(book):
    """Every row of every table, the index of the search as what it finds."""
    with closing(sqlite3.connect(book.path)) as connection:
        tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        names = [name for (name,) in tables if not name.startswith("organisation_search_")]
        return {
            name: connection.execute(f"SELECT rowid, * FROM {name} ORDER BY rowid").fetchall()
            for name in names
            if name != "organisation_search"
        }
