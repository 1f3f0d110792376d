"""The charts of a period, from the unit's figures and its work records; also of a merged book."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from sqlalchemy.orm import Session

from ktt_desktop.catalogue.charts_loader import ChartedLine
from ktt_desktop.catalogue.edition import Catalogue
from ktt_desktop.catalogue.fields import PERCENT_PLACES
from ktt_desktop.domain.chart_data import ChartData, Form, Reference, Series
from ktt_desktop.domain.numbers import SHOWN_PLACES, format_fraction, format_number
from ktt_desktop.domain.period import ReportingPeriod, YearMeasure
from ktt_desktop.domain.records import UnitFigures, UnitProfile
from ktt_desktop.domain.support_counts import ALL, Counts
from ktt_desktop.domain.support_shares import Block, Part
from ktt_desktop.domain.support_table import block_names
from ktt_desktop.domain.terms import Measure, PeriodKind
from ktt_desktop.services.book import Book
from ktt_desktop.services.support_tables import read_support
from ktt_desktop.services.unit_figures import Key, as_printed, read_unit_figures
from ktt_desktop.storage.session import transaction

YEARS = 5
MILLION = 10**6
MEASURE_WORDS = {
    Measure.HALF_YEAR: "6 tháng",
    Measure.ESTIMATE: "ước cả năm",
    Measure.ACTUAL: "",
    Measure.PLAN: "kế hoạch",
}
SOURCES = {
    Part.CENTRAL: "Ngân sách trung ương",
    Part.LOCAL: "Ngân sách địa phương",
    Part.OTHER: "Vốn khác",
}
UNDIVIDED = "Chưa phân nguồn"
BLOCKS = (Block.PREVIOUS, Block.PLAN, Block.HALF_YEAR, Block.ESTIMATE, Block.NEED)


@dataclass(frozen=True, slots=True)
class Charts:
    """Các biểu đồ của kỳ; `missing` tells of each that could not be drawn what it lacks."""

    drawn: tuple[ChartData, ...]
    missing: tuple[str, ...] = ()


def charts_of(book: Book, profile: UnitProfile, period: ReportingPeriod) -> Charts:
    """Every chart of a period that has figures."""
    with transaction(book.sessions) as session:
        return read_charts(session, book, profile, period)


def read_charts(
    session: Session, book: Book, profile: UnitProfile, period: ReportingPeriod
) -> Charts:
    """The same within a transaction."""
    figures = _Figures.read(session, book, profile, period)
    counts, _ = read_support(session, book.catalogue, period)
    found = (
        _by_sector(figures),
        _by_year(figures),
        *(_over_years(figures, each) for each in book.catalogue.edition.charts.lines),
        _against_plan(figures),
        _support(counts, period),
    )
    drawn = tuple(each for each in found if not isinstance(each, str))
    return Charts(drawn, tuple(each for each in found if isinstance(each, str)))


@dataclass(frozen=True, slots=True)
class _Figures:
    """Figures of the last years: in each the latest of what is known of it."""

    catalogue: Catalogue
    period: ReportingPeriod
    unit_figures: Mapping[Key, UnitFigures]

    @classmethod
    def read(
        cls, session: Session, book: Book, profile: UnitProfile, period: ReportingPeriod
    ) -> "_Figures":
        wanted = [pair for year in _years(period) for pair in _pairs(year, period)]
        wanted.append(YearMeasure(period.year, Measure.PLAN))
        read = read_unit_figures(session, book, profile, dict.fromkeys(wanted))
        return cls(book.catalogue, period, read)

    @property
    def cooperatives(self) -> str:
        """What HTX are called, the first of the kinds."""
        return self.catalogue.edition.charts.organisations[0].label

    def stored(self, code: str, pair: YearMeasure, sector: str = "") -> int | None:
        figures = self.unit_figures.get((sector, *pair))
        return figures.figures[code].value if figures else None

    def value(self, code: str, pair: YearMeasure, sector: str = "") -> Fraction | None:
        return as_printed(self.catalogue, code, self.stored(code, pair, sector))

    def words(self, code: str, pair: YearMeasure) -> str:
        """A figure as it is written; empty where it is not known."""
        indicator = self.catalogue.edition.indicators[code]
        stored = self.stored(code, pair)
        return "" if stored is None else format_number(stored, indicator.quantity)

    def shown(self, year: int, codes: Sequence[str]) -> YearMeasure:
        """Which figures of a year are shown: the first that are known, else the usual ones."""
        pairs = _pairs(year, self.period)
        known = (pair for pair in pairs if any(self.value(c, pair) is not None for c in codes))
        return next(known, pairs[0])

    def over_years(self, title: str, id_: str, codes: Mapping[str, str], form: Form) -> ChartData:
        """One series a code over the years from the first that is known."""
        indicators = self.catalogue.edition.indicators
        pairs = [self.shown(year, [*codes]) for year in _years(self.period)]
        while pairs and all(self.value(code, pairs[0]) is None for code in codes):
            pairs = pairs[1:]
        series = [
            Series(label, tuple(self.value(code, pair) for pair in pairs))
            for code, label in codes.items()
        ]
        main = indicators[next(iter(codes))].quantity
        return ChartData(
            id_,
            title,
            main.unit,
            form if len(pairs) > 1 else Form.COLUMNS,  # one year makes no line
            tuple(_category(pair) for pair in pairs),
            tuple(each for each in series if any(value is not None for value in each.values)),
            min(main.places, SHOWN_PLACES),
        )


def _years(period: ReportingPeriod) -> range:
    return range(period.year - YEARS + 1, period.year + 1)


def _pairs(year: int, period: ReportingPeriod) -> list[YearMeasure]:
    """What may stand for a year, the best first."""
    later = [Measure.ACTUAL, Measure.ESTIMATE, Measure.HALF_YEAR]
    first = [period.main.measure] if year == period.year else []
    return [YearMeasure(year, each) for each in dict.fromkeys([*first, *later])]


def _category(pair: YearMeasure) -> str:
    words = MEASURE_WORDS[pair.measure]
    return f"{pair.year}\n{words}" if words else f"{pair.year}"


def _by_sector(figures: _Figures) -> ChartData | str:
    """Số tổ chức theo ngành (Biểu B); where it has no HTX, those of the sectors (Biểu B2)."""
    when = _when(figures.period.main)
    by_industry, by_sector = _of_industries(figures), _of_sectors(figures)
    if by_industry and (by_industry[0].label == figures.cooperatives or not by_sector):
        catalogue = figures.catalogue
        groups = catalogue.groupings[catalogue.edition.industry_grouping]
        title = f"Số {_kinds(by_industry)} theo ngành nghề, {when}"
        unit = "tổ chức" if len(by_industry) > 1 else by_industry[0].label.lower()
    elif by_sector:
        groups, by_industry = figures.catalogue.sector_groups, by_sector
        title, unit = f"Số hợp tác xã theo lĩnh vực, {when}", "hợp tác xã"
    else:
        return (
            f"Số tổ chức theo ngành nghề, {when}: chưa có số liệu theo ngành nghề (Biểu B) hay "
            "theo lĩnh vực (Biểu B2)."
        )
    names = tuple(each.label for each in groups)
    return _without_blank_rows(
        ChartData("sectors", title, unit, Form.BARS, names, tuple(by_industry))
    )


def _of_industries(figures: _Figures) -> list[Series]:
    """The kinds of organisations that Biểu B knows by industry."""
    catalogue, main = figures.catalogue, figures.period.main
    codes = {
        (each.aggregate.kind, each.aggregate.group): each.code
        for each in catalogue.edition.indicators.values()
        if each.aggregate and each.aggregate.group
    }
    groups = catalogue.groupings[catalogue.edition.industry_grouping]
    every = (
        Series(
            each.label,
            tuple(figures.value(codes[each.kind, group.code], main) for group in groups),
        )
        for each in catalogue.edition.charts.organisations
    )
    return [each for each in every if any(each.values)]


def _of_sectors(figures: _Figures) -> list[Series]:
    groups, main = figures.catalogue.sector_groups, figures.period.main
    code = figures.catalogue.edition.charts.by_sector
    values = tuple(figures.value(code, main, each.code) for each in groups)
    return [Series(figures.cooperatives, values)] if any(values) else []


def _kinds(series: Sequence[Series]) -> str:
    """What a title calls the kinds of organisations that are drawn."""
    return series[0].label.lower() if len(series) == 1 else "tổ chức"


def _without_blank_rows(chart: ChartData) -> ChartData:
    """Only the categories where something is; the others would be a list of nothing."""
    kept = [
        place
        for place in range(len(chart.categories))
        if any(each.values[place] for each in chart.series)
    ]
    return replace(
        chart,
        categories=tuple(chart.categories[place] for place in kept),
        series=tuple(
            Series(each.label, tuple(each.values[place] for place in kept)) for each in chart.series
        ),
    )


def _by_year(figures: _Figures) -> ChartData | str:
    charted = figures.catalogue.edition.charts.organisations
    codes = {each.figure: each.label for each in charted}
    chart = figures.over_years("Số tổ chức theo năm", "years", codes, Form.COLUMNS)
    counted = tuple(each for each in chart.series if any(each.values))  # kinds that there are
    if not counted:
        labels = ", ".join(each.label.lower() for each in charted)
        return f"{chart.title}: chưa có {labels} ({_named(codes)})."
    kinds = _kinds(counted)
    return replace(chart, title=f"Số {kinds} theo năm", unit=kinds, series=counted)


def _over_years(figures: _Figures, line: ChartedLine) -> ChartData | str:
    chart = figures.over_years(line.title, line.id, line.series, Form.LINES)
    labels = [each.label for each in chart.series] or line.series.values()
    title = line.title.format(" và ".join(labels).capitalize())
    if not chart.series:
        return f"{title}: chưa có số liệu ({_named(line.series)})."
    return replace(chart, title=title)


def _named(codes: Iterable[str]) -> str:
    """Indicators by their codes in brackets."""
    return ", ".join(f"[{code}]" for code in codes)


def _against_plan(figures: _Figures) -> ChartData | str:
    """What was reached of the plan, in percent: figures of all units side by side."""
    period = figures.period
    plan, main = YearMeasure(period.year, Measure.PLAN), period.main
    indicators = figures.catalogue.edition.indicators
    names, values, tips = [], [], []
    for code in figures.catalogue.edition.charts.planned:
        planned, reached = figures.value(code, plan), figures.value(code, main)
        if planned is None or reached is None or planned <= 0:
            continue
        names.append(indicators[code].title)
        values.append(reached / planned * 100)
        tips.append(
            f"{figures.words(code, main)} / kế hoạch {figures.words(code, plan)} "
            f"{indicators[code].unit} = {format_fraction(values[-1], PERCENT_PLACES)}%"
        )
    title = f"{_when(main).capitalize()} so với kế hoạch năm {period.year}"
    if not values:
        return f"{title}: chưa có chỉ tiêu nào có cả kế hoạch và thực hiện."
    series = Series("Đạt", tuple(values), tuple(tips))
    reference = Reference(Fraction(100), "Kế hoạch = 100%")
    return ChartData(
        "plan", title, "% kế hoạch", Form.BARS, tuple(names), (series,), PERCENT_PLACES, reference
    )


def _support(counts: Counts, period: ReportingPeriod) -> ChartData | str:
    """Kinh phí hỗ trợ theo nguồn vốn, a bar for each group of columns of Biểu C."""
    names = block_names(period.year, is_over=period.kind is PeriodKind.YEAR)
    blocks = [each for each in BLOCKS if (ALL, each, Part.TOTAL) in counts.money]
    title = "Kinh phí hỗ trợ theo nguồn vốn"
    if not blocks:
        return f"{title}: chưa có hồ sơ hỗ trợ nào ghi kinh phí (mục Hỗ trợ)."
    series = [
        Series(label, tuple(_millions(counts.money.get((ALL, block, part))) for block in blocks))
        for part, label in SOURCES.items()
    ]
    series.append(Series(UNDIVIDED, tuple(_millions(_undivided(counts, each)) for each in blocks)))
    return ChartData(
        "support",
        title,
        "triệu đồng",
        Form.STACK,
        tuple(names[each] for each in blocks),
        tuple(each for each in series if any(each.values)),
        SHOWN_PLACES,
    )


def _undivided(counts: Counts, block: Block) -> int:
    """What of a total no source is named for."""
    known = sum(counts.money.get((ALL, block, part), 0) for part in SOURCES)
    return counts.money[ALL, block, Part.TOTAL] - known


def _millions(dong: int | None) -> Fraction | None:
    return None if dong is None else Fraction(dong, MILLION)


def _when(pair: YearMeasure) -> str:
    return {
        Measure.HALF_YEAR: f"thực hiện 6 tháng đầu năm {pair.year}",
        Measure.ESTIMATE: f"ước thực hiện năm {pair.year}",
    }.get(pair.measure, f"thực hiện năm {pair.year}")
