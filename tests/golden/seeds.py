"""The figures of five published plans, entered into a book, and its tables as plain text.

python -m tests.golden.seeds writes the files again; what they must equal is in the domain
reference (4.2–4.7).
"""

import tempfile
from pathlib import Path

from ktt_desktop.catalogue.loader import load_catalogue
from ktt_desktop.catalogue.units import load_units
from ktt_desktop.domain.period import ReportingPeriod
from ktt_desktop.services import seed_books
from ktt_desktop.services.book import open_book
from ktt_desktop.services.report_annexes import indicator_table, is_filled
from ktt_desktop.services.report_figures import read_report_figures
from ktt_desktop.services.sector_tables import sector_table
from ktt_desktop.services.seed_books import (
    enter_figures,
    enter_records,
    profile_of,
    seed_names,
)
from ktt_desktop.services.settings import save_profile
from ktt_desktop.services.support_tables import dossier_tables
from ktt_desktop.storage.session import transaction

DATA = Path(__file__).parents[1] / "data"
TABLES = Path(__file__).parent / "seed_tables"
RECORD_TABLES = Path(__file__).parent / "seed_record_tables"
LONGEST_CODE = 12
SEEDS = seed_names(DATA)


def read_seed(name):
    """One plan as data: its unit, and where each of its statements is held."""
    return seed_books.read_seed(DATA, name)


def enter(book, seed):
    """Every figure a plan states, in a book of its unit; returns the form of each statement."""
    save_profile(book, profile_of(seed))
    return enter_figures(book, seed)


def printed(book, seed):
    """File name → text, for every table that says something; blank cells are "–"."""
    for name, table in book.catalogue.edition.tables.items():
        by_sector = table.kind == "sectors"
        period = ReportingPeriod.parse(seed["sector_period" if by_sector else "period"])
        with transaction(book.sessions) as session:
            figures = read_report_figures(session, book, profile_of(seed), period)
        if is_filled(table, figures):
            made = (sector_table if by_sector else indicator_table)(table, figures)
            yield name, "\n".join(_lines(made, leading=2 if by_sector else 3)) + "\n"


def printed_records(book, seed):
    """File name → text, for every one of Biểu C, D, E that says something: what stands where."""
    period = ReportingPeriod.parse(seed["period"])
    for name, tables in dossier_tables(book, profile_of(seed), period).filled.items():
        yield name, "\n".join(line for table in tables for line in _cells(table)) + "\n"


def _cells(table):
    yield table.title
    for row in table.rows:
        said = {
            column.key: cell.text
            for column, cell in zip(table.columns, row.cells, strict=True)
            if column.key and cell.text
        }
        if any(cell.origin for cell in row.cells):
            where = (f"{key}: {text}" for key, text in said.items())
            code = row.code if len(row.code) < LONGEST_CODE else "Σ"  # with the uid of a programme
            yield " | ".join((code, row.cells[1].text, *where))


def _lines(table, leading):
    yield " | ".join(each.header.replace("\n", " ") for each in table.columns)
    for row in table.rows:
        if any(row.cells[leading:]):
            yield " | ".join(cell.strip() or "–" for cell in row.cells)
    yield from table.notes


def write():
    """Write the golden files."""
    for folder in (TABLES, RECORD_TABLES):
        folder.mkdir(exist_ok=True)
    catalogue, units = load_catalogue(), load_units()
    for name in SEEDS:
        with tempfile.TemporaryDirectory() as folder:
            book, seed = open_book(Path(folder), catalogue, units), read_seed(name)
            try:
                enter(book, seed)
                texts = {TABLES: dict(printed(book, seed))}
                enter_records(book, seed)
                texts[RECORD_TABLES] = dict(printed_records(book, seed))
                for folder, of_folder in texts.items():
                    for table, text in of_folder.items():
                        path = folder / f"{name}-{table}.txt"
                        path.write_text(text, encoding="utf-8", newline="\n")
            finally:
                book.close()


if __name__ == "__main__":
    write()
