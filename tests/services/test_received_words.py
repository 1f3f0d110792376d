from datetime import UTC, datetime

import pytest

from ktt_desktop.domain.report_text import AutoPiece, RichParagraph, RichRun, plain_text
from ktt_desktop.interchange.submission_format import Sheet
from ktt_desktop.services.outlines import main_report
from ktt_desktop.services.received_words import keep_words
from ktt_desktop.services.report_restoring import restore_version
from ktt_desktop.services.report_texts import load_texts, save_texts
from ktt_desktop.services.report_versions import VersionCause, versions
from ktt_desktop.services.submission_data import collect
from ktt_desktop.storage.session import transaction
from tests.locked_report import MEMBERS, SECTION

NOW = datetime(2026, 11, 20, tzinfo=UTC)
HIDDEN = (AutoPiece("C1", hidden=True),)
BOLD = RichParagraph((RichRun("Cán bộ kiêm nhiệm.", bold=True),))


@pytest.fixture
def report(practice):
    book, _, period = practice
    return book, main_report(book, period)


def take_in(report, *rows):
    book, key = report
    sheets = {
        "explanations": Sheet(("finding", "digest", "text"), ()),
        "texts": Sheet(("section", "text"), rows),
    }
    with transaction(book.sessions) as session:
        keep_words(session, key, sheets, NOW)


def test_words_of_a_file_fill_a_book_without_any(report):
    take_in(report, (SECTION, "Một.\nHai."))

    (text,) = load_texts(*report).values()
    assert plain_text(text) == "Một.\nHai."
    assert versions(*report) == ()


def test_words_the_book_says_already_keep_their_style_and_their_figures(report):
    save_texts(*report, {SECTION: (MEMBERS, BOLD)})
    take_in(report, (SECTION, "Toàn huyện có 3.779 thành viên.\nCán bộ kiêm nhiệm."))

    assert load_texts(*report) == {SECTION: (MEMBERS, BOLD)}
    assert versions(*report) == ()


def test_another_value_of_a_locked_figure_is_not_another_wording(report):
    save_texts(*report, {SECTION: (MEMBERS, BOLD)})
    take_in(report, (SECTION, "Toàn huyện có 3.780 thành viên.\nCán bộ kiêm nhiệm."))

    assert load_texts(*report) == {SECTION: (MEMBERS, BOLD)}
    assert versions(*report) == ()


def test_other_words_come_in_beside_those_that_are_alike_and_the_old_are_kept(report):
    save_texts(*report, {SECTION: (MEMBERS, BOLD)})
    take_in(report, (SECTION, "Thêm.\nCán bộ kiêm nhiệm."))

    first, second = load_texts(*report)[SECTION]
    assert (first.text, second) == ("Thêm.", BOLD)
    (kept,) = versions(*report)
    assert kept.cause is VersionCause.RECEIVED
    restore_version(*report, kept.id)
    assert load_texts(*report) == {SECTION: (MEMBERS, BOLD)}


def test_a_section_that_only_hides_a_sentence_does_not_travel_and_is_not_lost(report, practice):
    book, profile, period = practice
    save_texts(*report, {"P1.I.1a": HIDDEN})
    save_texts(*report, {SECTION: (MEMBERS,)})
    with transaction(book.sessions) as session:
        sheet = collect(session, book, profile, period).sheets["texts"]

    assert sheet.rows == ((SECTION, "Toàn huyện có 3.779 thành viên."),)
    take_in(report, *sheet.rows)
    assert load_texts(*report) == {"P1.I.1a": HIDDEN, SECTION: (MEMBERS,)}
