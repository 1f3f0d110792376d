from datetime import UTC, datetime, timedelta

from ktt_desktop.models.report import ReportText, ReportVersion
from ktt_desktop.storage import reports

NOW = datetime(2026, 11, 20, tzinfo=UTC)


def words(section, text, report="plan", period="KH2027", written_at=NOW):
    content = f'[{{"runs":[{{"t":"{text}"}}]}}]' if text else ""
    return ReportText(
        report=report,
        period=period,
        section=section,
        text=text,
        content=content,
        written_at=written_at,
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


def version(label, report="plan", period="KH2027"):
    return ReportVersion(
        report=report, period=period, made_at=NOW, cause="hand", label=label, content="{}"
    )


def test_versions_stand_newest_first_and_each_by_its_report(session):
    for each in (version("a"), version("b"), version("c", report="scheme")):
        session.add(each)
        session.flush()

    found = reports.versions(session, "plan", "KH2027")
    assert [each.label for each in found] == ["b", "a"]
    assert reports.last_version(session, "plan", "KH2027") is found[0]
    assert reports.version(session, found[1].id) is found[1]
    assert reports.last_version(session, "plan", "6T2026") is None


def test_periods_and_the_last_moment_of_words_are_known(session):
    later = NOW + timedelta(days=1)
    for each in (words("P1", "a"), words("P2", "b"), words("P1", "c", period="6T2026")):
        reports.keep_text(session, each)
    reports.keep_text(session, words("P3", "d", written_at=later))
    session.flush()

    assert sorted(reports.periods_with_words(session, "plan")) == ["6T2026", "KH2027"]
    assert reports.last_written(session, "plan", "KH2027") == later
    assert reports.last_written(session, "scheme", "KH2027") is None


def test_a_picture_is_stored_once_and_read_by_its_name(session):
    for _ in range(2):
        reports.keep_picture(session, "ab", b"png", NOW)
        session.flush()

    assert reports.pictures(session, {"ab", "cd"}) == {"ab": b"png"}


def test_reports_with_locked_figures_are_found(session):
    figure = '{"slot":"A2@TH"}'
    content = f'[{{"runs":[{{"t":"64","figure":{figure}}}]}}]'
    for report, period in (("scheme", "KH2027"), ("plan", "6T2026")):
        kept = words("P1", "64", report=report, period=period)
        kept.content = content
        reports.keep_text(session, kept)
    reports.keep_text(session, words("P1", "figure"))
    session.flush()

    assert reports.with_figures(session, "KH2027") == ["scheme"]
