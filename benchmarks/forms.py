"""G4 and G5: load and save the form of one organisation, beside the bare SQL of the same row."""

import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

from benchmarks.books import YEAR, filled_book, form_columns
from benchmarks.pairs import Result, compare, counted, seconds
from ktt_desktop.domain.records import Subject
from ktt_desktop.domain.terms import Measure, SubjectKind
from ktt_desktop.services.annual_return import load_return, save_values
from ktt_desktop.services.book import Book
from ktt_desktop.storage.session import PRAGMAS

UID = "00000000-0000-4000-8000-000000000007"
SUBJECT = Subject(SubjectKind.ORGANISATION, UID)
KEY = "subject_kind = 'to_chuc' AND subject_key = ? AND sector = '' AND year = ? AND measure = ?"
ROOT = Path(__file__).resolve().parents[1]


def measure(book: Book, folder: Path, pairs: int, calls: int) -> dict[str, Result]:
    """Loading and saving, `calls` times a measurement; the syncs of a save where strace is."""
    found = {"G4": _load(book, pairs, calls), "G5": _save(book, folder, pairs, calls)}
    if shutil.which("strace"):
        found["G5_sync"] = counted(_syncs(folder), 1, "lần đồng bộ đĩa mỗi lần lưu")
    return found


def _load(book: Book, pairs: int, calls: int) -> Result:
    columns = [each.column for each in book.catalogue.edition.indicators.values()]
    with closing(sqlite3.connect(book.path)) as connection:
        select = f"SELECT {', '.join(columns)} FROM annual_return WHERE {KEY}"

        def bare(_: int) -> tuple[int | None, ...]:
            row: tuple[int | None, ...] = connection.execute(
                select, (UID, YEAR, "ACTUAL")
            ).fetchone()
            return row

        def ours(_: int) -> tuple[int | None, ...]:
            return tuple(load_return(book, SUBJECT, YEAR, Measure.ACTUAL).values.values())

        assert ours(0) == bare(0)
        return compare(
            lambda: seconds(bare, calls), lambda: seconds(ours, calls), 12, "× SELECT thuần", pairs
        )


def _save(book: Book, folder: Path, pairs: int, calls: int) -> Result:
    copy = folder / "bare.sqlite"
    with closing(sqlite3.connect(book.path)) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target)
    codes = [each.code for each in book.catalogue.edition.of_form("phieu")]
    columns, saved = form_columns(book.catalogue), 0
    names = ["subject_kind", "subject_key", "sector", "year", "measure", "reasons", "updated_at"]
    upsert = (
        f"INSERT INTO annual_return ({', '.join(names + columns)}) "
        f"VALUES ({', '.join('?' for _ in names + columns)}) "
        "ON CONFLICT (year, measure, subject_kind, subject_key, sector) DO UPDATE SET "
        + ", ".join(f"{column} = excluded.{column}" for column in columns)
    )
    with closing(sqlite3.connect(copy, isolation_level=None)) as connection:
        for pragma in PRAGMAS:
            connection.execute(pragma)

        def bare(number: int) -> None:
            key = ("to_chuc", UID, "", YEAR, "ACTUAL", "{}", "2025-01-15T08:30:00+00:00")
            connection.execute("BEGIN")
            connection.execute(upsert, (*key, *(number + place for place in range(len(columns)))))
            connection.execute("COMMIT")

        def ours(_: int) -> None:
            nonlocal saved
            saved += 1  # every figure changes every time: the longest journal a save can write
            values = {code: saved + place for place, code in enumerate(codes)}
            save_values(book, SUBJECT, YEAR, Measure.ACTUAL, values)

        result = compare(
            lambda: seconds(bare, calls), lambda: seconds(ours, calls), 12, "× UPSERT thuần", pairs
        )
        row = connection.execute(
            f"SELECT {', '.join(columns)} FROM annual_return WHERE {KEY}", (UID, YEAR, "ACTUAL")
        ).fetchone()
    assert row == tuple(calls - 1 + place for place in range(len(columns)))
    stored = load_return(book, SUBJECT, YEAR, Measure.ACTUAL).values
    assert [stored[code] for code in codes] == [saved + place for place in range(len(codes))]
    return result


def _syncs(folder: Path) -> float:
    """The syncs of one save: what twenty more saves add, divided by twenty."""
    few, many = (_traced(folder / f"traced-{saves}", saves) for saves in (5, 25))
    return (many - few) / 20


def _traced(folder: Path, saves: int) -> int:
    trace = folder.with_suffix(".trace")
    subprocess.run(
        [
            *("strace", "-f", "-e", "trace=fsync,fdatasync", "-o", str(trace)),
            *(sys.executable, "-m", "benchmarks.forms", str(folder), str(saves)),
        ],
        cwd=ROOT,
        check=True,
        timeout=60,
    )
    return trace.read_text().count("sync(")


def _save_in_a_new_book(folder: Path, saves: int) -> None:
    book = filled_book(folder, 10)
    codes = [each.code for each in book.catalogue.edition.of_form("phieu")]
    for number in range(saves):
        save_values(book, SUBJECT, YEAR, Measure.ACTUAL, dict.fromkeys(codes, number))
    book.close()


if __name__ == "__main__":
    _save_in_a_new_book(Path(sys.argv[1]), int(sys.argv[2]))
