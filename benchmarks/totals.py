"""G6: all sums of one year, beside one bare SELECT sum(…) over the same wide table."""

import sqlite3
from contextlib import closing

from benchmarks.books import MEASURE, YEAR, form_columns
from benchmarks.pairs import Result, compare, seconds
from ktt_desktop.domain.terms import Measure
from ktt_desktop.services.book import Book
from ktt_desktop.storage import aggregates
from ktt_desktop.storage.session import transaction


def measure(book: Book, pairs: int, calls: int) -> dict[str, Result]:
    """G6 is beside the plainest sum there is: one row, the whole year.

    Ours comes by kind and sector, without the bin, with the number of figures known; G6_same is
    beside the bare SELECT that answers all this.
    """
    columns = {each.code: each.column for each in book.catalogue.edition.of_form("phieu")}
    wanted = ", ".join(f"sum(r.{column})" for column in form_columns(book.catalogue))
    with closing(sqlite3.connect(book.path)) as connection:
        where = "WHERE r.year = ? AND r.measure = ?"
        whole = f"SELECT {wanted} FROM annual_return r {where}"
        both = ", ".join(
            f"sum(r.{column}), count(r.{column})" for column in form_columns(book.catalogue)
        )
        groups = (
            f"SELECT o.kind, o.sector, {both} FROM annual_return r "
            f"JOIN organisation o ON o.id = r.organisation_id {where} "
            "AND r.subject_kind = 'to_chuc' AND o.deleted_at IS NULL GROUP BY o.kind, o.sector"
        )

        def bare(question: str) -> list[tuple[int, ...]]:
            return connection.execute(question, (YEAR, MEASURE)).fetchall()

        def ours(_: int) -> dict[aggregates.Place, dict[str, aggregates.Sum]]:
            with transaction(book.sessions) as session:
                return aggregates.sums(session, YEAR, Measure(MEASURE), columns)

        found = ours(0)
        assert bare(groups) == [
            (*place, *(number for code in columns for number in found[place][code]))
            for place in sorted(found)
        ]
        assert bare(whole) == [
            tuple(sum(part[code].total for part in found.values()) for code in columns)
        ]

        def ratio(question: str, unit: str) -> Result:
            return compare(
                lambda: seconds(lambda _: bare(question), calls),
                lambda: seconds(ours, calls),
                1.2,
                unit,
                pairs,
            )

        return {
            "G6": ratio(whole, "× SELECT sum cả năm"),
            "G6_same": ratio(groups, "× SELECT sum, count theo nhóm"),
        }
