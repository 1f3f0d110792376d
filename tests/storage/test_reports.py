from datetime import UTC, datetime

from ktt_desktop.models.report import ReportText
from ktt_desktop.storage import reports

NOW = datetime(2026, 11, 20, tzinfo=UTC)


def words(section, text, report="plan", period="KH2027"):
    content = f'[{{"runs":[{{"t":"{text}"}}]}}]' if text else ""
    return ReportText(
        report=report, period=period, section=section, text=text, content=content, written_at=NOW
    )


def test_words_replace_those_before_and_stand_by_section(session):
    for section, text in (("P2", "b"), ("P1", "a"), ("P2", "c")):
        reports.keep_text(session, words(section, text))
        session.flush()

    found = reports.texts(session, "plan", "KH2027")
    assert [(each.section, each.text) for each in found] == [("P1", "a"), ("P2", "c")]


def test_another_report_and_another_period_have_words_of_their_own(session):
    reports.keep_text(session, words("P1", "a"))
    reports.keep_text(session, words("P1", "b", report="scheme"))
    reports.keep_text(session, words("P1", "c", period="6T2026"))
    session.flush()

    assert [each.text for each in reports.texts(session, "scheme", "KH2027")] == ["b"]


def test_no_words_take_those_before_away(session):
    reports.keep_text(session, words("P1", "a"))
    session.flush()
    reports.keep_text(session, words("P1", ""))
    reports.keep_text(session, words("P2", ""))
    session.flush()

    assert reports.texts(session, "plan", "KH2027") == []


def test_settings_replace_those_before(session):
    assert reports.settings(session, "plan", "KH2027") == ""
    for value in ("{}", '{"number": "12"}'):
        reports.keep_settings(session, "plan", "KH2027", value, NOW)
        session.flush()

    assert reports.settings(session, "plan", "KH2027") == '{"number": "12"}'
