"""Every table of a report, told in one shape with the origin of each figure."""

from fractions import Fraction

from ktt_desktop.domain.terms import Measure
from ktt_desktop.services.annual_return import save_unit_values
from ktt_desktop.services.every_table import every_table
from ktt_desktop.services.unit_figures import unit_subject


def of(practice):
    return {each.id: each for each in every_table(*practice)}


def cell(table, code, key):
    row = next(each for each in table.rows if each.code == code)
    return row.cells[[each.key for each in table.columns].index(key)]


def test_the_tables_come_in_the_order_of_their_letters(practice):
    assert list(of(practice)) == ["A", "B", "B2", "C", "D", "D.1", "E", "K"]


def test_a_figure_of_an_indicator_says_whether_it_was_entered_or_computed(practice):
    tables = of(practice)
    origins = {cell.origin[0] for row in tables["A"].rows for cell in row.cells if cell.origin}
    assert origins == {"tinh", "nhap"}
    members = cell(tables["A"], "A2", "TH")
    assert (members.text, members.value) == ("3.779", Fraction(3779))
    assert cell(tables["A"], "A2", "KHN").origin == () or cell(tables["A"], "A2", "KHN").text


def test_sectors_have_a_row_each_and_a_column_for_each_indicator(practice):
    book = practice[0]
    table = of(practice)["B2"]
    assert [row.code for row in table.rows] == [each.code for each in book.catalogue.sector_groups]
    keys = [each.key for each in table.columns if each.key]
    codes = book.catalogue.edition.tables["B2"].codes
    assert keys == [f"TH.{code}" for code in codes]


def test_sectors_have_such_columns_for_every_official_column_with_a_figure(practice):
    book, profile, period = practice
    sector = unit_subject(profile, book.catalogue.sector_groups[0].code)
    save_unit_values(book, profile, sector, period.year, Measure.ESTIMATE, {"S1": 60})
    table = of(practice)["B2"]
    groups = dict.fromkeys(each.key.partition(".")[0] for each in table.columns if each.key)
    assert list(groups) == ["TH", "UOC"]
    assert (
        cell(table, sector.sector, "UOC.S1").text,
        cell(table, sector.sector, "UOC.S2").text,
    ) == ("60", "")


def test_a_blank_figure_has_neither_value_nor_origin(practice):
    blanks = [cell for row in of(practice)["A"].rows for cell in row.cells[3:] if not cell.text]
    assert blanks
    assert {(each.value, each.origin) for each in blanks} == {(None, ())}
