"""How far a worksheet reaches, however its places are written."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ktt_desktop.interchange.sheets.far_cells import column_of, is_far, is_too_large


def sheet(rows):
    return b"<worksheet><sheetData>" + rows + b"</sheetData></worksheet>"


FAR = [
    b'<row r="3"><c r="XFD3"><v>1</v></c></row>',
    b"<row r='3'><c r='XFD3'><v>1</v></c></row>",
    b'<row r="3"><c s="1" r="XFD3"><v>1</v></c></row>',
    b'<row r="3"><c r = "XFD3"><v>1</v></c></row>',
    b'<row r="3"><c\nr="xfd3"><v>1</v></c></row>',
    b'<row r="1"><c r="Z4294967295"><v>1</v></c></row>',
    b'<row r="4294967290"><c><v>1</v></c><c r="Z4294967290"><v>1</v></c></row>',
    b"<row>" + b"<c><v>1</v></c>" * 703 + b"</row>",
    b'<row r="900000">' + b"<c><v>1</v></c>" * 100 + b"</row>",
    b'<row r="1"><c r="AAAAAAAAAAAA1"><v>1</v></c></row>',
]


@pytest.mark.parametrize("rows", FAR)
def test_a_far_cell_is_found_in_every_writing(rows):
    assert is_far(sheet(rows))
    prefixed = rows.replace(b"<c", b"<x:c").replace(b"</c", b"</x:c")
    assert is_far(sheet(prefixed.replace(b"<row", b"<x:row").replace(b"</row", b"</x:row")))


@pytest.mark.parametrize(
    "rows",
    [
        b"",
        b'<row r="1"><c r="A1"><v>1</v></c></row>',
        b'<row r="99999"><c r="AX99999"><v>1</v></c></row>',
        b'<row r="1"><c r="ZZ1"><v>1</v></c></row>',
        b"<row><c><v>1</v></c><c/></row>" * 1000,
        b'<row r="1"><c r="A1"><v>1</v></c><c r="XFD1" s="5"/></row>',
        b"<row r='1'><c r='A1'><v>1</v></c><c r='XFD1' s='5' /></row>",
        b'<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576" ht="3"/>',
    ],
)
def test_near_cells_and_far_ones_without_a_value_are_no_reason_to_refuse(rows):
    assert not is_far(sheet(rows))


def corner(height, width):
    """Two rows: the first with a cell, the last with the farthest one."""
    letters = b""
    while width:
        width, last = divmod(width - 1, 26)
        letters = bytes([65 + last]) + letters
    far = b'<row r="%d"><c r="%b%d"><v>1</v></c></row>' % (height, letters, height)
    return sheet(b'<row r="1"><c r="A1"><v>1</v></c></row>' + far)


@given(st.integers(1, 1_048_576), st.integers(1, 800))
@example(35_000, 40)
@example(99_999, 50)
@example(100_000, 50)
@example(100_000, 51)
@example(7_122, 702)
@example(7_123, 702)
@example(5_000_000, 1)
@example(5_000_001, 1)
def test_the_farthest_cell_alone_decides(height, width):
    assert is_far(corner(height, width)) == (width > 702 or height * width > 5_000_000)


@given(st.integers(1, 999), st.integers(1, 99_999))
def test_a_cell_below_its_row_is_found(row, said):
    cells = b'<row r="%d"><c r="CV%d"><v>1</v></c></row>' % (row, said)
    assert is_far(sheet(cells)) == (said * 100 > 5_000_000)


def test_columns_and_the_largest_sheet():
    assert [column_of(each) for each in (b"A", b"Z", b"AA", b"ZZ")] == [0, 25, 26, 701]
    assert not is_too_large(35_000, 40)
    assert is_too_large(1, 703)
    assert is_too_large(1_000_000, 6)
