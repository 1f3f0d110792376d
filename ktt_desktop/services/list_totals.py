"""What the list gives for a year and measure: the counts and sums behind computed figures."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from sqlalchemy.orm import Session

from ktt_desktop.catalogue.edition import Catalogue
from ktt_desktop.domain.aggregation import (
    COUNT_WORDS_OF_YEAR,
    FOUNDED,
    AggregateKind,
    ListTotals,
    Place,
)
from ktt_desktop.domain.terms import Measure
from ktt_desktop.storage import aggregates

TOTAL = ("active", "stopped")  # what belongs to the total number (domain 2.5)
COUNTED = (Measure.HALF_YEAR, Measure.ACTUAL)  # a plan or an estimate is not in the register


def read_totals(
    session: Session,
    catalogue: Catalogue,
    year: int,
    measure: Measure,
    on: date,
    *,
    by_unit: bool = False,
) -> ListTotals:
    """Read everything computed figures of this year and measure need; `on` is their day.

    `by_unit` tells the lists of the units apart.
    """
    statuses = catalogue.counting_as(*TOTAL)
    forms = aggregates.Forms(year, measure, on, statuses, by_unit=by_unit)
    stocks, new = _stocks(session, catalogue, forms), _columns_of_founded(catalogue)
    flows = _flows(session, catalogue, forms) if measure in COUNTED else None
    founded = flows[FOUNDED] if flows else aggregates.count_founded(session, year, on)
    return ListTotals(
        stocks["listed"],
        None if flows is None else stocks | flows,
        aggregates.sums(session, forms, _columns(catalogue)),
        aggregates.weighted_sums(session, forms, _pairs(catalogue)),
        aggregates.sums(session, replace(forms, founded=True), new) if founded else {},
    )


def _columns(catalogue: Catalogue) -> dict[str, str]:
    """What is added up over the organisations in the total."""
    indicators = catalogue.edition.indicators
    found = (each.aggregate for each in indicators.values() if each.aggregate is not None)
    return {
        each.of: indicators[each.of].column
        for each in found
        if each.how is AggregateKind.MEAN
        or (each.how is AggregateKind.SUM and each.where != FOUNDED)
    }


def _columns_of_founded(catalogue: Catalogue) -> dict[str, str]:
    """What is added up over the organisations founded in the year alone."""
    indicators = catalogue.edition.indicators
    found = (each.aggregate for each in indicators.values() if each.aggregate is not None)
    return {
        each.of: indicators[each.of].column
        for each in found
        if each.how is AggregateKind.SUM and each.where == FOUNDED
    }


def _pairs(catalogue: Catalogue) -> dict[tuple[str, str], tuple[str, str]]:
    indicators = catalogue.edition.indicators
    found = (each.aggregate for each in indicators.values() if each.aggregate is not None)
    return {
        (each.of, each.weight): (indicators[each.of].column, indicators[each.weight].column)
        for each in found
        if each.how is AggregateKind.WEIGHTED
    }


def _stocks(
    session: Session, catalogue: Catalogue, forms: aggregates.Forms
) -> dict[str, dict[Place, int]]:
    found: dict[str, dict[Place, int]] = {
        "listed": defaultdict(int),
        "active": defaultdict(int),
        "stopped": defaultdict(int),
    }
    counting = {each.code.value: each.counts_as for each in catalogue.operating.values()}
    counts = aggregates.count_by_status(session, forms.on, by_unit=forms.by_unit)
    for (kind, sector, status, *unit), count in counts.items():
        if counting[status] in found:
            found[counting[status]][kind, sector, *unit] += count
            found["listed"][kind, sector, *unit] += count
    return found


def _flows(
    session: Session, catalogue: Catalogue, forms: aggregates.Forms
) -> dict[str, Mapping[Place, int]]:
    year, on, by_unit = forms.year, forms.on, forms.by_unit
    found: dict[str, Mapping[Place, int]] = {
        "founded": aggregates.count_founded(session, year, on, by_unit=by_unit),
        "registered": aggregates.count_registered(session, on, by_unit=by_unit),
    }
    for word in COUNT_WORDS_OF_YEAR:
        statuses = catalogue.counting_as(word)
        found[word] = aggregates.count_changed_to(session, statuses, year, on, by_unit=by_unit)
    return found
