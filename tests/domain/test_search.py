import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ktt_desktop.domain.search import (
    KIND_WORDS,
    has_words,
    search_key,
    search_words,
    text_key,
    text_keys,
)
from ktt_desktop.domain.terms import OrganisationKind

HTX, UNION, GROUP = OrganisationKind
LETTERS = st.text(
    st.sampled_from("aàảãáạăằâầbcdđeéêệghiklmnoòôốơờpqrstuưữvxyỷAĂÂĐÊÔƠƯ 0123456789,.-–_/&'"),
    max_size=24,
)


def is_found(typed, kind, *texts):
    bare = search_key(kind, texts).partition("\n")[0]
    return all(word.bare in bare for word in search_words(typed))


def has_marks(typed, kind, *texts):
    key = search_key(kind, texts)
    return all(word.marked in key for word in search_words(typed))


def test_the_key_holds_the_words_without_and_with_their_marks():
    assert search_key(GROUP, ["THT  Thuỷ-sản", "", "Lê A"]) == (
        "tht thuy san le a to hop tac tht\ntht thủy sản lê a tổ hợp tác tht"
    )


@pytest.mark.parametrize("kind", OrganisationKind)
def test_either_form_of_every_kind_finds_it(kind):
    for typed in (kind.value, KIND_WORDS[kind], f"{kind.value.lower()} tiến"):
        assert is_found(typed, kind, "Đồng Tiến")


def test_only_words_typed_with_marks_ask_for_them():
    assert [(word.bare, word.marked) for word in search_words("  Đồng tien, 19/5 ")] == [
        ("dong", "đồng"),
        ("tien", ""),
        ("19", ""),
        ("5", ""),
    ]
    assert search_words(" %-_ ") == ()


@pytest.mark.parametrize(
    ("typed", "name"),
    [("hoà bình", "HTX Hòa Bình"), ("thuỷ", "HTX Thủy sản"), ("khoẻ", "HTX Sống Khỏe")],
)
def test_both_tone_placements_are_the_same_marks(typed, name):
    assert has_marks(typed, HTX, name)


@given(LETTERS)
def test_every_text_is_found_by_itself_in_either_unicode_form(text):
    for typed in (text, unicodedata.normalize("NFD", text), text.upper(), f"  {text}  "):
        assert is_found(typed, HTX, text)
        assert has_marks(typed, HTX, text)


@given(LETTERS)
def test_words_may_come_in_any_order(text):
    assert is_found(" ".join(reversed(text.split())), UNION, text)


@given(st.lists(LETTERS))
def test_many_texts_are_keyed_at_once_as_they_are_one_by_one(texts):
    bare, marked = text_keys(texts)
    found = [f"{one.strip()}\n{other.strip()}" for one, other in zip(bare, marked, strict=True)]
    assert found == ([text_key(text) for text in texts] or ["\n"])


def test_words_are_found_in_a_text_with_the_marks_they_were_typed_with():
    key = text_key("Lớp kế  toán trưởng, 1.200,5")
    for typed in ("TRUONG lop ke", "kế toán", "1.200", ""):
        assert has_words(key, search_words(typed))
    assert not has_words(key, search_words("kề toán"))
