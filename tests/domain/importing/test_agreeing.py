"""What is only written otherwise is no change; what says more or something else is."""

import pytest

from ktt_desktop.domain.dates import PartialDate
from ktt_desktop.domain.importing.agreeing import (
    is_noted,
    may_be_same_day,
    same_address,
    same_certificate,
    same_day,
    same_name,
    same_person,
    same_phones,
    same_text,
)

DAY, MONTH, YEAR = PartialDate(2019, 3, 15), PartialDate(2019, 3), PartialDate(2019)


@pytest.mark.parametrize(
    ("stated", "kept", "same"),
    [
        ("NGUYỄN VĂN AN", "Nguyễn Văn An", True),
        ("Nguyen Van An", "Nguyễn Văn An", True),
        ("Nguyễn  Văn An", "Nguyễn Văn An", True),
        ("thuỷ lợi", "Thủy lợi", True),
        ("Nguyễn Văn An", "Nguyen Van An", False),
        ("Nguyễn Văn Ân", "Nguyễn Văn An", False),
        ("Nguyễn Văn An", "", False),
    ],
)
def test_texts_are_the_same_in_any_case_and_without_marks(stated, kept, same):
    assert same_text(stated, kept) is same


def test_a_shorter_name_is_no_other_name_but_a_longer_one_is():
    full = "Hợp tác xã dịch vụ nông nghiệp Hương Sơn"
    assert same_name("HTX HƯƠNG SƠN", full)
    assert same_name("HTX dịch vụ nông nghiệp Hương Sơn", full)
    assert not same_name(full, "HTX Hương Sơn")
    assert not same_name("HTX Tân Hưng", full)


def test_a_day_known_less_exactly_is_the_same_and_one_known_better_is_news():
    assert same_day(YEAR, DAY)
    assert same_day(DAY, DAY)
    assert not same_day(DAY, YEAR)
    assert not same_day(PartialDate(2020), DAY)
    assert not same_day(YEAR, None)
    assert may_be_same_day(DAY, YEAR)
    assert may_be_same_day(MONTH, DAY)
    assert not may_be_same_day(DAY, PartialDate(2019, 4))
    assert not may_be_same_day(None, DAY)


def test_certificates_telephones_and_notes_agree_however_they_are_written():
    assert same_certificate("00714 ĐK-HTX", "00714/đk.htx")
    assert not same_certificate("00715 ĐK-HTX", "00714/đk.htx")
    assert same_phones("0912 345 678", "+84 912.345.678; 0240 3881 234")
    assert not same_phones("0912 345 679", "0912345678")
    assert is_noted("Hoạt động cầm chừng", "Đã tách năm 2019.\nHoạt động CẦM CHỪNG")
    assert not is_noted("Đang nợ thuế", "Hoạt động cầm chừng")


def test_a_person_is_the_same_in_any_case_and_with_any_marks():
    assert same_person("NGUYEN  VAN AN", "Nguyễn Văn Ân")
    assert not same_person("Nguyễn Văn An", "Nguyễn Văn Ba")


def test_the_end_of_an_address_is_the_same_address_and_the_beginning_is_not():
    assert same_address("xã Kép", "Thôn 3, Xã Kép")
    assert not same_address("Thôn 3", "Thôn 3, xã Kép")
    assert not same_address("Kép", "Thôn 3, xã Kép")
