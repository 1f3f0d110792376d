"""Rows of whole records into a book with other ids, and out again."""

import shutil
import sqlite3

import pytest

from ktt_desktop.domain.dates import PartialDate
from ktt_desktop.models.event import EventParty, OrganisationEvent
from ktt_desktop.models.organisation_parts import OrganisationPerson
from ktt_desktop.storage.session import Sessions, open_engine, transaction
from ktt_desktop.storage.snapshots import RECORD, altered, from_text, read_snapshot, to_text
from ktt_desktop.storage.takeover import Writer, fingerprint, last_line, remove, widen
from ktt_desktop.storage.whole_records import columns_of, records, select
from tests.storage.conftest import MOMENT


@pytest.fixture
def here(book_file, tmp_path):
    """An empty book beside the one that is filled."""
    path = tmp_path / "moi.sqlite"
    shutil.copyfile(book_file, path)
    return path


def driver(session):
    return session.connection().connection.driver_connection


def person(name):
    texts = dict.fromkeys(("title", "gender", "ethnicity", "nationality", "identity_number"), "")
    return OrganisationPerson(name=name, place=0, address="", phone="", **texts)


def test_an_event_that_came_along_can_be_undone_here_with_the_ids_of_here(here, session, add):
    add("HTX không nhận")
    one, two = add("HTX A"), add("HTX B")
    one.persons = [person("Nguyễn Văn An")]
    session.flush()
    before = read_snapshot(session, [one.id, two.id], RECORD)
    one.persons = [person("Lê Thị Bình")]
    two.note = "đã sáp nhập"
    session.flush()
    after = read_snapshot(session, [one.id, two.id], RECORD)
    event = OrganisationEvent(
        uid="e",
        kind="SAP_NHAP",
        happened_on=PartialDate(2024),
        document="",
        note="",
        before=to_text(before),
        after=to_text(after),
        recorded_at=MOMENT,
    )
    event.parties = [
        EventParty(organisation_id=each.id, role="x", place=place)
        for place, each in enumerate((one, two))
    ]
    session.add(event)
    session.flush()

    sessions = Sessions(open_engine(here))
    with transaction(sessions) as other:
        writer = Writer(driver(other))
        for record in records(driver(session), [one.uid, two.uid]):
            writer.record(record)
        writer.events(driver(session))
        (row,) = select(driver(other), "SELECT * FROM organisation_event")
        ids = list(writer.written.organisations.values())
        assert ids != [one.id, two.id]
        moved = from_text(row["after"])
        assert altered(moved, read_snapshot(other, ids, RECORD)) == frozenset()
        (was,) = from_text(row["before"])["organisation_person"]
        assert was["name"] == "Nguyễn Văn An"
        assert was["organisation_id"] == writer.written.organisations[one.id]
        assert "id" not in was  # that row is nowhere any more: it gets a new one
    sessions.kw["bind"].dispose()


def test_what_was_written_is_taken_out_again_and_any_change_is_seen(here, session, add):
    figures = {(2024, "ACTUAL"): {"M": 5}}
    one = add("HTX A", figures=figures, tax_code="2400000015")
    with_other_ids = sqlite3.connect(here)
    with_other_ids.execute("PRAGMA foreign_keys = ON")
    writer = Writer(with_other_ids)
    for record in records(driver(session)):
        writer.record(record)
    writer.written.journal = range(last_line(with_other_ids) + 1)
    (new,) = writer.written.organisations.values()
    assert select(with_other_ids, "SELECT m FROM annual_return") == [{"m": 5}]

    after = fingerprint(with_other_ids, writer.written)
    assert fingerprint(with_other_ids, writer.written) == after
    for change in (
        "UPDATE organisation SET note = 'x'",
        "UPDATE annual_return SET m = 6",
        f"INSERT INTO draft VALUES ('organisation', '{one.uid}', '', '')",
    ):
        with_other_ids.execute("SAVEPOINT tried")
        with_other_ids.execute(change)
        assert fingerprint(with_other_ids, writer.written) != after, change
        with_other_ids.execute("ROLLBACK TO tried")
    assert fingerprint(with_other_ids, writer.written) == after

    remove(with_other_ids, writer.written)
    for table in ("organisation", "status_change", "annual_return"):
        assert select(with_other_ids, f"SELECT * FROM {table}") == []
    assert new
    with_other_ids.close()


def test_a_column_of_figures_can_be_added(here):
    book = sqlite3.connect(here)
    widen(book, ["a99"])
    assert "a99" in columns_of(book, "annual_return")
    book.close()
