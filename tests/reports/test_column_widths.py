import pytest
from hypothesis import given
from hypothesis import strategies as st

from ktt_desktop.domain.document import Column, Row, Table
from ktt_desktop.reports.column_widths import column_widths, shared
from ktt_desktop.reports.fonts import BOLD, REGULAR
from ktt_desktop.reports.layout import load_layout
from ktt_desktop.reports.line_breaks import longest_word

COLUMNS = st.lists(st.tuples(st.integers(1, 50), st.integers(1, 40)), min_size=1, max_size=10)


@given(COLUMNS)
def test_the_widths_fill_the_page_and_no_column_is_below_its_floor(columns):
    weights, floors = zip(*columns, strict=True)
    widths = shared(weights, floors, 500)
    assert sum(widths) == pytest.approx(500)
    assert all(width >= floor - 1e-9 for width, floor in zip(widths, floors, strict=True))


def test_without_a_long_word_the_weights_decide():
    assert shared((1, 3), (10, 10), 400) == (100, 300)


def test_a_number_that_does_not_fit_its_weight_widens_the_column():
    table = Table((Column("Tên", 99), Column("Số", 1)), (Row(("HTX", "123.456.789.000")),))
    size, (_, narrow) = column_widths(table, 400, load_layout().table)
    assert size == load_layout().table.size
    assert narrow >= longest_word("123.456.789.000", REGULAR, size)


def test_many_wide_numbers_make_the_letters_smaller_before_any_is_cut():
    numbers = Row(tuple("1.234.567.890" for _ in range(9)), bold=True)
    table = Table(tuple(Column("Số", 1) for _ in range(9)), (numbers,))
    measures = load_layout().table
    size, widths = column_widths(table, 9 * 66, measures)
    assert measures.smallest_size <= size < measures.size
    word = longest_word("1.234.567.890", BOLD, size)
    assert all(width >= word + 2 * measures.padding_across for width in widths)


def test_at_the_smallest_size_the_columns_still_fill_exactly_the_page():
    row = Row(tuple("1.234.567.890.123.456" for _ in range(9)))
    table = Table(tuple(Column("Số", 1) for _ in range(9)), (row,))
    size, widths = column_widths(table, 300, load_layout().table)
    assert size == load_layout().table.smallest_size
    assert sum(widths) == pytest.approx(300)
