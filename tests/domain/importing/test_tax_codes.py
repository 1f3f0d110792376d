"""Tax codes as lists write them."""

import pytest

from ktt_desktop.domain.importing.tax_codes import read_tax_code


@pytest.mark.parametrize(
    ("text", "digits", "doubt"),
    [
        ("2499001047", "2499001047", ""),
        ("2499 001 047", "2499001047", ""),
        ("'2499001047", "2499001047", ""),
        ("2499001054-001", "2499001054001", ""),
        ("100109106", "0100109106", "thiếu chữ số 0"),
        ("2499001048", "2499001048", "sai chữ số kiểm tra"),
        ("2,499E+09", "", "đã mất chữ số"),
        ("2.5e9", "", "đã mất chữ số"),
        ("123", "", "3 chữ số"),
        ("1200000000", "", "không phải là mã được cấp"),
        ("3107B00012", "", "chỉ gồm chữ số"),
    ],
)
def test_codes_are_repaired_only_where_that_is_sure(text, digits, doubt):
    found, said = read_tax_code(text)
    assert found == digits
    assert doubt in said
    assert bool(said) == bool(doubt)


@pytest.mark.parametrize("text", ["", "-", "x", "chưa có", " "])
def test_no_code_is_no_doubt(text):
    assert read_tax_code(text) == ("", "")
