import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ktt_desktop.domain.terms import Measure
from ktt_desktop.interchange.canonical import SAFE, canonical

plain = st.recursive(
    st.none() | st.booleans() | st.integers(-SAFE, SAFE) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


def test_keys_are_sorted_and_nothing_is_padded():
    assert canonical({"b": 1, "a": [None, True]}) == b'{"a":[null,true],"b":1}'


def test_decomposed_letters_are_composed():
    assert canonical({"te\u0302n": "Hu\u031bng"}) == '{"tên":"Hưng"}'.encode()


def test_an_enumeration_is_its_value():
    assert canonical([Measure.PLAN]) == b'["PLAN"]'


@pytest.mark.parametrize("value", [1.5, SAFE + 1, {1: "x"}, {"x": object()}])
def test_what_has_no_place_in_a_submission_is_refused(value):
    with pytest.raises(TypeError):
        canonical(value)


@given(plain)
def test_reading_back_and_writing_again_gives_the_same_bytes(value):
    once = canonical(value)
    assert canonical(json.loads(once)) == once


@given(st.dictionaries(st.text(min_size=1), st.integers(0, 9), min_size=2))
def test_the_order_of_keys_does_not_matter(table):
    backwards = dict(reversed(table.items()))
    assert canonical(table) == canonical(backwards)
