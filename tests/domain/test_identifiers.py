import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ktt_desktop.domain.errors import InvalidInputError, LostZeroError
from ktt_desktop.domain.identifiers import (
    PersonalId,
    is_right_tax_code,
    mask_personal_id,
    parse_personal_id,
    parse_tax_code,
)

VALID = [
    "0100233488",
    "0314409058",
    "0100112437",
    "2400000015",
    "2400000086",
    "4900000017",
    "4900000088",
    "4300000015",
    "6200000015",
]


@pytest.mark.parametrize("code", VALID)
def test_a_code_from_a_certificate_passes(code):
    tax_code = parse_tax_code(code)
    assert (tax_code.digits, tax_code.branch, tax_code.check_digit_ok) == (code, None, True)
    assert tax_code.warning == ""


@pytest.mark.parametrize(
    "text", ["0314409058-002", "0314409058002", " 0314 409 058 - 002", "0314.409.058-002"]
)
def test_a_branch_code_is_read_with_any_separator(text):
    tax_code = parse_tax_code(text)
    assert tax_code.digits == "0314409058002"
    assert tax_code.branch == "002"
    assert tax_code.check_digit_ok
    assert str(tax_code) == "0314409058-002"


def test_a_wrong_check_digit_is_only_warned_about():
    tax_code = parse_tax_code("0100233480")
    assert not tax_code.check_digit_ok
    assert tax_code.warning == (
        "Mã số thuế 0100233480 sai chữ số kiểm tra. "
        "Đối chiếu với giấy chứng nhận đăng ký; nếu giấy ghi đúng như vậy thì vẫn lưu được."
    )


@pytest.mark.parametrize("last", "0123456789")
def test_a_prefix_that_is_never_issued_has_no_right_check_digit(last):
    assert not parse_tax_code(f"490000012{last}").check_digit_ok


@given(st.sampled_from(VALID), st.integers(0, 9), st.integers(1, 9))
def test_one_wrong_digit_is_always_noticed(code, place, shift):
    wrong = str((int(code[place]) + shift) % 10)
    changed = code[:place] + wrong + code[place + 1 :]
    assume(changed[2:9] != "0000000")
    assert not parse_tax_code(changed).check_digit_ok


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("12345", "có 5 chữ số. Gõ đủ 10 chữ số, hoặc 13 chữ số"),
        ("01002334888", "có 11 chữ số"),
        ("010023348A", "chỉ gồm chữ số"),
        ("", "chỉ gồm chữ số"),
        ("٠١٠٠٢٣٣٤٨٨", "chỉ gồm chữ số"),
        ("0300000000", "không phải là mã được cấp"),
        ("0314409058-000", "không phải là mã được cấp"),
        ("100233488", "thiếu chữ số 0 ở đầu. Gõ 0100233488."),
        ("314409058-002", "thiếu chữ số 0 ở đầu. Gõ 0314409058-002."),
    ],
)
def test_a_code_that_cannot_be_is_refused_with_a_sentence(text, said):
    with pytest.raises(InvalidInputError) as refusal:
        parse_tax_code(text)
    assert said in str(refusal.value)


@pytest.mark.parametrize(
    ("digits", "birth_year", "is_female"),
    [
        ("001085012345", 1985, False),
        ("024185012345", 1985, True),
        ("020201012345", 2001, False),
        ("049305012345", 2005, True),
        ("123456789", None, None),
    ],
)
def test_an_identity_number_tells_birth_year_and_sex(digits, birth_year, is_female):
    person = parse_personal_id(digits)
    assert person == PersonalId(digits)
    assert person.birth_year == birth_year
    assert person.is_female is is_female
    assert person.warnings(birth_year, is_female) == ()


def test_what_does_not_agree_with_the_record_is_only_warned_about():
    assert parse_personal_id("003 085 012345").warnings(1986, is_female=True) == (
        "Số định danh 0030********: không có tỉnh mang mã 003. Đối chiếu lại thẻ.",
        "Số định danh 0030******** ghi năm sinh 1985, hồ sơ ghi 1986. Đối chiếu lại thẻ.",
        "Số định danh 0030******** ghi giới tính nam, hồ sơ ghi nữ. Đối chiếu lại thẻ.",
    )


def test_a_person_born_abroad_and_an_old_card_raise_no_warning():
    assert parse_personal_id("128085012345").warnings() == ()
    assert parse_personal_id("123456789").warnings(1985, is_female=True) == ()


@pytest.mark.parametrize(
    ("parse", "text", "whole"),
    [
        (parse_tax_code, "100233488", "0100233488"),
        (parse_tax_code, "314409058-002", "0314409058002"),
        (parse_personal_id, "24185012345", "024185012345"),
        (parse_personal_id, "1085012345", "001085012345"),
    ],
)
def test_a_lost_zero_comes_with_the_whole_number(parse, text, whole):
    with pytest.raises(LostZeroError) as refusal:
        parse(text)
    assert refusal.value.repaired == whole
    assert parse(whole).digits == whole


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("24185012345", "có 11 chữ số, thiếu chữ số 0 ở đầu"),
        ("1085012345", "có 10 chữ số, thiếu chữ số 0 ở đầu"),
        ("97185012345", "có 11 chữ số. Gõ đủ 12 chữ số"),
        ("12345678", "có 8 chữ số. Gõ đủ 12 chữ số"),
        ("00108501234B", "chỉ gồm chữ số"),
    ],
)
def test_an_identity_number_of_another_length_is_refused(text, said):
    with pytest.raises(InvalidInputError) as refusal:
        parse_personal_id(text)
    assert said in str(refusal.value)
    assert text not in str(refusal.value)  # personal data stays out of messages


def test_only_the_first_four_digits_are_shown():
    assert mask_personal_id("001085012345") == "0010********"
    assert mask_personal_id("123456789") == "1234*****"


@given(st.text("0123456789 -", min_size=8, max_size=12))
def test_a_code_that_needs_no_second_look_is_right_in_every_way(text):
    if is_right_tax_code(text):
        assert parse_tax_code(text).digits == text
        assert not parse_tax_code(text).warning


def test_codes_of_certificates_need_no_second_look():
    assert is_right_tax_code("0314409058")
    assert not is_right_tax_code("0314409059")
    assert not is_right_tax_code("0314409058-002")
