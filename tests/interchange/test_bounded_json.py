import json
from contextlib import suppress

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ktt_desktop.interchange import bounded_json
from ktt_desktop.interchange.bounded_json import RefusedJsonError, parse_json, parse_object
from ktt_desktop.interchange.canonical import SAFE, canonical

LARGEST = 32 * 1024 * 1024


def nested(depth: int) -> bytes:
    return b"[" * depth + b"]" * depth


def test_canonical_json_is_read():
    value = {"a": [1, None, True, 'Xã "Mỹ Thái" [1] \\'], "b": -5}
    assert parse_json(canonical(value), LARGEST) == value


@pytest.mark.parametrize(
    "text",
    [
        '{"b":1,"a":2}',  # order
        '{"a": 1}',  # a space
        '{"a":1,"a":1}',  # a key twice
        '["\\u0061"]',  # an escape nobody needs
        '["\\ud800"]',  # half a pair
        '["e\u0302"]',  # NFD
        "[1.0]",
        "[1e3]",
        "[-0]",
        "[01]",
        "[9007199254740993]",
        "[" + "9" * 5000 + "]",
        "[NaN]",
        "[Infinity]",
        "",
        "[",
        "]",
        '"',
        '["\\',
        "[1]x",
        "\ufeff[1]",
    ],
)
def test_any_other_spelling_is_refused(text):
    with pytest.raises(RefusedJsonError):
        parse_json(text.encode(), LARGEST)


def test_bytes_that_are_not_utf_8_are_refused():
    with pytest.raises(RefusedJsonError):
        parse_json(b'["\xff"]', LARGEST)


def test_sixteen_levels_are_read_and_seventeen_refused():
    assert parse_json(nested(16), LARGEST)
    with pytest.raises(RefusedJsonError, match="too deep"):
        parse_json(nested(17), LARGEST)


def test_brackets_inside_text_are_no_nesting():
    text = canonical(['[[[[[[[[[[[[[[[[[[[[[[[[[[[["\\[' * 10])
    assert parse_json(text, LARGEST)


def test_the_size_is_looked_at_first():
    with pytest.raises(RefusedJsonError, match="6 bytes"):
        parse_json(b'["ab"]', 5)


def test_too_many_values_or_tables_are_refused_before_parsing(monkeypatch):
    monkeypatch.setattr(bounded_json, "MOST_VALUES", 3)
    monkeypatch.setattr(bounded_json, "MOST_CONTAINERS", 3)
    monkeypatch.setattr(bounded_json, "_DECODER", None)
    for text in (b"[1,1,1,1,1]", b"[[],[],[]]"):
        with pytest.raises(RefusedJsonError, match="too many values"):
            parse_json(text, LARGEST)


@pytest.mark.parametrize("piece", [b"[", b"]", b'"', b'\\"', b'"",', b"[],", b"[{", b"\\"])
def test_hostile_repetition_is_refused_in_bounded_time(piece):
    with pytest.raises(RefusedJsonError):
        parse_json(b"[" + piece * (8 * 1024 * 1024 // len(piece)), LARGEST)


@given(st.text(st.sampled_from('[]{}",:\\u01e9é\n -.'), max_size=40))
def test_whatever_is_accepted_is_canonical(text):
    try:
        value = parse_json(text.encode(), LARGEST)
    except RefusedJsonError:
        return
    assert canonical(value) == text.encode()


keys = st.text(st.sampled_from('aZ\u00e9\u0303\ue000\uffff😀\x01\n\\"'), max_size=3)
values = st.recursive(
    st.none() | st.booleans() | st.integers(-SAFE, SAFE) | st.text(max_size=8) | keys,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(keys, inner, max_size=4),
    max_leaves=20,
)


@given(values)
def test_every_canonical_text_is_accepted(value):
    try:
        content = canonical(value)
    except ValueError:  # half of a surrogate pair, or a key twice once it is NFC
        return
    assert canonical(parse_json(content, LARGEST)) == content


@given(values)
def test_the_quick_writer_writes_as_rfc_8785_says(value):
    with suppress(ValueError):
        content = canonical(value)
        assert msgspec.json.encode(json.loads(content)) == content


@pytest.mark.parametrize("text", ['{"😀":1,"\uff01":2}', '{"a":[{"\ue000":1}],"😀":2}'])
def test_keys_beyond_the_basic_plane_stand_in_the_order_of_utf_16(text):
    assert parse_json(text.encode(), LARGEST)


def test_keys_in_the_order_of_utf_8_are_refused_where_it_is_another():
    with pytest.raises(RefusedJsonError):
        parse_json('{"\uff01":2,"😀":1}'.encode(), LARGEST)


def test_a_mark_after_an_escape_is_no_letter_with_it():
    assert parse_json(canonical(["\n\u0303"]), LARGEST) == ["\n\u0303"]


@given(st.binary(max_size=300))
def test_any_bytes_give_a_value_or_a_refusal(content):
    with suppress(RefusedJsonError):
        parse_json(content, LARGEST)


@pytest.mark.parametrize("content", [b"[]", b"1", b'{"a": 1}', b"{"])
def test_what_is_no_object_is_refused_by_the_name_of_its_member(content):
    assert parse_object(b'{"a":1}', LARGEST, "data.json") == {"a": 1}
    with pytest.raises(RefusedJsonError, match=r"^data\.json$"):
        parse_object(content, LARGEST, "data.json")
