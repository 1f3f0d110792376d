"""Cells of a sheet looked at by the column, and as text."""

from datetime import date

from ktt_desktop.domain.importing.table import Sheet, columns_of, tidy_texts


def test_columns_hold_what_the_rows_hold():
    rows = [[float(number), f"Tên {number}", True, None] for number in range(450)]

    columns = columns_of(rows)

    assert [list(row) for row in zip(*columns, strict=True)] == rows
    assert {type(each) for each in columns[2]} == {bool}
    assert columns_of([]) == []


def test_texts_of_a_sheet_are_told_once_from_the_top_down():
    sheet = Sheet("DS", [["b", 1.0], ["a", "b"], [None, date(2022, 1, 1)]])

    assert sheet.texts == ("b", "a")


def test_texts_are_tidied_alike_whether_often_or_once():
    untidy = ["  Xã  Hương Sơn\n", "Xa\u0303 Kép", ""]
    tidy = ["Xã Hương Sơn", "Xã Kép", ""]

    assert tidy_texts(untidy) == tidy
    assert tidy_texts(untidy * 50) == tidy * 50


def test_yes_and_one_stay_apart_in_a_column_of_few_values():
    assert tidy_texts([True, 1.0, "1"] * 20) == ["x", "1", "1"] * 20
