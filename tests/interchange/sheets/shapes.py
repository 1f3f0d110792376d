"""What a reader of sheets tells of the same small workbook, whatever its format."""


def assert_shapes(shown, hidden):
    """Values, merges, hidden rows and sheets of tests/data/lists/looks/shapes.*."""
    assert [list(row) for row in shown.rows[1:5]] == [
        *([1.0, "HTX §ång T©m", 5.0], [2.0, "HTX B¶o Th¾ng", 7.0], [3.0, "Hà", 2.0]),
        ["", "", ""],
    ]
    assert [(each.top, each.left, each.bottom, each.right) for each in shown.spans] == [
        (4, 0, 4, 2)
    ]
    assert shown.hidden_rows == {2}
    assert (shown.hidden, hidden.hidden) == (False, True)
