"""The figures a report speaks of, by the columns of the official tables."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from sqlalchemy.orm import Session

from ktt_desktop.catalogue.edition import Catalogue
from ktt_desktop.domain.dates import PartialDate
from ktt_desktop.domain.issuing_body import issuing_body
from ktt_desktop.domain.period import ReportingPeriod, TableColumn, YearMeasure
from ktt_desktop.domain.records import Figure, UnitFigures, UnitProfile
from ktt_desktop.domain.terms import Measure
from ktt_desktop.services.book import Book
from ktt_desktop.services.unit_columns import default_as_of
from ktt_desktop.services.unit_figures import Key, as_printed, read_unit_figures

FIVE = 5  # years of a plan
STATED_SHARE = "k"  # A2k of Biểu K says how much of its plan A2 is


def table_pairs(period: ReportingPeriod) -> list[YearMeasure]:
    """Every (year, measure) the tables and sentences of a report show."""
    return list(dict.fromkeys([*(period.column(each) for each in TableColumn), period.main]))


def main_column(period: ReportingPeriod) -> TableColumn:
    """The column that holds the main figures; a whole year stands in that of the half year."""
    estimated = period.main.measure is Measure.ESTIMATE
    return TableColumn.ESTIMATE if estimated else TableColumn.HALF_YEAR


def five_years(year: int) -> tuple[int, int]:
    """Kế hoạch 5 năm: 2021–2025, 2026–2030 …"""
    first = year - (year - 1) % FIVE
    return first, first + FIVE - 1


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
    chosen_span: tuple[int, int] | None = None
    about: TableColumn | None = None  # the column sentences speak of, where it is not the main one

    @property
    def year(self) -> int:
        """Năm N."""
        return self.period.year

    @property
    def span(self) -> tuple[int, int]:
        """Giai đoạn: as chosen for the report, else the five-year plan the year is in."""
        return self.chosen_span or five_years(self.year)

    @property
    def told(self) -> str:
        """The column its sentences speak of."""
        return (self.about or main_column(self.period)).value

    @property
    def as_of_date(self) -> PartialDate:
        """The day the main figures speak of."""
        main = self.unit_figures["", *self.period.main]
        return main.as_of or default_as_of(*self.period.main)

    @property
    def as_of(self) -> str:
        """The day of the figures it speaks of, in words."""
        if self.about:
            return default_as_of(*self.pair(self.about)).running()
        return self.as_of_date.running()

    @property
    def unit_name(self) -> str:
        """Tên đơn vị, inside a sentence."""
        return running(self.profile.name)

    @property
    def issuer(self) -> str:
        """Cơ quan ban hành, inside a sentence."""
        return issuing_body(self.profile)

    @property
    def subject(self) -> str:
        """The whole unit."""
        return ""

    @property
    def name(self) -> str:
        """Tên đơn vị."""
        return self.unit_name

    @property
    def whole(self) -> "ReportFigures":
        """These figures are of the whole unit."""
        return self

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

    def row(self, code: str) -> str:
        """The code itself."""
        return code

    def value(self, code: str, column: str) -> Fraction | None:
        """The figure as printed."""
        return as_printed(self.catalogue, code, self.figure(code, TableColumn(column)).value)

    def of_plan(self, code: str, column: str) -> Fraction | None:
        """Tỷ lệ đạt so với kế hoạch as the unit states it (Biểu K)."""
        stated = code + STATED_SHARE
        is_asked = stated in self.catalogue.edition.indicators
        return self.value(stated, column) if is_asked else None

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
