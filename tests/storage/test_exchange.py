from datetime import UTC, datetime

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
