from fractions import Fraction

import pytest

from ktt_desktop.domain.errors import NotFoundError, PeriodClosedError, StaleRecordError
from ktt_desktop.domain.period import ReportingPeriod, YearMeasure
from ktt_desktop.domain.progress import Silent
from ktt_desktop.domain.records import Subject
from ktt_desktop.domain.register_list import RegisterQuery
from ktt_desktop.domain.terms import Measure, OrganisationKind, PeriodKind, SubjectKind
from ktt_desktop.services import closing, copying
from ktt_desktop.services.annual_grid import (
    GridCell,
    GridForms,
    GridTotal,
    grid_columns,
    grid_totals,
    read_grid,
    read_past,
    save_block,
)
from ktt_desktop.services.annual_return import load_return, save_values
from ktt_desktop.services.register import delete_organisation
from ktt_desktop.services.register_list import organisation_id, organisation_ids

YEAR, ACTUAL, PLAN = 2024, Measure.ACTUAL, Measure.PLAN
HTX, LHHTX = OrganisationKind.COOPERATIVE, OrganisationKind.COOPERATIVE_UNION


@pytest.fixture
def forms(desk):
    return GridForms(grid_columns(desk.book.catalogue, HTX), YEAR, ACTUAL)


def cell(desk, saved, code):
    return GridCell(organisation_id(desk.book, saved.uid), code)


def value(desk, saved, code, year=YEAR, measure=ACTUAL):
    subject = Subject(SubjectKind.ORGANISATION, saved.uid)
    return load_return(desk.book, subject, year, measure).values.get(code)


def by_code(forms, each):
    return dict(zip((column.code for column in forms.columns), each, strict=True))


def test_columns_are_those_of_the_form_of_a_kind(desk):
    catalogue = desk.book.catalogue
    for kind in OrganisationKind:
        codes = [each.code for each in grid_columns(catalogue, kind)]
        assert codes == [each.code for each in catalogue.edition.for_kind(kind)]


def test_money_is_shown_in_the_unit_that_was_chosen(desk):
    usual = by_code_of(grid_columns(desk.book.catalogue, HTX))
    dong = by_code_of(grid_columns(desk.book.catalogue, HTX, in_dong=True))
    assert (usual["O5"].quantity.unit, usual["O5"].quantity.factor) == ("triệu đồng", 10**6)
    assert (dong["O5"].quantity.unit, dong["O5"].quantity.factor) == ("đồng", 1)
    assert dong["O7"].quantity.unit == "đồng/người/tháng"
    assert dong["O6"].quantity.signed
    assert dong["O1"] == usual["O1"]


def by_code_of(columns):
    return {each.code: each for each in columns}


def test_rows_hold_blanks_zeros_and_what_was_copied(desk, forms):
    saved = desk.add("HTX Một", {"O1": "0", "O5": "1,5"})
    desk.add("HTX Hai")
    book = desk.book
    into = YearMeasure(YEAR + 1, ACTUAL)
    copying.copy_last_year(book, [saved.uid], into, ["O1"], Silent())
    ids = organisation_ids(book, RegisterQuery())

    two, one = read_grid(book, ids, forms)
    assert (one.name, two.name) == ("HTX Một", "HTX Hai")
    assert by_code(forms, one.values)["O1"] == 0
    assert by_code(forms, one.values)["O5"] == 1_500_000
    assert by_code(forms, one.values)["O2"] is None
    assert set(two.values) == {None}
    later = GridForms(forms.columns, YEAR + 1, ACTUAL)
    assert read_grid(book, [one.id], later)[0].unconfirmed == {"O1"}


def test_a_block_is_one_transaction_with_a_line_for_each_value(desk):
    one, two = desk.add("HTX Một", {"O1": "5"}), desk.add("HTX Hai")
    values = {
        cell(desk, one, "O1"): 6,
        cell(desk, one, "O2"): None,  # blank already
        cell(desk, two, "O1"): 0,
        cell(desk, two, "O5"): 7_000_000,
    }
    before = len(desk.journal("annual_return"))
    saved = save_block(desk.book, YEAR, ACTUAL, values)

    assert desk.journal("annual_return")[before:] == [
        (f"{one.uid}||{YEAR}|ACTUAL", "O1", "5", "6"),
        (f"{two.uid}||{YEAR}|ACTUAL", "O1", None, "0"),
        (f"{two.uid}||{YEAR}|ACTUAL", "O5", None, "7000000"),
    ]
    assert saved.before == {
        cell(desk, one, "O1"): 5,
        cell(desk, two, "O1"): None,
        cell(desk, two, "O5"): None,
    }
    assert (saved.change.organisations, saved.change.years) == ({one.uid, two.uid}, {YEAR})
    assert value(desk, one, "O1", measure=PLAN) is None


def test_an_organisation_that_is_gone_keeps_the_whole_block_out(desk):
    one, two = desk.add("HTX Một"), desk.add("HTX Hai")
    values = {cell(desk, one, "O1"): 1, cell(desk, two, "O1"): 2}
    delete_organisation(desk.book, two.uid)
    with pytest.raises(NotFoundError, match="không còn trong danh mục"):
        save_block(desk.book, YEAR, ACTUAL, values)
    assert value(desk, one, "O1") is None


def test_closed_figures_keep_the_block_out(desk):
    one = desk.add("HTX Một")
    closing.close_period(desk.book, ReportingPeriod(YEAR, PeriodKind.YEAR), "đã ký")
    with pytest.raises(PeriodClosedError):
        save_block(desk.book, YEAR, ACTUAL, {cell(desk, one, "O1"): 1})
    assert value(desk, one, "O1") is None


def test_undoing_puts_back_what_stood_there(desk):
    one, two = desk.add("HTX Một", {"O1": "5"}), desk.add("HTX Hai")
    values = {cell(desk, one, "O1"): 6, cell(desk, two, "O1"): 7}
    saved = save_block(desk.book, YEAR, ACTUAL, values)
    save_block(desk.book, YEAR, ACTUAL, saved.before, values)
    assert (value(desk, one, "O1"), value(desk, two, "O1")) == (5, None)


def test_undoing_is_refused_as_a_whole_where_one_cell_was_changed_since(desk):
    one, two = desk.add("HTX Một", {"O5": "5"}), desk.add("HTX Hai")
    values = {cell(desk, one, "O5"): 6_000_000, cell(desk, two, "O5"): 7_000_000}
    saved = save_block(desk.book, YEAR, ACTUAL, values)
    subject = Subject(SubjectKind.ORGANISATION, two.uid)
    save_values(desk.book, subject, YEAR, ACTUAL, {"O5": 8_500_000})
    with pytest.raises(StaleRecordError, match=r"\[O5\] Doanh thu .* của HTX Hai .* nay là 8,5"):
        save_block(desk.book, YEAR, ACTUAL, saved.before, values)
    assert (value(desk, one, "O5"), value(desk, two, "O5")) == (6_000_000, 8_500_000)


def test_totals_add_what_can_be_added_and_weigh_averages(desk, forms):
    desk.add("HTX Một", {"O1": "5", "O2": "10", "O7": "4"})
    desk.add("HTX Hai", {"O1": "0", "O2": "30", "O7": "8"})
    desk.add("HTX Ba", {"O7": "100"})  # no labour: not in the average
    desk.add("HTX Bốn")
    ids = organisation_ids(desk.book, RegisterQuery())
    totals = by_code(forms, grid_totals(desk.book, ids, forms))
    assert totals["O1"] == GridTotal(5, 2)
    assert totals["O2"] == GridTotal(40, 2)
    assert totals["O7"] == GridTotal(int(Fraction(10 * 4 + 30 * 8, 40) * 10**6), 2, 40)
    assert totals["O5"] == GridTotal(None, 0)
    assert by_code(forms, grid_totals(desk.book, ids[:0], forms))["O1"] == GridTotal(None, 0)


def test_an_average_without_labour_has_no_total(desk, forms):
    desk.add("HTX Một", {"O2": "0", "O7": "4"})
    ids = organisation_ids(desk.book, RegisterQuery())
    assert by_code(forms, grid_totals(desk.book, ids, forms))["O7"] == GridTotal(None, 1)


def test_every_rate_of_every_kind_is_weighed_or_has_no_total(desk):
    for kind in OrganisationKind:
        for each in grid_columns(desk.book.catalogue, kind):
            is_rate = "/" in each.quantity.unit or each.quantity.unit == "%"
            assert each.adds != is_rate


def test_a_figure_is_compared_with_last_year_plan_and_five_years(desk):
    saved = desk.add("HTX Một", {"O1": "5"})
    subject = Subject(SubjectKind.ORGANISATION, saved.uid)
    for year, measure, number in ((2022, ACTUAL, 3), (2023, ACTUAL, 4), (2024, PLAN, 6)):
        save_values(desk.book, subject, year, measure, {"O1": number})
    past = read_past(desk.book, saved.uid, "O1", YEAR, ACTUAL)
    assert (past.previous, past.plan) == (4, 6)
    assert past.years == ((2020, None), (2021, None), (2022, 3), (2023, 4), (2024, 5))
    assert read_past(desk.book, saved.uid, "O2", YEAR, ACTUAL).previous is None
