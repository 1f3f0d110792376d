"""Consistent paragraphs stay silent; with any one of their numbers altered, something is found."""

import random
import re
from fractions import Fraction

import pytest

from ktt_desktop.domain.document_check.check import check_document
from ktt_desktop.domain.numbers import format_fraction, prose_count
from ktt_desktop.domain.terms import Severity
from tests.inconsistency_cases import seed

HEAD = """Số: {number}/BC-UBND

Tân Hòa, ngày 20 tháng 7 năm 2025

BÁO CÁO
Tình hình phát triển kinh tế tập thể, hợp tác xã năm 2025

"""
FOOT = """

Nơi nhận:
- Lưu: VT.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
"""
NAMES = ("nông nghiệp", "xây dựng", "vận tải")


def shown(value):
    return format_fraction(Fraction(value), 1)


def split(dice, total, parts):
    cuts = sorted(dice.sample(range(1, total), parts - 1))
    return [b - a for a, b in zip([0, *cuts], [*cuts, total], strict=True)]


def statuses(dice):
    total = dice.randint(30, 900)
    active, stopped = split(dice, total, 2)
    return (
        f"Đến 30/6/2025 có tổng số {shown(total)} HTX, trong đó {prose_count(active)} HTX đang "
        f"hoạt động, {prose_count(stopped)} HTX ngừng hoạt động."
    )


def sectors(dice):
    total = dice.randint(60, 900)
    members = dice.randint(2000, 9000)
    counts, people = split(dice, total, 3), split(dice, members, 3)
    rows = [
        f"Đến 30/6/2025 có tổng số {shown(total)} HTX với {shown(members)} thành viên.",
        "2. Đánh giá theo lĩnh vực",
    ]
    for letter, name, count, some in zip("abc", NAMES, counts, people, strict=True):
        rows += [
            f"{letter}) Lĩnh vực {name}",
            f"Đến 30/6/2025 có {prose_count(count)} HTX hoạt động trong lĩnh vực {name}. "
            f"Số lượng thành viên tham gia là {prose_count(some)} người.",
        ]
    return "\n".join(rows)


def money(dice):
    parts = [dice.randint(100, 9000) for _ in range(3)]
    return (
        f"Tổng nhu cầu vốn là: {shown(sum(parts))} triệu đồng. Trong đó:\n"
        f"- Ngân sách trung ương: {shown(parts[0])} triệu đồng.\n"
        f"- Ngân sách địa phương: {shown(parts[1])} triệu đồng.\n"
        f"- Vốn huy động khác: {shown(parts[2])} triệu đồng."
    )


def managers(dice):
    total = dice.randint(200, 900)
    low = total - dice.randint(20, 50)
    share = format_fraction(Fraction(100 * low, total), 1)
    return (
        f"Tổng số cán bộ quản lý của HTX là {total} người.\n"
        f"Tổng số cán bộ quản lý của HTX đạt trình độ sơ cấp, trung cấp là {low} người, đạt "
        f"{share}% so với tổng số cán bộ quản lý."
    )


def kinds(dice):
    groups, cooperatives = dice.randint(10, 90), dice.randint(10, 90)
    return (
        f"Tổng số THT, HTX hoạt động đến 30/6/2025: {groups + cooperatives} THT, HTX. Trong đó THT "
        f"là {groups}; HTX là {cooperatives} HTX."
    )


MAKERS = (statuses, sectors, money, managers, kinds)


def whole(paragraph):
    return f"{HEAD.format(number=15)}{paragraph}{FOOT}"


def figures(text):
    """Where the numbers of a paragraph stand that mean something: neither dates nor numbering."""
    return [
        each
        for each in re.finditer(
            r"(?<![\w/.,])\d{1,3}(?:\.\d{3})+|(?<![\w/.,])\d+(?:,\d)?(?![\w/.,]?\d)", text
        )
        if not re.match(r"/|\.\s[Đ]", text[each.end() :])
        and not text[: each.start()].endswith("năm ")
    ]


@pytest.mark.parametrize("maker", MAKERS, ids=lambda each: each.__name__)
@pytest.mark.parametrize("number", range(12))
def test_a_consistent_paragraph_has_no_finding(catalogue, maker, number):
    text = whole(maker(random.Random(number)))
    assert not check_document(text, catalogue.document_words), text


@pytest.mark.parametrize("maker", MAKERS, ids=lambda each: each.__name__)
@pytest.mark.parametrize("number", range(6))
def test_any_altered_number_is_found(catalogue, maker, number):
    paragraph = maker(random.Random(number))
    altered = 0
    for each in figures(paragraph):
        value = Fraction(each[0].replace(".", "").replace(",", "."))
        other = format_fraction(value + 7 if "," not in each[0] else value + 3, 1)
        text = whole(paragraph[: each.start()] + other + paragraph[each.end() :])
        found = check_document(text, catalogue.document_words)
        assert [f for f in found if f.severity is not Severity.NOTICE], text
        altered += 1
    assert altered >= 3


ODD = ("0", "00", "1", "100", "0,0", "99999999999", "31/2/2022", "7/0", "", "(", "5-3")


@pytest.mark.parametrize("number", range(60))
def test_no_text_is_too_odd_to_be_checked(catalogue, number):
    dice = random.Random(number)
    lines = seed(dice.choice(["S000", "S002", "S003", "S004"])).split("\n")
    start = dice.randrange(len(lines))
    some = lines[start : start + 80]
    dice.shuffle(some)

    def spoil(found):
        return found[0] if dice.random() < 0.7 else dice.choice(ODD)

    text = re.sub(r"\d[\d.,]*", spoil, "\n".join(some))
    for finding in check_document(text, catalogue.document_words):
        assert finding.message
        assert finding.places
