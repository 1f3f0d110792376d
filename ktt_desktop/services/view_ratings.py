"""Ratings (xếp loại) in the Excel view of a submission: one sheet a year there are any of."""

from collections.abc import Iterable, Iterator

from ktt_desktop.interchange.workbook_writer import ViewColumn, ViewRow, ViewSheet
from ktt_desktop.services.book import Book
from ktt_desktop.services.rating import RatingList, grade_counts, ratings
from ktt_desktop.services.rating_words import counts_words, rating_columns
from ktt_desktop.services.report_figures import ReportFigures
from ktt_desktop.services.view_sheets import heading

ALWAYS = ("name", "sector", "result")  # the other columns stand where they say something


def rating_sheets(book: Book, figures: ReportFigures, years: Iterable[int]) -> Iterator[ViewSheet]:
    """The rated organisations of each year, as the register has them on the day of the figures."""
    on = figures.as_of_date.last_day()
    for year in years:
        listed = ratings(book, year, only_rated=True, on=on)
        if listed.rows:
            yield _sheet(listed, figures)


def _sheet(listed: RatingList, figures: ReportFigures) -> ViewSheet:
    columns = [
        column
        for key, column in rating_columns(figures.catalogue, listed.rulesets).items()
        if key in ALWAYS or any(column.value(row) not in (None, "") for row in listed.rows)
    ]
    return ViewSheet(
        f"Xếp loại {listed.year}",
        f"Kết quả xếp loại hợp tác xã năm {listed.year}",
        heading(figures.profile, figures),
        (
            ViewColumn("TT", 6, "centre"),
            *(
                ViewColumn(each.title, each.width + 4, "number" if each.is_right else "text")
                for each in columns
            ),
        ),
        tuple(
            ViewRow((place, *(column.value(row) for column in columns)))
            for place, row in enumerate(listed.rows, start=1)
        ),
        _note(listed, figures),
    )


def _note(listed: RatingList, figures: ReportFigures) -> str:
    """How many of each class, and by what they were rated."""
    counts = counts_words(figures.catalogue.ratings, grade_counts(listed.rows))
    by = {row.decided_by for row in listed.rows}
    basis = "; ".join(each.citation for each in listed.rulesets if each.id in by and each.citation)
    return f"{counts}. Căn cứ: {basis}." if basis else f"{counts}."
