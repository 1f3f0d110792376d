import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ktt_desktop.interchange.bounded_json import DEEPEST, RefusedJsonError, parse_json

LARGEST = 10_000


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b'{"a": 1.5}',
        b'{"a": NaN}',
        b'{"a": 1, "a": 2}',
        b"\xff\xfe",
        b"[" * (DEEPEST + 1) + b"]" * (DEEPEST + 1),
        b"[" * 5_000,
        b'"' + b"x" * LARGEST + b'"',
        b"9" * 6_000,
    ],
)
def test_what_is_no_plain_json_is_refused(content):
    with pytest.raises(RefusedJsonError):
        parse_json(content, LARGEST)


def test_brackets_in_text_do_not_count_as_depth():
    value = {"a": '[[[[[[[[[[[[[[[[[[[[\\"['}
    assert parse_json(json.dumps(value).encode(), LARGEST) == value


@given(st.binary(max_size=300))
def test_any_bytes_give_a_value_or_a_refusal(content):
    with suppress(RefusedJsonError):
        parse_json(content, LARGEST)


@given(st.dictionaries(st.text(), st.lists(st.integers() | st.text() | st.none())))
def test_plain_values_come_back(value):
    assert parse_json(json.dumps(value).encode(), 10**6) == value
