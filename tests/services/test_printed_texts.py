from ktt_desktop.domain.report_text import RichParagraph, RichRun
from ktt_desktop.services.printed_texts import printed_words
from ktt_desktop.services.report_changes import changed_figures, refuse_change
from ktt_desktop.services.report_texts import load_texts, save_texts
from ktt_desktop.services.submission_data import collect
from ktt_desktop.storage.session import transaction
from tests.locked_report import SECTION, as_own, lock_members, say


def printed(practice, key):
    book, profile, _ = practice
    with transaction(book.sessions) as session:
        return printed_words(session, book, profile, key)


def test_words_without_figures_are_as_they_were_written(practice):
    book, _, _ = practice
    key = lock_members(practice)
    save_texts(book, key, {SECTION: (RichParagraph((RichRun("Ổn định."),)),)})
    assert printed(practice, key) == {SECTION: "Ổn định."}


def test_a_submission_carries_the_number_that_is_printed_and_the_words_stay_as_kept(practice):
    book, _, _ = practice
    key = lock_members(practice)
    kept = load_texts(book, key)
    say(practice, A2=3780)

    with transaction(book.sessions) as session:
        sheet = collect(session, *practice).sheets["texts"]

    assert sheet.rows == ((SECTION, "Toàn huyện có 3.780 thành viên."),)
    assert load_texts(book, key) == kept


def test_a_refused_figure_is_as_it_was(practice):
    book, profile, _ = practice
    key = lock_members(practice)
    say(practice, A2=3780)
    refuse_change(book, key, *changed_figures(book, profile, key), "Đã báo cáo Huyện ủy")

    assert printed(practice, key) == {SECTION: "Toàn huyện có 3.779 thành viên."}


def test_a_figure_the_book_lost_is_as_it_was(practice):
    key = lock_members(practice)
    say(practice, A2=None)
    assert printed(practice, key) == {SECTION: "Toàn huyện có 3.779 thành viên."}


def test_the_figures_of_an_edited_sentence_follow_too(practice):
    book, _, _ = practice
    key = lock_members(practice)
    save_texts(book, key, {"P1.I.1b": (as_own(practice, key, "P1.I.1b", 0),)})
    say(practice, A2=3780)
    assert "3.780 thành viên" in printed(practice, key)["P1.I.1b"]
