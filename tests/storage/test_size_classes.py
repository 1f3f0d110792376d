"""The class of size in SQL: the same answer as the domain's, of the newest year that knows any."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ktt_desktop.domain.size_classes import (
    TESTED,
    Figures,
    SizeClass,
    SizeRules,
    Thresholds,
    size_class,
)
from ktt_desktop.domain.terms import OrganisationKind
from ktt_desktop.storage.session import wide_rows
from ktt_desktop.storage.size_classes import SizeColumns, size_of

FEW = st.one_of(st.none(), st.integers(0, 4))
SECTORS = ("NN.TT", "CN", "XD", "KH")
FIGURES = st.builds(Figures, FEW, FEW, FEW)
RULES = st.dictionaries(
    st.sampled_from(SECTORS[:3]),
    st.dictionaries(st.sampled_from(TESTED), st.builds(Thresholds, FEW, FEW, FEW)),
    min_size=1,
)
LISTED = {"NN.TT": {SizeClass.LARGE: Thresholds(10, 5, 5)}}


def columns(thresholds=LISTED):
    return SizeColumns(SizeRules("M", "W", "A4.1", thresholds), "m", "w", "a4_1")


def size(session, organisation, on=date(2025, 6, 30), sizes=None):
    question = f"SELECT {size_of(sizes or columns())} FROM organisation o WHERE o.id = :id"
    ((found,),) = wide_rows(session, question, {"id": organisation.id, "on": on.isoformat()})
    return found


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(thresholds=RULES, figures=FIGURES, sector=st.sampled_from(SECTORS))
def test_sql_says_what_the_domain_says(session, add, thresholds, figures, sector):
    known = {"M": figures.members, "W": figures.revenue, "A4.1": figures.capital}
    organisation = add(sector=sector, figures={(2024, "ACTUAL"): known})
    rules = columns(thresholds)

    assert size(session, organisation, sizes=rules) == size_class(rules.rules, sector, figures)


def test_the_newest_year_that_knows_any_figure_counts_and_never_a_plan_or_half_a_year(session, add):
    figures = {
        (2022, "ACTUAL"): {"M": 12, "W": 9},
        (2023, "ACTUAL"): {"M": 12, "W": 1, "A4.1": 1},
        (2024, "ACTUAL"): {"M": None},
        (2024, "HALF_YEAR"): {"M": 12, "W": 9},
        (2025, "PLAN"): {"M": 12, "W": 9},
    }
    one = add(sector="NN.TT", figures=figures)

    assert size(session, one) == SizeClass.NO_THRESHOLD  # 2023 is not large, the rest is not known
    assert size(session, one, date(2022, 12, 31)) == SizeClass.LARGE
    assert size(session, one, date(2021, 12, 31)) == SizeClass.NO_FIGURE


def test_what_was_done_comes_before_what_was_estimated(session, add):
    figures = {(2024, "ESTIMATE"): {"M": 12, "W": 9}, (2024, "ACTUAL"): {"M": 12, "W": None}}
    assert size(session, add(sector="NN.TT", figures=figures)) == SizeClass.NO_FIGURE
    del figures[2024, "ACTUAL"]
    assert size(session, add(sector="NN.TT", figures=figures)) == SizeClass.LARGE


@pytest.mark.parametrize("kind", OrganisationKind)
def test_a_group_has_no_size(session, add, kind):
    found = size(session, add(kind=kind, sector="CN"))
    is_group = kind is OrganisationKind.COOPERATIVE_GROUP
    assert found == (None if is_group else SizeClass.NO_THRESHOLD)
