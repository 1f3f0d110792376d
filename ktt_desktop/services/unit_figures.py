"""Figures of the unit: what it entered beside what its list and the units below it give."""

from collections.abc import Iterable
from fractions import Fraction

from sqlalchemy.orm import Session

from ktt_desktop.catalogue.edition import Catalogue
from ktt_desktop.domain.records import (
    Figure,
    ReturnRecord,
    Subject,
    UnitFigures,
    UnitProfile,
    UnitShare,
)
from ktt_desktop.domain.terms import Measure, SubjectKind
from ktt_desktop.domain.unit_totals import TOP, UnitCell
from ktt_desktop.services.book import Book
from ktt_desktop.services.unit_columns import BLANK, Columns, read_years

Key = tuple[str, int, Measure]  # sector group code ("" for the whole unit), year, measure


def unit_subject(profile: UnitProfile, sector: str = "") -> Subject:
    """Whose figures: the whole unit, or one of its sectors."""
    kind = SubjectKind.SECTOR if sector else SubjectKind.UNIT
    return Subject(kind, profile.code, sector)


def read_unit_figures(
    session: Session, book: Book, profile: UnitProfile, pairs: Iterable[tuple[int, Measure]]
) -> dict[Key, UnitFigures]:
    """Figures of the whole unit and of every sector group, for the given years and measures."""
    found: dict[Key, UnitFigures] = {}
    for (year, measure), of_units in read_years(session, book, profile, pairs):
        for sector, columns in of_units.forms([TOP]):
            subject = unit_subject(profile, sector)
            entered = of_units.entered.get((TOP, sector), ReturnRecord(subject, year, measure))
            figures = figures_of(columns, TOP, entered)
            found[sector, year, measure] = UnitFigures(
                subject, year, measure, of_units.as_of, figures
            )
    return found


def figures_of(columns: Columns, unit: str, entered: ReturnRecord) -> dict[str, Figure]:
    """The figures of one unit, with the reasons it gave."""
    return {
        code: _figure(cells.get(unit, BLANK), entered.reasons.get(code, ""))
        for code, cells in columns.items()
    }


def _figure(cell: UnitCell, reason: str) -> Figure:
    return Figure(
        cell.value,
        cell.origin,
        cell.computed,
        cell.known,
        cell.total,
        reason,
        UnitShare(cell.units_known, cell.units) if cell.units else None,
    )


def as_printed(catalogue: Catalogue, code: str, stored: int | None) -> Fraction | None:
    """A stored integer in the unit of its indicator."""
    if stored is None:
        return None
    return Fraction(stored, catalogue.edition.indicators[code].quantity.factor)
