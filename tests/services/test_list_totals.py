from datetime import date

import pytest

from ktt_desktop.domain.dates import PartialDate
from ktt_desktop.domain.status_history import StatusStep
from ktt_desktop.domain.terms import (
    LegalStatus,
    Measure,
    OperatingStatus,
    OrganisationKind,
    StatusAxis,
)
from ktt_desktop.services.list_totals import read_totals
from ktt_desktop.services.statuses import change_status
from ktt_desktop.storage.session import transaction

PLACE = ("HTX", "NN.TT")


def totals(desk, measure=Measure.ACTUAL, on=date(2024, 12, 31)):
    with transaction(desk.book.sessions) as session:
        return read_totals(session, desk.book.catalogue, 2024, measure, on)


def test_every_word_the_catalogue_counts_by_is_counted(desk):
    words = {
        each.aggregate.where
        for each in desk.book.catalogue.edition.indicators.values()
        if each.aggregate is not None and each.aggregate.where
    }

    assert words <= set(totals(desk).counts)


@pytest.mark.parametrize(
    ("measure", "counted"),
    [
        (Measure.ACTUAL, True),
        (Measure.HALF_YEAR, True),
        (Measure.ESTIMATE, False),
        (Measure.PLAN, False),
    ],
)
def test_only_what_has_happened_is_counted(desk, measure, counted):
    desk.add("HTX Một", {"O1": "5"}, measure=measure)
    found = totals(desk, measure)

    assert (found.counts is not None) is counted
    assert found.listed[PLACE] == 1
    assert found.sums[PLACE]["O1"] == (5, 1)


def test_the_words_of_one_organisation_through_its_life(desk):
    saved = desk.add("HTX Một", registered_on=PartialDate(2024, 2))
    dissolved = StatusStep(StatusAxis.OPERATING, OperatingStatus.DISSOLVED, PartialDate(2024, 8))
    change_status(desk.book, saved.uid, dissolved)

    def counted(on):
        return {word: sum(found.values()) for word, found in totals(desk, on=on).counts.items()}

    assert not any(counted(date(2024, 1, 31)).values())
    july = counted(date(2024, 7, 31))
    assert {word for word, count in july.items() if count} == {
        "listed",
        "active",
        "founded",
        "registered",
    }
    december = counted(date(2024, 12, 31))
    assert (december["listed"], december["founded"], december["dissolved"]) == (0, 1, 1)


def test_a_group_without_registration_is_listed_but_not_registered(desk):
    group = OrganisationKind.COOPERATIVE_GROUP
    desk.add("THT Một", kind=group, legal_status=LegalStatus.UNREGISTERED)
    desk.add("THT Hai", kind=group)
    counts = totals(desk).counts

    assert counts["listed"]["THT", "NN.TT"] == 2
    assert counts["registered"]["THT", "NN.TT"] == 1


def test_pairs_are_summed_over_those_that_have_both(desk):
    desk.add("HTX Một", {"O7": "4", "O2": "10"})
    desk.add("HTX Hai", {"O7": "9"})
    desk.add("HTX Ba", {"O2": "30"})
    income = desk.value("O7", "4")

    assert totals(desk).weighted[PLACE]["O7", "O2"] == (10 * income, 10, 1)
