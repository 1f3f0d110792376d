from fractions import Fraction

import pytest

from ktt_desktop.domain.dates import PartialDate
from ktt_desktop.domain.period import ReportingPeriod, TableColumn
from ktt_desktop.domain.terms import Measure
from ktt_desktop.services.annual_return import save_as_of
from ktt_desktop.services.report_figures import (
    main_column,
    read_report_figures,
    running,
    table_pairs,
)
from ktt_desktop.services.unit_figures import unit_subject
from ktt_desktop.storage.session import transaction


def read(desk, code):
    with transaction(desk.book.sessions) as session:
        period = ReportingPeriod.parse(code)
        return read_report_figures(session, desk.book, desk.profile, period)


def test_a_plan_of_next_year_shows_five_columns_of_three_years():
    assert table_pairs(ReportingPeriod.parse("KH2025")) == [
        (2023, Measure.ACTUAL),
        (2024, Measure.PLAN),
        (2024, Measure.HALF_YEAR),
        (2024, Measure.ESTIMATE),
        (2025, Measure.PLAN),
    ]


def test_a_whole_year_stands_in_the_place_of_the_half_year(desk):
    desk.enter({"A2": "90"}, measure=Measure.HALF_YEAR)
    desk.enter({"A2": "100"})
    whole, half = read(desk, "N2024"), read(desk, "6T2024")

    assert whole.value("A2", "TH") == 100
    assert half.value("A2", "TH") == 90
    assert len(table_pairs(whole.period)) == 6


@pytest.mark.parametrize(
    ("code", "column"),
    [("6T2024", "TH"), ("N2024", "TH"), ("KH2025", "TH"), ("UOC2024", "UOC")],
)
def test_sentences_speak_of_the_main_column(code, column):
    period = ReportingPeriod.parse(code)

    assert main_column(period) is TableColumn(column)


def test_every_column_finds_its_figures(desk):
    desk.enter({"A5": "1"}, year=2023)
    desk.enter({"A5": "2"}, measure=Measure.PLAN)
    desk.enter({"A5": "3"}, measure=Measure.HALF_YEAR)
    desk.enter({"A5": "4,5"}, measure=Measure.ESTIMATE)
    desk.enter({"A5": "6"}, measure=Measure.PLAN, year=2025)
    figures = read(desk, "KH2025")

    assert [figures.value("A5", column) for column in TableColumn] == [1, 2, 3, Fraction(9, 2), 6]
    assert (figures.unit("A5"), figures.decimals("A4.1p")) == ("triệu đồng/năm", 1)


def test_sectors_have_figures_of_their_own(desk):
    desk.enter({"S2": "7"}, sector="CN", measure=Measure.HALF_YEAR)
    figures = read(desk, "6T2024")

    assert figures.figure("S2", TableColumn.HALF_YEAR, "CN").value == 7
    assert figures.figure("S2", TableColumn.HALF_YEAR, "NN").value is None


def test_the_day_is_the_one_stated_or_the_usual_one(desk):
    assert read(desk, "6T2024").as_of == "ngày 30/6/2024"

    unit = unit_subject(desk.profile)
    save_as_of(desk.book, unit, 2024, Measure.HALF_YEAR, PartialDate(2024, 8))
    assert read(desk, "6T2024").as_of == "tháng 8/2024"
    assert read(desk, "KH2025").as_of_date == PartialDate(2024, 8)


def test_names_run_inside_a_sentence(desk):
    assert running("Huyện Lạng Giang") == "huyện Lạng Giang"
    assert read(desk, "N2024").unit_name == "xã Lạng Giang"
