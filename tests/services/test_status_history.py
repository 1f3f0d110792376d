"""The two statuses as dated histories, through the register that keeps them."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ktt_desktop.domain.dates import PartialDate
from ktt_desktop.domain.errors import InvalidInputError
from ktt_desktop.domain.records import OrganisationDraft, RegisterQuery
from ktt_desktop.domain.terms import LegalStatus, OperatingStatus, StatusAxis
from ktt_desktop.services.book import today
from ktt_desktop.services.register import (
    check_draft,
    load_organisation,
    organisation_ids,
    organisation_rows,
    save_organisation,
    status_history,
)


def lines(desk, uid, axis=StatusAxis.OPERATING):
    found = (row for row in status_history(desk.book, uid) if row.axis is axis)
    return [(row.status, row.effective_on.iso() if row.effective_on else "") for row in found]


def save(desk, draft, **fields):
    return save_organisation(desk.book, replace(draft, **fields))[0]


@pytest.fixture
def suspended(desk):
    """Active from the start, suspended since May 2023."""
    draft = desk.add("HTX Một")
    return save(
        desk,
        draft,
        operating_status=OperatingStatus.SUSPENDED,
        status_on=PartialDate(2023, 5, 10),
        status_document="TB 12",
    )


def test_a_new_status_opens_a_line_and_the_old_one_stays(desk, suspended):
    assert lines(desk, suspended.uid) == [("HD", ""), ("TN", "2023-05-10")]
    assert suspended.operating_status is OperatingStatus.SUSPENDED
    assert (suspended.status_on, suspended.status_document) == (PartialDate(2023, 5, 10), "TB 12")


def test_each_day_has_the_status_of_its_time(desk, suspended):
    def status_on(day):
        query = RegisterQuery(on=day)
        ids = organisation_ids(desk.book, query)
        return organisation_rows(desk.book, ids, query)[0].status

    assert status_on(date(2023, 5, 9)) is OperatingStatus.ACTIVE
    assert status_on(date(2023, 5, 10)) is OperatingStatus.SUSPENDED
    assert status_on(date(2022, 12, 31)) is OperatingStatus.ACTIVE


def test_the_same_status_with_another_date_corrects_its_line(desk, suspended):
    save(desk, suspended, status_on=PartialDate(2023, 6), status_document="TB 15")

    assert lines(desk, suspended.uid) == [("HD", ""), ("TN", "2023-06")]


def test_one_axis_leaves_the_other_alone(desk, suspended):
    assert lines(desk, suspended.uid, StatusAxis.LEGAL) == [("DANG_HOAT_DONG", "")]

    changed = save(desk, suspended, phone="0912")  # its form shows the date of the suspension
    assert lines(desk, changed.uid, StatusAxis.LEGAL) == [("DANG_HOAT_DONG", "")]

    closing = save(
        desk, changed, legal_status=LegalStatus.CLOSING, status_on=PartialDate(2024, 2, 1)
    )
    assert lines(desk, closing.uid) == [("HD", ""), ("TN", "2023-05-10")]
    assert lines(desk, closing.uid, StatusAxis.LEGAL) == [
        ("DANG_HOAT_DONG", ""),
        ("DANG_GIAI_THE", "2024-02-01"),
    ]


def test_a_status_changed_beside_its_old_date_counts_from_today(desk, suspended):
    active = save(desk, suspended, operating_status=OperatingStatus.ACTIVE)

    assert lines(desk, active.uid)[-1] == ("HD", today().isoformat())


def test_two_statuses_opened_together_are_corrected_together(desk):
    first = PartialDate(2020, 1)
    saved = desk.add("HTX Một", status_on=first)
    save(desk, saved, status_on=PartialDate(2019, 7))

    assert lines(desk, saved.uid) == [("HD", "2019-07")]
    assert lines(desk, saved.uid, StatusAxis.LEGAL) == [("DANG_HOAT_DONG", "2019-07")]


@pytest.mark.parametrize(
    "earlier", [PartialDate(2023, 5, 9), PartialDate(2023, 5), PartialDate(2019)]
)
def test_a_status_dated_before_the_present_one_is_refused(desk, suspended, earlier):
    draft = replace(suspended, operating_status=OperatingStatus.DISSOLVED, status_on=earlier)

    assert "ngày 10/5/2023" in check_draft(desk.book, draft)["status_on"]
    with pytest.raises(InvalidInputError, match="Gõ ngày áp dụng từ ngày đó trở đi"):
        save_organisation(desk.book, draft)
    assert lines(desk, suspended.uid) == [("HD", ""), ("TN", "2023-05-10")]


def test_a_correction_may_not_slip_behind_the_line_before(desk, suspended):
    active = save(
        desk, suspended, operating_status=OperatingStatus.ACTIVE, status_on=PartialDate(2024)
    )

    assert list(check_draft(desk.book, replace(active, status_on=PartialDate(2022)))) == [
        "status_on"
    ]
    assert list(check_draft(desk.book, replace(active, status_on=None))) == ["status_on"]
    assert check_draft(desk.book, replace(active, status_on=PartialDate(2023, 5, 10))) == {}


def test_a_first_status_of_the_future_would_hide_the_record_and_is_refused(desk):
    tomorrow = PartialDate.from_date(today() + timedelta(days=1))
    draft = OrganisationDraft(name="HTX Một", sector="XD", status_on=tomorrow)

    assert "sau hôm nay" in check_draft(desk.book, draft)["status_on"]
    assert check_draft(desk.book, replace(draft, status_on=PartialDate.from_date(today()))) == {}


def test_a_later_status_may_be_announced_ahead(desk):
    saved = desk.add("HTX Một")
    tomorrow = PartialDate.from_date(today() + timedelta(days=1))
    save(desk, saved, operating_status=OperatingStatus.SUSPENDED, status_on=tomorrow)

    query = RegisterQuery()
    row = organisation_rows(desk.book, organisation_ids(desk.book, query), query)[0]
    assert row.status is OperatingStatus.ACTIVE


def test_status_date_and_document_are_written_down(desk, suspended):
    save(desk, suspended, status_on=PartialDate(2023, 6))

    rows = [row[1:] for row in desk.journal("organisation") if row[1].startswith("HOAT_DONG")]
    assert rows == [
        ("HOAT_DONG", None, "HD"),
        ("HOAT_DONG", "HD", "TN"),
        ("HOAT_DONG.effective_on", None, "2023-05-10"),
        ("HOAT_DONG.document", None, "TB 12"),
        ("HOAT_DONG.effective_on", "2023-05-10", "2023-06"),
    ]


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    edits=st.lists(
        st.tuples(
            st.sampled_from(OperatingStatus),
            st.sampled_from(LegalStatus),
            st.none() | st.builds(PartialDate, st.integers(2018, 2024), st.none() | st.just(6)),
        ),
        max_size=6,
    )
)
def test_what_was_saved_is_what_the_record_shows(desk, edits):
    """Whatever the edits, an accepted one is the present status; a refused one changes nothing."""
    draft = desk.add("HTX Một")
    for operating, legal, on in edits:
        edited = replace(draft, operating_status=operating, legal_status=legal, status_on=on)
        history = status_history(desk.book, draft.uid)
        if check_draft(desk.book, edited):
            assert status_history(desk.book, draft.uid) == history
            continue
        draft = save(desk, edited)
        assert (draft.operating_status, draft.legal_status) == (operating, legal)
        assert load_organisation(desk.book, draft.uid) == draft
        assert len(status_history(desk.book, draft.uid)) >= len(history)
