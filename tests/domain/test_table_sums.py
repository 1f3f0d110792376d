from ktt_desktop.domain.table_formulas import Formula, Making, Place, holding
from ktt_desktop.domain.table_sums import along_rows, down, under_parents


def held(candidates, grid):
    return holding(candidates, lambda place: grid[place.row][place.column])


def test_the_first_number_of_a_group_of_columns_is_the_sum_of_the_others():
    grid = [(None, 7, 3, 4), (None, 5, None, 5), (None, 9, 1, 1)]
    kept = held(along_rows(("", "2022", "2022", "2022"), grid), grid)
    assert set(kept) == {(0, 1), (1, 1)}
    assert kept[Place(0, 1)] == Formula(Making.SUM, (Place(0, 2), Place(0, 3)))


def test_columns_without_a_group_make_no_sum():
    grid = [(3, 1, 2)]
    assert held(along_rows(("", "", ""), grid), grid) == {}


def test_a_row_is_the_sum_of_the_rows_whose_codes_go_on_from_its_own():
    grid = [(7,), (3,), (4,), (9,)]
    kept = held(under_parents(("H1", "H1.1", "H1.2", "H10"), grid), grid)
    assert kept == {Place(0, 0): Formula(Making.SUM, (Place(1, 0), Place(2, 0)))}


def test_a_row_of_sums_has_a_formula_where_it_has_a_number():
    grid = [(1, None), (2, 5), (3, None)]
    assert set(held(down(2, [0, 1], grid), grid)) == {(2, 0)}
    assert list(down(2, [], grid)) == []
