import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ktt_desktop.domain.document import TextAlign
from ktt_desktop.domain.errors import InvalidInputError
from ktt_desktop.domain.report_text import (
    AutoPiece,
    LockedFigure,
    RichParagraph,
    RichPicture,
    RichRun,
    RichTable,
)
from ktt_desktop.domain.report_text_json import text_from_json, text_json

words = st.text(max_size=8)
figures = st.builds(LockedFigure, words, words, st.integers(0, 9), words)
runs = st.builds(RichRun, words, st.booleans(), st.booleans(), st.none() | figures)
tables = st.integers(1, 3).flatmap(
    lambda width: st.lists(st.tuples(*[words] * width), min_size=1, max_size=3).map(tuple)
)
items = (
    st.builds(
        RichParagraph, st.lists(runs, max_size=4).map(tuple), st.sampled_from(TextAlign), words
    )
    | st.builds(RichTable, tables, st.booleans(), words)
    | st.builds(RichPicture, words, st.integers(10, 200), words)
    | st.builds(AutoPiece, words, st.booleans())
)


@given(st.lists(items, max_size=5).map(tuple))
def test_every_text_comes_back_as_it_was(text):
    assert text_from_json(text_json(text)) == text


def test_what_is_usual_is_not_written():
    text = (RichParagraph((RichRun("Có 64 HTX."),)),)
    assert json.loads(text_json(text)) == [{"runs": [{"t": "Có 64 HTX."}]}]


@pytest.mark.parametrize(
    "raw",
    ["", "{", "7", "[7]", '[{"x": 1}]', '[{"runs": [{}]}]', '[{"picture": "a", "mm": "rộng"}]'],
)
def test_what_is_no_text_is_refused_in_words(raw):
    with pytest.raises(InvalidInputError, match="không đọc được"):
        text_from_json(raw)
