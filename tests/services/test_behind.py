"""What a figure is made of agrees with the figure, for every indicator that is computed."""

from fractions import Fraction

import pytest

from ktt_desktop.domain.aggregation import AggregateKind, half_up
from ktt_desktop.domain.dates import PartialDate
from ktt_desktop.domain.organisation import OrganisationDraft
from ktt_desktop.domain.period import YearMeasure
from ktt_desktop.domain.records import Subject
from ktt_desktop.domain.terms import (
    LegalStatus,
    Measure,
    OperatingStatus,
    OrganisationKind,
    SubjectKind,
)
from ktt_desktop.services.annual_return import save_values, unit_figures
from ktt_desktop.services.behind import behind
from ktt_desktop.services.register import save_organisation

ACTUAL = YearMeasure(2024, Measure.ACTUAL)
KINDS = list(OrganisationKind)


@pytest.fixture
def book(practice):
    """The practice book with organisations of every status, and figures of 2024 for most."""
    book, _, _ = practice
    sectors = list(book.catalogue.sectors)
    for number, status in enumerate([*OperatingStatus] * 3):
        kind = KINDS[number % 3]
        draft = OrganisationDraft(
            kind=kind,
            name=f"Tổ chức {number:02}",
            sector=sectors[number % len(sectors)],
            operating_status=status,
            legal_status=[LegalStatus.ACTIVE, LegalStatus.CLOSED][number % 7 == 0],
            status_on=PartialDate(2024, 5),
            registered_on=PartialDate(2024 if number % 2 else 2019),
            formation="CHUYEN_DEN" if number % 5 == 0 else "",
        )
        saved, _ = save_organisation(book, draft)
        values = {
            each.code: number * 1000 + place
            for place, each in enumerate(book.catalogue.edition.for_kind(kind))
            if (number + place) % 3
        }
        save_values(book, Subject(SubjectKind.ORGANISATION, saved.uid), *ACTUAL, values)
    return book


@pytest.fixture
def profile(practice):
    return practice[1]


def computed(book, profile):
    """(sector, code, rule, figure) of everything the list gives."""
    forms = unit_figures(book, profile, [ACTUAL])
    for (sector, _, _), form in forms.items():
        for code, figure in form.figures.items():
            rule = book.catalogue.edition.indicators[code].aggregate
            if rule is not None and figure.computed is not None:
                yield sector, code, rule, figure


def test_counts_name_as_many_and_sums_add_up_to_the_figure(book, profile):
    checked = set()
    for sector, code, rule, figure in computed(book, profile):
        if rule.how is AggregateKind.FORMULA:
            continue
        found = behind(book, profile, sector, code, ACTUAL)
        values = [each.value for each in found.sources if each.value is not None]
        if rule.how is AggregateKind.COUNT:
            assert len(found.sources) == figure.computed, code
        elif rule.how is AggregateKind.SUM:
            assert (sum(values), len(values)) == (figure.computed, figure.known), code
        elif rule.how is AggregateKind.MEAN:
            assert half_up(Fraction(sum(values), len(values))) == figure.computed, code
        else:
            both = [s for s in found.sources if None not in (s.value, s.weight)]
            assert len(both) == figure.known, code
        checked.add((rule.how, rule.where))
    assert {how for how, _ in checked} == set(AggregateKind) - {AggregateKind.FORMULA}
    assert {where for _, where in checked} > {"listed", "active", "stopped", "founded", "dissolved"}


def test_a_figure_worked_out_from_others_names_them(book, profile):
    code = next(
        code
        for code, each in book.catalogue.edition.indicators.items()
        if each.form == "bieu-a" and each.aggregate and each.aggregate.formula
    )
    found = behind(book, profile, "", code, YearMeasure(2022, Measure.HALF_YEAR))
    assert found.sources == ()
    assert len(found.figures) >= 1
    assert all(code in book.catalogue.edition.indicators for code, _ in found.figures)


def test_a_plan_is_counted_by_nobody(book, profile):
    (total,) = [
        code
        for code, each in book.catalogue.edition.indicators.items()
        if each.aggregate
        and each.aggregate.where == "listed"
        and not each.aggregate.group
        and each.aggregate.kind is OrganisationKind.COOPERATIVE
        and each.form == "bieu-a"
    ]
    assert behind(book, profile, "", total, ACTUAL).sources
    assert behind(book, profile, "", total, YearMeasure(2025, Measure.PLAN)).sources == ()
