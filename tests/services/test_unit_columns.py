"""Consolidated figures: Σ of the units below and of the own list, Σ/Σ for averages."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ktt_desktop.catalogue.fields import SECTOR_FORMS, UNIT_FORMS
from ktt_desktop.domain.aggregation import half_up
from ktt_desktop.domain.records import Subject, UnitShare
from ktt_desktop.domain.terms import Measure, OrganisationKind, Origin, SubjectKind, UnitLevel
from ktt_desktop.domain.unit_totals import TOP, How
from ktt_desktop.services.annual_return import save_values
from ktt_desktop.services.book import open_book
from ktt_desktop.services.unit_columns import _way_up, read_years
from ktt_desktop.storage.session import transaction
from tests.received_books import Above

YEAR, ACTUAL = 2024, Measure.ACTUAL
ONE, TWO, THREE = "07600", "07601", "07602"


@pytest.fixture
def above(desk):
    profile = replace(desk.profile, code="24", name="Tỉnh Bắc Ninh", level=UnitLevel.PROVINCE)
    return Above(replace(desk, profile=profile))


def columns(above, sector="", measure=ACTUAL):
    """Code → unit key → figure, of every unit of the book."""
    with transaction(above.book.sessions) as session:
        ((_, year),) = read_years(session, above.book, above.profile, [(YEAR, measure)])
        return dict(year.forms(year.units.tree.order))[sector]


def test_what_the_lists_of_the_units_give_is_added(above):
    for unit, members in ((ONE, "30"), (TWO, "12")):
        above.unit(unit)
        above.add(unit, f"HTX {unit}", {"O1": members})
    figure = above.figures()["A2"]

    assert (figure.value, figure.origin, figure.known, figure.total) == (42, Origin.COMPUTED, 2, 2)
    assert figure.units == UnitShare(2, 2)


def test_what_a_unit_entered_counts_instead_of_its_list(above):
    above.unit(ONE)
    above.add(ONE, "HTX Một", {"O1": "30"})
    above.enter(ONE, {"A2": "35"})
    above.unit(TWO)
    above.add(TWO, "HTX Hai", {"O1": "5"})

    assert above.figures()["A2"].value == 40


def test_what_this_unit_entered_stands_beside_the_sum(above):
    above.unit(ONE)
    above.enter(ONE, {"A2": "35"})
    above.desk.enter({"A2": "36"}, reason="Đã đối chiếu với xã")
    figure = above.figures()["A2"]

    assert (figure.value, figure.origin, figure.computed) == (36, Origin.ENTERED, 35)
    assert figure.reason == "Đã đối chiếu với xã"
    assert figure.units == UnitShare(1, 1)


def test_a_unit_without_data_is_blank_and_told(above):
    above.unit(ONE, list_complete=False)
    above.unit(TWO, list_complete=False)
    above.enter(TWO, {"A1": "4"})
    figure = above.figures()["A1"]

    assert (figure.value, figure.units) == (4, UnitShare(1, 2))
    assert columns(above)["A1"][ONE].value is None
    assert above.figures()["A2"].value is None


def test_the_own_list_counts_beside_the_units(above):
    above.unit(ONE)
    above.add(ONE, "HTX Một", {"O1": "30"})
    above.desk.add("HTX của tỉnh", {"O1": "7"})
    figures = above.figures()

    assert (figures["A1"].value, figures["A2"].value) == (2, 37)
    assert figures["A2"].units == UnitShare(1, 1)


def test_a_mean_is_over_all_organisations_never_over_units(above):
    above.unit(ONE)
    above.unit(TWO)
    above.add(ONE, "HTX Một", {"O5": "100"})
    for place, revenue in enumerate(("200", "300", "500")):
        above.add(TWO, f"HTX Hai {place}", {"O5": revenue})

    assert above.figures()["A5"].value == above.desk.value("A5", "275")


def test_a_mean_a_unit_stated_counts_as_often_as_it_has_organisations(above):
    above.unit(ONE)
    above.add(ONE, "HTX Một", {"O5": "100"})
    above.unit(TWO, list_complete=False)
    above.enter(TWO, {"A1": "3", "A5": "300"})
    figure = above.figures()["A5"]

    assert (figure.value, figure.units) == (above.desk.value("A5", "250"), UnitShare(2, 2))


def test_a_mean_of_a_unit_whose_number_is_unknown_cannot_enter(above):
    above.unit(ONE)
    above.add(ONE, "HTX Một", {"O5": "100"})
    above.unit(TWO, list_complete=False)
    above.enter(TWO, {"A5": "300"})
    figure = above.figures()["A5"]

    assert (figure.value, figure.units) == (above.desk.value("A5", "100"), UnitShare(1, 2))


def test_income_a_unit_stated_is_weighted_by_its_workers(above):
    above.unit(ONE)
    above.add(ONE, "HTX Một", {"O2": "10", "O7": "4"})  # 48 a year
    above.unit(TWO, list_complete=False)
    above.enter(TWO, {"A1": "1", "A3": "30", "A7": "60"})

    assert above.figures()["A7"].value == above.desk.value("A7", "57")


def test_a_unit_that_states_only_the_result_of_a_sum_counts_in_it(above):
    above.unit(ONE, list_complete=False)
    above.enter(ONE, {"A4.1": "3", "A4.2": "2"})
    above.unit(TWO, list_complete=False)
    above.enter(TWO, {"A4.0": "9"})
    figures = above.figures()

    assert (figures["A4.1"].value, figures["A4.0"].value) == (3, 14)
    assert (figures["A4.0"].units, figures["A4.1"].units) == (UnitShare(2, 2), UnitShare(1, 2))


def test_a_share_is_worked_out_from_the_consolidated_figures(above):
    above.unit(ONE, list_complete=False)
    above.enter(ONE, {"A1": "10", "A1.6": "5", "A1.6p": "50"})
    above.unit(TWO, list_complete=False)
    above.enter(TWO, {"A1": "30", "A1.6": "3", "A1.6p": "10"})

    assert above.figures()["A1.6"].value == 8
    assert above.figures()["A1.6p"].value == above.desk.value("A1.6p", "20")


def test_a_rate_units_state_is_not_added(above):
    above.unit(ONE, list_complete=False)
    above.enter(ONE, {"A1.10": "40", "A7.k": "60"})
    figures = above.figures()

    assert (figures["A1.10"].value, figures["A7.k"].value) == (None, None)
    assert figures["A1.10"].units == UnitShare(1, 1)


def test_what_this_unit_enters_itself_is_what_its_sums_are_worked_out_from(above):
    above.unit(ONE, list_complete=False)
    above.enter(ONE, {"A1": "10", "C1": "1"})
    above.desk.enter({"A1": "12"}, reason="Xã ghi thiếu")

    assert above.figures()["G1"].value == 13


def test_units_below_units_are_brought_together_step_by_step(above):
    above.unit(ONE, level="huyen")
    above.unit(TWO, parent=ONE)
    above.unit(THREE, parent=ONE, list_complete=False)
    above.add(TWO, "HTX Hai", {"O1": "12"})
    above.enter(THREE, {"A1": "2", "A2": "8"})
    above.add(ONE, "HTX của huyện", {"O1": "1"})
    found = columns(above)["A2"]

    assert {key: cell.value for key, cell in found.items()} == {
        TWO: 12,
        THREE: 8,
        f"{ONE}*": 1,
        ONE: 21,
        TOP: 21,
    }
    above.enter(ONE, {"A2": "25"})
    assert above.figures()["A2"].value == 25


def test_a_former_unit_gives_way_to_the_list_of_the_one_it_landed_on(above):
    former = "07590/cu"
    above.unit(ONE)
    above.unit(former, parent=ONE, list_complete=False)
    above.enter(former, {"A1": "2", "A2": "50"})
    assert above.figures()["A2"].value == 50

    above.add(ONE, "HTX Một", {"O1": "30"})
    assert (above.figures()["A1"].value, above.figures()["A2"].value) == (1, 30)


def test_a_plan_is_what_the_units_entered(above):
    above.unit(ONE)
    above.add(ONE, "HTX Một")
    above.enter(ONE, {"A1": "3"}, measure=Measure.PLAN)
    above.unit(TWO)
    plan = above.figures(measure=Measure.PLAN)["A1"]

    assert (plan.value, plan.units) == (3, UnitShare(1, 2))


def test_sectors_are_brought_together_like_the_whole(above):
    above.unit(ONE, list_complete=False)
    above.enter(ONE, {"A1": "9"})
    above.enter(ONE, {"S1": "4", "S5": "100"}, sector="NN")
    above.unit(TWO)
    above.add(TWO, "HTX Hai", {"O5": "600"}, sector="NN.TT")
    figures = above.figures("NN")

    assert figures["S1"].value == 5
    assert figures["S5"].value == above.desk.value("S5", "200")
    assert figures["S1p"].value == above.desk.value("S1p", "50")


# Random books: units with or without lists, organisations with blanks, what units entered.
units_of = st.integers(1, 4)
organisation = st.tuples(
    st.integers(0, 3),
    st.sampled_from(OrganisationKind),
    st.sampled_from(["NN.TT", "CN", "TM"]),
    st.fixed_dictionaries(
        {
            code: st.none() | st.integers(0, 10**6)
            for code in ("O1", "O2", "O3", "O3.1", "O3.2", "O4.2", "O5", "O7")
        }
    ),
)
any_book = settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def filled(above, folder, count, rows, *, shuffled=None, received=True):
    book = open_book(folder, above.book.catalogue, above.book.units)
    made = Above(replace(above.desk, book=book))
    keys = [f"0760{place}" for place in range(count)]
    order = list(range(len(rows)))
    if shuffled:
        shuffled.shuffle(keys)
        shuffled.shuffle(order)
    for key in keys if received else ():
        made.unit(key)
    for place in order:
        unit, kind, sector, values = rows[place]
        key = f"0760{unit % count}" if received else ""
        applies = above.book.catalogue.edition.for_kind(kind)
        own = {each.code: values[each.code] for each in applies if each.code in values}
        saved = made.add(key, f"Tổ chức {place}", kind=kind, sector=sector)
        save_values(book, Subject(SubjectKind.ORGANISATION, saved.uid), YEAR, ACTUAL, own)
    return made


@any_book
@given(count=units_of, rows=st.lists(organisation, max_size=8), seed=st.randoms())
def test_whatever_the_units_the_whole_is_that_of_all_organisations_together(
    above, tmp_path_factory, count, rows, seed
):
    folder = tmp_path_factory.mktemp("so")
    apart = filled(above, folder / "a", count, rows)
    mixed = filled(above, folder / "b", count, rows, shuffled=seed)
    together = filled(above, folder / "c", count, rows, received=False)
    try:
        for sector in ("", "NN", "CN"):
            whole = together.figures(sector)
            for found in (apart.figures(sector), mixed.figures(sector)):
                assert {
                    code: each.value for code, each in found.items() if _adds_up(above, code)
                } == {code: each.value for code, each in whole.items() if _adds_up(above, code)}
    finally:
        for each in (apart, mixed, together):
            each.book.close()


def _adds_up(above, code):
    """Σ of a difference of sums: known for a unit although another one lacks a part of it."""
    rule = above.book.catalogue.edition.indicators[code].aggregate
    return rule is None or rule.formula is None


@any_book
@given(data=st.data())
def test_every_figure_that_adds_is_the_sum_of_those_of_the_units(above, tmp_path_factory, data):
    book = open_book(tmp_path_factory.mktemp("so"), above.book.catalogue, above.book.units)
    made = Above(replace(above.desk, book=book))
    indicators = book.catalogue.edition.of_form(*UNIT_FORMS)
    codes = st.sampled_from([each.code for each in indicators])
    try:
        for key in (ONE, TWO, THREE):
            made.unit(key, list_complete=data.draw(st.booleans()))
            stated = data.draw(st.dictionaries(codes, st.integers(0, 10**9), max_size=20))
            save_values(book, Subject(SubjectKind.UNIT, key), YEAR, ACTUAL, stated)
            for place in range(data.draw(st.integers(0, 2))):
                members = str(data.draw(st.integers(0, 500)))
                made.add(key, f"HTX {key} {place}", {"O1": members, "O3.1": "2"})
        found = columns(made)
        checked = 0
        for each in indicators:
            if _way_up(each) is not How.ADDED or not _adds_or_is_plain(each):
                continue
            parts = [found[each.code].get(key) for key in (ONE, TWO, THREE)]
            known = [cell.value for cell in parts if cell and cell.value is not None]
            top = found[each.code].get(TOP)
            assert (top.value if top else None) == (sum(known) if known else None), each.code
            checked += 1
        assert checked > 40
    finally:
        book.close()


def _adds_or_is_plain(indicator):
    rule = indicator.aggregate
    return rule is None or rule.formula is None or "/" not in rule.formula.text


@any_book
@given(
    parts=st.lists(st.tuples(st.integers(1, 500), st.integers(0, 10**9)), min_size=1, max_size=5)
)
def test_stated_means_come_together_as_one_division(above, tmp_path_factory, parts):
    book = open_book(tmp_path_factory.mktemp("so"), above.book.catalogue, above.book.units)
    made = Above(replace(above.desk, book=book))
    try:
        for place, (count, mean) in enumerate(parts):
            key = made.unit(f"0761{place}", list_complete=False)
            stated = {"A1": count, "A5": mean}
            save_values(book, Subject(SubjectKind.UNIT, key), YEAR, ACTUAL, stated)
        exact = Fraction(sum(n * mean for n, mean in parts), sum(n for n, _ in parts))
        assert made.figures()["A5"].value == half_up(exact)
    finally:
        book.close()


def test_sector_forms_have_no_more_figures_than_the_catalogue(above):
    above.unit(ONE)
    codes = {each.code for each in above.book.catalogue.edition.of_form(*SECTOR_FORMS)}

    assert set(above.figures("NN")) == codes
