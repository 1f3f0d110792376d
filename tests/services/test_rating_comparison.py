"""So sánh hai cách chấm: nothing is scored twice, what is missing is named."""

from dataclasses import replace

from ktt_desktop.services.rating import load_rating
from ktt_desktop.services.rating_comparison import compare_lines, scored_rulesets

YEAR = 2024


def test_each_raw_criterion_shows_both_scores_and_what_is_missing(desk):
    htx = desk.add("HTX Rau", {"O5": "1.200"})
    sheet = load_rating(desk.book, htx.uid, YEAR)
    values = {"TT01.3a": 350, "TT01.15": 100, "TT09.5": 900, "raw.fined": 0}
    sheet = replace(sheet, draft=replace(sheet.draft, values=values))
    left, right = scored_rulesets(sheet)
    lines = {each.item: each for each in compare_lines(desk.book.catalogue, sheet, left, right)}

    revenue = lines["Doanh thu trong năm"]
    assert revenue.value == "1.200 triệu đồng"
    assert revenue.left == "Tiêu chí 3a: 3,5/4 điểm"
    assert revenue.right == "Tiêu chí 1: chưa chấm"
    assert revenue.remark == "Cả hai cùng dùng"
    awards = lines["Số lần được khen thưởng trong năm"]
    assert (awards.left, awards.right, awards.is_open) == (
        "Tiêu chí 15: 1 điểm", "Tiêu chí 5: 9 điểm", False,
    )  # fmt: skip
    fined = lines["Bị xử phạt vi phạm hành chính trong năm"]
    assert (fined.value, fined.right) == ("Không", "–")
    assert fined.remark == "Chỉ TT 01/2020 dùng"
