"""The formulas of Biểu A, Biểu B: sums and shares the catalogue knows, and the comparisons."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from ktt_desktop.catalogue.edition import Edition
from ktt_desktop.domain.comparing import SHARE_PLACES, Comparing, Comparison, comparisons
from ktt_desktop.domain.document import Row
from ktt_desktop.domain.expression_shapes import Shape, equalities, shape_of
from ktt_desktop.domain.period import TableColumn, YearMeasure
from ktt_desktop.domain.table_formulas import Formula, Formulas, Making, Place, holding
from ktt_desktop.domain.table_sums import Candidate
from ktt_desktop.services.report_figures import ReportFigures

WORDS = 3  # columns before the figures: TT, chỉ tiêu, đơn vị tính


def indicator_formulas(
    codes: Sequence[str | None], rows: Sequence[Row], figures: ReportFigures
) -> Formulas:
    """What is made of other figures of the table and agrees with them; `codes`: by row."""
    places = {code: row for row, code in enumerate(codes) if code is not None}
    candidates = [
        *_known(figures.catalogue.edition, places),
        *_compared(places.values(), figures),
    ]
    return holding(candidates, lambda place: rows[place.row].values[place.column])


def _known(edition: Edition, places: Mapping[str, int]) -> Iterator[Candidate]:
    for code, shape in _shapes(edition):
        if code in places and places.keys() >= {*shape.of, *shape.less}:
            for column in range(WORDS, WORDS + len(TableColumn)):
                of, less = (
                    tuple(Place(places[each], column) for each in codes)
                    for codes in (shape.of, shape.less)
                )
                quantity = edition.indicators[code].quantity
                decimals = quantity.places if shape.how is Making.SHARE else None
                yield Place(places[code], column), Formula(shape.how, of, less, decimals)


def _shapes(edition: Edition) -> Iterator[tuple[str, Shape]]:
    for code, indicator in edition.indicators.items():
        rule = indicator.aggregate
        if rule and rule.formula and (shape := shape_of(rule.formula)):
            yield code, shape
    for each in edition.rules:
        yield from equalities(each.check)


def _compared(rows: Iterable[int], figures: ReportFigures) -> Iterator[Candidate]:
    columns = {
        figures.period.column(column): WORDS + place for place, column in enumerate(TableColumn)
    }
    for beside, each in enumerate(comparisons(figures.period), start=WORDS + len(TableColumn)):
        if {each.top, each.base} <= columns.keys():
            for row in rows:
                yield Place(row, beside), _comparison(each, row, columns)


def _comparison(comparison: Comparison, row: int, columns: Mapping[YearMeasure, int]) -> Formula:
    top, base = (Place(row, columns[each]) for each in (comparison.top, comparison.base))
    if comparison.how is Comparing.CHANGE:
        return Formula(Making.SUM, (top,), (base,))
    return Formula(Making.SHARE, (top, base), decimals=SHARE_PLACES)
