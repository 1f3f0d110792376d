"""G7 and G11: the list of the whole country searched, shown, sorted and filtered.

The floor of G7 is the bare question to the same index; of G11 QSqlQueryModel, which reads 256 rows
at a time and has no true scroll bar. Both are timed until the first frame is painted.
"""

import sqlite3
from contextlib import closing
from pathlib import Path

from PySide6.QtSql import QSqlDatabase, QSqlQueryModel
from PySide6.QtWidgets import QApplication, QTableView

from benchmarks.books import COUNTRY, filled_book
from benchmarks.pairs import Result, compare, counted, seconds
from benchmarks.screen import SIZE, longest_stall, memory_of_the_table, our_table
from ktt_desktop.domain.register_list import RegisterQuery
from ktt_desktop.domain.search import search_words
from ktt_desktop.services.book import Book
from ktt_desktop.services.register_list import organisation_ids
from ktt_desktop.ui.tables.window_table import WindowTable

SEARCHES = ("quyết thắng", "rau sach my ha", "4321", "HTX nông nghiệp Đào Mỹ", "hoang dong tien")
LIST = (
    "SELECT o.id, o.name, o.kind, o.tax_code, o.sector, o.charter_capital FROM organisation o "
    "WHERE o.deleted_at IS NULL "
)
CASES = {  # goal: limit, what is done, the bare question, the same of ours
    "G11_show": (4, "hiện", "ORDER BY o.sort_key", RegisterQuery()),
    "G11_sort": (
        3,
        "xếp",
        "ORDER BY o.charter_capital",
        RegisterQuery(order="charter_capital"),
    ),
    "G11_filter": (
        2,
        "lọc",
        "AND instr(o.search_key, 'rau sach quyet thang') ORDER BY o.sort_key",
        RegisterQuery(text="rau sach quyet thang"),
    ),
}


def measure(folder: Path, pairs: int, *, quick: bool) -> dict[str, Result]:
    """In a book of its own: these are the goals of the country at every scale."""
    application = QApplication.instance() or QApplication([])
    book = filled_book(folder / "danh-muc", 200 if quick else COUNTRY, (2022,), ("ACTUAL",))
    try:
        found = {
            "G7": _search(book, pairs),
            "G11_memory": counted(memory_of_the_table(book), 40, "MB cho bảng danh mục"),
            "G11_stall": counted(longest_stall(book), 100, "ms lâu nhất cửa sổ đứng"),
        }
        return found | _tables(book, pairs)
    finally:
        book.close()
        application.processEvents()


def _search(book: Book, pairs: int) -> Result:
    with closing(sqlite3.connect(book.path)) as connection:

        def bare(number: int) -> list[int]:
            words = [word.bare for word in search_words(SEARCHES[number])]
            match = " AND ".join(f'"{word}"' for word in words if len(word) > 2)
            short = "".join(
                f" AND instr(o.search_key, '{each}')" for each in words if len(each) < 3
            )
            found = connection.execute(
                "SELECT o.id FROM organisation o WHERE o.id IN (SELECT rowid FROM "
                f"organisation_search WHERE organisation_search MATCH ?){short} "
                "ORDER BY o.sort_key, o.id",
                (match,),
            )
            return [row[0] for row in found.fetchall()]

        def ours(number: int) -> list[int]:
            return organisation_ids(book, RegisterQuery(text=SEARCHES[number]))

        times = len(SEARCHES)
        assert all(sorted(bare(number)) == sorted(ours(number)) for number in range(times))
        return compare(
            lambda: seconds(bare, times), lambda: seconds(ours, times), 1.5, "× hỏi chỉ mục", pairs
        )


def _tables(book: Book, pairs: int) -> dict[str, Result]:
    """The list is opened anew every time, view and all; it is sorted and filtered where it is."""
    bare, ours = _BareTable(book), our_table(book)
    ours.show()
    found = {}
    for goal, (limit, words, question, query) in CASES.items():
        is_new = goal == "G11_show"

        def floor(question: str = question, is_new: bool = is_new) -> float:
            return seconds(lambda _: (_BareTable(book) if is_new else bare).ask(question), 1)

        def own(query: RegisterQuery = query, is_new: bool = is_new) -> float:
            return seconds(lambda _: _ask(our_table(book) if is_new else ours, book, query), 1)

        unit = f"× {words} danh sách bằng QSqlQueryModel"
        found[goal] = compare(floor, own, limit, unit, pairs)
    return found


def _ask(table: WindowTable, book: Book, query: RegisterQuery) -> None:
    table.show_ids(organisation_ids(book, query))
    _paint(table)


class _BareTable:
    """Qt's own model of a question, in Qt's own view, over a connection of its own."""

    def __init__(self, book: Book) -> None:
        self._database = QSqlDatabase.addDatabase("QSQLITE", str(id(self)))
        self._database.setDatabaseName(str(book.path))
        assert self._database.open()
        self._model, self._view = QSqlQueryModel(), QTableView()
        self._view.setModel(self._model)
        self._view.resize(*SIZE)

    def ask(self, question: str) -> None:
        self._model.setQuery(LIST + question, self._database)
        _paint(self._view)


def _paint(view: QTableView) -> None:
    view.show()
    for _ in range(3):
        QApplication.processEvents()
