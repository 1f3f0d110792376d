from hypothesis import given
from hypothesis import strategies as st

from ktt_desktop.domain.report_text import (
    AutoPiece,
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
