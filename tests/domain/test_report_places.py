import pytest
from hypothesis import given
from hypothesis import strategies as st

from ktt_desktop.domain.report_places import (
    Section,
    alike,
    below,
    contained,
    key_words,
    section_of,
)

NOW = Section("now", ("ĐÁNH GIÁ NĂM 2022", "Về số lượng, doanh thu của hợp tác xã, tổ hợp tác"))
AIMS = Section("aims", ("KẾ HOẠCH NĂM 2023", "Mục tiêu cụ thể"))
PLAN = Section("plan", ("KẾ HOẠCH NĂM 2023",))
NEXT = Section("next", ("KẾ HOẠCH NĂM 2023", "Về số lượng, doanh thu của hợp tác xã, tổ hợp tác"))
SECTIONS = (NOW, PLAN, AIMS, NEXT)
words = st.frozensets(st.sampled_from(["htx", "tht", "doanh", "thu", "thanh", "vien"]))


@pytest.mark.parametrize(
    ("headings", "section"),
    [
        (("a) Về số lượng, doanh thu của HTX, THT (đến 8/2022)",), "now"),
        (("Phần II. KẾ HOẠCH NĂM 2025", "2.1. Về số lượng, doanh thu của HTX, THT"), "next"),
        (("4. Một số mục tiêu cụ thể trong năm 2025",), "aims"),
        (("I. KẾ HOẠCH NĂM 2025", "- Lĩnh vực vận tải:"), "plan"),
        (("Nơi nhận",), ""),
        ((), ""),
    ],
)
def test_a_heading_means_the_section_of_its_words(headings, section):
    assert section_of(headings, SECTIONS) == section


def test_numbers_and_the_long_names_make_no_difference():
    assert key_words("3.2. Hợp tác xã, tổ hợp tác") == key_words("b) HTX, THT")


def test_a_section_holds_those_under_it():
    sections = {each.id: each for each in SECTIONS}
    assert below("plan", sections) == {"plan", "aims", "next"}
    assert below("now", sections) == {"now"}


@given(words, words)
def test_likeness_has_no_order_and_stays_between_nothing_and_all(one, other):
    for measure in (alike, contained):
        assert measure(one, other) == measure(other, one)
        assert 0 <= measure(one, other) <= 1
    assert alike(one, other) <= contained(one, other)
    assert not one or alike(one, one) == 1
