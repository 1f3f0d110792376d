import pytest

from ktt_desktop.domain.check_codes import likely_meant, read_check_code
from ktt_desktop.domain.errors import InvalidInputError

CODE = "7KQ2M9TB40"


@pytest.mark.parametrize(
    "typed",
    [
        "7KQ2M9TB40",
        "7KQ2-M9TB-40",
        " 7kq2-m9tb-40\r\n",
        "7KQ2 M9TB 4O",
        "7kq2.m9tb.4o",
        "7KQ2–M9TB–40",
        "Mã kiểm tra: 7KQ2-M9TB-40",
    ],
)
def test_a_code_is_read_however_it_is_written(typed):
    assert read_check_code(typed) == CODE


def test_letters_the_code_never_has_are_read_as_the_digits_they_look_like():
    assert read_check_code("lIoO-2222-22") == "1100222222"


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ("", "Chưa có mã"),
        (" - ", "Chưa có mã"),
        ("Mã kiểm tra:", "Chưa có mã"),
        ("7KQ2M9T", "vừa gõ 7 ký tự"),
        ("7KQ2M9TB4042", "vừa gõ 12 ký tự"),
        ("7KQ2M9TBÂ", "Tắt bộ gõ tiếng Việt"),
        ("7KQ2+M9TB4", "không phải là mã kiểm tra"),
    ],
)
def test_what_is_no_code_is_refused_with_the_reason(typed, word):
    with pytest.raises(InvalidInputError, match=word):
        read_check_code(typed)


@pytest.mark.parametrize(
    "slip",
    [
        "7KQ2M9TB41",  # one letter wrong
        "7KQ2M9TU40",  # a letter no code has
        "7KQ2M9TB4",  # the last one missing
        "7Q2M9TB40",  # one missing within
        "7KQ2MM9TB40",  # one twice
        "7KQ2M9BT40",  # two neighbours changed
    ],
)
def test_one_slip_of_the_hand_leads_to_the_code_that_was_meant(slip):
    assert likely_meant(slip, [CODE, "0000000000"]) == CODE


def test_two_slips_lead_nowhere():
    assert likely_meant("7KQ2M9T041", [CODE]) == ""


def test_the_code_itself_is_no_slip_and_two_near_ones_are_no_answer():
    assert likely_meant(CODE, [CODE]) == ""
    assert likely_meant("7KQ2M9TB41", ["7KQ2M9TB40", "7KQ2M9TB42"]) == ""
