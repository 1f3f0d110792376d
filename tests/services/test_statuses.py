"""Both histories of an organisation, changed, corrected, taken back and read by the lists."""

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ktt_desktop.domain.dates import PartialDate
from ktt_desktop.domain.errors import InvalidInputError, NotFoundError, StaleRecordError
from ktt_desktop.domain.organisation import OrganisationDraft
from ktt_desktop.domain.register_list import RegisterQuery
from ktt_desktop.domain.status_history import StatusStep
from ktt_desktop.domain.terms import LegalStatus, OperatingStatus, OrganisationKind, StatusAxis
from ktt_desktop.services.book import today
from ktt_desktop.services.register import (
    check_draft,
    delete_organisation,
    load_organisation,
    save_organisation,
)
from ktt_desktop.services.register_list import organisation_ids, organisation_rows
from ktt_desktop.services.statuses import (
    change_status,
    check_change,
    check_correction,
    check_removal,
    correct_status,
    remove_status,
    status_page,
    undo_status,
)
from ktt_desktop.storage.aggregates import count_by_status, count_registered
from ktt_desktop.storage.session import transaction

LEGAL, OPERATING = StatusAxis.LEGAL, StatusAxis.OPERATING


def lines(desk, uid, axis=OPERATING):
    steps = status_page(desk.book, uid).steps
    return [(step.status, step.on.iso() if step.on else "") for step in steps if step.axis is axis]


def step(status, on="", axis=OPERATING, **more):
    return StatusStep(axis, status, PartialDate.from_iso(on) if on else None, **more)


@pytest.fixture
def saved(desk):
    return desk.add("HTX Một")


@pytest.fixture
def suspended(desk, saved):
    """Active from the start, standing still since May 2023."""
    change_status(desk.book, saved.uid, step("TN", "2023-05-10", document="TB 12"))
    return saved


def last(desk, uid, axis=OPERATING):
    return [each for each in status_page(desk.book, uid).steps if each.axis is axis][-1]


def test_a_new_status_opens_a_line_and_the_old_one_stays(desk, suspended):
    assert lines(desk, suspended.uid) == [("HD", ""), ("TN", "2023-05-10")]
    assert lines(desk, suspended.uid, LEGAL) == [("DANG_HOAT_DONG", "")]

    draft = load_organisation(desk.book, suspended.uid)
    assert draft.operating_status is OperatingStatus.SUSPENDED
    assert (draft.status_on, draft.status_document) == (PartialDate(2023, 5, 10), "TB 12")


def test_everything_that_was_typed_is_kept(desk, saved):
    typed = step(
        "TAM_NGUNG",
        "2026-02",
        LEGAL,
        ends_on=PartialDate(2026, 12),
        document="TB 01",
        reason="sửa chữa kho",
    )
    change_status(desk.book, saved.uid, typed)

    assert replace(last(desk, saved.uid, LEGAL), id=0) == typed


def test_each_day_has_the_status_of_its_time(desk, suspended):
    def status_on(day):
        query = RegisterQuery(on=day)
        return organisation_rows(desk.book, organisation_ids(desk.book, query), query)[0].status

    assert status_on(date(2023, 5, 9)) is OperatingStatus.ACTIVE
    assert status_on(date(2023, 5, 10)) is OperatingStatus.SUSPENDED
    assert status_on(date(2022, 12, 31)) is OperatingStatus.ACTIVE


@pytest.mark.parametrize(
    ("day", "status", "registered"),
    [
        (date(2023, 12, 31), "HD", 1),
        (date(2024, 3, 1), "DGT", 1),
        (date(2024, 9, 30), "DGT", 1),
        (date(2024, 10, 1), "GT", 0),
    ],
)
def test_the_totals_count_each_day_by_the_lines_of_that_day(desk, saved, day, status, registered):
    for new in (
        step("DANG_GIAI_THE", "2024-03-01", LEGAL, document="NQ 1"),
        step("DGT", "2024-03-01"),
        step("DA_CHAM_DUT", "2024-10", LEGAL),
        step("GT", "2024-10"),
    ):
        change_status(desk.book, saved.uid, new)

    with transaction(desk.book.sessions) as session:
        assert count_by_status(session, day) == {("HTX", "NN.TT", status): 1}
        assert sum(count_registered(session, day).values()) == registered


def test_what_is_not_allowed_changes_nothing(desk, suspended):
    before = status_page(desk.book, suspended.uid)
    for refused in (
        step("DA_CHAM_DUT", "2024", LEGAL),
        step("HD", "2023-05-09"),
        step("HD", (today() + timedelta(days=1)).isoformat()),
        step("HD"),
        step("TAM_NGUNG", "2024", LEGAL),
    ):
        problems = check_change(desk.book, before, refused)
        with pytest.raises(InvalidInputError) as caught:
            change_status(desk.book, suspended.uid, refused)
        assert str(caught.value) == next(iter(problems.values()))
    assert status_page(desk.book, suspended.uid) == before


def test_a_line_is_put_in_between_where_the_law_allows_it(desk, suspended):
    change_status(desk.book, suspended.uid, step("HD_CC", "2022-01"))

    assert lines(desk, suspended.uid) == [("HD", ""), ("HD_CC", "2022-01"), ("TN", "2023-05-10")]


def test_lines_of_one_day_keep_their_order_through_every_change(desk, saved):
    for new in (
        step("DANG_GIAI_THE", "2024-03-01", LEGAL, document="NQ 1"),
        step("DA_CHAM_DUT", "2024-03-01", LEGAL),
    ):
        change_status(desk.book, saved.uid, new)
    page = status_page(desk.book, saved.uid)
    closing = next(each for each in page.steps if each.status == "DANG_GIAI_THE")
    correct_status(desk.book, saved.uid, replace(closing, document="NQ 2", reason="nhầm số"))

    wanted = [
        ("DANG_HOAT_DONG", ""),
        ("DANG_GIAI_THE", "2024-03-01"),
        ("DA_CHAM_DUT", "2024-03-01"),
    ]
    assert lines(desk, saved.uid, LEGAL) == wanted
    undo_status(desk.book, saved.uid, status_page(desk.book, saved.uid).steps, page.steps)
    assert lines(desk, saved.uid, LEGAL) == wanted


def test_a_correction_replaces_the_line_and_says_why(desk, suspended):
    page, wrong = status_page(desk.book, suspended.uid), last(desk, suspended.uid)
    right = replace(wrong, on=PartialDate(2023, 6), reason="gõ nhầm tháng")
    unexplained = replace(right, reason="")
    assert list(check_correction(desk.book, page, unexplained)) == ["reason"]
    with pytest.raises(InvalidInputError, match="lý do sửa sai"):
        correct_status(desk.book, suspended.uid, unexplained)

    correct_status(desk.book, suspended.uid, right)
    assert lines(desk, suspended.uid) == [("HD", ""), ("TN", "2023-06")]
    assert last(desk, suspended.uid).reason == "gõ nhầm tháng"


def test_the_end_is_taken_back_only_by_a_correction(desk, saved):
    change_status(desk.book, saved.uid, step("GT", "2024"))
    with pytest.raises(InvalidInputError, match="Sửa sai"):
        change_status(desk.book, saved.uid, step("HD", "2025"))

    wrong = last(desk, saved.uid)
    correct_status(desk.book, saved.uid, replace(wrong, status="NG", reason="nhầm hồ sơ"))
    assert lines(desk, saved.uid) == [("HD", ""), ("NG", "2024")]


def test_a_line_is_removed_with_a_reason_and_the_last_one_never(desk, suspended):
    page, line = status_page(desk.book, suspended.uid), last(desk, suspended.uid)
    assert check_removal(desk.book, page, line, "") == "Phải ghi lý do sửa sai."
    remove_status(desk.book, suspended.uid, line.id, "nhập nhầm")

    assert lines(desk, suspended.uid) == [("HD", "")]
    with pytest.raises(InvalidInputError, match="phải còn một dòng"):
        remove_status(desk.book, suspended.uid, last(desk, suspended.uid).id, "x")
    with pytest.raises(NotFoundError):
        remove_status(desk.book, suspended.uid, line.id + 99, "x")


def test_every_act_can_be_taken_back(desk, suspended):
    uid = suspended.uid
    for act in (
        lambda: change_status(desk.book, uid, step("HD", "2024")),
        lambda: correct_status(
            desk.book, uid, replace(last(desk, uid), document="TB 15", reason="x")
        ),
        lambda: remove_status(desk.book, uid, last(desk, uid).id, "x"),
    ):
        before = status_page(desk.book, uid).steps
        act()
        after = status_page(desk.book, uid).steps
        assert after != before
        undo_status(desk.book, uid, after, before)
        assert [replace(each, id=0) for each in status_page(desk.book, uid).steps] == [
            replace(each, id=0) for each in before
        ]


def test_nothing_is_taken_back_over_a_later_change(desk, suspended):
    before = status_page(desk.book, suspended.uid).steps
    change_status(desk.book, suspended.uid, step("HD", "2024"))
    after = status_page(desk.book, suspended.uid).steps
    change_status(desk.book, suspended.uid, step("NG", "2025"))

    with pytest.raises(StaleRecordError):
        undo_status(desk.book, suspended.uid, after, before)
    assert lines(desk, suspended.uid)[-1] == ("NG", "2025")


def test_a_form_that_is_open_can_still_be_saved(desk, saved):
    change_status(desk.book, saved.uid, step("NG", "2024"))
    again, _ = save_organisation(desk.book, replace(saved, phone="0912"))

    assert again.operating_status is OperatingStatus.STOPPED
    assert lines(desk, saved.uid) == [("HD", ""), ("NG", "2024")]


def test_a_stored_record_leaves_its_histories_to_the_status_tab(desk, suspended):
    draft = replace(
        load_organisation(desk.book, suspended.uid), operating_status=OperatingStatus.DISSOLVED
    )
    save_organisation(desk.book, draft)

    assert lines(desk, suspended.uid) == [("HD", ""), ("TN", "2023-05-10")]


def test_the_journal_holds_both_histories_as_they_were(desk, suspended):
    remove_status(desk.book, suspended.uid, last(desk, suspended.uid).id, "nhập nhầm")
    rows = [row[1:] for row in desk.journal("organisation") if row[1].startswith("HOAT_DONG")]

    first, changed, removed, reason = rows
    assert first[1] is None
    assert json.loads(first[2]) == json.loads(changed[1]) == json.loads(removed[2])
    assert changed[2] == removed[1]
    assert [line["status"] for line in json.loads(changed[2])] == ["HD", "TN"]
    assert json.loads(changed[2])[1]["document"] == "TB 12"
    assert reason == ("HOAT_DONG.reason", None, "nhập nhầm")


def test_a_record_in_the_bin_is_not_changed(desk, suspended):
    delete_organisation(desk.book, suspended.uid)

    with pytest.raises(NotFoundError):
        change_status(desk.book, suspended.uid, step("HD", "2024"))
    with pytest.raises(NotFoundError):
        status_page(desk.book, suspended.uid)


def test_what_does_not_go_together_is_on_the_page(desk, saved):
    assert status_page(desk.book, saved.uid).contradictions == ()
    change_status(desk.book, saved.uid, step("DANG_GIAI_THE", "2026-10", LEGAL, document="NQ 1"))

    (doubt,) = status_page(desk.book, saved.uid).contradictions
    assert doubt.startswith("Pháp lý đang giải thể")


@pytest.mark.parametrize(
    ("fields", "attr"),
    [
        ({"legal_status": LegalStatus.UNREGISTERED}, "legal_status"),
        ({"status_on": PartialDate(2014)}, "status_on"),
        ({"status_on": PartialDate.from_date(today() + timedelta(days=1))}, "status_on"),
    ],
)
def test_the_first_statuses_of_a_record_are_checked(desk, fields, attr):
    draft = OrganisationDraft(
        name="HTX Một", sector="XD", registered_on=PartialDate(2015), **fields
    )

    assert list(check_draft(desk.book, draft)) == [attr]


def test_a_record_may_begin_in_the_middle_of_a_life(desk):
    closing = desk.add("HTX Hai", legal_status=LegalStatus.CLOSING, status_on=PartialDate(2020))
    group = desk.add(
        "THT Ba",
        kind=OrganisationKind.COOPERATIVE_GROUP,
        legal_status=LegalStatus.UNREGISTERED,
        registered_on=None,
    )

    assert lines(desk, closing.uid, LEGAL) == [("DANG_GIAI_THE", "2020")]
    assert lines(desk, group.uid, LEGAL) == [("CHUA_DANG_KY", "")]


@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    edits=st.lists(
        st.tuples(
            st.sampled_from([each.value for each in LegalStatus]),
            st.builds(PartialDate, st.integers(2018, 2024), st.none() | st.just(6)),
        ),
        max_size=5,
    )
)
def test_an_accepted_change_stands_where_its_date_says(desk, edits):
    """Whatever the edits, an accepted one is in force on its day; a refused one changes nothing."""
    saved = desk.add("HTX Một")
    for status, on in edits:
        page = status_page(desk.book, saved.uid)
        new = StatusStep(LEGAL, status, on, document="QĐ 1")
        if check_change(desk.book, page, new):
            assert status_page(desk.book, saved.uid) == page
            continue
        change_status(desk.book, saved.uid, new)
        after = status_page(desk.book, saved.uid).steps
        assert [replace(each, id=0) for each in after].count(new) >= 1
        assert len(after) == len(page.steps) + 1
