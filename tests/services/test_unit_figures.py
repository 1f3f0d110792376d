from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ktt_desktop.domain.aggregation import half_up
from ktt_desktop.domain.dates import PartialDate
from ktt_desktop.domain.records import Subject
from ktt_desktop.domain.status_history import StatusStep
from ktt_desktop.domain.terms import (
    Measure,
    OperatingStatus,
    OrganisationKind,
    Origin,
    StatusAxis,
    SubjectKind,
)
from ktt_desktop.services.annual_return import save_as_of, save_values
from ktt_desktop.services.book import open_book
from ktt_desktop.services.register import delete_organisation
from ktt_desktop.services.statuses import change_status
from ktt_desktop.services.unit_columns import default_as_of
from ktt_desktop.services.unit_figures import unit_subject

YEAR, ACTUAL = 2024, Measure.ACTUAL
GROUP, UNION = OrganisationKind.COOPERATIVE_GROUP, OrganisationKind.COOPERATIVE_UNION


def known(figures):
    return {code: figure.value for code, figure in figures.items() if figure.value is not None}


def with_status(desk, saved, status, on):
    change_status(desk.book, saved.uid, StatusStep(StatusAxis.OPERATING, status.value, on))
    return saved


def test_an_empty_book_counts_none_and_knows_no_sum(desk):
    figures = desk.figures()

    assert figures["A1"].value == 0
    assert (figures["A2"].value, figures["A2"].origin) == (None, None)


def test_figures_come_out_of_the_list(desk):
    desk.add("HTX Một", {"O1": "30", "O3": "4", "O3.1": "2", "O3.2": "1", "O4.2": "500"})
    desk.add("HTX Hai", {"O1": "12", "O3": "2", "O3.1": "1", "O3.2": "0"}, sector="CN")
    figures = desk.figures()

    assert (figures["A1"].value, figures["A1.1"].value, figures["A1.2"].value) == (2, 2, 0)
    assert figures["A2"].value == 42
    assert (figures["A2"].origin, figures["A2"].known, figures["A2"].total) == (
        Origin.COMPUTED,
        2,
        2,
    )
    assert figures["A8"].value == desk.value("A8", "500")
    assert (figures["A8"].known, figures["A8"].total) == (1, 2)


def test_rows_worked_out_from_other_rows(desk):
    desk.add("HTX Một", {"O3": "4", "O3.1": "2", "O3.2": "1"})
    figures = desk.figures()

    assert figures["A4.3"].value == 1
    assert figures["A4.1p"].value == desk.value("A4.1p", "50")
    assert figures["A4.1p"].origin is Origin.COMPUTED


def test_a_row_worked_out_from_a_blank_or_a_zero_stays_blank(desk):
    desk.add("HTX Một", {"O3": "0", "O3.1": "0"})
    figures = desk.figures()

    assert figures["A4.1p"].value is None  # 0 of 0 managers
    assert figures["A4.3"].value is None  # nobody said how many went to university


def test_a_formula_follows_entered_figures_and_an_entered_share_stands(desk):
    desk.enter({"A4": "188", "A4.1": "138", "A4.2": "30", "A4.2p": "18"})
    figures = desk.figures()

    assert figures["A4.1p"].value == desk.value("A4.1p", "73,4")
    assert figures["A4.3"].value == 20
    assert (figures["A4.2p"].value, figures["A4.2p"].origin) == (
        desk.value("A4.2p", "18"),
        Origin.ENTERED,
    )
    assert figures["A4.2p"].computed == desk.value("A4.2p", "16")


def test_an_entered_figure_stands_and_the_computed_one_stays_beside_it(desk):
    desk.add("HTX Một", {"O1": "30"})
    desk.enter({"A2": "35"}, reason="Sổ thành viên")
    figure = desk.figures()["A2"]

    assert (figure.value, figure.origin, figure.computed) == (35, Origin.ENTERED, 30)
    assert figure.reason == "Sổ thành viên"


def test_an_entered_zero_is_an_answer(desk):
    desk.add("HTX Một", {"O1": "30"})
    desk.enter({"A2": "0"}, reason="Chưa có sổ thành viên")

    assert desk.figures()["A2"].value == 0


def test_a_list_that_names_only_some_gives_hints_but_no_figures(desk):
    desk.add("HTX Một", {"O1": "30"})
    figure = desk.figures(profile=replace(desk.profile, list_complete=False))["A2"]

    assert (figure.value, figure.origin, figure.computed) == (None, None, 30)


@pytest.mark.parametrize(("stated", "members"), [("1", 30), ("64", None)])
def test_a_list_counts_as_whole_when_the_entered_number_agrees(desk, stated, members):
    desk.add("HTX Một", {"O1": "30"})
    desk.enter({"A1": stated})
    partial = replace(desk.profile, list_complete=False)

    assert desk.figures(profile=partial)["A2"].value == members


def test_the_agreement_of_one_kind_says_nothing_of_another(desk):
    desk.add("HTX Một", {"O1": "30"})
    desk.add("THT Hai", {"O1": "9"}, kind=GROUP)
    desk.enter({"A1": "1", "C1": "9"})
    figures = desk.figures(profile=replace(desk.profile, list_complete=False))

    assert (figures["A2"].value, figures["C2"].value) == (30, None)


def test_a_sector_of_a_partial_list_is_judged_by_its_own_number(desk):
    desk.add("HTX Một", {"O1": "30"}, sector="CN")
    desk.enter({"S1": "1"}, sector="CN")
    partial = replace(desk.profile, list_complete=False)

    assert desk.figures("CN", profile=partial)["S2"].value == 30
    assert desk.figures("NN", profile=partial)["S1"].value is None


def test_kinds_are_kept_apart(desk):
    desk.add("HTX Một", {"O1": "30", "O5": "100"})
    desk.add("LHHTX Hai", {"O1": "4", "O5": "900"}, kind=UNION)
    desk.add("THT Ba", {"O1": "9", "O2": "9"}, kind=GROUP)
    figures = desk.figures()

    assert [figures[code].value for code in ("A1", "B1", "C1")] == [1, 1, 1]
    assert [figures[code].value for code in ("A2", "B2", "C2")] == [30, 4, 9]
    assert figures["A5"].value == desk.value("A5", "100")
    assert figures["B5"].value == desk.value("B5", "900")


def test_every_sector_goes_into_its_group_and_only_there(desk):
    for place, sector in enumerate(desk.book.catalogue.sectors, start=1):
        desk.add(f"HTX số {place}", {"O1": str(place)}, sector=sector)
    groups = [group.code for group in desk.book.catalogue.sector_groups]

    assert sum(desk.figures(code)["S1"].value for code in groups) == desk.figures()["A1"].value
    assert sum(desk.figures(code)["S2"].value for code in groups) == desk.figures()["A2"].value
    assert desk.figures("NN")["S1"].value == 7
    assert desk.figures("TM")["S1"].value == 3


def test_income_is_weighted_by_workers_and_twelve_months_make_a_year(desk):
    desk.add("HTX Lớn", {"O2": "90", "O7": "4"}, sector="NN.TT")
    desk.add("HTX Nhỏ", {"O2": "10", "O7": "9"}, sector="CN")
    desk.add("HTX Không rõ lao động", {"O7": "50"}, sector="CN")

    assert desk.figures()["A7"].value == desk.value("A7", "54")  # 12 × (90×4 + 10×9) ÷ 100
    assert desk.figures("NN")["S7"].value == desk.value("S7", "4")
    assert desk.figures("CN")["S7"].value == desk.value("S7", "9")
    assert (desk.figures()["A7"].known, desk.figures()["A7"].total) == (2, 3)


def test_the_dissolved_leave_the_total_and_count_in_the_year_they_went(desk):
    desk.add("HTX Còn", {"O1": "12"})
    gone = desk.add("HTX Giải thể", sector="CN")
    with_status(desk, gone, OperatingStatus.DISSOLVED, PartialDate(2024, 5, 2))

    this_year, year_before = desk.figures(), desk.figures(year=2023)
    assert [this_year[code].value for code in ("A1", "A1.1", "A1.2", "A1.4")] == [1, 1, 0, 1]
    assert [year_before[code].value for code in ("A1", "A1.1", "A1.4")] == [2, 2, 0]
    assert desk.figures("CN")["S1"].value == 0
    assert desk.figures("CN")["S1.3"].value == 1
    assert desk.figures(year=2025)["A1.4"].value == 0
    assert (this_year["A2"].known, this_year["A2"].total) == (1, 1)


def test_the_converted_leave_the_total_too(desk):
    saved = desk.add("HTX Sáp nhập")
    with_status(desk, saved, OperatingStatus.CONVERTED, PartialDate(2024, 5))
    figures = desk.figures()

    assert [figures[code].value for code in ("A1", "A1.4", "A1.5")] == [0, 0, 1]


@pytest.mark.parametrize("status", OperatingStatus)
def test_active_and_stopped_always_make_the_total(desk, status):
    desk.add("HTX Một")
    desk.add("HTX Hai", operating_status=status)
    figures = desk.figures()

    assert figures["A1.1"].value + figures["A1.2"].value == figures["A1"].value


def test_the_day_of_the_figures_decides_who_counts(desk):
    desk.add("HTX Cũ")
    desk.add("HTX Thành lập tháng 9", registered_on=PartialDate(2024, 9, 15))
    stopped = desk.add("HTX Ngừng tháng 10")
    with_status(desk, stopped, OperatingStatus.SUSPENDED, PartialDate(2024, 10, 1))
    counts = ("A1", "A1.1", "A1.2", "A1.3")

    whole, half = desk.figures(), desk.figures(measure=Measure.HALF_YEAR)
    assert [whole[code].value for code in counts] == [3, 2, 1, 1]
    assert [half[code].value for code in counts] == [2, 2, 0, 0]

    save_as_of(desk.book, unit_subject(desk.profile), YEAR, ACTUAL, PartialDate(2024, 9))
    assert [desk.figures()[code].value for code in counts] == [3, 3, 0, 1]


def test_half_a_year_ends_in_june(desk):
    assert default_as_of(2024, Measure.HALF_YEAR) == PartialDate(2024, 6, 30)
    assert default_as_of(2024, Measure.PLAN) == PartialDate(2024, 12, 31)


def test_a_plan_is_not_counted_from_the_register_but_may_be_summed(desk):
    desk.add("HTX Một", {"O1": "30"}, measure=Measure.PLAN)
    desk.add("HTX Hai")
    plan = desk.figures(measure=Measure.PLAN)

    assert (plan["A1"].value, plan["A2"].value) == (None, 30)
    assert (plan["A2"].known, plan["A2"].total) == (1, 2)


def test_figures_of_another_year_or_measure_stay_out(desk):
    desk.add("HTX Một", {"O1": "30"}, year=2023)
    desk.add("HTX Hai", {"O1": "20"}, measure=Measure.HALF_YEAR)

    assert desk.figures()["A2"].value is None
    assert desk.figures(year=2023)["A2"].value == 30


def test_what_lies_in_the_bin_does_not_count(desk):
    saved = desk.add("HTX Một", {"O1": "30"})
    desk.add("HTX Hai", {"O1": "20"})
    delete_organisation(desk.book, saved.uid)

    assert (desk.figures()["A1"].value, desk.figures()["A2"].value) == (1, 20)


# Random organisations: sector, revenue (thousandths of a million), workers, monthly income.
blank_or = st.none
rows = st.lists(
    st.tuples(
        st.sampled_from(["NN.TT", "NN.CN", "CN", "TM"]),
        blank_or() | st.integers(0, 10**12),
        blank_or() | st.integers(0, 5_000),
        blank_or() | st.integers(0, 10**8),
    ),
    max_size=7,
)


def naive(chosen):
    """Members, mean revenue and weighted income as a person works them out."""
    revenue = [each[1] for each in chosen if each[1] is not None]
    paid = [(each[3], each[2]) for each in chosen if None not in each[2:]]
    workers = sum(each for _, each in paid)
    return (
        half_up(Fraction(sum(revenue), len(revenue))) if revenue else None,
        sum(each[2] for each in chosen if each[2] is not None)
        if any(each[2] is not None for each in chosen)
        else None,
        Fraction(sum(income * each for income, each in paid), workers) if workers else None,
    )


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(rows=rows)
def test_averages_of_any_list_equal_the_naive_computation(rows, tmp_path_factory, desk):
    """Σ over Σ for the unit and each sector group, whatever the organisations."""
    folder = tmp_path_factory.mktemp("so")
    book = open_book(folder, desk.book.catalogue, desk.book.units)
    own = replace(desk, book=book)
    try:
        for place, (sector, revenue, workers, income) in enumerate(rows):
            saved = own.add(f"HTX số {place}", sector=sector)
            subject = Subject(SubjectKind.ORGANISATION, saved.uid)
            values = {"O5": revenue, "O2": workers, "O7": income}
            save_values(book, subject, YEAR, ACTUAL, values)
        whole = own.figures()
        members = {each.code: each.sectors for each in book.catalogue.sector_groups}
        mean, workers, income = naive(rows)
        assert (whole["A5"].value, whole["A3"].value) == (mean, workers)
        assert whole["A7"].value == (None if income is None else half_up(12 * income))
        for group in ("NN", "CN", "TM", "XD"):
            mean, workers, income = naive([each for each in rows if each[0] in members[group]])
            figures = own.figures(group)
            assert (figures["S5"].value, figures["S3"].value) == (mean, workers)
            assert figures["S7"].value == (None if income is None else half_up(income))
    finally:
        book.close()


def test_the_capital_of_new_cooperatives_is_that_of_those_founded_in_the_year(desk):
    desk.add("HTX Cũ", {"O4.2": "5.000"})
    desk.add("HTX Mới", {"O4.2": "700"}, registered_on=PartialDate(2024, 5))
    desk.add("HTX Mới chưa có số", registered_on=PartialDate(2024))
    figures = desk.figures()

    assert figures["A8"].value == desk.value("A8", "5.700")
    new = figures["A8.1"]
    assert (new.value, new.known, new.total) == (desk.value("A8.1", "700"), 1, 2)


def test_a_group_of_industries_is_counted_by_its_sectors(desk):
    desk.add("HTX Chợ", sector="DV")
    desk.add("HTX Môi trường", sector="MT")
    desk.add("THT Nấm", sector="NN.TT", kind=OrganisationKind.COOPERATIVE_GROUP)
    figures = desk.figures()

    counted = {code: figures[code].value for code in ("N1.1", "N1.5", "N1.7", "N3.1")}
    assert counted == {"N1.1": 0, "N1.5": 1, "N1.7": 1, "N3.1": 1}
    assert figures["A1"].value == 2


def test_the_share_of_a_sector_reads_the_whole_unit(desk):
    desk.enter({"A1": "27", "A8": "63.090"})
    desk.enter({"S1": "9", "S4": "18.590"}, sector="NN")
    figures = desk.figures("NN")

    assert figures["S1p"].value == desk.value("S1p", "33,3")
    assert figures["S4p"].value == desk.value("S4p", "29,5")
    assert figures["S2p"].value is None


def test_trained_managers_are_the_two_levels_together_or_what_was_stated(desk):
    desk.enter({"A4": "54", "A4.1": "10", "A4.2": "5"})
    assert desk.figures()["A4.0"].value == 15
    desk.enter({"A4.0": "16", "A4.0p": "27,77"})
    figures = desk.figures()
    assert (figures["A4.0"].value, figures["A4.0"].computed) == (16, 15)
    assert (figures["A4.0p"].value, figures["A4.0p"].computed) == (2777, 2963)
