from datetime import UTC, datetime

from ktt_desktop.models.support import SupportGrant, SupportMoney, SupportProgramme
from ktt_desktop.storage import support

NOW = datetime(2026, 11, 20, tzinfo=UTC)


def grant(session, uid, year=2026, *, deleted=False):
    made = SupportGrant(
        uid=uid,
        year=year,
        programme_code="P",
        measure_code="H4",
        quantity_unit="",
        updated_at=NOW,
        deleted_at=NOW if deleted else None,
        money=[SupportMoney(source="NSTW", amount=5)],
    )
    session.add(made)
    session.flush()
    return made


def test_grants_of_a_year_come_by_uid_without_those_in_the_bin(session):
    session.add(SupportProgramme(code="P", name="Chương trình"))
    session.flush()
    last, first = grant(session, "b"), grant(session, "a")
    put_away = grant(session, "c", deleted=True)
    grant(session, "d", year=2025)

    assert support.grants_of_year(session, 2026) == [first, last]
    assert support.find_grant(session, "c") is None
    assert support.find_grant(session, "c", in_bin=True) is put_away
    assert [each.amount for each in support.find_grant(session, "a").money] == [5]


def test_programmes_are_found_by_code(session):
    session.add_all(
        [SupportProgramme(code="P", name="Một"), SupportProgramme(code="Q", name="Hai")]
    )
    session.flush()

    assert [each.code for each in support.all_programmes(session)] == ["P", "Q"]
    assert support.find_programme(session, "Q").name == "Hai"
    assert support.find_programme(session, "R") is None
