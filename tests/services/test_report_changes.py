import pytest

from ktt_desktop.domain.errors import ReasonRequiredError
from ktt_desktop.domain.report_text import plain_text
from ktt_desktop.services.report_changes import accept_changes, changed_figures, refuse_change
from ktt_desktop.services.report_texts import load_texts, save_texts
from tests.locked_report import SECTION, as_own, lock_members, say
from tests.usual_report import build_document


def own_words(practice, key):
    return plain_text(load_texts(practice[0], key)[SECTION])


def said(practice):
    return [getattr(block, "text", "") for block in build_document(*practice).blocks]


def changes(practice, key):
    book, profile, _ = practice
    return changed_figures(book, profile, key)


def test_data_that_stay_the_same_change_nothing(practice):
    assert changes(practice, lock_members(practice)) == ()


def test_a_changed_figure_is_printed_at_once_and_waits_to_be_accepted(practice):
    key = lock_members(practice)
    say(practice, A2=3780)

    (change,) = changes(practice, key)

    assert (change.section, change.old, change.new, change.anchor) == (
        SECTION,
        "3.779",
        "3.780",
        "A2:TH",
    )
    assert "Toàn huyện có 3.780 thành viên." in said(practice)
    assert own_words(practice, key) == "Toàn huyện có 3.779 thành viên."


def test_an_accepted_change_is_seen_no_more(practice):
    key = lock_members(practice)
    say(practice, A2=3780)

    change = accept_changes(practice[0], key, changes(practice, key))

    assert change.years == {key.period.year}
    assert changes(practice, key) == ()
    assert own_words(practice, key) == "Toàn huyện có 3.780 thành viên."


def test_a_refused_change_prints_the_old_value_until_it_is_accepted_after_all(practice):
    book, _, _ = practice
    key = lock_members(practice)
    say(practice, A2=3780)
    (change,) = changes(practice, key)

    refuse_change(book, key, change, " Số đã báo cáo Thường trực ")

    assert changes(practice, key) == ()
    assert "Toàn huyện có 3.779 thành viên." in said(practice)


def test_a_refusal_needs_a_reason(practice):
    key = lock_members(practice)
    say(practice, A2=3780)
    with pytest.raises(ReasonRequiredError, match="lý do"):
        refuse_change(practice[0], key, changes(practice, key)[0], "  ")


def test_a_figure_nobody_knows_any_more_is_a_change_too(practice):
    book, _, _ = practice
    key = lock_members(practice)
    say(practice, A2=None)

    (change,) = changes(practice, key)
    assert (change.old, change.new) == ("3.779", "")
    assert "Toàn huyện có 3.779 thành viên." in said(practice)  # marked, not lost

    accept_changes(book, key, [change])
    assert changes(practice, key) == ()
    assert own_words(practice, key) == "Toàn huyện có 3.779 thành viên."


def test_the_figures_of_an_edited_sentence_follow_it(practice):
    book, _, _ = practice
    key = lock_members(practice)
    save_texts(book, key, {"P1.I.1b": (as_own(practice, key, "P1.I.1b", 0),)})
    say(practice, A2=3780)

    (one, two, _) = sorted(changes(practice, key), key=lambda each: (each.section, each.run))
    assert (one.section, one.old, one.new) == ("P1.I.1b", "3.779", "3.780")
    assert two.new == "giảm 50 thành viên" or two.new.endswith("giảm 50 thành viên")


def test_a_change_of_a_text_that_moved_on_is_passed_over(practice):
    book, _, _ = practice
    key = lock_members(practice)
    say(practice, A2=3780)
    (change,) = changes(practice, key)
    save_texts(book, key, {SECTION: ()})

    accept_changes(book, key, [change])

    assert SECTION not in load_texts(book, key)
