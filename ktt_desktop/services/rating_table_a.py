"""Số HTX đạt loại tốt, khá: what the ratings count against what Biểu A says, and entering it."""

from dataclasses import dataclass

from ktt_desktop.domain.period import ReportingPeriod, YearMeasure
from ktt_desktop.domain.records import ChangeSet, UnitProfile
from ktt_desktop.services.annual_return import save_unit_values, unit_figures
from ktt_desktop.services.book import Book
from ktt_desktop.services.rating import RatingList, grade_counts
from ktt_desktop.services.unit_figures import unit_subject


@dataclass(frozen=True, slots=True)
class GoodCount:
    """Số HTX tốt, khá; `stated` is what row `code` of Biểu A says, None where it says nothing."""

    code: str
    rated: bool
    counted: int
    basis: str
    stated: int | None
    reason: str

    @property
    def differs(self) -> bool:
        """Whether there is something to enter."""
        return self.rated and self.counted != self.stated


def good_count(
    book: Book, profile: UnitProfile, period: ReportingPeriod, listed: RatingList
) -> GoodCount:
    """The count of a year's ratings beside the figure of the period."""
    counts = grade_counts(listed.rows)
    pair = period.main
    figures = unit_figures(book, profile, [pair])["", pair.year, pair.measure]
    names = {each.id: each.label for each in listed.rulesets}
    by = {row.decided_by for row in listed.rows if row.grade}
    basis = ", ".join(name for id_, name in names.items() if id_ in by)
    code = book.catalogue.ratings.good
    return GoodCount(
        code=code,
        rated=bool(by),
        counted=counts.good,
        basis=basis,
        stated=figures.figures[code].value,
        reason=f"Đếm từ xếp loại năm {listed.year} theo {basis}.",
    )


def enter_good_count(
    book: Book, profile: UnitProfile, pair: YearMeasure, found: GoodCount
) -> ChangeSet:
    """Put the count into Biểu A with its reason; raises PeriodClosedError."""
    return save_unit_values(
        book,
        profile,
        unit_subject(profile),
        pair.year,
        pair.measure,
        {found.code: found.counted},
        reason=found.reason,
    )
