from dataclasses import replace

import pytest

from ktt_desktop.domain.dates import PartialDate
from ktt_desktop.domain.errors import CancelledError, NotFoundError, StaleRecordError
from ktt_desktop.domain.progress import Silent
from ktt_desktop.domain.terms import OperatingStatus, OrganisationKind
from ktt_desktop.services.bulk_change import (
    FIELDS,
    STATUS,
    BulkChange,
    make_change,
    preview_change,
    takes_yes_or_no,
    undo_change,
)
from ktt_desktop.services.register import delete_organisation, load_organisation, save_organisation
from ktt_desktop.services.register_list import organisation_id

SECTOR = BulkChange("sector", "XD")
STOP = BulkChange(STATUS, OperatingStatus.STOPPED, PartialDate(2022, 6), "NQ 12")


@pytest.fixture
def three(desk):
    saved = [
        desk.add("HTX Một", sector="VT"),
        desk.add("HTX Hai", sector="XD"),
        desk.add("THT Ba", sector="NN.TT", kind=OrganisationKind.COOPERATIVE_GROUP),
    ]
    return [organisation_id(desk.book, each.uid) for each in saved], [each.uid for each in saved]


def values(desk, uids, attr="sector"):
    return [getattr(load_organisation(desk.book, uid), attr) for uid in uids]


def test_the_preview_tells_old_and_new_and_what_stays(desk, three):
    ids, _ = three
    assert [(each.name, each.old, each.new, each.problem) for each in preview_change(
        desk.book, ids, SECTOR
    )] == [
        ("HTX Một", "VT", "XD", ""),
        ("HTX Hai", "XD", "XD", "Đã như vậy."),
        ("THT Ba", "NN.TT", "XD", ""),
    ]  # fmt: skip
    assert values(desk, three[1]) == ["VT", "XD", "NN.TT"]


def test_many_are_changed_at_once_and_put_back_whole(desk, three):
    ids, uids = three
    before = len(desk.journal("organisation"))
    undo, change = make_change(desk.book, ids, SECTOR, Silent())

    assert change.organisations == {uids[0], uids[2]}
    assert values(desk, uids) == ["XD", "XD", "XD"]
    assert desk.journal("organisation")[before:] == [
        (uids[0], "sector@HANG_LOAT", "VT", "XD"),
        (uids[2], "sector@HANG_LOAT", "NN.TT", "XD"),
    ]

    assert undo_change(desk.book, undo, Silent()).organisations == change.organisations
    assert values(desk, uids) == ["VT", "XD", "NN.TT"]


def test_a_field_a_kind_does_not_have_is_left_alone(desk, three):
    ids, uids = three
    change = BulkChange("charter_is_2023", value=True)
    *_, group = preview_change(desk.book, ids, change)

    assert group.problem == "THT không có mục này."
    make_change(desk.book, ids, change, Silent())
    assert values(desk, uids, "charter_is_2023") == [True, True, None]


def test_the_status_goes_by_its_rules_and_its_history_comes_back(desk, three):
    ids, uids = three
    delete = load_organisation(desk.book, uids[1])
    assert delete.operating_status is OperatingStatus.ACTIVE
    make_change(desk.book, ids[1:2], replace(STOP, on=PartialDate(2020)), Silent())
    lines = preview_change(desk.book, ids, STOP)
    assert [bool(each.problem) for each in lines] == [False, True, False]

    undo, change = make_change(desk.book, ids, STOP, Silent())
    assert change.organisations == {uids[0], uids[2]}
    drafts = [load_organisation(desk.book, uid) for uid in uids]
    assert [each.operating_status for each in drafts] == [OperatingStatus.STOPPED] * 3
    assert (drafts[0].status_on, drafts[0].status_document) == (PartialDate(2022, 6), "NQ 12")

    undo_change(desk.book, undo, Silent())
    assert values(desk, uids, "operating_status") == [
        *(OperatingStatus.ACTIVE, OperatingStatus.STOPPED, OperatingStatus.ACTIVE),
    ]


def test_what_was_changed_since_is_not_overwritten(desk, three):
    ids, uids = three
    undo, _ = make_change(desk.book, ids, SECTOR, Silent())
    later = load_organisation(desk.book, uids[2])
    save_organisation(desk.book, replace(later, sector="TM"))

    with pytest.raises(StaleRecordError, match="“THT Ba” đã được đổi tiếp"):
        undo_change(desk.book, undo, Silent())
    assert values(desk, uids) == ["XD", "XD", "TM"]

    delete_organisation(desk.book, uids[0])
    with pytest.raises(NotFoundError):
        undo_change(desk.book, undo, Silent())


def test_stopped_half_way_nothing_is_changed(desk, three):
    class Stopping:
        def report(self, done, total, what):
            if done == 2:
                raise CancelledError(what)

    with pytest.raises(CancelledError):
        make_change(desk.book, three[0], SECTOR, Stopping())
    assert values(desk, three[1]) == ["VT", "XD", "NN.TT"]


def test_every_field_is_one_of_the_record_and_says_what_it_takes(desk):
    assert {each for each in FIELDS if takes_yes_or_no(desk.book, each)} == {
        *("is_alliance_member", "charter_is_2023", "wants_support"),
    }
    for each in FIELDS:
        assert desk.book.catalogue.register_field(each).label
