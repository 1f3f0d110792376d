"""The charts of real books: the practice book, a published plan, a book of one organisation."""

from ktt_desktop.domain.chart_data import Form
from ktt_desktop.domain.period import ReportingPeriod
from ktt_desktop.domain.terms import Measure
from ktt_desktop.runtime.paths import seed_data
from ktt_desktop.services.chart_blocks import WIDTH, chart_blocks
from ktt_desktop.services.chart_figures import charts_of
from ktt_desktop.services.seed_books import enter_figures, enter_records, profile_of, read_seed

PLAN_2023 = ReportingPeriod.parse("KH2023")


def by_id(charts):
    return {each.id: each for each in charts.drawn}


def series(chart):
    return {
        each.label: [None if v is None else float(v) for v in each.values] for each in chart.series
    }


def test_the_practice_book_has_its_figures_in_its_charts(practice):
    charts = charts_of(*practice)
    found = by_id(charts)
    assert series(found["sectors"]) == {"Hợp tác xã": [60, 2, 2]}
    assert found["years"].categories == ("2021", "2022\n6 tháng")
    assert series(found["years"])["Tổ hợp tác"] == [60, 9]
    assert series(found["years"])["Hợp tác xã"] == [None, 64]  # not known is not zero
    assert series(found["results"]) == {"Doanh thu": [1400, 1200], "Lãi": [30, 35]}
    plan = found["plan"]
    assert plan.categories[0] == "Tổng số thành viên hợp tác xã"
    assert plan.series[0].tips[0] == "3.779 / kế hoạch 3.830 người = 98,7%"
    assert plan.reference.value == 100
    assert [words.split(":")[0] for words in charts.missing] == [
        "Thu nhập bình quân của lao động thường xuyên theo năm",
        "Kinh phí hỗ trợ theo nguồn vốn",
    ]


def test_support_stands_by_its_sources_and_sums_to_the_total_of_the_table(empty_book):
    seed = read_seed(seed_data(), "002")
    enter_records(empty_book, seed)
    enter_figures(empty_book, seed)
    found = by_id(charts_of(empty_book, profile_of(seed), PLAN_2023))
    support = found["support"]
    place = support.categories.index("Nhu cầu năm 2023")
    assert {label: of[place] for label, of in series(support).items()} == {
        "Ngân sách trung ương": 17671,
        "Ngân sách địa phương": 12197,
        "Vốn khác": 17754,
        "Chưa phân nguồn": 0,
    }
    assert sum(each.values[place] for each in support.series) == 47622
    assert found["results"].form is Form.COLUMNS  # one year makes no line


def test_an_empty_book_draws_nothing_and_says_what_each_chart_lacks(desk):
    charts = charts_of(desk.book, desk.profile, PLAN_2023)
    assert not charts.drawn
    assert len(charts.missing) == 6
    assert all("chưa có" in words for words in charts.missing)


def test_one_organisation_is_enough(desk):
    desk.add("HTX Một", {"O1": "12", "O5": "300"})
    period = ReportingPeriod.parse("N2024")
    found = by_id(charts_of(desk.book, desk.profile, period))
    assert series(found["years"]) == {"Hợp tác xã": [1] * 5}  # registered in 2015
    assert found["years"].title == "Số hợp tác xã theo năm"
    assert series(found["sectors"]) == {"Hợp tác xã": [1]}
    assert found["sectors"].categories == ("Nông - lâm - ngư - diêm nghiệp",)


def test_an_estimate_stands_for_a_year_without_final_figures_and_is_named(desk):
    desk.enter({"A5": "900"}, year=2023, measure=Measure.ESTIMATE)
    desk.enter({"A5": "1000"}, year=2024)
    found = by_id(charts_of(desk.book, desk.profile, ReportingPeriod.parse("N2024")))
    assert found["results"].categories == ("2023\nước cả năm", "2024")
    assert found["results"].title == "Doanh thu bình quân một hợp tác xã theo năm"


def test_on_paper_a_chart_is_as_wide_as_the_text_and_has_its_title_below(practice):
    charts = charts_of(*practice)
    blocks = chart_blocks(charts.drawn)
    assert [each.words for each in blocks] == [each.title for each in charts.drawn]
    assert {each.drawing.width for each in blocks} == {WIDTH}
