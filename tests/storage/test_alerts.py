from datetime import date

import pytest
from sqlalchemy import update

from ktt_desktop.domain.dates import PartialDate
from ktt_desktop.models.organisation import StatusChange
from ktt_desktop.storage.alerts import facts
from tests.storage.conftest import MOMENT

ACTIVE = (None, "DANG_HOAT_DONG")
ON = date(2024, 12, 31)


def only(session, on=ON, members=("m",)):
    (found,) = facts(session, on, members)
    return found


def test_both_statuses_are_those_of_the_day(session, add):
    add(
        registered_on=PartialDate(2015, 3),
        history=((None, "HD"), ("2024-06", "NG"), ("2025-01-01", "HD")),
        legal=(ACTIVE, ("2024-07-02", "TAM_NGUNG")),
    )
    found = only(session)

    assert (found.legal, found.legal_since) == ("TAM_NGUNG", "2024-07-02")
    assert (found.operating, found.operating_since) == ("NG", "2024-06")
    early = only(session, date(2024, 5, 31))
    assert (early.legal, early.legal_since, early.operating) == ("DANG_HOAT_DONG", "2015-03", "HD")


def test_the_planned_end_of_a_suspension_is_known(session, add):
    add(legal=(ACTIVE, ("2024-07-02", "TAM_NGUNG")))
    change = update(StatusChange).where(StatusChange.status == "TAM_NGUNG")
    session.execute(change.values(ends_on=PartialDate(2025, 7, 1)))

    assert only(session).legal_until == "2025-07-01"


@pytest.mark.parametrize(
    ("history", "legal"),
    [
        (((None, "GT"),), (ACTIVE,)),
        (((None, "CD"),), (ACTIVE,)),
        (((None, "DI"),), (ACTIVE,)),
        (((None, "HD"),), ((None, "DA_CHAM_DUT"),)),
    ],
)
def test_what_has_ended_is_left_out(session, add, history, legal):
    add(history=history, legal=legal)

    assert facts(session, ON, ["m"]) == []


def test_the_bin_and_what_is_founded_later_are_left_out(session, add):
    add(legal=(ACTIVE,), deleted_at=MOMENT)
    add(legal=(ACTIVE,), registered_on=PartialDate(2025))

    assert facts(session, ON, ["m"]) == []
    assert len(facts(session, date(2025, 1, 1), ["m"])) == 1


def test_the_newest_number_of_members_of_the_day_counts(session, add):
    figures = {
        (2022, "ACTUAL"): {"M": 9},
        (2023, "ESTIMATE"): {"M": 6},
        (2023, "ACTUAL"): {"M": 5},
        (2024, "PLAN"): {"M": 1},
        (2024, "ACTUAL"): {"W": 4},
        (2025, "ACTUAL"): {"M": 3},
    }
    add(legal=(ACTIVE,), figures=figures)

    assert only(session)[-2:] == (5, "2023")
    assert only(session, members=("w", "m"))[-2:] == (4, "2024")
    assert only(session, date(2022, 6, 30))[-2:] == (9, "2022")
    assert only(session, date(2021, 6, 30))[-2:] == (None, None)


def test_a_page_asks_for_its_own_ids(session, add):
    one, two = add("HTX A", legal=(ACTIVE,)), add("HTX B", legal=(ACTIVE,))

    assert [each.name for each in facts(session, ON, ["m"], [two.id])] == ["HTX B"]
    assert facts(session, ON, ["m"], []) == []
    assert {each.id for each in facts(session, ON, ["m"])} == {one.id, two.id}
