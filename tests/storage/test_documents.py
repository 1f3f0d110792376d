from datetime import UTC, datetime

from ktt_desktop.models.document import Explanation
from ktt_desktop.storage import documents

NOW = datetime(2026, 11, 20, tzinfo=UTC)


def explanation(key, text, period="KH2027"):
    return Explanation(period=period, finding_key=key, digest="d", text=text, written_at=NOW)


def test_words_replace_those_before_and_stand_in_order(session):
    for key, text in (("R2", "b"), ("R1", "a"), ("R2", "c")):
        documents.keep(session, explanation(key, text))
        session.flush()
    documents.keep(session, explanation("R3", "other", period="6T2026"))
    session.flush()

    found = documents.explanations(session, "KH2027")
    assert [(each.finding_key, each.text) for each in found] == [("R1", "a"), ("R2", "c")]


def test_empty_words_take_those_before_away(session):
    documents.keep(session, explanation("R1", "Lời văn."))
    session.flush()
    documents.keep(session, explanation("R1", "  \n"))
    documents.keep(session, explanation("R2", ""))
    session.flush()

    assert documents.explanations(session, "KH2027") == []
