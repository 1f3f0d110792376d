from fractions import Fraction

import pytest

from ktt_desktop.domain.chart_data import ChartData, Form, Series


def made(*series, categories=("2021", "2022\n6 tháng"), unit="HTX", **more):
    return ChartData("id", "Số tổ chức", unit, Form.COLUMNS, categories, series, **more)


def test_a_chart_says_all_its_numbers_and_what_is_not_known():
    chart = made(
        Series("HTX", (Fraction(1200), None)),
        Series("THT", (Fraction("9.5"), Fraction(0))),
        places=1,
    )
    assert chart.words == (
        "Số tổ chức (HTX). 2021: HTX 1.200, THT 9,5; 2022, 6 tháng: HTX chưa có số liệu, THT 0."
    )


def test_a_tip_names_category_series_value_and_unit():
    one = made(Series("HTX", (Fraction(5), None)))
    assert one.tip(one.series[0], 0) == "2021: 5 HTX"
    assert one.tip(one.series[0], 1) == "2022, 6 tháng: chưa có số liệu"
    two = made(Series("HTX", (Fraction(5), None)), Series("THT", (None, None)))
    assert two.tip(two.series[0], 0) == "2021 · HTX: 5 HTX"
    share = made(Series("Đạt", (Fraction(98), None), ("98 / 100", "")), unit="% kế hoạch")
    assert share.tip(share.series[0], 0) == "2021: 98 / 100"
    percent = made(Series("Đạt", (Fraction(98), None)), unit="% kế hoạch")
    assert percent.tip(percent.series[0], 0) == "2021: 98% kế hoạch"


def test_a_series_has_a_value_for_each_category_and_no_more_series_than_shades():
    with pytest.raises(ValueError, match="a value for each category"):
        made(Series("HTX", (Fraction(1),)))
    with pytest.raises(ValueError, match="more than 4 series"):
        made(*(Series(f"{n}", (None, None)) for n in range(5)))
