"""Số đơn vị dưới ghi trong biểu của tệp, beside what this book works out for the same unit."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from ktt_desktop.domain.period import ReportingPeriod, YearMeasure
from ktt_desktop.domain.receiving import FileKey, HeldFile, current
from ktt_desktop.domain.records import UnitProfile
from ktt_desktop.domain.terms import Measure
from ktt_desktop.interchange.submission_format import Sheet
from ktt_desktop.services.book import Book
from ktt_desktop.services.receiving_kept import kept_data, received_files
from ktt_desktop.services.report_figures import table_pairs
from ktt_desktop.services.unit_columns import read_years
from ktt_desktop.storage.session import transaction

Row = tuple[str, str, int, Measure, str]  # unit, sector, year, measure, indicator code


@dataclass(frozen=True, slots=True)
class StatedDifference:
    """Một con số đơn vị dưới ghi khác số sổ này tính được cho chính đơn vị đó.

    `stated`, `recomputed` are stored integers, None is chưa có số liệu; `label` is that of the
    indicator, `sector` the code of a sector group or "".
    """

    unit: str
    unit_name: str
    file: HeldFile
    code: str
    label: str
    sector: str
    year: int
    measure: Measure
    stated: int | None
    recomputed: int | None


def stated_differences(
    book: Book, profile: UnitProfile, period: ReportingPeriod
) -> tuple[StatedDifference, ...]:
    """Of the files that stand for a period, by unit, sector, year, measure and code.

    Raises NotFoundError, UnreadableFileError where a kept file is gone or was changed.
    """
    standing = current(received_files(book))
    files = [
        file
        for key, file in sorted(standing.items(), key=_by_unit)
        if file.key.period == period.code
    ]
    if not files:
        return ()
    figures = _recomputed(book, profile, table_pairs(period), [file.key.unit for file in files])
    return tuple(
        difference
        for file in files
        for difference in _differences(book, file, kept_data(book, file)["figures"], figures)
    )


def _by_unit(pair: tuple[FileKey, HeldFile]) -> tuple[str, str]:
    return pair[0].unit, pair[0].form


def _recomputed(
    book: Book, profile: UnitProfile, pairs: Iterable[YearMeasure], units: Collection[str]
) -> dict[Row, int]:
    """Every figure this book has of the units, by unit, sector, year, measure and code."""
    found: dict[Row, int] = {}
    with transaction(book.sessions) as session:
        for (year, measure), of_units in read_years(session, book, profile, pairs):
            for sector, columns in of_units.forms(units):
                for code, cells in columns.items():
                    for unit in units:
                        cell = cells.get(unit)
                        if cell is not None and cell.value is not None:
                            found[unit, sector, year, measure, code] = cell.value
    return found


def _differences(
    book: Book, file: HeldFile, stated: Sheet, figures: Mapping[Row, int]
) -> Iterator[StatedDifference]:
    indicators = book.catalogue.edition.indicators
    for row in sorted(stated.records(), key=lambda row: str([*row.values()][:4])):
        code, sector, year = str(row["code"]), str(row["sector"]), int(str(row["year"]))
        if code not in indicators:  # a row only the sender's forms have
            continue
        measure, value = Measure(str(row["measure"])), row["value"]
        recomputed = figures.get((file.key.unit, sector, year, measure, code))
        if recomputed != value:
            yield StatedDifference(
                *(file.key.unit, file.unit_name, file, code, indicators[code].title),
                *(sector, year, measure),
                value if isinstance(value, int) else None,
                recomputed,
            )
