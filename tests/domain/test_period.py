from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ktt_desktop.domain.errors import InvalidInputError
from ktt_desktop.domain.period import ReportingPeriod, TableColumn, YearMeasure
from ktt_desktop.domain.terms import Measure, PeriodKind

periods = st.builds(ReportingPeriod, st.integers(1990, 2098), st.sampled_from(PeriodKind))


@pytest.mark.parametrize(
    ("kind", "code", "label", "as_of", "main"),
    [
        (
            PeriodKind.PLAN,
            "KH2023",
            "Kế hoạch năm 2023",
            date(2022, 6, 30),
            Measure.HALF_YEAR,
        ),
        (
            PeriodKind.HALF_YEAR,
            "6T2022",
            "Báo cáo 6 tháng đầu năm 2022",
            date(2022, 6, 30),
            Measure.HALF_YEAR,
        ),
        (
            PeriodKind.YEAR,
            "N2022",
            "Báo cáo năm 2022",
            date(2022, 12, 31),
            Measure.ACTUAL,
        ),
        (
            PeriodKind.ESTIMATE,
            "UOC2022",
            "Báo cáo ước thực hiện năm 2022",
            date(2022, 12, 31),
            Measure.ESTIMATE,
        ),
    ],
)
def test_each_kind_of_period_has_its_code_label_date_and_main_figures(
    kind, code, label, as_of, main
):
    period = ReportingPeriod(2022, kind)
    assert period.code == code
    assert ReportingPeriod.parse(code) == period
    assert period.label == label
    assert period.default_as_of == as_of
    assert period.main == YearMeasure(2022, main)


@given(periods)
def test_a_code_is_read_back_the_same(period):
    assert ReportingPeriod.parse(period.code) == period


@pytest.mark.parametrize("code", ["", "KH23", "2022", "6T 2022", "9T2022", "N3022", "n2022"])
def test_an_unknown_code_is_refused_with_the_known_forms(code):
    with pytest.raises(InvalidInputError, match="6T2022, UOC2022, N2022, KH2023"):
        ReportingPeriod.parse(code)


def test_the_five_columns_of_the_tables_are_pairs_of_year_and_measure():
    period = ReportingPeriod(2022, PeriodKind.PLAN)
    assert {column.value: period.column(column) for column in TableColumn} == {
        "P": (2021, Measure.ACTUAL),
        "KH": (2022, Measure.PLAN),
        "TH": (2022, Measure.HALF_YEAR),
        "UOC": (2022, Measure.ESTIMATE),
        "KHN": (2023, Measure.PLAN),
    }


def test_the_columns_stand_in_the_order_of_the_paper():
    assert list(TableColumn) == ["P", "KH", "TH", "UOC", "KHN"]
