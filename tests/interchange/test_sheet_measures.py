from ktt_desktop.domain.document import Column, Row, Table
from ktt_desktop.interchange.sheet_measures import LINE, PAGE, column_widths, height


def test_the_page_is_shared_out_by_weight():
    table = Table((Column("TT", 1), Column("Chỉ tiêu", 9)), ())
    assert column_widths(table) == [PAGE / 10, PAGE * 9 / 10]


def test_no_number_and_no_word_is_wider_than_its_column():
    columns = (Column("a", 100), Column("b", 1))
    table = Table(
        columns,
        (
            Row(
                ("", "1.022.000.000"),
            ),
            Row(("", "đồng/người/năm")),
        ),
    )
    assert column_widths(table)[1] >= len("đồng/người/năm")


def test_a_row_is_as_high_as_its_highest_words():
    assert height([("Tổng số", 20.0), ("5", 4.0)], bold=False) == LINE
    assert height([("Tổng số hợp tác xã nông nghiệp", 10.0)], bold=False) >= 3 * LINE
    assert height([("một\nhai\nba", 40.0)], bold=True) == 3 * LINE
    assert height([], bold=True) == LINE
