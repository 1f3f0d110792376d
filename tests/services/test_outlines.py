import pytest

from ktt_desktop.domain.period import ReportingPeriod
from ktt_desktop.domain.report import ReportKey, ReportSettings
from ktt_desktop.domain.terms import PeriodKind
from ktt_desktop.services.outlines import main_report
from ktt_desktop.services.report_settings import save_settings
from ktt_desktop.services.reporting import build_document


@pytest.mark.parametrize(
    ("period", "outline"),
    [("KH2023", "plan"), ("6T2022", "half_year"), ("N2022", "annual"), ("UOC2022", "annual")],
)
def test_every_kind_of_period_has_its_usual_report(practice, period, outline):
    assert main_report(practice[0], ReportingPeriod.parse(period)).outline == outline


def test_every_outline_is_the_usual_one_of_a_kind_only_once(catalogue):
    named = [kind for each in catalogue.edition.outlines.values() for kind in each.periods]

    assert sorted(named) == sorted(PeriodKind)


def test_no_words_of_an_older_book_are_left_without_their_section(catalogue):
    """Those of reports that are no plans were written under the sections of the plan."""
    outlines = catalogue.edition.outlines
    places = {each.id for each in outlines["plan"].sections if each.blocks}
    for id_ in ("annual", "half_year"):
        assert places <= {each.id for each in outlines[id_].sections}


def test_a_scheme_speaks_of_the_years_that_were_chosen(practice):
    book, profile, period = practice
    key = ReportKey("scheme", period)

    assert build_document(book, profile, key).letterhead.subject.endswith("giai đoạn 2021-2025")
    save_settings(book, key, ReportSettings(span=(2026, 2030)))
    assert build_document(book, profile, key).letterhead.subject.endswith("giai đoạn 2026-2030")
