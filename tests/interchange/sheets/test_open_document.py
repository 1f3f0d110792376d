"""OpenDocument sheets: merges, hidden rows and sheets, fonts; repeats that reach too far."""

import zipfile

import pytest

from ktt_desktop.domain.errors import UnreadableFileError
from ktt_desktop.interchange.sheets.open_document import OpenDocument
from ktt_desktop.interchange.sheets.reader import read_sheets
from ktt_desktop.runtime.paths import resources
from tests.interchange.sheets.shapes import assert_shapes

SHAPES = resources().parent / "tests" / "data" / "lists" / "looks" / "shapes.ods"
TEXT = b'<table:table-cell office:value-type="string"%b><text:p>a</text:p></table:table-cell>'


def test_values_merges_hidden_rows_hidden_sheets_and_fonts_are_told():
    shown, hidden = read_sheets(SHAPES)
    assert_shapes(shown, hidden)
    assert [shown.font(row, 1) for row in (0, 1, 3, 99)] == [".VnTimeH", ".VnTime", "Calibri", ""]


def document(rows, styles=b""):
    return OpenDocument(b'<table:table table:name="DS">' + rows + b"</table:table>", styles)


def row(cells, attributes=b""):
    return b"<table:table-row" + attributes + b">" + cells + b"</table:table-row>"


BLANKS = b'<table:table-cell table:number-columns-repeated="4000000000"/>'
MANY = b' table:number-columns-repeated="4000000000"'


@pytest.mark.parametrize(
    "rows",
    [
        row(TEXT % MANY),
        row(TEXT % MANY.replace(b'"', b"'")),
        row(BLANKS + TEXT % b""),
        row(
            TEXT % (b' table:number-columns-repeated="90"'),
            b' table:number-rows-repeated="1048576"',
        ),
        row(b"", b' table:number-rows-repeated="900000"') + row(TEXT % b"" * 30),
    ],
)
def test_cells_far_away_are_far_however_they_are_repeated(rows):
    assert document(rows).is_far


def test_a_long_text_that_is_repeated_is_swollen():
    long = TEXT.replace(b"<text:p>a", b"<text:p>" + b"a" * 32_000) % b""
    assert document(row(long, b' table:number-rows-repeated="9000"')).is_swollen
    assert not document(row(long) * 90).is_swollen


def test_too_many_cells_with_text_are_swollen_and_as_many_numbers_are_not():
    many = b' table:number-rows-repeated="800000"'
    assert document(row(TEXT % b"" * 2, many)).is_swollen
    number = TEXT.replace(b'"string"', b'"float"') % b""
    assert not document(row(number * 2, many)).is_swollen


def test_blank_cells_and_rows_to_the_end_of_the_sheet_are_near():
    end = row(BLANKS, b' table:number-rows-repeated="1048576" table:visibility="collapse"')
    found = document(row(TEXT % b"" + BLANKS) + end)
    assert not found.is_far
    assert found.hidden_rows("DS") == frozenset()
    assert found.hidden_rows("Khác") == frozenset()


def test_far_cells_of_a_file_are_refused(tmp_path):
    path = tmp_path / "a.ods"
    with zipfile.ZipFile(SHAPES) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            new.writestr(
                name, part.replace(b"<table:table-row", row(TEXT % MANY) + b"<table:table-row", 1)
            )
    with pytest.raises(UnreadableFileError, match="quá xa"):
        read_sheets(path)


STYLES = (
    b'<style:font-face style:name="F1" svg:font-family="&apos;.VnTimeH&apos;"/>'
    b'<style:style style:name="Chung" style:family="table-cell">'
    b'<style:text-properties style:font-name="F1"/></style:style>'
    b'<style:style style:name="Con" style:family="table-cell" style:parent-style-name="Chung"/>'
    b'<style:style style:name="Vong" style:family="table-cell" style:parent-style-name="Vong"/>'
)
COLUMNS = (
    b'<table:table-column table:default-cell-style-name="Vong"/>'
    b'<table:table-column table:default-cell-style-name="Con"/>'
)


def test_a_font_comes_from_the_style_of_the_column_and_from_its_parent():
    found = document(COLUMNS + row(TEXT % b"" + TEXT % b""), STYLES)
    assert found.fonts("DS") == {(0, 0): "", (0, 1): ".VnTimeH"}


def test_formulas_of_an_open_document_have_their_results():
    assert not document(row(TEXT % b"")).is_uncomputed("DS", 0, 0)
