"""Formulas that went wrong: blank cells, and what they showed is told, in every format."""

import zipfile

import pytest

from ktt_desktop.domain.importing.table import Sheet
from ktt_desktop.interchange.sheets import error_cells
from ktt_desktop.interchange.sheets.error_cells import without_errors
from ktt_desktop.interchange.sheets.reader import read_pasted, read_sheets
from ktt_desktop.runtime.paths import resources

LOOKS = resources().parent / "tests" / "data" / "lists" / "looks"


@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods"])
def test_the_cells_are_blank_and_told(kind):
    (sheet,) = read_sheets(LOOKS / f"notes.{kind}")
    assert [row[3] for row in sheet.rows[1:]] == ["", "", 12.0]
    assert sheet.errors == {(1, 3): "#DIV/0!", (2, 3): "#N/A"}


def test_the_zero_an_older_open_document_keeps_for_an_error_is_no_value(tmp_path):
    path = tmp_path / "a.ods"
    with zipfile.ZipFile(LOOKS / "notes.ods") as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            as_string = b'office:value-type="string" office:string-value="" calcext'
            as_zero = b'office:value-type="float" office:value="0" calcext'
            new.writestr(name, part.replace(as_string, as_zero).replace(b"#N/A", b"Err:502"))
    (sheet,) = read_sheets(path)
    assert [row[3] for row in sheet.rows[1:]] == ["", "", 12.0]
    assert sheet.errors == {(1, 3): "#DIV/0!", (2, 3): "Err:502"}


def test_errors_of_a_pasted_table_are_the_same():
    (sheet,) = read_pasted("STT\tTên\n1\t#REF!\n2\t#NAME?\n3\tHTX #1")
    assert [row[1] for row in sheet.rows] == ["Tên", "", "", "HTX #1"]
    assert sheet.errors == {(1, 1): "#REF!", (2, 1): "#NAME?"}


def test_a_sheet_without_any_is_left_and_too_many_are_blank_without_a_word(monkeypatch):
    sheet = Sheet("DS", [["Ea", "#", 1.0, None]])
    assert without_errors(sheet) is sheet
    monkeypatch.setattr(error_cells, "MOST", 1)
    found = without_errors(Sheet("DS", [["#REF!", "#N/A"]]))
    assert (found.rows, found.errors) == ([["", ""]], {(0, 0): "#REF!"})
