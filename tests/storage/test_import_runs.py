"""The history of imports: what was imported, and what was left."""

from ktt_desktop.domain.importing.records import Issue
from ktt_desktop.storage import import_runs as storage
from tests.storage.conftest import MOMENT

COUNTS = storage.Counts(added=1, changed=2, same=3, left=4, figures=5)
ISSUES = (Issue(7, "Mã số thuế", "0123", "Thiếu chữ số."), Issue(9, "", "HTX “B”", "Trùng."))


def put(session, file="a.xlsx"):
    return storage.add(session, MOMENT, file, "f" * 64, COUNTS, ISSUES, "x")


def test_an_import_is_told_as_it_was_written_down(session):
    run = put(session)
    session.expire_all()
    assert storage.newest_first(session) == [run]
    assert (run.file, run.digest, run.at) == ("a.xlsx", "f" * 64, "2025-01-15T08:30:00+00:00")
    assert (run.added, run.changed, run.same, run.left, run.figures) == (1, 2, 3, 4, 5)


def test_the_issues_keep_their_order(session):
    assert storage.issues_of(storage.find(session, put(session).id)) == ISSUES


def test_the_newest_import_comes_first_and_a_forgotten_one_not_at_all(session):
    first, second, third = (put(session, name) for name in ("a.xlsx", "b.xlsx", "c.xlsx"))
    storage.forget(session, second.id)
    assert [each.id for each in storage.newest_first(session)] == [third.id, first.id]
    assert storage.find(session, second.id) is None


def test_of_a_name_longer_than_its_column_the_end_is_kept(session):
    assert put(session, "a" * 300 + ".xlsx").file == "a" * 250 + ".xlsx"
