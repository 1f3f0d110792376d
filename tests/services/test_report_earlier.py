import pytest

from ktt_desktop.domain.period import ReportingPeriod
from ktt_desktop.domain.report import ReportKey
from ktt_desktop.domain.report_text import from_plain, plain_text
from ktt_desktop.services.outlines import main_report
from ktt_desktop.services.report_changes import changed_figures
from ktt_desktop.services.report_earlier import earlier_texts, take_earlier_words
from ktt_desktop.services.report_texts import load_texts, save_texts
from ktt_desktop.services.report_versions import VersionCause, versions
from tests.locked_report import MEMBERS, SECTION

EARLIER = {SECTION: (MEMBERS,), "P2.I": from_plain("Bám sát chỉ đạo.")}


@pytest.fixture
def report(practice):
    """The plan of the practice book, and words in that of the year before."""
    book, _, period = practice
    key = main_report(book, period)
    save_texts(book, ReportKey(key.outline, ReportingPeriod.parse("KH2022")), EARLIER)
    return book, key


def words(report):
    return {section: plain_text(text) for section, text in load_texts(*report).items()}


def test_the_latest_period_before_is_offered(report):
    book, key = report
    for code in ("KH2021", "KH2024"):
        other = ReportKey(key.outline, ReportingPeriod.parse(code))
        save_texts(book, other, {"P2.I": from_plain(code)})

    found = earlier_texts(book, key)

    assert (found.period.code, found.texts) == ("KH2022", EARLIER)


def test_a_report_without_a_period_before_has_nothing_to_take(practice):
    book, profile, period = practice
    key = main_report(book, period)

    assert earlier_texts(book, key) is None
    take_earlier_words(book, profile, key)
    assert load_texts(book, key) == {}
    assert versions(book, key) == ()


def test_words_of_another_outline_are_not_taken(report):
    book, key = report
    assert earlier_texts(book, key._replace(outline="scheme")) is None


def test_empty_sections_take_the_words_and_written_ones_stay(report, practice):
    book, key = report
    save_texts(book, key, {"P2.I": from_plain("Yêu cầu năm nay.")})

    take_earlier_words(book, practice[1], key)

    assert words(report) == {
        SECTION: "Toàn huyện có 3.779 thành viên.",
        "P2.I": "Yêu cầu năm nay.",
    }


def test_a_section_that_was_asked_for_takes_them_in_any_case_and_the_old_ones_are_kept(
    report, practice
):
    book, key = report
    save_texts(book, key, {"P2.I": from_plain("Yêu cầu năm nay.")})

    take_earlier_words(book, practice[1], key, ["P2.I"])

    assert words(report) == {"P2.I": "Bám sát chỉ đạo."}
    (kept,) = versions(book, key)
    assert (kept.cause, kept.label) == (
        VersionCause.EARLIER,
        "Trước khi lấy lời văn Kế hoạch năm 2022",
    )


def test_the_figures_taken_along_are_those_of_this_period(report, practice):
    book, key = report
    earlier = ReportKey(key.outline, ReportingPeriod.parse("KH2022"))
    runs = (MEMBERS.runs[0], *MEMBERS.runs[1:])
    old = MEMBERS.__class__((runs[0], runs[1].__class__("3.000", figure=runs[1].figure), runs[2]))
    save_texts(book, earlier, {SECTION: (old,)})

    take_earlier_words(book, practice[1], key)

    assert words(report)[SECTION] == "Toàn huyện có 3.779 thành viên."
    assert changed_figures(book, practice[1], key) == ()
