from hypothesis import given
from hypothesis import strategies as st

from ktt_desktop.domain.report_text import (
    AutoPiece,
    LockedFigure,
    RichParagraph,
    RichPicture,
    RichRun,
    RichTable,
    from_plain,
    plain_text,
)
from ktt_desktop.domain.report_words import with_plain

BOLD = RichParagraph((RichRun("Có 64 HTX.", bold=True),))
PICTURE = RichPicture("ab", 120)
TABLE = RichTable((("TT", "Tên"), ("1", "HTX Tiên Tiến")))


def test_words_that_are_alike_keep_their_style_and_others_are_plain():
    text = (AutoPiece("A1"), BOLD, PICTURE, TABLE)

    after = with_plain(text, "Đoạn mới.\nCó 64 HTX.\nTT\tTên\n1\tHTX Tiên Tiến")

    assert after == (AutoPiece("A1"), *from_plain("Đoạn mới."), BOLD, PICTURE, TABLE)


def test_words_that_are_gone_go_but_what_has_none_stays():
    text = (AutoPiece("A1", hidden=True), BOLD, PICTURE)

    assert with_plain(text, "Khác.") == (
        AutoPiece("A1", hidden=True),
        *from_plain("Khác."),
        PICTURE,
    )


def locked(refused=""):
    figure = LockedFigure("A1@TH", refused=refused)
    return RichParagraph((RichRun("Có "), RichRun("64 HTX", figure=figure), RichRun(".")))


def test_a_locked_figure_is_known_by_the_words_around_it():
    assert with_plain((locked(),), "Có 65 HTX.") == (locked(),)
    assert with_plain((locked(),), "Có 65 HTX ngừng.") == from_plain("Có 65 HTX ngừng.")


def test_a_comparison_is_known_whichever_way_it_went():
    figure = LockedFigure("A1@TH|v0")
    less = (RichParagraph((RichRun("Số HTX "), RichRun("giảm 1.002 HTX", figure=figure))),)
    assert with_plain(less, "Số HTX tăng 5 HTX") == less


def test_a_refused_figure_keeps_its_value():
    assert with_plain((locked("Đã báo"),), "Có 65 HTX.") == from_plain("Có 65 HTX.")
    assert with_plain((locked("Đã báo"),), "Có 64 HTX.") == (locked("Đã báo"),)


def test_a_paragraph_of_nothing_but_a_figure_is_known_by_its_value():
    alone = (RichParagraph((RichRun("64", figure=LockedFigure("A1@TH")),)),)
    assert with_plain(alone, "Đoạn khác.") == from_plain("Đoạn khác.")
    assert with_plain(alone, "64") == alone


items = st.builds(
    lambda words, bold: RichParagraph((RichRun(words, bold),)),
    st.text(st.sampled_from("abc"), min_size=1, max_size=2),
    st.booleans(),
) | st.builds(AutoPiece, st.sampled_from("xyz"))


@given(st.lists(items, max_size=6).map(tuple), st.lists(items, max_size=6).map(tuple))
def test_the_words_are_those_given_and_no_place_is_lost(text, other):
    after = with_plain(text, plain_text(other))

    assert plain_text(after) == plain_text(other)
    silent = [each for each in text if isinstance(each, AutoPiece)]
    assert sorted(each.key for each in after if isinstance(each, AutoPiece)) == sorted(
        each.key for each in silent
    )


@given(st.lists(items, max_size=6).map(tuple))
def test_a_text_laid_over_itself_is_the_same_words(text):
    assert plain_text(with_plain(text, plain_text(text))) == plain_text(text)
