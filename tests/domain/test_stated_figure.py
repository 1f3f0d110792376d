"""A file of figures is read as it is, and labels are found by the words a document uses."""

import pytest

from ktt_desktop.domain.errors import InvalidInputError
from ktt_desktop.domain.stated_figure import (
    is_money,
    is_said,
    likeness,
    nearest,
    stated_figures,
    words,
)

DEBTS = [("debt", "Dư nợ"), ("in_term", "– Nợ trong hạn"), ("overdue", "– Nợ quá hạn")]


def one(**fields):
    [found] = stated_figures({"figures": [{"id": "a", "class": "support", **fields}]})
    return found


@pytest.mark.parametrize("raw", [None, [], {}, {"figures": {}}, {"figures": ["a"]}])
def test_another_shape_is_refused(raw):
    with pytest.raises(InvalidInputError, match="figures"):
        stated_figures(raw)


def test_an_entry_without_id_or_class_is_named_by_its_place():
    with pytest.raises(InvalidInputError, match="Mục thứ 2"):
        stated_figures({"figures": [{"id": "a", "class": "target"}, {"id": "b"}]})


def test_what_is_null_or_missing_is_empty():
    found = one(code=None, year="2022", line=None)
    assert (found.code, found.year, found.line, found.operator) == ("", None, None, "=")


def test_a_document_and_a_label_name_the_same_thing_in_one_word():
    assert words("Hợp tác xã") == words("HTX") == ["htx"]
    assert words("Liên hiệp hợp tác xã") == words("LHHTX")
    assert words("vốn NSTW") == words("vốn ngân sách trung ương")
    assert "ngan" not in words("organisations")  # "ns" is a word of its own


def test_neighbouring_words_count_more_than_scattered_ones():
    said = words("nợ quá hạn: 3,05 tỷ đồng")
    assert likeness("Nợ quá hạn", said) > likeness("Nợ trong hạn", said) > 0
    assert nearest(((key, label) for key, label in DEBTS), said) == "overdue"
    assert nearest(iter(DEBTS), words("sản phẩm")) is None


def test_a_label_is_meant_where_most_of_its_words_are_said():
    assert is_said("Lao động đã qua đào tạo nghề", words("workers with vocational training"))
    assert not is_said("Tỷ lệ tổ chức kinh tế tập thể áp dụng chuyển đổi số", words("tỷ lệ dân số"))


def test_a_gap_speaks_up_to_what_it_denies():
    found = one(
        quote="12 HTX", written="12", gap='"hoạt động hiệu quả" is not the rating "tốt, khá"'
    )
    assert "qua" in found.said
    assert "kha" not in found.said
    assert one(gap="A4.1 + A4.2 together, no row").sum_of == {"A4.1", "A4.2"}
    assert not one(gap="no row of its own").sum_of


def test_words_before_and_after_a_number_are_told_apart():
    found = one(quote="ngân sách huyện: 500 triệu đồng của tỉnh", as_written="500")
    assert found.before == ["ngan", "sach", "huyen"]
    assert found.after[-1] == "tinh"


def test_a_number_said_in_words_speaks_for_itself():
    found = one(quote="cho vay 287 tỷ, không phát sinh nợ xấu", as_written="không phát sinh nợ xấu")
    assert not found.is_in_digits
    assert found.before == words("không phát sinh nợ xấu")


@pytest.mark.parametrize(
    ("unit", "expected"), [("tỷ đồng", True), ("triệu đồng/người/năm", True), ("hợp đồng", False)]
)
def test_a_contract_is_no_money(unit, expected):
    assert is_money(unit) is expected
