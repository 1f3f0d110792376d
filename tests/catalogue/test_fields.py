"""What the definition of a field says about its numbers, its name and its column."""

import pytest

from ktt_desktop.catalogue.fields import FieldType, Indicator, quantity_of
from ktt_desktop.domain.numbers import edit_text, format_number, parse

NUMBERS = {FieldType.COUNT, FieldType.MONEY, FieldType.PERCENT, FieldType.DECIMAL}
OTHERS = [each for each in FieldType if each not in NUMBERS]


def indicator(**changes):
    fields = {"code": "A4.1", "form": "bieu-a", "label": "– Trình độ", "unit": "người"}
    return Indicator(**(fields | {"type": FieldType.COUNT} | changes))


def test_money_is_typed_in_million_and_stored_to_the_dong():
    money = quantity_of(FieldType.MONEY, "triệu đồng")
    assert parse("1.200,5", money) == 1_200_500_000
    assert parse("0,000001", money) == 1
    assert format_number(1_200_500_000, money) == "1.200,5"


def test_a_percentage_is_stored_in_tenths():
    percent = quantity_of(FieldType.PERCENT, "%")
    assert parse("73,4", percent) == 734
    assert edit_text(734, percent) == "73,4"


def test_a_count_is_a_whole_number():
    assert parse("3.779", quantity_of(FieldType.COUNT, "người")) == 3779


def test_only_a_signed_field_takes_a_loss():
    assert parse("-35", indicator(type=FieldType.MONEY, signed=True).quantity) == -35_000_000
    assert not indicator(type=FieldType.MONEY).quantity.signed


@pytest.mark.parametrize("kind", OTHERS)
def test_the_other_types_are_no_number(kind):
    with pytest.raises(ValueError, match="is not a number"):
        quantity_of(kind, "")


def test_a_code_becomes_a_name_in_rules_and_a_column_of_the_book():
    assert (indicator().name, indicator().column) == ("A4_1", "a4_1")
    assert indicator(code="A1.6e").column == "a1_6e"


def test_a_dash_or_an_indentation_makes_a_line_under_another():
    assert indicator().is_detail
    assert indicator().title == "Trình độ"
    assert indicator(label="\u00a0\u00a0tỷ lệ").title == "tỷ lệ"
    assert not indicator(label="Tổng số").is_detail
