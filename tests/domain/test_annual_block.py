import pytest
from hypothesis import given
from hypothesis import strategies as st

from ktt_desktop.domain.annual_block import (
    OUTSIDE,
    Answers,
    Doubt,
    cells_of,
    copied_text,
    read_block,
    tiled,
)
from ktt_desktop.domain.errors import InvalidInputError
from ktt_desktop.domain.numbers import LARGEST_STORED, Quantity

COUNT, RATE = Quantity("người"), Quantity("%", 10, 1)
MONEY, PROFIT = Quantity("triệu đồng", 10**6, 6), Quantity("triệu đồng", 10**6, 6, signed=True)
DONG = Quantity("đồng")


def read(text, quantity, **answers):
    """The one value of a one-cell block; fails where it was not read."""
    reading = read_block(((text,),), [quantity], 1, Answers(**answers))
    assert not reading.unread
    return reading.values[0, 0]


def refused(text, quantity):
    reading = read_block(((text,),), [quantity], 1)
    assert not reading.values
    (unread,) = reading.unread
    assert (unread.row, unread.column) == (0, 0)
    return unread


@pytest.mark.parametrize(
    ("text", "quantity", "stored"),
    [
        ("1.200", COUNT, 1200),
        ("1 200", COUNT, 1200),
        ("12 người", COUNT, 12),
        ("", COUNT, None),
        ("  ", MONEY, None),
        ("0", COUNT, 0),
        ("1,5", MONEY, 1_500_000),
        ("1.5", MONEY, 1_500_000),
        ("1.200,5", MONEY, 1_200_500_000),
        ("1,200.5", MONEY, 1_200_500_000),
        ("1,234,567", COUNT, 1_234_567),
        ("1.234.567", MONEY, 1_234_567_000_000),
        ("0,123", MONEY, 123_000),
        ("3,3 tỷ", MONEY, 3_300_000_000),
        ("1.200", DONG, 1200),
        ("(120)", PROFIT, -120_000_000),
        ("( 1.200,5 )", PROFIT, -1_200_500_000),
        ("-7", PROFIT, -7_000_000),
        ("12,5%", RATE, 125),
        ("1\u00a0200", COUNT, 1200),
    ],
)
def test_what_has_one_reading_lands(text, quantity, stored):
    assert read(text, quantity) == stored


@pytest.mark.parametrize(
    ("text", "quantity", "sentence"),
    [
        ("x", COUNT, "“x” không phải là số"),
        ("chưa báo cáo", MONEY, "không phải là số"),
        ("1,5", COUNT, "“1,5” có phần thập phân"),
        ("(120)", COUNT, "“(120)” là số âm, ô này không nhận số âm"),
        ("15/8/2022", COUNT, "“15/8/2022” là ngày tháng, ô này nhận số"),
        ("2022-08-15 00:00:00", MONEY, "là ngày tháng"),
        ("tháng 8/2022", MONEY, "là ngày tháng"),
        ("#REF!", MONEY, "báo lỗi của công thức"),
        ("#######", MONEY, "cột hẹp"),
        ("9" * 30, COUNT, "quá lớn"),
        ("12 hộ", COUNT, "không phải là số"),
    ],
)
def test_what_is_no_number_of_the_column_is_listed_with_its_reason(text, quantity, sentence):
    unread = refused(text, quantity)
    assert sentence in unread.reason
    assert (unread.text, unread.doubt) == (text, None)


@pytest.mark.parametrize(
    ("text", "quantity", "doubt", "first", "second"),
    [
        ("1.200", MONEY, Doubt.DOT, 1_200_000_000, 1_200_000),
        ("1,200", MONEY, Doubt.COMMA, 1_200_000_000, 1_200_000),
        ("(1.200)", PROFIT, Doubt.DOT, -1_200_000_000, -1_200_000),
        ("-", MONEY, Doubt.NOTHING, 0, None),
        ("–", COUNT, Doubt.NOTHING, 0, None),
        ("Không", COUNT, Doubt.NOTHING, 0, None),
        ("không phát sinh", MONEY, Doubt.NOTHING, 0, None),
    ],
)
def test_what_has_two_readings_is_never_guessed(text, quantity, doubt, first, second):
    unread = refused(text, quantity)
    assert unread.doubt is doubt
    assert f"“{text}”" in unread.reason
    name = {
        Doubt.DOT: "dot_is_thousands",
        Doubt.COMMA: "comma_is_thousands",
        Doubt.NOTHING: "nothing_is_zero",
    }[doubt]
    assert read(text, quantity, **{name: True}) == first
    assert read(text, quantity, **{name: False}) == second


def test_a_comma_of_an_english_excel_lands_in_counts_once_it_is_answered():
    assert refused("1,200", COUNT).doubt is Doubt.COMMA
    assert read("1,200", COUNT, comma_is_thousands=True) == 1200
    reading = read_block((("1,200",),), [COUNT], 1, Answers(comma_is_thousands=False))
    assert "có phần thập phân" in reading.unread[0].reason


def test_cells_beyond_the_edges_are_told_unless_they_are_blank():
    cells = cells_of("1\t2\t3\r\n4\t\t\r\n\t5\t\r\n")
    reading = read_block(cells, [COUNT, COUNT], 2)
    assert reading.values == {(0, 0): 1, (0, 1): 2, (1, 0): 4, (1, 1): None}
    assert [(each.row, each.column, each.text) for each in reading.unread] == [
        (0, 2, "3"),
        (2, 1, "5"),
    ]
    assert {each.reason for each in reading.unread} == {OUTSIDE}


def test_a_cell_with_a_line_break_stands_in_quotation_marks():
    assert cells_of('"Tổng\nsố"\t1\r\n"a ""b"""\t2\r\n') == (("Tổng\nsố", "1"), ('a "b"', "2"))
    assert cells_of('5" ống\t1') == (('5" ống', "1"),)


def test_a_quotation_mark_that_swallows_a_sheet_is_told():
    with pytest.raises(InvalidInputError, match="dấu ngoặc kép"):
        cells_of('"' + "1\t2\n" * 100_000)


def test_blank_lines_are_rows():
    assert cells_of("1\n\n2\n") == (("1",), ("",), ("2",))
    assert cells_of("") == (("",),)


def test_a_block_is_repeated_over_a_selection_that_is_a_multiple_of_it():
    assert tiled((("1", "2"),), 2, 4) == (("1", "2", "1", "2"),) * 2
    assert tiled((("1",), ("2",)), 4, 1) == (("1",), ("2",)) * 2
    assert tiled((("1", "2"),), 1, 3) == (("1", "2"),)
    assert tiled((("1", "2"), ("3",)), 1, 1) == (("1", "2"), ("3",))


@st.composite
def blocks(draw):
    quantities = draw(st.lists(st.sampled_from([COUNT, RATE, MONEY, PROFIT, DONG]), min_size=1))
    rows = draw(st.integers(1, 6))
    values = [
        [
            draw(
                st.none()
                | st.integers(-LARGEST_STORED if each.signed else 0, LARGEST_STORED)
                | st.sampled_from([0, 1_200_000, 1_234_000, 1_200_000_000, 999])
            )
            for each in quantities
        ]
        for _ in range(rows)
    ]
    return quantities, values


@given(blocks())
def test_what_is_copied_is_pasted_back_unasked(block):
    quantities, values = block
    text = "".join("\t".join(map(copied_text, row, quantities)) + "\r\n" for row in values)
    reading = read_block(cells_of(text), quantities, len(values))
    assert not reading.unread
    assert reading.values == {
        (row, column): value for row, each in enumerate(values) for column, value in enumerate(each)
    }


@given(
    st.lists(st.lists(st.text("0123456789.,()- xđ/%#\"'tỷ ", max_size=9), min_size=1), min_size=1),
    st.integers(1, 5),
    st.booleans() | st.none(),
)
def test_every_cell_lands_or_is_listed_once(texts, rows, answer):
    cells, quantities = tuple(map(tuple, texts)), [COUNT, MONEY, PROFIT]
    reading = read_block(cells, quantities, rows, Answers(answer, answer, answer))
    listed = {(each.row, each.column) for each in reading.unread}
    assert len(listed) == len(reading.unread)
    assert not listed & reading.values.keys()
    asked = {(row, at) for row, each in enumerate(cells) for at in range(len(each))}
    silent = asked - listed - reading.values.keys()
    assert all(not cells[row][at].strip() and (row >= rows or at > 2) for row, at in silent)
    assert all(each.reason for each in reading.unread)
