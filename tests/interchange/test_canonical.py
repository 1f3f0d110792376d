import json
import unicodedata
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ktt_desktop.domain.terms import Measure
from ktt_desktop.interchange.canonical import SAFE, canonical

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20).map(
    lambda text: unicodedata.normalize("NFC", text)
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-SAFE, SAFE) | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=20,
)


def test_keys_are_sorted_and_nothing_is_padded():
    assert canonical({"b": [1, None, True], "a": "x"}) == b'{"a":"x","b":[1,null,true]}'


def test_the_example_of_the_format_document():
    written = canonical({"tên": "Hưng", "b": [1, None]})
    assert (written, len(written)) == ('{"b":[1,null],"tên":"Hưng"}'.encode(), 29)


def test_keys_are_sorted_by_utf_16_units_as_rfc_8785_says():
    written = canonical({"\ue000": 1, "\U0001f600": 2})
    assert written == '{"\U0001f600":2,"\ue000":1}'.encode()


def test_vietnamese_letters_are_written_as_they_are_in_nfc():
    decomposed = unicodedata.normalize("NFD", "Hợp tác xã")
    assert canonical(decomposed) == '"Hợp tác xã"'.encode()
    assert canonical({decomposed: 1}) == '{"Hợp tác xã":1}'.encode()


def test_an_enumeration_is_written_as_its_value():
    assert canonical(Measure.PLAN) == b'"PLAN"'


@pytest.mark.parametrize("value", [1.0, Fraction(1, 2), {1: "x"}, SAFE + 1, -SAFE - 1, b"x", {1}])
def test_what_json_cannot_keep_exactly_is_a_type_error(value):
    with pytest.raises(TypeError):
        canonical([value])


@given(VALUES)
def test_a_value_comes_back_and_gives_the_same_bytes_again(value):
    written = canonical(value)
    assert json.loads(written) == value
    assert canonical(json.loads(written)) == written


@given(st.dictionaries(TEXTS, st.integers(0, 9), min_size=2))
def test_the_order_of_keys_does_not_matter(table):
    assert canonical(table) == canonical(dict(reversed(table.items())))
