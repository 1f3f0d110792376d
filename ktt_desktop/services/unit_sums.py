"""Tổng hợp một kỳ: every figure with what each unit brings to it, for the command line."""

from collections.abc import Iterator
from dataclasses import dataclass

from ktt_desktop.catalogue.fields import Indicator
from ktt_desktop.domain.period import YearMeasure
from ktt_desktop.domain.records import UnitProfile
from ktt_desktop.domain.unit_totals import TOP, UnitCell
from ktt_desktop.services.book import Book
from ktt_desktop.services.unit_columns import BLANK, Columns, YearOfUnits, adds_up, read_years
from ktt_desktop.storage.session import transaction


@dataclass(frozen=True, slots=True)
class UnitSum:
    """Một chỉ tiêu của đơn vị và của từng đơn vị ngay dưới, stored integers.

    `added` is Σ of the units right below and of the own list, None where the figure does not add
    up or nobody has it.
    """

    indicator: Indicator
    sector: str
    figure: UnitCell
    added: int | None
    units: tuple[tuple[str, str, UnitCell], ...]  # key, name, figure


def unit_sums(book: Book, profile: UnitProfile, pair: YearMeasure) -> list[UnitSum]:
    """Of the whole unit, then of each sector group, what somebody has a figure of."""
    with transaction(book.sessions) as session:
        ((_, year),) = read_years(session, book, profile, [pair])
        keys = year.units.tree.below.get(TOP, ())
        forms = list(year.forms([TOP, *keys]))
    return [each for sector, columns in forms for each in _sums(year, sector, columns)]


def _sums(year: YearOfUnits, sector: str, columns: Columns) -> Iterator[UnitSum]:
    indicators = year.catalogue.edition.indicators
    for code, cells in columns.items():
        parts = tuple(
            (key, year.units.name(key), cells.get(key, BLANK))
            for key in year.units.tree.below.get(TOP, ())
        )
        values = [cell.value for _, _, cell in parts if cell.value is not None]
        figure = cells.get(TOP, BLANK)
        if values or figure.value is not None:
            added = sum(values) if values and adds_up(indicators[code]) else None
            yield UnitSum(indicators[code], sector, figure, added, parts)
