"""The list as it was on a day: "Tại ngày dd/mm/yyyy"."""

from datetime import date

import pytest

from ktt_desktop.domain.dates import PartialDate
from ktt_desktop.domain.records import Subject
from ktt_desktop.domain.register_list import RegisterQuery
from ktt_desktop.domain.status_history import StatusStep
from ktt_desktop.domain.terms import LegalStatus, Measure, StatusAxis, SubjectKind
from ktt_desktop.services.annual_return import save_as_of
from ktt_desktop.services.register import delete_organisation
from ktt_desktop.services.register_list import (
    organisation_ids,
    organisation_rows,
    register_summary,
)
from ktt_desktop.services.statuses import change_status


def rows(desk, on, **conditions):
    query = RegisterQuery(on=on, **conditions)
    return organisation_rows(desk.book, organisation_ids(desk.book, query), query)


def names(desk, on, **conditions):
    return [row.name for row in rows(desk, on, **conditions)]


@pytest.mark.parametrize(
    ("registered", "first_shown"),
    [
        (PartialDate(2020, 5, 17), date(2020, 5, 17)),
        (PartialDate(2020, 5), date(2020, 5, 1)),
        (PartialDate(2020), date(2020, 1, 1)),
    ],
)
def test_an_organisation_stands_in_the_list_from_its_founding(desk, registered, first_shown):
    desk.add("HTX Một", registered_on=registered)
    before = date.fromordinal(first_shown.toordinal() - 1)

    assert (names(desk, before), names(desk, first_shown)) == ([], ["HTX Một"])
    query = RegisterQuery(on=before)
    assert register_summary(desk.book, query).total == 0


def test_one_whose_founding_nobody_knows_was_always_there(desk):
    desk.add("HTX Một", registered_on=None)

    assert names(desk, date(2000, 1, 1)) == ["HTX Một"]


def test_both_statuses_are_those_of_the_day(desk):
    saved = desk.add("HTX Một")
    for step in (
        StatusStep(StatusAxis.OPERATING, "NG", PartialDate(2022, 6)),
        StatusStep(StatusAxis.LEGAL, "DANG_GIAI_THE", PartialDate(2023, 2, 3), document="NQ 1"),
    ):
        change_status(desk.book, saved.uid, step)

    def statuses(on):
        (row,) = rows(desk, on)
        return row.status.value, row.legal.value

    assert statuses(date(2022, 5, 31)) == ("HD", "DANG_HOAT_DONG")
    assert statuses(date(2022, 6, 1)) == ("NG", "DANG_HOAT_DONG")
    assert statuses(date(2023, 2, 3)) == ("NG", "DANG_GIAI_THE")
    closing = {"legal": (LegalStatus.CLOSING,)}
    assert names(desk, date(2023, 2, 2), **closing) == []
    assert names(desk, date(2023, 2, 3), **closing) == ["HTX Một"]


def test_the_number_of_members_is_what_was_known_by_then(desk):
    saved = desk.add("HTX Một", {"O1": "30"}, year=2022)
    subject = Subject(SubjectKind.ORGANISATION, saved.uid)
    save_as_of(desk.book, subject, 2022, Measure.ACTUAL, PartialDate(2022, 12, 15))
    desk.add("HTX Hai", {"O1": "5"}, year=2023)

    def members(on):
        return {row.name: row.members for row in rows(desk, on)}

    assert members(date(2022, 12, 14)) == {"HTX Một": None, "HTX Hai": None}
    assert members(date(2022, 12, 15)) == {"HTX Một": 30, "HTX Hai": None}
    assert members(date(2023, 1, 1)) == {"HTX Một": 30, "HTX Hai": 5}
    summary = register_summary(desk.book, RegisterQuery(on=date(2022, 12, 31)))
    assert (summary.shown.count, summary.shown.members) == (2, 30)


def test_a_record_in_the_bin_was_a_mistake_on_every_day(desk):
    saved = desk.add("HTX Một")
    delete_organisation(desk.book, saved.uid)

    assert names(desk, date(2024, 1, 1)) == []


def test_alerts_are_those_of_the_day(desk):
    desk.add("HTX Một", tax_code="0100109106", charter_is_2023=False)
    asked = {"alerts": ("DIEU_LE_LUAT_2023",)}

    assert names(desk, date(2025, 12, 31), **asked) == []
    assert names(desk, date(2026, 1, 1), **asked) == ["HTX Một"]
