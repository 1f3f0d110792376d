import unicodedata
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ktt_desktop.domain.errors import AmbiguousNumberError, InvalidInputError
from ktt_desktop.domain.numbers import (
    LARGEST_STORED,
    Quantity,
    edit_text,
    format_fraction,
    format_number,
    in_words,
    parse,
    prose_count,
    prose_money,
)

PEOPLE = Quantity("người")
MONEY = Quantity("triệu đồng", 1_000_000, 6)
INCOME = Quantity("triệu đồng/người/tháng", 1_000_000, 6)
PROFIT = Quantity("triệu đồng", 1_000_000, 6, signed=True)
PERCENT = Quantity("%", 10, 1, signed=True)
AREA = Quantity("ha", 100, 2)
QUANTITIES = (PEOPLE, MONEY, INCOME, PROFIT, PERCENT, AREA)

stored_numbers = st.sampled_from(QUANTITIES).flatmap(
    lambda quantity: st.tuples(
        st.just(quantity),
        st.integers(-LARGEST_STORED if quantity.signed else 0, LARGEST_STORED),
    )
)


@pytest.mark.parametrize(
    ("text", "quantity", "stored"),
    [
        ("1.022", PEOPLE, 1022),
        ("1 022", PEOPLE, 1022),
        ("1\u00a0022", PEOPLE, 1022),
        ("1022", PEOPLE, 1022),
        ("05", PEOPLE, 5),
        ("63.090 người", PEOPLE, 63_090),
        ("1.200.000", PEOPLE, 1_200_000),
        ("46,5", PERCENT, 465),
        ("46.5", PERCENT, 465),
        ("46,50", PERCENT, 465),
        ("29,5%", PERCENT, 295),
        ("-3,5", PERCENT, -35),
        ("−3,5", PERCENT, -35),
        ("1.200,5", MONEY, 1_200_500_000),
        ("1,200.5", MONEY, 1_200_500_000),
        ("1200.5", MONEY, 1_200_500_000),
        ("1200,5", MONEY, 1_200_500_000),
        ("1 200,5", MONEY, 1_200_500_000),
        ("1,200", MONEY, 1_200_000),
        ("0.500", MONEY, 500_000),
        ("0,000001", MONEY, 1),
        ("1.200.000", MONEY, 1_200_000_000_000),
        ("3,5", INCOME, 3_500_000),
        ("3,5 triệu đồng/người/tháng", INCOME, 3_500_000),
        ("287,287 tỷ", MONEY, 287_287_000_000),
        ("59,709 tỷ đồng", MONEY, 59_709_000_000),
        ("3.3 tỷ", MONEY, 3_300_000_000),
        ("3.3 Tỉ", MONEY, 3_300_000_000),
        ("2000 triệu", MONEY, 2_000_000_000),
        ("2000 tr.đ", MONEY, 2_000_000_000),
        ("1.500.000 đồng", MONEY, 1_500_000),
        ("1.500 đồng", MONEY, 1_500),
        ("500 nghìn đồng", MONEY, 500_000),
        ("0,000000001 tỷ", MONEY, 1),
        ("-1,5 tỷ", PROFIT, -1_500_000_000),
    ],
)
def test_a_number_is_read_as_officers_write_it(text, quantity, stored):
    assert parse(text, quantity) == stored
    assert parse(f" {unicodedata.normalize('NFD', text)}\u200b ", quantity) == stored


@pytest.mark.parametrize("text", ["", "   ", "\u00a0"])
def test_a_blank_is_not_zero(text):
    assert parse(text, PEOPLE) is None


@pytest.mark.parametrize(
    ("text", "quantity", "thousands", "decimal"),
    [
        ("1.200", MONEY, 1_200_000_000, 1_200_000),
        ("1.022 tỷ", MONEY, 1_022_000_000_000, 1_022_000_000),
        ("1.500 triệu", MONEY, 1_500_000_000, 1_500_000),
        ("-1.200", PROFIT, -1_200_000_000, -1_200_000),
        ("1.200", PERCENT, 12_000, 12),
        ("1200.500", MONEY, 1_200_500_000_000, 1_200_500_000),
        ("1 200.500", MONEY, 1_200_500_000_000, 1_200_500_000),
    ],
)
def test_a_number_with_two_readings_is_asked_about_once(text, quantity, thousands, decimal):
    with pytest.raises(AmbiguousNumberError) as question:
        parse(text, quantity)
    assert question.value.readings == (thousands, decimal)
    assert parse(text, quantity, dot_is_thousands=True) == thousands
    assert parse(text, quantity, dot_is_thousands=False) == decimal


def test_the_question_writes_both_readings_out():
    with pytest.raises(AmbiguousNumberError) as question:
        parse("1.200", MONEY)
    assert str(question.value) == (
        "“1.200” có thể hiểu là 1.200 (một nghìn hai trăm) hoặc 1,2. "
        "Chọn một cách đọc, hoặc gõ 1200 hay 1,2."
    )


@pytest.mark.parametrize("choice", [True, False, None])
def test_the_remembered_choice_changes_no_number_that_is_clear(choice):
    assert parse("1.200", PEOPLE, dot_is_thousands=choice) == 1200
    assert parse("1.200,5", MONEY, dot_is_thousands=choice) == 1_200_500_000
    assert parse("1.200.000", MONEY, dot_is_thousands=choice) == 1_200_000_000_000
    assert parse("1200.5", MONEY, dot_is_thousands=choice) == 1_200_500_000


@pytest.mark.parametrize(
    ("text", "quantity", "sentence"),
    [
        (
            "12a",
            PEOPLE,
            "“12a” không phải là số. "
            "Chỉ gõ chữ số, dấu chấm ngăn cách hàng nghìn và dấu phẩy thập phân.",
        ),
        (
            "1,2",
            PEOPLE,
            "“1,2” có phần thập phân, ô này chỉ nhận số nguyên. Gõ số không có dấu phẩy.",
        ),
        (
            "1,200",
            PEOPLE,
            "“1,200” có phần thập phân, ô này chỉ nhận số nguyên. Gõ số không có dấu phẩy. "
            "Nếu là hàng nghìn, gõ 1200.",
        ),
        (
            "-5",
            PEOPLE,
            "“-5” là số âm, ô này không nhận số âm. Gõ từ 0 trở lên.",
        ),
        (
            "46,55",
            PERCENT,
            "“46,55” có 2 chữ số thập phân. Gõ tối đa 1 chữ số sau dấu phẩy.",
        ),
        (
            "73.456",
            PERCENT,
            "“73.456” có 3 chữ số thập phân. Gõ tối đa 1 chữ số sau dấu phẩy.",
        ),
        (
            "9.000.000.001",
            MONEY,
            "“9.000.000.001” quá lớn. Kiểm tra lại số chữ số và đơn vị tính (triệu đồng).",
        ),
        (
            "1.20.000",
            PEOPLE,
            "“1.20.000” có dấu ngăn cách đặt chưa đúng chỗ. "
            "Dấu chấm ngăn từng nhóm ba chữ số, dấu phẩy đứng trước phần thập phân, "
            "ví dụ 1.200.000 hoặc 1.200,5.",
        ),
    ],
)
def test_a_number_that_cannot_be_is_refused_with_a_sentence(text, quantity, sentence):
    with pytest.raises(InvalidInputError) as refusal:
        parse(text, quantity)
    assert not isinstance(refusal.value, AmbiguousNumberError)
    assert str(refusal.value) == sentence


@pytest.mark.parametrize(
    "text",
    [
        "12 00",
        "1,200,000",
        ",5",
        "12.",
        "-",
        "--5",
        "5-",
        "1e5",
        "0x10",
        "٣",
        "²",
        "5 tỷ",
        "1" * 9999,
    ],
)
def test_a_count_takes_nothing_doubtful(text):
    with pytest.raises(InvalidInputError):
        parse(text, PEOPLE)


@given(st.text(), st.sampled_from(QUANTITIES))
def test_any_text_gives_an_integer_a_blank_or_a_sentence(text, quantity):
    try:
        result = parse(text, quantity)
    except InvalidInputError as refusal:
        result = str(refusal)
    assert result is None or type(result) is int or result.endswith(".")


@given(stored_numbers)
def test_the_text_of_an_editor_is_read_back_unasked(case):
    quantity, stored = case
    assert parse(edit_text(stored, quantity), quantity) == stored
    assert parse(f"{edit_text(stored, quantity)} {quantity.unit}", quantity) == stored


@given(stored_numbers)
def test_a_number_shown_in_full_is_read_back_the_same(case):
    quantity, stored = case
    shown = format_number(stored, quantity, quantity.places)
    assert parse(shown, quantity, dot_is_thousands=True) == stored


@given(stored_numbers)
def test_what_is_shown_differs_from_what_is_stored_by_half_a_place_at_most(case):
    quantity, stored = case
    shown = parse(format_number(stored, quantity), quantity, dot_is_thousands=True)
    assert shown is not None
    assert abs(shown - stored) * 2 * 10 ** min(3, quantity.places) <= quantity.factor


@pytest.mark.parametrize(
    ("stored", "quantity", "shown"),
    [
        (0, MONEY, "0"),
        (1_200_500_000, MONEY, "1.200,5"),
        (1_200_000_000, MONEY, "1.200"),
        (59_709_000_000, MONEY, "59.709"),
        (3_500_000, INCOME, "3,5"),
        (1_234_499, MONEY, "1,234"),
        (1_234_500, MONEY, "1,235"),
        (999_999, MONEY, "1"),
        (-1_234_500, PROFIT, "-1,235"),
        (-499, PROFIT, "0"),
        (63_090, PEOPLE, "63.090"),
        (465, PERCENT, "46,5"),
        (1000, PERCENT, "100"),
        (1_205, AREA, "12,05"),
    ],
)
def test_a_number_is_shown_with_dots_a_comma_and_no_trailing_zeros(stored, quantity, shown):
    assert format_number(stored, quantity) == shown


def test_the_places_shown_can_be_chosen():
    assert format_number(1_234_500, MONEY, 0) == "1"
    assert format_number(1_234_567, MONEY, 6) == "1,234567"


def test_a_quantity_that_would_lose_decimals_cannot_be_made():
    with pytest.raises(ValueError, match="cannot hold"):
        Quantity("ha", 10, 2)


@pytest.mark.parametrize(
    ("value", "places", "shown"),
    [
        (Fraction(1, 8), 2, "0,13"),
        (Fraction(12_345, 10), 0, "1.235"),
        (Fraction(-1, 8), 2, "-0,13"),
        (Fraction(1, 1000), 2, "0"),
        (Fraction(19_682), 1, "19.682"),
    ],
)
def test_a_ratio_is_written_in_vietnamese(value, places, shown):
    assert format_fraction(value, places) == shown


@pytest.mark.parametrize(
    ("count", "shown"),
    [(0, "0"), (1, "01"), (5, "05"), (9, "09"), (10, "10"), (64, "64"), (1022, "1.022")],
)
def test_a_count_in_a_sentence_has_two_digits(count, shown):
    assert prose_count(count) == shown


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "không"),
        (4, "bốn"),
        (10, "mười"),
        (11, "mười một"),
        (15, "mười lăm"),
        (20, "hai mươi"),
        (21, "hai mươi mốt"),
        (24, "hai mươi tư"),
        (35, "ba mươi lăm"),
        (100, "một trăm"),
        (101, "một trăm linh một"),
        (105, "một trăm linh năm"),
        (110, "một trăm mười"),
        (999, "chín trăm chín mươi chín"),
        (1_005, "một nghìn không trăm linh năm"),
        (1_010, "một nghìn không trăm mười"),
        (20_000, "hai mươi nghìn"),
        (1_005_000, "một triệu không trăm linh năm nghìn"),
        (2_000_300, "hai triệu ba trăm"),
        (59_709_000_000, "năm mươi chín tỷ bảy trăm linh chín triệu"),
        (1_000_000_005, "một tỷ không trăm linh năm"),
        (1_000_000_000_000, "một nghìn tỷ"),
        (1_050_000_000_000_000, "một triệu không trăm năm mươi nghìn tỷ"),
        (-21, "âm hai mươi mốt"),
    ],
)
def test_a_sum_is_spelled_out(number, words):
    assert in_words(number) == words


@given(st.integers(0, LARGEST_STORED), st.integers(0, LARGEST_STORED))
def test_two_different_sums_are_never_spelled_alike(left, right):
    assert (in_words(left) == in_words(right)) is (left == right)


@given(st.integers(0, LARGEST_STORED))
def test_a_sum_in_words_is_clean_text(number):
    assert in_words(number) == " ".join(in_words(number).split())


@pytest.mark.parametrize(
    ("dong", "shown"),
    [
        (23 * 10**9, "23 tỷ đồng"),
        (3 * 10**9, "03 tỷ đồng"),
        (242 * 10**6, "242 triệu đồng"),
        (287_287 * 10**6, "287.287 triệu đồng"),
        (5 * 10**6, "05 triệu đồng"),
        (36_500_000, "36,5 triệu đồng"),
        (1_234_567, "1,234567 triệu đồng"),
        (0, "0 triệu đồng"),
    ],
)
def test_money_in_a_sentence_is_exact(dong, shown):
    assert prose_money(dong) == shown
