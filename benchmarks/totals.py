"""G6: all sums of one year, beside the bare SELECT that gives the same answer."""

import sqlite3
from contextlib import closing
from datetime import date

from benchmarks.books import MEASURE, YEAR, form_columns
from benchmarks.pairs import Result, compare, seconds
from ktt_desktop.domain.terms import Measure
from ktt_desktop.services.book import Book
from ktt_desktop.storage import aggregates
from ktt_desktop.storage.session import transaction


def measure(book: Book, pairs: int, calls: int) -> dict[str, Result]:
    """The floor is raw sqlite3 with the same question: sums and numbers known by kind and sector,
    of the organisations in the total at the end of the year.
    """
    columns = {each.code: each.column for each in book.catalogue.edition.of_form("phieu")}
    listed = book.catalogue.counting_as("active", "stopped")
    forms = aggregates.Forms(YEAR, Measure(MEASURE), date(YEAR, 12, 31), listed)
    with closing(sqlite3.connect(book.path)) as connection:
        both = ", ".join(
            f"sum(r.{column}), count(r.{column})" for column in form_columns(book.catalogue)
        )
        statuses = ", ".join(f"'{status.value}'" for status in listed)
        question = (
            f"SELECT o.kind, o.sector, {both} FROM annual_return r "
            "JOIN organisation o ON o.id = r.organisation_id "
            f"JOIN ({aggregates.STATUS_ON}) s ON s.organisation_id = o.id "
            "WHERE r.year = :year AND r.measure = :measure AND r.subject_kind = 'to_chuc' "
            "AND o.deleted_at IS NULL AND coalesce(o.registered_on, '') <= :on "
            f"AND s.status IN ({statuses}) GROUP BY o.kind, o.sector"
        )
        asked = {"year": YEAR, "measure": MEASURE, "on": forms.on.isoformat()}

        def bare(_: int) -> list[tuple[int, ...]]:
            return connection.execute(question, asked).fetchall()

        def ours(_: int) -> dict[aggregates.Place, dict[str, aggregates.Sum]]:
            with transaction(book.sessions) as session:
                return aggregates.sums(session, forms, columns)

        found = ours(0)
        assert bare(0) == [
            (*place, *(number for code in columns for number in found[place][code]))
            for place in sorted(found)
        ]
        return {
            "G6": compare(
                lambda: seconds(bare, calls),
                lambda: seconds(ours, calls),
                1.2,
                "× SELECT sum, count theo nhóm",
                pairs,
            )
        }
