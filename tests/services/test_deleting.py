"""Many records put into the bin at once, and taken back."""

import pytest

from ktt_desktop.domain.errors import CancelledError, InvalidInputError
from ktt_desktop.domain.progress import Silent
from ktt_desktop.domain.register_list import RegisterQuery
from ktt_desktop.services.deleting import delete_organisations, restore_organisations
from ktt_desktop.services.register import restore_organisation
from ktt_desktop.services.register_list import organisation_ids

CODE = "0101243150"


def listed(desk):
    return organisation_ids(desk.book, RegisterQuery())


@pytest.fixture
def three(desk):
    uids = [desk.add(name).uid for name in ("HTX An", "HTX Bắc")]
    return [*uids, desk.add("HTX Cao", tax_code=CODE).uid]


def test_all_of_them_leave_the_list_and_come_back_as_one(desk, three):
    desk.add("HTX Dân")
    ids = listed(desk)

    change = delete_organisations(desk.book, ids[:3], Silent())

    assert change.organisations == set(three)
    assert listed(desk) == ids[3:]
    assert restore_organisations(desk.book, change.organisations, Silent()) == change
    assert listed(desk) == ids


def test_stopped_half_way_nothing_is_deleted(desk, three):
    class Stopping:
        def report(self, done, total, what):
            if (done, total) == (2, 3):
                raise CancelledError(what)

    ids = listed(desk)
    with pytest.raises(CancelledError):
        delete_organisations(desk.book, ids, Stopping())
    assert listed(desk) == ids


def test_where_one_cannot_come_back_none_does(desk, three):
    delete_organisations(desk.book, listed(desk), Silent())
    desk.add("HTX Mới", tax_code=CODE)
    (only,) = listed(desk)

    with pytest.raises(InvalidInputError, match="HTX Mới"):
        restore_organisations(desk.book, three, Silent())
    assert listed(desk) == [only]


def test_what_came_back_from_the_bin_meanwhile_stays(desk, three):
    ids = listed(desk)
    delete_organisations(desk.book, ids, Silent())
    restore_organisation(desk.book, three[2])

    restore_organisations(desk.book, three, Silent())
    assert listed(desk) == ids
