from datetime import UTC, datetime

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, select

from ktt_desktop.domain.history import Source
from ktt_desktop.domain.text import nfc
from ktt_desktop.models.journal import JournalEntry
from ktt_desktop.storage import journal

NOW = datetime(2025, 12, 9, 8, 15, 30, tzinfo=UTC)
values = st.none() | st.text(st.characters(codec="utf-8"), max_size=20)


def entries(session):
    return session.scalars(select(JournalEntry).order_by(JournalEntry.id)).all()


def test_a_change_says_what_when_from_and_to(session):
    journal.record(session, NOW, "organisation", "uid-1", [("name", None, "HTX A")])

    (entry,) = entries(session)
    assert (entry.at, entry.subject, entry.subject_key) == (NOW, "organisation", "uid-1")
    assert (entry.field, entry.old, entry.new) == ("name", None, "HTX A")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.tuples(st.sampled_from("abc"), values, values), max_size=8))
def test_only_values_that_really_changed_are_written_in_their_order(session, changes):
    session.execute(delete(JournalEntry))

    journal.record(session, NOW, "annual_return", "k", changes)

    composed = [(field, *(text and nfc(text) for text in pair)) for field, *pair in changes]
    real = [
        after for before, after in zip(changes, composed, strict=True) if before[1] != before[2]
    ]
    assert [(each.field, each.old, each.new) for each in entries(session)] == real


def test_zero_and_nothing_are_different_values(session):
    journal.record(session, NOW, "annual_return", "k", [("M", None, "0"), ("W", "0", None)])

    assert [(each.old, each.new) for each in entries(session)] == [(None, "0"), ("0", None)]


def test_nothing_changed_writes_nothing(session):
    journal.record(session, NOW, "annual_return", "k", [("M", "1", "1"), ("W", None, None)])
    journal.record(session, NOW, "annual_return", "k", [])

    assert entries(session) == []


def test_a_change_carries_where_it_came_from(session):
    journal.record(session, NOW, "organisation", "uid-1", [("name", None, "A")])
    journal.record(session, NOW, "organisation", "uid-1", [("name", "A", "B")], Source.RESTORED)

    read = journal.newest(session, "organisation", "uid-1", None, 9)

    assert [(each.field, each.source, each.new) for each in read] == [
        ("name", Source.RESTORED, "B"),
        ("name", Source.ENTRY, "A"),
    ]
    assert read[0].at == NOW


def test_the_lines_of_one_record_are_read_newest_first_and_on_from_a_line(session):
    for number in range(5):
        key = f"uid-{number % 2}"
        journal.record(session, NOW, "organisation", key, [("phone", None, str(number))])
    journal.record(session, NOW, "dossier", "uid-0", [("note", None, "x")])

    first = journal.newest(session, "organisation", "uid-0", None, 2)
    rest = journal.newest(session, "organisation", "uid-0", first[-1].id, 2)

    assert [each.new for each in (*first, *rest)] == ["4", "2", "0"]


def test_a_line_is_found_with_its_record_only(session):
    journal.record(session, NOW, "organisation", "uid-1", [("name", None, "A")])
    (line,) = journal.newest(session, "organisation", "uid-1", None, 9)

    assert journal.find(session, "organisation", "uid-1", line.id) == line
    assert journal.find(session, "organisation", "uid-2", line.id) is None
    assert journal.find(session, "dossier", "uid-1", line.id) is None
