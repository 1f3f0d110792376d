"""Two texts held against each other: order, units and headings make no difference, numbers do."""

import random
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ktt_desktop.catalogue.loader import load_catalogue
from ktt_desktop.domain.document_check.check import check_document
from ktt_desktop.domain.document_check.document import read_document
from ktt_desktop.domain.document_check.known import know
from ktt_desktop.domain.report_comparison import ReportText, Standing, compare
from ktt_desktop.domain.report_places import Section

WORDS = load_catalogue().document_words
MEMBERS = "Tổng số thành viên HTX là 3.779 thành viên"
REVENUE = "Doanh thu bình quân của HTX là 1.200 triệu đồng/năm"
INCOME = "Thu nhập bình quân của lao động thường xuyên trong HTX là 42 triệu đồng/người/năm"
PARTS = {
    "so_luong": (
        "Về số lượng hợp tác xã",
        ("Số lượng HTX đang hoạt động là 62 HTX", "Số lượng HTX giải thể là 03 HTX"),
    ),
    "thanh_vien": ("Về thành viên, lao động", (MEMBERS, "Tổng số lao động trong HTX là 812 người")),
    "ket_qua": ("Về doanh thu, thu nhập", (REVENUE, INCOME)),
    "giai_phap": ("Giải pháp thực hiện", ()),
}


def lines_of(parts, *, headings=True):
    for place, (heading, sentences) in enumerate(parts, start=1):
        if headings:
            yield f"**{place}. {heading}**"
        yield from (f"- {each}." for each in sentences)


def report():
    lines, sections = [], {}
    for id_, part in PARTS.items():
        for line in lines_of([part]):
            lines.append(line)
            sections[len(lines)] = id_
    known = know(read_document("\n".join(lines), WORDS))
    named = {id_: Section(id_, (heading,)) for id_, (heading, _) in PARTS.items()}
    return ReportText(known, sections, named, {"giai_phap"})


REPORT = report()


def compared(text):
    return compare(know(read_document(text, WORDS)), check_document(text, WORDS), REPORT)


def standings(text):
    return [(each.shown, each.standing) for each in compared(text)]


@given(st.randoms(use_true_random=False))
@settings(max_examples=25, deadline=None)
def test_the_order_of_sections_and_sentences_makes_no_difference(order: random.Random):
    parts = [(heading, order.sample(said, len(said))) for heading, said in PARTS.values()]
    order.shuffle(parts)
    found = compared("\n".join(lines_of(parts)))
    assert [each.standing for each in found] == [Standing.HERE] * 6


def test_without_headings_a_figure_is_found_by_what_it_means():
    found = standings("\n".join(lines_of(PARTS.values(), headings=False)))
    assert [standing for _, standing in found] == [Standing.ELSEWHERE] * 6


@pytest.mark.parametrize(
    ("said", "otherwise"),
    [
        (REVENUE, "Doanh thu bình quân của HTX là 1,2 tỷ đồng/năm"),
        (INCOME, INCOME.replace("42 triệu đồng/người/năm", "3,5 triệu đồng/người/tháng")),
        (MEMBERS, "Số thành viên hợp tác xã: 3.779 người"),
    ],
)
def test_another_unit_of_the_same_amount_is_the_same_figure(said, otherwise):
    text = "\n".join(lines_of(PARTS.values()))
    assert said in text
    found = compared(text.replace(said, otherwise))
    assert {each.standing for each in found} == {Standing.HERE}


@given(st.integers(0, 5), st.integers(1000, 9000))
@settings(max_examples=40, deadline=None)
def test_a_figure_that_was_changed_is_told_with_what_the_report_says(place, new):
    text = "\n".join(lines_of(PARTS.values()))
    numbers = list(re.finditer(r"là ([\d.]+)", text))
    span = numbers[place].span(1)
    changed = f"{text[: span[0]]}{new}{text[span[1] :]}"
    told = [each for each in compared(changed) if each.is_told]
    assert len(told) == 1
    assert told[0].shown.startswith(str(new))
    assert told[0].standing in (Standing.OTHERWISE, Standing.OWN_ERROR)
    assert numbers[place][1] in told[0].says


def test_a_figure_the_report_lacks_is_missing_but_where_only_the_officer_writes_it_is_words():
    text = "**1. Về thành viên, lao động**\n- Tổng số cán bộ quản lý của HTX là 188 người."
    assert standings(text) == [("188 người", Standing.MISSING)]
    text = "**1. Giải pháp thực hiện**\n- Tổng số cán bộ quản lý của HTX là 188 người."
    assert standings(text) == [("188 người", Standing.FREE_TEXT)]
    assert standings("Mở 02 lớp tập huấn.") == [("02 lớp", Standing.FREE_TEXT)]


def test_both_ends_of_a_range_have_to_be_there():
    aims = "**1. Về số lượng hợp tác xã**\n- Số lượng HTX giải thể là {} HTX."
    assert standings(aims.format("03-62")) == [("03-62 HTX", Standing.HERE)]
    assert [each.is_told for each in compared(aims.format("03-90"))] == [True]


def test_an_error_of_the_text_itself_is_named_by_its_rule():
    text = (
        "**1. Về số lượng hợp tác xã**\n"
        "- Số lượng HTX là 70 HTX, trong đó: 62 HTX đang hoạt động, 99 HTX tạm ngừng hoạt động."
    )
    found = {each.shown: each for each in compared(text)}
    assert found["62 HTX"].standing is Standing.HERE
    assert found["99 HTX"].standing is Standing.OWN_ERROR
    assert found["99 HTX"].rule.startswith("R")
    assert not found["99 HTX"].is_real


def test_each_figure_tells_its_line_its_section_and_its_words():
    text = "\n".join(lines_of([PARTS["so_luong"]])).replace("62", "63")
    (told,) = (each for each in compared(text) if each.is_told)
    assert (told.line, told.section) == (2, "1. Về số lượng hợp tác xã")
    assert "đang hoạt động là 63 HTX" in told.quote
    assert told.is_real


def test_the_tables_of_the_annexes_are_not_compared():
    text = "\n".join([*lines_of(PARTS.values()), "Phụ lục I", "1 | Tổng số HTX | HTX | 99"])
    assert len(compared(text)) == 6
