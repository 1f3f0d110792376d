from datetime import UTC, datetime

from sqlalchemy import inspect

from ktt_desktop.models.exchange import SubmissionSent
from ktt_desktop.storage import exchange


def send(session, period, number):
    sent = SubmissionSent(
        bundle_id=f"{period}-{number}",
        period=period,
        number=number,
        file_name="x.kttt",
        folder="/usb",
        data_digest="d",
        check_code="c",
        created_at=datetime(2026, 11, 20, tzinfo=UTC),
    )
    session.add(sent)
    session.flush()
    return sent


def test_exports_are_found_by_period_bundle_and_time(session):
    second = send(session, "KH2027", 1)
    first = send(session, "KH2027", 0)
    other = send(session, "6T2026", 0)

    assert exchange.sent_of_period(session, "KH2027") == [first, second]
    assert exchange.all_sent(session) == [other, first, second]
    assert exchange.find_sent(session, "6T2026-0") is other
    assert exchange.find_sent(session, "6T2026-9") is None
    assert exchange.count_sent(session) == 3
    assert exchange.count_sent(session, first.id) == 2


def test_what_was_returned_counts_until_a_later_number_of_its_period(session):
    first, other = send(session, "KH2027", 0), send(session, "6T2026", 0)
    first.answer = other.answer = "tra_lai"
    session.flush()
    assert exchange.returned(session, "tra_lai") == [other, first]

    send(session, "KH2027", 1)
    assert exchange.returned(session, "tra_lai") == [other]
    assert exchange.returned(session, "da_tiep_nhan") == []


def test_the_history_reads_nothing_large_until_it_is_asked_for(session):
    first, bare = send(session, "KH2027", 0), send(session, "6T2026", 0)
    first.data, first.receipt = b"data.json", "{}"
    session.flush()
    session.expunge_all()
    found = {each.bundle_id: each for each in exchange.all_sent(session)}

    sent = found[first.bundle_id]
    assert {"data", "receipt"} <= inspect(sent).unloaded
    assert (sent.has_data, found[bare.bundle_id].has_data) == (True, False)
    assert {"data", "receipt"} <= inspect(sent).unloaded
    assert (sent.data, sent.receipt) == (b"data.json", "{}")
