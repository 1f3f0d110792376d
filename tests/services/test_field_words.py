from datetime import date

import pytest

from ktt_desktop.catalogue.fields import FieldSpec, FieldType
from ktt_desktop.domain.dates import PartialDate
from ktt_desktop.services.field_words import field_words


@pytest.mark.parametrize(
    ("kind", "value", "words"),
    [
        (FieldType.TEXT, " một\n hai ", "một hai"),
        (FieldType.DATE, PartialDate(2022, 8), "8/2022"),
        (FieldType.MONEY, 1_500_500_000, "1.500,5"),
        (FieldType.MONEY, 0, "0"),
        (FieldType.YES_NO, False, "Không"),
        (FieldType.IDENTITY, "001085000001", "0010********"),
        (FieldType.CHOICE, "X", "genders/X"),
        (FieldType.DAY, date(2025, 7, 1), "1/7/2025"),
        (FieldType.LINES, ("Sở Tài chính", "Lưu: VT"), "Sở Tài chính; Lưu: VT"),
        (FieldType.TICK, True, "✓"),
        (FieldType.TICK, False, ""),
        (FieldType.DATE, None, ""),
        (FieldType.TEXT, "", ""),
    ],
)
def test_a_value_is_told_in_words(kind, value, words):
    field = FieldSpec("any", "Mục", kind, unit="triệu đồng", choices="genders")

    assert field_words(field, value, lambda name, code: f"{name}/{code}") == words
