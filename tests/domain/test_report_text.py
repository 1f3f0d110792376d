from hypothesis import given
from hypothesis import strategies as st

from ktt_desktop.domain.document import Paragraph, Run
from ktt_desktop.domain.report_text import (
    AutoPiece,
    Piece,
    RichParagraph,
    RichRun,
    RichTable,
    from_plain,
    laid_out,
    named,
    plain_text,
)

A, B, C = (Piece(key, Paragraph((Run(f"Câu {key}."),))) for key in "ABC")


def own(words, replaces=""):
    return RichParagraph((RichRun(words),), replaces=replaces)


def test_without_words_of_the_officer_the_sentences_stand_alone():
    assert list(laid_out([A, B], ())) == [A, B]


def test_an_own_item_stands_in_place_of_its_sentence():
    item = own("Khác.", "A")
    assert list(laid_out([A, B], (item, AutoPiece("B")))) == [item, B]


def test_a_hidden_sentence_is_left_out():
    assert list(laid_out([A, B], (AutoPiece("A", hidden=True), AutoPiece("B")))) == [B]


def test_the_officer_s_order_counts():
    text = (own("Mở."), AutoPiece("B"), AutoPiece("A"))
    assert list(laid_out([A, B], text)) == [text[0], B, A]


def test_a_new_sentence_stands_behind_the_one_before_it():
    text = (AutoPiece("A"), own("Giữa."), AutoPiece("C"))
    assert list(laid_out([A, B, C], text)) == [A, B, text[1], C]


def test_a_place_whose_sentence_is_not_written_gives_nothing():
    assert list(laid_out([B], (AutoPiece("A"), AutoPiece("B")))) == [B]


keys = st.lists(st.sampled_from("ABCDEF"), unique=True, max_size=6)
items = st.builds(AutoPiece, st.sampled_from("ABCDEF"), st.booleans()) | st.builds(
    own, st.text(min_size=1, max_size=3), st.sampled_from(("", *"ABCDEF"))
)


def once(text):
    """No sentence is named twice: the editor sees to that."""
    found = {}
    for item in text:
        found.setdefault(named(item) or len(found), item)
    return tuple(found.values())


@given(keys, st.lists(items, max_size=8).map(once))
def test_every_sentence_stands_exactly_once_unless_it_is_hidden_or_replaced(keys, text):
    pieces = [Piece(key, Paragraph((Run(key),))) for key in keys]
    found = list(laid_out(pieces, text))

    gone = {named(each) for each in text if not isinstance(each, AutoPiece) or each.hidden}
    shown = [each.key for each in found if isinstance(each, Piece)]
    assert sorted(shown) == sorted(set(keys) - gone)
    assert [each for each in found if not isinstance(each, Piece)] == [
        each for each in text if not isinstance(each, AutoPiece)
    ]


@given(keys, st.lists(items, max_size=8).map(once), st.sampled_from("ABCDEF"))
def test_a_sentence_the_text_does_not_know_moves_no_other(keys, text, new):
    pieces = [Piece(key, Paragraph((Run(key),))) for key in keys]
    without = [each for each in pieces if each.key != new]
    known = tuple(each for each in text if named(each) != new)

    before = list(laid_out(without, known))
    after = [each for each in laid_out(pieces, known) if getattr(each, "key", "") != new]

    assert after == before


def test_plain_words_are_a_line_each_and_come_back_as_paragraphs():
    text = (own("Một."), AutoPiece("A"), RichTable((("a", "b"), ("c", "d"))))

    assert plain_text(text) == "Một.\na\tb\nc\td"
    assert from_plain("  Một.\n\n Hai.  ") == (own("Một."), own("Hai."))
