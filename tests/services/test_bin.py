"""The bin, on a real book: found, read in words, taken back whole."""

from dataclasses import replace

import pytest

from ktt_desktop.domain.dates import PartialDate
from ktt_desktop.domain.errors import NotFoundError
from ktt_desktop.domain.organisation import Activity, Person
from ktt_desktop.domain.status_history import StatusStep
from ktt_desktop.domain.terms import StatusAxis
from ktt_desktop.services.bin import LIMIT, deleted_organisations, deleted_record
from ktt_desktop.services.member_figures import newest_members
from ktt_desktop.services.register import (
    delete_organisation,
    load_organisation,
    restore_organisation,
)
from ktt_desktop.services.statuses import change_status, status_page


def names(desk, typed=""):
    return [each.name for each in deleted_organisations(desk.book, typed)]


@pytest.fixture
def deleted(desk):
    record = desk.add(
        "HTX Rau sạch Mỹ Thái",
        {desk.book.catalogue.edition.members_indicator: "25"},
        tax_code="0100109106",
        persons=(Person("Nguyễn Văn An", identity_number="001085000001"),),
        activities=(Activity("2018", "0111", is_main=True),),
    )
    step = StatusStep(StatusAxis.OPERATING, "NG", PartialDate(2020, 5, 1))
    change_status(desk.book, record.uid, step)
    whole = load_organisation(desk.book, record.uid), status_page(desk.book, record.uid)
    delete_organisation(desk.book, record.uid)
    return whole


def test_what_is_deleted_lies_in_the_bin_and_nothing_else_does(desk, deleted):
    desk.add("HTX Còn lại")
    record, _ = deleted

    (row,) = deleted_organisations(desk.book)

    assert (row.uid, row.kind, row.name, row.tax_code) == (
        *(record.uid, record.kind, record.name, record.tax_code),
    )
    assert row.deleted_at.tzinfo is not None


def test_a_deleted_record_comes_back_whole(desk, deleted):
    record, page = deleted

    restore_organisation(desk.book, record.uid)

    assert names(desk) == []
    back = load_organisation(desk.book, record.uid)
    assert replace(back, revision=record.revision) == record
    assert status_page(desk.book, record.uid).steps == page.steps
    members = newest_members(desk.book, record.uid, record.kind)
    assert [value for _, value in members.figures] == [25]


@pytest.mark.parametrize(
    ("typed", "is_found"),
    [("rau sach", True), ("mỹ thái", True), ("0100109106", True), ("van an", True), ("ca", False)],
)
def test_the_bin_is_searched_like_the_list(desk, deleted, typed, is_found):
    assert bool(names(desk, typed)) is is_found


def test_a_record_of_the_bin_is_read_in_words(desk, deleted):
    lines = dict(deleted_record(desk.book, deleted[0].uid, str))

    assert lines["Tên tiếng Việt"] == "HTX Rau sạch Mỹ Thái"
    assert lines["Mã số (mã số thuế)"] == "0100109106"
    assert lines["Ngành, nghề kinh doanh"] == "0111 Trồng lúa (ngành chính)"
    assert lines["Tình trạng hoạt động"] == desk.book.catalogue.operating["NG"].label
    assert "001085000001" not in str(lines)


def test_a_record_that_is_not_in_the_bin_is_not_read_there(desk):
    for uid in (desk.add("HTX Một").uid, "uid-khac"):
        with pytest.raises(NotFoundError):
            deleted_record(desk.book, uid, str)


def test_a_full_bin_shows_the_newest_and_finds_the_others(desk):
    for number in range(LIMIT + 1):
        delete_organisation(desk.book, desk.add(f"HTX Số {number}").uid)

    assert len(names(desk)) == LIMIT
    assert names(desk, f"so {LIMIT}") == [f"HTX Số {LIMIT}"]
