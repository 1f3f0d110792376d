"""The cells of Biểu A and Biểu B2: which figure stands where, and what is known of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from ktt_desktop.catalogue.edition import Catalogue, TableSpec
from ktt_desktop.domain.comparing import Comparison, comparisons
from ktt_desktop.domain.dates import PartialDate
from ktt_desktop.domain.findings import Finding, Place
from ktt_desktop.domain.period import ReportingPeriod, TableColumn, YearMeasure
from ktt_desktop.domain.records import Figure, UnitFigures
from ktt_desktop.domain.terms import Measure, Origin, Severity, SubjectKind
from ktt_desktop.ui.screens.validation_checks import is_explained

NOTHING = Figure()
Key = tuple[str, int, Measure]


class Cell(NamedTuple):
    """Một ô: the figure of an indicator, of the whole unit ("") or of a sector group."""

    sector: str
    code: str
    year: int
    measure: Measure

    @property
    def key(self) -> Key:
        """The answered form it belongs to."""
        return self.sector, self.year, self.measure


class Stored(NamedTuple):
    """Số đã nhập của một ô; None where nothing was entered."""

    value: int | None
    reason: str = ""


class Compared(NamedTuple):
    """Một ô so sánh: how, and the two figures."""

    comparison: Comparison
    top: Cell
    base: Cell


@dataclass(frozen=True, slots=True)
class Line:
    """Một dòng của bảng: texts at the left, then cells; a heading has no cells."""

    texts: tuple[str, ...]
    cells: tuple[Cell, ...] = ()
    compared: tuple[Compared, ...] = ()

    @property
    def subject(self) -> tuple[str, str]:
        """Sector and code findings are matched by; a sector's line answers for all its codes."""
        sector, code = self.cells[0][:2]
        return sector, "" if sector else code


@dataclass(frozen=True, slots=True)
class Layout:
    """Một biểu trên màn hình: `leading` columns of text, cells, and perhaps comparisons."""

    headers: tuple[str, ...]
    leading: int
    label_column: int
    lines: tuple[Line, ...]
    main_column: int

    def find(self, sector: str, code: str, main: YearMeasure) -> tuple[int, int] | None:
        """Row and column of a figure: its main column, or the first one it has."""
        places = [
            (row, self.leading + at, cell)
            for row, line in enumerate(self.lines)
            for at, cell in enumerate(line.cells)
            if sector in ("", cell.sector) and code in ("", cell.code)
        ]
        exact = [each for each in places if (each[2].year, each[2].measure) == main]
        return next(((row, column) for row, column, _ in exact or places), None)


@dataclass(frozen=True, slots=True)
class AnnualData:
    """Số liệu của đơn vị đang hiện, with what the last check found."""

    figures: Mapping[Key, UnitFigures]
    findings: tuple[Finding, ...] = ()
    written: Mapping[Cell, Stored] = field(default_factory=dict)  # on its way into the book

    def with_stored(self, values: Mapping[Cell, Stored]) -> "AnnualData":
        """The same figures after these were entered."""
        return replace(self, written={**self.written, **values})

    def figure(self, cell: Cell) -> Figure:
        """What stands in a cell."""
        form = self.figures.get(cell.key)
        return form.figures.get(cell.code, NOTHING) if form else NOTHING

    def stored(self, cell: Cell) -> Stored:
        """What was entered there, without what the list computes."""
        if cell in self.written:
            return self.written[cell]
        figure = self.figure(cell)
        entered = figure.value is not None and figure.origin is not Origin.COMPUTED
        return Stored(figure.value, figure.reason) if entered else Stored(None)

    def as_of(self, pair: YearMeasure) -> PartialDate | None:
        """The day a column speaks of."""
        form = self.figures.get(("", *pair))
        return form.as_of if form else None

    def findings_at(self, sector: str, code: str) -> tuple[Finding, ...]:
        """The open findings that point to a figure; `code` "" asks for any of the sector."""
        return tuple(
            found
            for found in self.findings
            if not is_explained(found)
            and any(_points_to(place, sector, code) for place in found.places)
        )


def _points_to(place: Place, sector: str, code: str) -> bool:
    """Whether a place is this figure; one of all sectors is a figure of each, not a whole line."""
    if place.kind is SubjectKind.UNIT:
        return not sector and code == place.code
    if place.kind is not SubjectKind.SECTOR or not sector:
        return False
    return (
        place.sector == sector
        if not code
        else place.sector in ("", sector) and (code == place.code)
    )


def place_name(catalogue: Catalogue, place: Place) -> str:
    """Where a finding points, in short: "Biểu A · A2", "Phiếu · O1", "Hồ sơ · H2.1"."""
    if place.kind is SubjectKind.DOSSIER:
        return f"Hồ sơ · {place.label}"
    tables = catalogue.edition.tables.values()
    table = next((each.id for each in tables if place.code in each.codes), "")
    return f"Biểu {table} · {place.code}" if table else f"Phiếu · {place.code}"


def worst(findings: Iterable[Finding]) -> Severity | None:
    """The gravest severity among findings."""
    severities = {found.severity for found in findings}
    return next((each for each in Severity if each in severities), None)


def pairs_of(period: ReportingPeriod) -> tuple[YearMeasure, ...]:
    """The columns of Biểu A: the five official ones, and the whole year where that is reported."""
    pairs = [period.column(column) for column in TableColumn]
    if period.main not in pairs:
        pairs.insert(-1, period.main)
    return tuple(pairs)


def column_title(pair: YearMeasure, as_of: PartialDate | None) -> str:
    """The two lines over a column: "Kế hoạch\\n2022", "Đến tháng\\n8/2022"."""
    words = {Measure.PLAN: "Kế hoạch", Measure.ESTIMATE: "Ước", Measure.ACTUAL: "Thực hiện"}
    if pair.measure is not Measure.HALF_YEAR:
        return f"{words[pair.measure]}\n{pair.year}"
    if as_of is None or as_of == PartialDate(pair.year, 6, 30):
        return f"6 tháng\n{pair.year}"
    return f"Đến {'tháng' if as_of.day is None else 'ngày'}\n{as_of.short()}"


def layout_of(
    catalogue: Catalogue, table: TableSpec, period: ReportingPeriod, data: AnnualData
) -> Layout:
    """The rows and columns of a table of the edition in this period."""
    if table.kind == "sectors":
        return _by_sector(catalogue, table, period)
    return _by_column(catalogue, table, period, data)


def short_unit(unit: str) -> str:
    """The unit as narrow as a column: "tr.đ/người/năm"."""
    return unit.replace("triệu đồng/", "tr.đ/")


def _by_column(
    catalogue: Catalogue, table: TableSpec, period: ReportingPeriod, data: AnnualData
) -> Layout:
    pairs = pairs_of(period)
    compared = comparisons(period)
    lines: list[Line] = []
    for section in table.sections:
        if section.title:
            lines.append(Line((section.number, section.title, "")))
        number = 0
        for code in section.codes:
            indicator = catalogue.edition.indicators[code]
            top = indicator.title == indicator.label
            number += top
            lines.append(
                Line(
                    (str(number) if top else "", indicator.label, short_unit(indicator.unit)),
                    tuple(Cell("", code, *pair) for pair in pairs),
                    tuple(
                        Compared(each, Cell("", code, *each.top), Cell("", code, *each.base))
                        for each in compared
                    ),
                )
            )
    titles = (column_title(pair, data.as_of(pair)) for pair in pairs)
    headers = ("TT", "Chỉ tiêu", "Đơn vị", *titles, *(each.head for each in compared))
    return Layout(headers, 3, 1, tuple(lines), 3 + pairs.index(period.main))


def _by_sector(catalogue: Catalogue, table: TableSpec, period: ReportingPeriod) -> Layout:
    indicators = [catalogue.edition.indicators[code] for code in table.codes]
    lines = tuple(
        Line(
            (str(number), group.label),
            tuple(Cell(group.code, each.code, *period.main) for each in indicators),
        )
        for number, group in enumerate(catalogue.sector_groups, 1)
    )
    headers = (in_two_lines(f"{each.title} ({short_unit(each.unit)})") for each in indicators)
    return Layout(("TT", "Lĩnh vực", *headers), 2, 1, lines, 2)


def in_two_lines(words: str) -> str:
    """Broken at the space nearest to the middle."""
    spaces = [at for at, letter in enumerate(words) if letter == " "]
    middle = min(spaces, key=lambda at: abs(2 * at - len(words)))
    return f"{words[:middle]}\n{words[middle + 1 :]}"
