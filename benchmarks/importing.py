"""G9 and G3: a list of the whole country read and understood, and written into a book.

The floor of G9 is calamine's own reading of the workbook, of G3 the driver's executemany of the
same rows. How long the work goes on before it notices that it was told to stop is counted in
calamine's readings: they are the longest stretch that cannot be left.
"""

import gc
import sqlite3
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.books import YEAR, filled_book
from benchmarks.list_workbook import COUNTRY_LIST, list_workbook
from benchmarks.pairs import Result, compare, seconds
from ktt_desktop.catalogue.import_words_loader import load_import_words
from ktt_desktop.catalogue.loader import load_catalogue
from ktt_desktop.catalogue.units import load_units
from ktt_desktop.domain.progress import Silent
from ktt_desktop.models.schema import Base
from ktt_desktop.runtime.paths import resources
from ktt_desktop.services.book import Book, open_book
from ktt_desktop.services.list_reading import read_list_file
from ktt_desktop.storage.import_rows import insert_rows

TABLES = ("organisation", "annual_return")
READ, STOP, WRITE = 2.0, 1.5, 1.3  # limits

Rows = Mapping[str, tuple[Sequence[str], Sequence[tuple[object, ...]]]]


def measure(folder: Path, pairs: int, *, quick: bool) -> dict[str, Result]:
    """Python's collector is stopped, as it is in the workers of the program (ui/collecting.py)."""
    rows = 200 if quick else COUNTRY_LIST
    gc.disable()
    try:
        return _read(folder, rows, pairs) | _written(folder, rows, pairs)
    finally:
        gc.enable()


def _read(folder: Path, rows: int, pairs: int) -> dict[str, Result]:
    import python_calamine as calamine

    units = load_units()
    words = load_import_words(resources() / "catalogue" / "import_words.toml")
    path = list_workbook(folder / "ca-nuoc.xlsx", units, rows)

    def floor() -> float:
        def bare(_: int) -> None:
            book = calamine.CalamineWorkbook.from_path(str(path))
            book.get_sheet_by_index(0).to_python(skip_empty_area=False)

        return seconds(bare, 1)

    def ours() -> float:
        return seconds(lambda _: read_list_file(path, words, units, Silent()), 1)

    def longest() -> float:
        watch = _Watch()
        read_list_file(path, words, units, watch)
        return watch.longest

    (found,) = read_list_file(path, words, units, Silent()).lists
    assert len(found.list.names) == rows
    assert len(found.list.figures) == 29
    unit = "× calamine đọc tệp"
    return {
        "G9": compare(floor, ours, READ, unit, pairs),
        "G9_stop": compare(floor, longest, STOP, f"{unit}: chờ dừng lâu nhất", pairs),
    }


class _Watch:
    """Progress that knows the longest time nothing was reported."""

    def __init__(self) -> None:
        self.longest, self._last = 0.0, time.perf_counter()

    def report(self, done: int, total: int, what: str) -> None:
        now = time.perf_counter()
        self.longest, self._last = max(self.longest, now - self._last), now


def _written(folder: Path, organisations: int, pairs: int) -> dict[str, Result]:
    """Into an empty book, which is empty again after every run."""
    with closing(filled_book(folder / "day", organisations, (YEAR,), ("ACTUAL",))) as full:
        rows = _rows_of(full)
    with closing(open_book(folder / "trong", load_catalogue(), load_units())) as book:
        return {
            "G3": compare(
                lambda: _raw(book, rows),
                lambda: _ours(book, rows),
                WRITE,
                "× executemany ghi danh mục và số liệu",
                pairs,
            )
        }


def _rows_of(book: Book) -> Rows:
    found = {}
    with closing(sqlite3.connect(book.path)) as connection:
        for table in TABLES:
            cursor = connection.execute(f"SELECT * FROM {table}")
            names = [each[0] for each in cursor.description]
            found[table] = (names, cursor.fetchall())
    return found


def _raw(book: Book, rows: Rows) -> float:
    with closing(sqlite3.connect(book.path)) as connection:
        start = time.perf_counter()
        for table, (names, values) in rows.items():
            places = ", ".join("?" for _ in names)
            connection.executemany(
                f"INSERT INTO {table} ({', '.join(names)}) VALUES ({places})", values
            )
        taken = time.perf_counter() - start
        connection.rollback()
    return taken


def _ours(book: Book, rows: Rows) -> float:
    with book.sessions() as session:
        start = time.perf_counter()
        for table, (names, values) in rows.items():
            insert_rows(session, Base.metadata.tables[table], names, values)
        taken = time.perf_counter() - start
        session.rollback()
    return taken


if __name__ == "__main__":
    with TemporaryDirectory() as folder:
        for goal, each in measure(Path(folder), 5, quick="--quick" in sys.argv).items():
            sys.stdout.write(
                f"{goal} {each.ratio:.2f} ({each.low:.2f}-{each.high:.2f}) {each.unit}\n"
            )
