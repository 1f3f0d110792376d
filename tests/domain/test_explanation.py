from decimal import Decimal
from fractions import Fraction

import pytest

from ktt_desktop.domain.explanation import LONGEST, Caption, explain
from ktt_desktop.domain.expression import Part, parse_check
from ktt_desktop.domain.rules import TableFigures, example_figures

NAMES = (
    "Nông nghiệp",
    "HTX Cơ khí Lạng Giang",
    "HTX Dịch vụ tổng hợp Hương Sơn",
    "HTX VSMT thị trấn Vôi",
    "HTX quản lý chợ Mỹ Hà",
)
DECIMALS = {"S7": 1, "A4.0p": 2, "A4.1p": 1, "A4.2p": 1, "A5": 6}
OWN = {
    **dict.fromkeys(("A1", "C1"), "64"),
    "A1.1": "62",
    "A1.2": "2",
    "A2": "3779",
    "A3": "812",
    "A3.2": "200",
    "A7.k": "52",
    "A4": "188",
    "A4.1": "138",
    "A4.1p": "73.4",
    "A4.2": "30",
    "A4.2p": "16",
    "A6": "-12",
}


def column(*numbers, names=NAMES):
    return tuple(
        Part(str(place), name, None if each is None else Fraction(each))
        for place, (name, each) in enumerate(zip(names, numbers, strict=True))
    )


COLUMNS = {
    "S2": column(3711, 32, 7, 8, 7),
    "S3": column(758, None, None, None, None),
    "S3.1": column(396, None, None, None, None),
    "S7": column("3.5", "6.5", 5, "3.5", "3.5"),
}


def why(check, columns=COLUMNS, **others):
    own = OWN | {name.replace("_", "."): each for name, each in others.items()}
    figures = TableFigures(
        {code: Fraction(each) for code, each in own.items()},
        {"previous": {"C1": Fraction(60)}, "plan": {"C1": Fraction(9)}},
        columns,
    )
    labels = {
        code: Caption(code, "người", DECIMALS.get(code, 0)) for code in (*own, *columns, "A9")
    }
    return explain(parse_check(check, "R"), figures, labels)


# --- the mistakes of the plan of Lạng Giang


def test_a_total_that_differs_shows_every_part_with_its_name():
    assert why("sum(S2) == A2") == (
        "3.711 (Nông nghiệp) + 32 (HTX Cơ khí Lạng Giang) + 7 (HTX Dịch vụ tổng hợp Hương Sơn) + "
        "8 (HTX VSMT thị trấn Vôi) + 7 (HTX quản lý chợ Mỹ Hà) = 3.765, "
        "nhưng [A2] ghi 3.779 (chênh 14)."
    )


def test_parts_without_names_are_plain_numbers():
    columns = {"S2": column(3711, 32, 7, 8, 7, names=("",) * 5)}
    sentence = "3.711 + 32 + 7 + 8 + 7 = 3.765, nhưng [A2] ghi 3.779 (chênh 14)."
    assert why("sum(S2) == A2", columns) == sentence
    assert why("A2 == sum(S2)", columns) == sentence


def test_names_are_left_out_where_the_sentence_grows_too_long():
    columns = {"S2": column(3711, 32, 7, 8, 7, names=[name * 3 for name in NAMES])}
    assert why("sum(S2) == A2", columns).startswith("3.711 + 32 + 7 + 8 + 7 = 3.765")


def test_many_parts_are_counted():
    columns = {"S2": column(*range(74), names=["HTX Đồng Tâm"] * 74)}
    expected = "Tổng của 74 số = 2.701, nhưng [A2] ghi 3.779 (chênh 1.078)."
    assert why("sum(S2) == A2", columns) == expected


def test_two_long_totals_still_make_a_short_sentence():
    names = ["Hợp tác xã dịch vụ tổng hợp"] * 8
    columns = {
        "S2": column(*[10**15 + n for n in range(8)], names=names),
        "S3": column(*[10**15 - n for n in range(8)], names=names),
    }
    sentence = why("sum(S2) == sum(S3)", columns)
    assert sentence.startswith("Tổng của 8 số = 8.000.000.000.000.028, nhưng tổng của 8 số = ")
    assert len(sentence) <= LONGEST


def test_a_part_larger_than_the_whole_is_named():
    expected = "[S3.1] 396 (Nông nghiệp) lớn hơn [A3.2] 200."
    assert why("highest(S3_1) <= A3_2") == expected


def test_a_suspicious_coincidence_is_written_as_two_equal_sums():
    sentence = why("A3 - total_known(S3) != missing(S3, S2)")
    assert sentence == "812 − 758 = 54 = 32 + 7 + 8 + 7."


def test_of_two_bounds_only_the_broken_one_is_explained():
    check = "12 * least_mean(S7, S3, A3) <= A7_k and A7_k <= 12 * greatest_mean(S7, S3, A3)"
    assert why(check) == "[A7.k] 52 lớn hơn 12 × (758 × 3,5 + 54 × 6,5) ÷ 812 = 44,4."
    assert why(check, A7_k=41) == "12 × (758 × 3,5 + 54 × 3,5) ÷ 812 = 42 lớn hơn [A7.k] 41."


def test_a_weighted_mean_shows_its_weights():
    sentence = why("greatest_mean(S7, S3, A3) == A1")
    assert sentence.startswith("(758 × 3,5 + 54 × 6,5) ÷ 812 = 3,7, nhưng [A1] ghi 64")


def test_a_weighted_mean_of_many_is_counted():
    columns = {"S7": column(*[5] * 20, names=[""] * 20), "S3": column(*[3] * 20, names=[""] * 20)}
    sentence = why("greatest_mean(S7, S3, A3) > 9", columns, A3=60)
    assert sentence == "Bình quân của 20 số = 5 nhỏ hơn 9."


def test_a_percentage_reads_as_it_is_reckoned():
    expected = "138 ÷ 188 × 100 = 73,4, nhưng [A4.1p] ghi 70 (chênh 3,4)."
    assert why("round(100 * A4_1 / A4, 1) == A4_1p", A4_1p=70) == expected


# --- every other shape


@pytest.mark.parametrize(
    ("check", "sentence"),
    [
        ("A1 == A4", "[A1] ghi 64, nhưng [A4] ghi 188 (chênh 124)."),
        ("A1_2 == 0", "[A1.2] ghi 2, nhưng phải bằng 0 (chênh 2)."),
        ("0 == A1_2", "[A1.2] ghi 2, nhưng phải bằng 0 (chênh 2)."),
        ("A1 != 64", "[A1] ghi 64."),
        ("A1 != A1_1 + A1_2", "[A1] 64 = 62 + 2."),
        ("A1 != C1", "[A1] 64 = [C1]."),
        ("A1 > A1_1 + A1_2", "[A1] 64 bằng 62 + 2 = 64, nhưng phải lớn hơn."),
        ("A1 < 64", "[A1] 64 bằng 64, nhưng phải nhỏ hơn."),
        ("A1 >= A4", "[A1] 64 nhỏ hơn [A4] 188."),
        ("C1 <= previous(C1)", "[C1] 64 lớn hơn [C1] năm trước 60."),
        ("C1 == plan(C1)", "[C1] ghi 64, nhưng kế hoạch [C1] ghi 9 (chênh 55)."),
        ("A1 - (A1_1 - A1_2) == 0", "64 − (62 − 2) = 4, nhưng phải bằng 0 (chênh 4)."),
        ("A1 / (A1_1 / A1_2) == 0", "64 ÷ (62 ÷ 2) = 2,1, nhưng phải bằng 0 (chênh 2,1)."),
        ("2 * (A1_1 + A1_2) == A1", "2 × (62 + 2) = 128, nhưng [A1] ghi 64 (chênh 64)."),
        ("A1 + A6 == A1", "64 + (-12) = 52, nhưng [A1] ghi 64 (chênh 12)."),
        ("-(A1 + 1) > 0", "−(64 + 1) = -65 nhỏ hơn 0."),
        ("A6 > -1", "[A6] -12 nhỏ hơn -1."),
        ("A3_2 <= least(A2, A1)", "[A3.2] 200 lớn hơn [A1] 64."),
        ("greatest(A1, A1_2) < A1_1", "[A1] 64 lớn hơn [A1.1] 62."),
        ("lowest(S7) > 4", "[S7] 3,5 (Nông nghiệp) nhỏ hơn 4."),
        ("total_known(S3) > A3", "[S3] 758 (Nông nghiệp) nhỏ hơn [A3] 812."),
        ("A1 == 64 and A1_1 == 60", "[A1.1] ghi 62, nhưng phải bằng 60 (chênh 2)."),
        ("A1 < A1_1 or A1 < 5", "[A1] 64 lớn hơn [A1.1] 62; [A1] 64 lớn hơn 5."),
        ("not known(A1) or A1 < 5", "[A1] 64 lớn hơn 5."),
        ("known(A9)", "[A9] chưa có số."),
        ("known(A9) or not known(A1)", "[A9] chưa có số; [A1] ghi 64, nhưng phải để trống."),
        ("not (A1 > A1_1)", "[A1] 64 lớn hơn [A1.1] 62."),
        ("not (A1 == 64 or A1 == 3)", "[A1] ghi 64."),
        ("not (known(A1) and A4 > 5)", "[A4] 188 lớn hơn 5."),
        ("not (A9 == 1 if known(A9) else known(A1))", "[A1] ghi 64, nhưng phải để trống."),
        ("not (A1 > 5 and not A4 < 5)", "[A1] 64 lớn hơn 5; [A4] 188 lớn hơn 5."),
        ("A1 < 5 if known(A9) else A1 < 9", "[A1] 64 lớn hơn 9."),
        ("not (A1 < 5 if known(A9) else A1 > 9)", "[A1] 64 lớn hơn 9."),
        ("(A9 if known(A9) else A1_1) >= A1", "[A1.1] 62 nhỏ hơn [A1] 64."),
    ],
)
def test_every_shape_of_a_check_has_its_words(check, sentence):
    assert why(check) == sentence


def test_two_different_numbers_never_print_alike():
    sentence = why("A5 * 3 <= 100 * 3", A5="100.0001")
    assert sentence == "100 × 3 = 300,0003 lớn hơn 100 × 3 = 300."
    assert why("A5 <= A1", A5="64.0001") == "[A5] 64,0001 lớn hơn [A1] 64."


def test_money_shows_three_decimals_at_most():
    assert why("A5 == 2", A5="1.234567").startswith("[A5] ghi 1,235, nhưng phải bằng 2")


# --- other columns, earlier years, blanks, words


def said(check, when="", **table):
    figures = example_figures(table)
    labels = {code: Caption(code, "người", DECIMALS.get(code, 0)) for code in ALL_CODES}
    return explain(
        parse_check(check, "R"), figures, labels, parse_check(when, "R") if when else None
    )


ALL_CODES = (
    "A1",
    "A1.3",
    "A1.4",
    "A2",
    "A2.1",
    "A2.1k",
    "A4",
    "A4.0",
    "A4.0p",
    "A5",
    "O5",
    "S1",
    "S6",
)


@pytest.mark.parametrize(
    ("reader", "words"),
    [
        ("next_plan", "kế hoạch năm sau [A2]"),
        ("half_year", "[A2] 6 tháng"),
        ("estimate", "[A2] ước cả năm"),
        ("listed", "[A2] theo danh mục"),
    ],
)
def test_a_figure_of_another_column_is_called_by_it(reader, words):
    sentence = said(f"A2 <= {reader}(A2)", A2=9, **{reader: {"A2": 7}})
    assert sentence == f"[A2] 9 lớn hơn {words} 7."
    assert said(f"known({reader}(A2))", A2=9).casefold() == f"{words} chưa có số.".casefold()


def test_a_plan_read_off_a_percentage_shows_how_far_it_may_go():
    sentence = said(
        "implied_low(A2_1, A2_1k) <= implied_high(half_year(A2_1), half_year(A2_1k))",
        A2_1=630,
        A2_1k=63,
        half_year={"A2_1": 265, "A2_1k": 28},
    )
    assert sentence == "630 ÷ 63,5% = 992,1 lớn hơn 265 ÷ 27,5% = 963,6."


def test_a_share_that_is_not_rounded_is_shown_with_the_decimals_told():
    sentence = said("rounds_to(100 * A4_0 / A4, A4_0p)", A4=54, A4_0=15, A4_0p=Decimal("27.77"))
    assert sentence == "15 ÷ 54 × 100 = 27,78, nhưng [A4.0p] ghi 27,77."


def test_an_unusual_figure_stands_beside_the_years_before():
    sentence = said("usual(O5, 20)", O5=9000, earlier={"O5": [290, 300, 310, 305]})
    assert sentence == (
        "[O5] ghi 9.000, khác hẳn các năm trước: 290, 300, 310, 305 (trung vị 302,5)."
    )


def test_what_is_true_beside_is_told_after_it():
    implied = {"A1": 437, "A1_4": 16, "previous": {"A1": 405}}
    sentence = said("known(A1_3)", "A1 - previous(A1) + A1_4 != 0 and known(A1)", **implied)
    assert sentence == "[A1.3] chưa có số; trong khi 437 − 405 + 16 = 48."
    stopped = said("O5 == 0", "status(stopped) and column(main)", O5=5, marks=["stopped", "main"])
    assert stopped.endswith("(chênh 5); trong khi tổ chức tạm ngừng, ngừng hoạt động.")
    assert said("not status(active)", marks=["active"]) == "Tổ chức đang hoạt động."
    assert said("kind(THT)", marks=["HTX"]) == "Không phải là tổ hợp tác."


def test_blank_parts_are_named_and_counted():
    columns = {
        "S6": column(30, None, 45, None, 60),
        "S1": column(5, 2, 3, 0, 1),
    }
    labels = {code: Caption(code, "", 0) for code in columns}
    figures = TableFigures(columns=columns)
    assert explain(parse_check("blanks(S6, S1) == 0", "R"), figures, labels) == (
        "[S6] còn trống ở 1 nơi (HTX Cơ khí Lạng Giang), đã có ở 3 nơi khác."
    )


def test_a_distance_and_a_sum_of_what_is_known_show_their_numbers():
    assert said("abs(A1 - A2) <= 2", A1=3, A2=9) == "|3 − 9| = 6 lớn hơn 2."
    assert said("added(A1, A1_3, A2) <= A4", A1=3, A2=9, A4=10) == "3 + 9 = 12 lớn hơn [A4] 10."
    assert said("A2 / A1 != round(A2 / A1, 0)", A1=22, A2=440) == "440 ÷ 22 = 20."
