"""10.000 support records as a list, filtered, as Biểu C, beside the bare read of them."""

import gc
import json
import random
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.books import MOMENT, YEAR, filled_book
from benchmarks.pairs import Result, compare, counted, seconds
from ktt_desktop.domain.dossier import Kind
from ktt_desktop.domain.dossier_list import DossierQuery
from ktt_desktop.domain.period import ReportingPeriod
from ktt_desktop.domain.terms import PeriodKind
from ktt_desktop.services.book import Book
from ktt_desktop.services.dossier_list import Listing, list_rows, shown_rows, sum_words
from ktt_desktop.services.support_tables import support_of

RECORDS, ORGANISATIONS = 10_000, 1_000
LIST, FILTER, FORM = 6, 3, 6  # limits: times the bare read
PERIOD = ReportingPeriod(YEAR, PeriodKind.PLAN)
FILTERED = DossierQuery(text="tập huấn", years=(YEAR,))
QUESTION = (
    "SELECT d.uid, d.kind, d.year, d.period, d.programme, d.topic, d.part_of, d.content, d.money "
    "FROM dossier d WHERE d.kind = 'support' AND d.deleted_at IS NULL"
)
PARTIES = (
    "SELECT p.dossier_id, o.uid, o.name FROM dossier_party p "
    "JOIN organisation o ON o.id = p.organisation_id"
)


def measure(folder: Path, pairs: int, *, quick: bool) -> dict[str, Result]:
    """In a book of its own; the floor reads the same rows with sqlite3 and takes their JSON apart.

    The milliseconds are those of this machine, of the fastest run: half a second was promised.
    Python's collector is stopped, as it is in the workers of the program (ui/collecting.py).
    """
    gc.disable()
    records = 200 if quick else RECORDS
    book = filled_book(folder / "ho-tro", 20 if quick else ORGANISATIONS, (2022,), ("ACTUAL",))
    try:
        with closing(sqlite3.connect(book.path)) as connection, connection:
            _fill(connection, book, records)
            connection.execute("ANALYZE")
        with closing(sqlite3.connect(book.path)) as connection:

            def bare(_: int) -> list[tuple[object, ...]]:
                rows = connection.execute(QUESTION).fetchall()
                connection.execute(PARTIES).fetchall()
                return [(*row[:7], json.loads(row[7]), json.loads(row[8])) for row in rows]

            assert len(bare(0)) == records
            floor = "× đọc thẳng 10.000 hồ sơ"
            listing = list_rows(book, Kind.SUPPORT)  # the filter asks the list that is open
            cases: dict[str, tuple[float, Callable[[], object]]] = {
                "support_list": (
                    LIST,
                    lambda: _shown(list_rows(book, Kind.SUPPORT), DossierQuery()),
                ),
                "support_filter": (FILTER, lambda: _shown(listing, FILTERED)),
                "support_form": (FORM, lambda: support_of(book, PERIOD)),
            }
            assert support_of(book, PERIOD).is_filled
            found, taken = {}, []
            for goal, (limit, work) in cases.items():
                own = partial(seconds, partial(_call, work), 1)
                found[goal] = compare(partial(seconds, bare, 1), own, limit, floor, pairs)
                taken.append(min(own() for _ in range(pairs)))
            found["support_ms"] = counted(
                max(taken) * 1000, 500, "ms lâu nhất: danh sách, lọc, Biểu C"
            )
            return found
    finally:
        book.close()
        gc.enable()


def _call(work: Callable[[], object], _: int) -> None:
    work()


def _shown(listing: Listing, query: DossierQuery) -> str:
    """What stands in the list and under it."""
    return sum_words(listing, shown_rows(listing, query))


def _fill(connection: sqlite3.Connection, book: Book, records: int) -> None:
    chance, measures = random.Random(20260601), list(book.catalogue.measures.values())
    organisations = [row[0] for row in connection.execute("SELECT id FROM organisation")]
    for number in range(1, records + 1):
        measure = chance.choice(measures)
        content = {
            "content": chance.choice(("Tập huấn", "Hội chợ", "Nhãn hiệu")),
            "quantity_unit": measure.units[0],
            "quantity_done": chance.randrange(40),
            "persons_done": chance.randrange(300),
        }
        money = {
            f"{group}.{source}": chance.randrange(10**9)
            for group in ("plan", "done")
            for source in ("NSTW", "NS_TINH", "NS_XA", "KHAC")
        }
        period = chance.choice(("6T", "NAM", "NC", "LK"))
        year = YEAR + 1 if period == "NC" else YEAR - chance.randrange(2)
        programme = chance.choice(("QD1804", "QD167", "LUAT2023"))
        connection.execute(
            "INSERT INTO dossier (id, uid, kind, year, period, programme, topic, part_of, content, "
            "money, updated_at, revision) VALUES (?, ?, 'support', ?, ?, ?, ?, '', ?, ?, ?, 1)",
            (
                *(10_000 + number, f"10000000-0000-4000-8000-{number:012}", year, period),
                *(programme, measure.code, json.dumps(content), json.dumps(money), MOMENT),
            ),
        )
        connection.execute(
            "INSERT INTO dossier_party (dossier_id, organisation_id, place) VALUES (?, ?, 0)",
            (10_000 + number, chance.choice(organisations)),
        )


if __name__ == "__main__":
    with TemporaryDirectory() as folder:
        for goal, each in measure(Path(folder), 5, quick=False).items():
            sys.stdout.write(f"{goal} {each.ratio:.2f} {each.unit}\n")
