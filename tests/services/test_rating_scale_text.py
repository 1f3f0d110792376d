"""A scale as officers write it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ktt_desktop.catalogue.fields import FieldSpec, FieldType
from ktt_desktop.domain.errors import InvalidInputError
from ktt_desktop.domain.rulesets import Step
from ktt_desktop.services.rating_scale_text import (
    can_have_scale,
    read_points,
    read_scale,
    scale_text,
)

MONEY = FieldSpec("revenue", "Doanh thu", FieldType.MONEY, unit="triệu đồng")
FINED = FieldSpec("fined", "Bị phạt", FieldType.YES_NO)


def test_steps_are_read_in_the_unit_of_the_figure_and_put_in_order():
    found = read_scale("5 tỷ = 4; 1000 = 2,5", MONEY)
    assert found == (Step(1_000_000_000, 250), Step(5_000_000_000, 400))
    assert scale_text(found, MONEY) == "1.000 = 2,5; 5.000 = 4"
    assert read_scale("", MONEY) == ()


def test_a_yes_or_no_has_steps_too_and_words_have_none():
    assert read_scale("Không = 8; Có = 0", FINED) == (Step(0, 800), Step(1, 0))
    assert scale_text((Step(0, 800),), FINED) == "Không = 8"
    assert not can_have_scale(FieldSpec("x", "X", FieldType.TEXT))


@pytest.mark.parametrize(
    ("text", "field", "said"),
    [
        ("1000", MONEY, "chưa đủ"), ("1000 =", MONEY, "chưa đủ"), ("= 4", MONEY, "chưa đủ"),
        ("một = 4", MONEY, "một"), ("1000 = 2; 1 tỷ = 3", MONEY, "có hai lần"),
        ("nhiều = 4", FINED, "Ghi Có hoặc Không"), ("1000 = -2", MONEY, "số âm"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_told(text, field, said):
    with pytest.raises(InvalidInputError, match=said):
        read_scale(text, field)


@given(st.dictionaries(st.integers(0, 10**6).map(lambda each: each * 10**6), st.integers(0, 9000)))
def test_what_is_written_is_read_back(steps):
    scale = tuple(Step(*each) for each in sorted(steps.items()))
    typed = scale_text(scale, MONEY).replace(".", "")
    assert read_scale(typed, MONEY) == scale


def test_a_maximum_may_be_blank():
    assert (read_points(""), read_points("7,5")) == (None, 750)
