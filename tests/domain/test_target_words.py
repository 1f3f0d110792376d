from datetime import date
from fractions import Fraction

import pytest

from ktt_desktop.domain.target_words import level, outlook, sentence, short_level
from ktt_desktop.domain.targets import Current, Operator, Shape, Target, progress

END = date(2022, 12, 31)


def target(operator, value, unit, most=None, **fields):
    given = {"title": "Số HTX thành lập mới", "due_year": 2030} | fields
    value_max = None if most is None else Fraction(most)
    number = None if value is None else Fraction(value)
    return Target(
        "u", operator=Operator(operator), value=number, value_max=value_max, unit=unit, **given
    )


@pytest.mark.parametrize(
    ("aim", "base", "words"),
    [
        (target(">=", 45, "HTX"), "", "từ 45 HTX trở lên"),
        (target(">", 50, "%"), "tổng số hợp tác xã", "trên 50% tổng số hợp tác xã"),
        (target(">=", 40, "%"), "tổng số hợp tác xã", "từ 40% tổng số hợp tác xã trở lên"),
        (target("~", 4250, "thành viên"), "", "khoảng 4.250 thành viên"),
        (target("=", 5, "LHHTX"), "", "05 LHHTX"),
        (target("<=", 2, "HTX"), "", "không quá 02 HTX"),
        (target("range", 1, "HTX", 2), "", "từ 01 đến 02 HTX"),
        (target("range", 5, "%", 10), "số hợp tác xã", "từ 5% đến 10% số hợp tác xã"),
        (target("=", Fraction(31, 20), "tỷ đồng/năm"), "", "1,55 tỷ đồng/năm"),
        (target("=", Fraction(367, 5), "%"), "", "73,4%"),
        (target("range", 1, "HTX/năm", 2, shape=Shape.YEARLY), "", "từ 01 đến 02 HTX mỗi năm"),
        (target("range", 7, "%/năm", 10, shape=Shape.GROWTH), "", "tăng từ 7% đến 10% mỗi năm"),
        (target("=", None, "HTX"), "", ""),
    ],
)
def test_the_level_reads_as_officers_write_it(aim, base, words):
    assert level(aim, base) == words


def test_a_target_of_a_plan_is_one_sentence():
    aim = target(">=", 45, "HTX", title="Số HTX thành lập mới:")
    assert "".join(sentence(aim)) == "- Số HTX thành lập mới: từ 45 HTX trở lên"


@pytest.mark.parametrize(
    ("aim", "words"),
    [
        (target(">=", 45, "HTX"), "≥ 45"),
        (target(">", 50, "%"), "> 50"),
        (target("<=", 2, "HTX"), "≤ 2"),
        (target("~", 850, "THT"), "khoảng 850"),
        (target("range", 7, "%", 10), "7 – 10"),
        (target("range", 7, "%"), "7"),
        (target("=", Fraction(3, 2), "%"), "1,5"),
        (target("=", None, "%"), ""),
    ],
)
def test_a_cell_holds_the_level_without_its_unit(aim, words):
    assert short_level(aim) == words


def said(aim, value, before=None):
    earlier = None if before is None else Fraction(before)
    return outlook(progress(aim, Current(Fraction(value), END, before=earlier)))


def test_the_outlook_states_its_arithmetic():
    aim = target("~", 750, "HTX")
    assert said(aim, 64, 60) == (
        "Khó đạt: còn thiếu 686 HTX; mỗi năm phải tăng 85,8 HTX (36,1%/năm); "
        "tốc độ năm nay: tăng 04 HTX/năm"
    )
    assert said(aim, 740) == "Đã đạt"
    assert said(target(">", 50, "%"), 10) == (
        "Chưa đến hạn: còn thiếu 40 điểm %; mỗi năm phải tăng 05 điểm %"
    )
    assert said(target("<=", 2, "HTX"), 6, 6) == (
        "Khó đạt: còn vượt 04 HTX; mỗi năm phải giảm 0,5 HTX; tốc độ năm nay: không thay đổi"
    )


def test_money_keeps_three_decimals():
    aim = target("=", Fraction(31, 20), "tỷ đồng/năm", due_year=2023)
    assert said(aim, Fraction(6, 5), Fraction(7, 5)) == (
        "Khó đạt: còn thiếu 0,35 tỷ đồng; mỗi năm phải tăng 0,35 tỷ đồng (29,2%/năm); "
        "tốc độ năm nay: giảm 0,2 tỷ đồng/năm"
    )


def test_the_officer_s_assessment_stands_in_the_place_of_the_proposed_one():
    aim = target("~", 750, "HTX", assessment="Hoàn thành vào năm 2029")
    assert said(aim, 64) == "Hoàn thành vào năm 2029"


def test_without_a_figure_the_reason_is_told():
    aim = target("~", 750, "HTX")
    assert outlook(progress(aim, None, "chưa có số liệu [A1]")) == "Chưa có số liệu [A1]"
    assert outlook(progress(aim, None)) == "Chưa có số liệu"
