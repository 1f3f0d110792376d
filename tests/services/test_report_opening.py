import pytest

from ktt_desktop.domain.errors import InvalidInputError
from ktt_desktop.domain.report import ReportKey
from ktt_desktop.domain.report_text import AutoPiece, Piece, from_plain
from ktt_desktop.services.outlines import main_report
from ktt_desktop.services.report_opening import open_report
from ktt_desktop.services.report_pictures import add_picture
from ktt_desktop.services.report_texts import save_texts
from tests.locked_report import MEMBERS, SECTION, lock_members, say, section
from tests.picture_bytes import picture_bytes


def test_a_section_nobody_wrote_in_holds_the_program_s_sentences(practice):
    book, _, period = practice
    opened = section(practice, main_report(book, period), "P1.I.1b")

    assert opened.heading.text.startswith("b) Về thành viên, lao động")
    assert opened.hint
    assert not opened.is_unwritten
    assert opened.text == ()
    assert all(isinstance(each, Piece) for each in opened.items)
    assert opened.items == opened.pieces


def test_a_section_that_waits_for_words_is_counted(practice):
    book, profile, period = practice
    key = main_report(book, period)
    before = open_report(book, profile, key).unwritten

    assert section(practice, key).is_unwritten
    save_texts(book, key, {SECTION: from_plain("Đạt kế hoạch.")})

    assert not section(practice, key).is_unwritten
    assert open_report(book, profile, key).unwritten == before - 1


def test_words_and_sentences_stand_in_the_order_of_the_officer(practice):
    book, _, period = practice
    key = main_report(book, period)
    pieces = section(practice, key, "P1.I.1b").pieces
    own = from_plain("Lao động trẻ còn ít.")
    save_texts(book, key, {"P1.I.1b": (AutoPiece(pieces[0].key, hidden=True), *own)})

    assert section(practice, key, "P1.I.1b").items == (*pieces[1:], *own)


def test_a_locked_figure_is_told_with_its_value_now_and_its_origin(practice):
    key = lock_members(practice)
    say(practice, A2=3780)
    opened = section(practice, key)

    (now,) = opened.figures.values()
    assert (now.text, now.anchor) == ("3.780", "A2:TH")
    assert [(each.old, each.new) for each in opened.changes] == [("3.779", "3.780")]
    assert opened.text == (MEMBERS,)  # nothing is written anew by itself


def test_the_pictures_of_the_words_come_with_them(practice):
    book, profile, period = practice
    key = main_report(book, period)
    picture = add_picture(book, picture_bytes())
    save_texts(book, key, {SECTION: (picture,)})

    assert list(open_report(book, profile, key).pictures) == [picture.name]


def test_an_outline_the_book_does_not_have_is_refused_in_words(practice):
    book, profile, period = practice
    with pytest.raises(InvalidInputError, match="không có dàn ý"):
        open_report(book, profile, ReportKey("unknown", period))
