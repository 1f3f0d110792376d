from datetime import UTC, datetime

from sqlalchemy import select

from ktt_desktop.domain.records import Programme
from ktt_desktop.models.dossier import Dossier
from ktt_desktop.storage.dossiers import draft_of
from ktt_desktop.storage.shipped_programmes import add_shipped_programmes
from tests.storage.conftest import MOMENT

FIRST = Programme("QD1", "Chương trình một", "QĐ 1", 2021, 2025, "TW")
SECOND = Programme("QD2", "Chương trình hai")
LATER = datetime(2026, 1, 1, tzinfo=UTC)


def stored(session):
    session.flush()
    return {each.uid: each for each in session.scalars(select(Dossier))}


def test_the_programmes_of_the_catalogue_become_work_records(session):
    add_shipped_programmes(session, [FIRST, SECOND], MOMENT)
    found = stored(session)
    assert draft_of(found["QD1"], ()).values == {
        "name": "Chương trình một",
        "document": "QĐ 1",
        "first_year": 2021,
        "last_year": 2025,
        "level": "TW",
    }
    assert draft_of(found["QD2"], ()).values == {"name": "Chương trình hai"}
    assert {each.kind for each in found.values()} == {"programme"}


def test_what_the_officer_made_of_one_stays_and_a_new_one_is_added(session):
    add_shipped_programmes(session, [FIRST], MOMENT)
    mine = stored(session)["QD1"]
    mine.content = '{"name":"Tên của xã"}'
    add_shipped_programmes(session, [FIRST, SECOND], LATER)
    found = stored(session)
    assert found["QD1"].content == '{"name":"Tên của xã"}'
    assert (found["QD1"].updated_at, found["QD2"].updated_at) == (MOMENT, LATER)


def test_one_in_the_bin_stays_there(session):
    add_shipped_programmes(session, [FIRST], MOMENT)
    stored(session)["QD1"].deleted_at = MOMENT
    add_shipped_programmes(session, [FIRST], LATER)
    assert stored(session)["QD1"].deleted_at == MOMENT
