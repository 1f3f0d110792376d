"""Events as rows: what one organisation had a part in, and what keeps a record in its place."""

from datetime import UTC, datetime

import pytest

from ktt_desktop.domain.dates import PartialDate
from ktt_desktop.models.dossier import Dossier, DossierParty
from ktt_desktop.models.event import EventParty, OrganisationEvent
from ktt_desktop.storage import events

MOMENT = datetime(2025, 1, 2, tzinfo=UTC)


@pytest.fixture
def happen(session):
    """An event of some organisations, in the order of their parts."""

    def of(uid, on, *organisations, role="CHU_THE"):
        parties = [
            EventParty(organisation_id=each.id, role=role, place=place)
            for place, each in enumerate(organisations)
        ]
        event = OrganisationEvent(
            uid=uid,
            kind="SAP_NHAP",
            happened_on=on,
            document="QĐ 1",
            note="",
            before="{}",
            after="{}",
            recorded_at=MOMENT,
            parties=parties,
        )
        session.add(event)
        session.flush()
        return event

    return of


def uids(session, organisation):
    return [each.event.uid for each in events.events_of(session, organisation.id)]


def test_the_newest_event_comes_first_with_all_its_parties(session, add, happen):
    one, two, three = add("Một"), add("Hai"), add("Ba")
    happen("cũ", PartialDate(2020), one)
    happen("mới", PartialDate(2024, 5), two, one)
    happen("cùng ngày", PartialDate(2024, 5), one)
    happen("khác", PartialDate(2025), three)

    assert uids(session, one) == ["cùng ngày", "mới", "cũ"]
    (found,) = events.events_of(session, two.id)
    assert [(each.name, each.role) for each in found.parties] == [
        ("Hai", "CHU_THE"),
        ("Một", "CHU_THE"),
    ]
    assert events.find(session, "khác").happened_on == PartialDate(2025)
    assert events.find(session, "không có") is None


def test_events_go_along_to_another_record_but_not_twice(session, add, happen):
    one, two, three = add("Một"), add("Hai"), add("Ba")
    happen("riêng", PartialDate(2020), one)
    happen("chung", PartialDate(2021), one, two)
    happen("khác", PartialDate(2022), three)

    events.move_parties(session, one.id, two.id)
    session.expire_all()

    assert uids(session, two) == ["chung", "riêng"]
    assert uids(session, one) == ["chung"]
    assert uids(session, three) == ["khác"]


def test_the_parties_of_an_event_that_holds_are_known_to_be_two(session, add, happen):
    one, two, three = sorted((add(name) for name in "ABC"), key=lambda each: each.uid)
    happen("còn", PartialDate(2020), two, one)
    happen("cũng", PartialDate(2021), one, two)
    happen("đã hoàn tác", PartialDate(2022), one, three).undone_at = MOMENT
    session.flush()

    assert events.pairs_of_events(session) == [(one.uid, two.uid)]


def test_figures_and_support_that_is_not_in_the_bin_are_entries(session, add):
    figures, given, taken_back, none = (
        add("A", figures={(2024, "ACTUAL"): {"M": 2}}),
        *(add(name) for name in "BCD"),
    )
    for organisation, deleted_at in ((given, None), (taken_back, MOMENT)):
        heads = dict.fromkeys(("period", "programme", "topic", "part_of"), "")
        session.add(
            Dossier(
                uid=organisation.uid,
                kind="support",
                content="{}",
                money="{}",
                updated_at=MOMENT,
                deleted_at=deleted_at,
                parties=[DossierParty(organisation_id=organisation.id, place=0)],
                **heads,
            )
        )
    session.flush()
    ids = [each.id for each in (figures, given, taken_back, none)]
    assert events.with_entries(session, ids) == {figures.id, given.id}
