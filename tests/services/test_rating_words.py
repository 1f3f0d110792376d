"""Words for ratings."""

from dataclasses import replace

import pytest

from ktt_desktop.domain.rating import Sheet, rate
from ktt_desktop.domain.rulesets import Grade
from ktt_desktop.services.rating import grade_counts, load_rating, ratings, save_rating
from ktt_desktop.services.rating_words import (
    all_reasons,
    counts_words,
    most_words,
    origin_words,
    outcome_words,
    rating_columns,
    reasons_of,
)

YEAR = 2024


def words(catalogue, ruleset, sheet, raw=None):
    rules = catalogue.ratings.rulesets[ruleset]
    return outcome_words(catalogue.ratings, reasons_of(rules), rate(rules, sheet, raw or {}))


@pytest.mark.parametrize(
    ("sheet", "raw", "said"),
    [
        (Sheet(dict.fromkeys("123456", 1208)), {}, "Khá, 72,48 điểm"),
        (Sheet(dict.fromkeys("12345", 1000)), {}, "Còn 01 tiêu chí chưa chấm"),
        (Sheet(), {}, "Chưa chấm"),
        (Sheet(grade=Grade.GOOD), {}, "Tốt, ghi trực tiếp"),
        (Sheet(), {"fined": 1}, "Yếu, do bị xử phạt trong năm"),
        (Sheet(reason="MOI"), {}, "Không xếp loại: mới thành lập, hoạt động dưới 12 tháng"),
    ],
)  # fmt: skip
def test_a_result_is_one_sentence(catalogue, sheet, raw, said):
    assert words(catalogue, "TT09", sheet, raw) == said


def test_where_a_raw_criterion_comes_from(catalogue):
    items = catalogue.ratings.items
    assert origin_words(items["revenue"], 2022, 5 * 10**9, is_typed=False) == (
        "Lấy từ phiếu số liệu năm 2022."
    )
    assert origin_words(items["revenue"], 2022, 5 * 10**9, is_typed=True) == (
        "Dùng số gõ ở đây; phiếu số liệu năm 2022: 5.000."
    )
    assert origin_words(items["capital_growth"], 2022, None, is_typed=False) == (
        "Chưa có ở phiếu số liệu năm 2021 và năm 2022."
    )
    assert origin_words(items["months"], 2022, 7, is_typed=False) == (
        "Lấy từ ngày đăng ký của hồ sơ."
    )
    assert origin_words(items["fund_other"], 2022, None, is_typed=False) == ""
    assert origin_words(items["technology"], 2022, None, is_typed=False).startswith("Ghi việc")


def test_an_unknown_maximum_says_so():
    assert (most_words(None), most_words(600)) == ("chưa có căn cứ", "6")


def test_the_list_shows_points_class_state_and_agreement(desk):
    htx = desk.add("HTX Rau")
    sheet = load_rating(desk.book, htx.uid, YEAR)
    values = {f"TT01.{each.key}": 300 for each in sheet.rulesets[0].leaves}
    values |= {f"TT09.{each.key}": 1400 for each in sheet.rulesets[1].leaves}
    save_rating(desk.book, replace(sheet.draft, values=values))
    desk.add("HTX Xe", sector="VT")
    listed = ratings(desk.book, YEAR)

    columns = rating_columns(desk.book.catalogue, listed.rulesets)
    shown = [[column.text(row) for column in columns.values()] for row in listed.rows]
    assert shown == [
        ["HTX Rau", "Trồng trọt", "69", "Khá", "84", "Tốt", "–", "Khá, 69 điểm", "Khác loại"],
        ["HTX Xe", "Vận tải", "–", "–", "–", "–", "–", "Chưa chấm", "–"],
    ]
    assert counts_words(desk.book.catalogue.ratings, grade_counts(listed.rows)) == (
        "Tốt 0 · Khá 1 · Trung bình 0 · Yếu 0 · Không xếp loại 0 · Chưa có kết quả 1 · "
        "Tốt, khá 1/2 HTX (50%)"
    )
    assert all_reasons(listed.rulesets)["NGUNG"] == "Ngừng hoạt động trên 3 tháng trong năm"
