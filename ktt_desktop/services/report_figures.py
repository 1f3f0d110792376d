"""The figures a report speaks of, by the columns of the official tables."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from sqlalchemy.orm import Session

from ktt_desktop.catalogue.edition import Catalogue
from ktt_desktop.domain.dates import PartialDate
from ktt_desktop.domain.narrative import Style
from ktt_desktop.domain.period import ReportingPeriod, TableColumn, YearMeasure
from ktt_desktop.domain.records import Figure, UnitFigures, UnitProfile
from ktt_desktop.domain.terms import Measure
from ktt_desktop.services.book import Book
from ktt_desktop.services.unit_columns import default_as_of
from ktt_desktop.services.unit_figures import Key, as_printed, read_unit_figures


def table_pairs(period: ReportingPeriod) -> list[YearMeasure]:
    """Every (year, measure) the tables and sentences of a report show."""
    return list(dict.fromkeys([*(period.column(each) for each in TableColumn), period.main]))


def main_style(period: ReportingPeriod) -> Style:
    """Sentences speak of the main column; a whole year stands in the place of the half year."""
    return Style(main_column=main_column(period).value)


def main_column(period: ReportingPeriod) -> TableColumn:
    """The column of the tables that holds the main figures."""
    estimated = period.main.measure is Measure.ESTIMATE
    return TableColumn.ESTIMATE if estimated else TableColumn.HALF_YEAR


def running(name: str) -> str:
    """The name of a unit inside a sentence: "huyện Lạng Giang"."""
    return name[:1].lower() + name[1:]


@dataclass(frozen=True, slots=True)
class ReportFigures:
    """Figures of the unit for one period; what the templates of domain.narrative ask."""

    catalogue: Catalogue
    profile: UnitProfile
    period: ReportingPeriod
    unit_figures: Mapping[Key, UnitFigures]

    @property
    def year(self) -> int:
        """Năm N."""
        return self.period.year

    @property
    def as_of_date(self) -> PartialDate:
        """The day the main figures speak of."""
        main = self.unit_figures["", *self.period.main]
        return main.as_of or default_as_of(*self.period.main)

    @property
    def as_of(self) -> str:
        """The day of the main figures, in words."""
        return self.as_of_date.running()

    @property
    def unit_name(self) -> str:
        """Tên đơn vị, inside a sentence."""
        return running(self.profile.name)

    def pair(self, column: TableColumn) -> YearMeasure:
        """The year and measure a column shows in this report."""
        return (
            self.period.main if column is main_column(self.period) else self.period.column(column)
        )

    def figure(self, code: str, column: TableColumn, sector: str = "") -> Figure:
        """One figure with its origin."""
        return self.unit_figures[sector, *self.pair(column)].figures[code]

    def stored(self, code: str, pair: YearMeasure) -> int | None:
        """One figure of the whole unit as it is stored."""
        return self.unit_figures["", *pair].figures[code].value

    def value(self, code: str, column: str) -> Fraction | None:
        """The figure as printed."""
        return as_printed(self.catalogue, code, self.figure(code, TableColumn(column)).value)

    def unit(self, code: str) -> str:
        """Đơn vị tính."""
        return self.catalogue.edition.indicators[code].unit

    def decimals(self, code: str) -> int:
        """The decimals the indicator can have."""
        return self.catalogue.edition.indicators[code].quantity.places


def read_report_figures(
    session: Session, book: Book, profile: UnitProfile, period: ReportingPeriod
) -> ReportFigures:
    """Read everything a report of this period shows."""
    figures = read_unit_figures(session, book, profile, table_pairs(period))
    return ReportFigures(book.catalogue, profile, period, figures)
