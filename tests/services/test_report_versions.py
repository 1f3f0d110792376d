from datetime import UTC, datetime, timedelta

import pytest

from ktt_desktop.domain.progress import Silent
from ktt_desktop.domain.report_text import from_plain
from ktt_desktop.services import report_texts, report_versions
from ktt_desktop.services.outlines import main_report
from ktt_desktop.services.report_texts import save_texts
from ktt_desktop.services.report_versions import VersionCause, keep_version, versions
from ktt_desktop.services.submission import export_submission
from ktt_desktop.services.validation import check_book, explain

MORNING = datetime(2026, 11, 20, 2, tzinfo=UTC)
FIRST, SECOND = from_plain("Bản đầu."), from_plain("Bản sau.")


@pytest.fixture
def clock(monkeypatch):
    """The time of the book; call it to set another."""

    def at(moment):
        for module in (report_texts, report_versions):
            monkeypatch.setattr(module, "now", lambda: moment)

    at(MORNING)
    return at


@pytest.fixture
def report(practice):
    book, _, period = practice
    return book, main_report(book, period)


def causes(report):
    return [(each.cause, each.label) for each in versions(*report)]


def test_a_version_kept_by_hand_bears_its_name_the_newest_first(report, clock):
    keep_version(*report, VersionCause.HAND, "Trình lần 1")
    clock(MORNING + timedelta(hours=1))
    save_texts(*report, {"P1.III.1": FIRST})
    keep_version(*report, VersionCause.HAND, "Trình lần 2")

    assert [each.label for each in versions(*report)] == ["Trình lần 2", "Trình lần 1"]
    assert versions(*report)[0].made_at == MORNING + timedelta(hours=1)


def test_words_as_they_were_are_kept_before_the_first_change_of_a_day(report, clock):
    save_texts(*report, {"P1.III.1": FIRST})
    save_texts(*report, {"P1.III.1": SECOND})
    assert causes(report) == []  # nothing of an earlier day

    clock(MORNING + timedelta(days=1))
    save_texts(*report, {"P1.III.1": from_plain("Bản thứ ba.")})
    save_texts(*report, {"P1.III.1": from_plain("Bản thứ tư.")})

    assert causes(report) == [(VersionCause.DAY, "")]
    assert report_versions.CAUSES[VersionCause.DAY]


def test_every_cause_has_words():
    assert set(report_versions.CAUSES) == set(VersionCause)


def test_words_nobody_changed_are_kept_once_unless_by_hand(report, clock):
    keep_version(*report, VersionCause.EXPORT)
    assert causes(report) == []  # nothing written, nothing to keep

    save_texts(*report, {"P1.III.1": FIRST})
    keep_version(*report, VersionCause.EXPORT, "tệp 1")
    keep_version(*report, VersionCause.EXPORT, "tệp 2")
    keep_version(*report, VersionCause.HAND, "của tôi")

    assert causes(report) == [(VersionCause.HAND, "của tôi"), (VersionCause.EXPORT, "tệp 1")]


def test_a_submission_keeps_the_words_it_was_made_of(practice, report, tmp_path):
    save_texts(*report, {"P1.III.1": FIRST})
    book, _, period = practice
    for finding in check_book(*practice).findings:
        explain(book, period, finding, "Đã đối chiếu với sổ thành viên.")

    number = export_submission(*practice, tmp_path, Silent()).sent.number

    assert causes(report) == [(VersionCause.EXPORT, f"Tệp nộp số {number}")]


def test_versions_of_another_report_are_not_shown(report, clock):
    book, key = report
    keep_version(book, key._replace(outline="scheme"), VersionCause.HAND, "khác")

    assert causes(report) == []
