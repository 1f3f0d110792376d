"""Workbooks of Excel 97–2003: the same as their new form, and broken ones that cannot hang."""

import random
from datetime import date

import pytest

from ktt_desktop.domain.errors import UnreadableFileError
from ktt_desktop.interchange.sheets import old_workbook
from ktt_desktop.interchange.sheets.old_workbook import old_sheets
from ktt_desktop.interchange.sheets.reader import read_sheets
from ktt_desktop.runtime.paths import resources
from tests.interchange.sheets.shapes import assert_shapes

LISTS = resources().parent / "tests" / "data" / "lists"
OLD = LISTS / "04_ba_to_tcvn3_vni.xls"


def test_values_merges_hidden_rows_hidden_sheets_and_fonts_are_told():
    shown, hidden = read_sheets(LISTS / "looks" / "shapes.xls")
    assert_shapes(shown, hidden)
    assert [shown.font(row, 1) for row in (0, 1, 99)] == [".VnTimeH", ".VnTime", ""]
    assert not shown.is_uncomputed(3, 2)
    assert not shown.is_uncomputed(99, 99)


def test_days_are_days():
    days = [each for row in read_sheets(OLD)[0].rows for each in row if isinstance(each, date)]
    assert date(2019, 7, 3) in days


def broken(seed):
    """The old list with some of its bytes changed, mostly in its structure."""
    chance = random.Random(seed)
    content = bytearray(OLD.read_bytes())
    for _ in range(chance.choice((1, 2, 4, 8))):
        place = chance.choice((chance.randrange(len(content)), chance.randrange(512, 3000)))
        many = chance.choice((1, 2, 4, 8))
        content[place : place + many] = chance.choice((b"\xff" * many, chance.randbytes(many)))
    return bytes(content[: len(OLD.read_bytes())])


def told(content):
    """The sheets, or none where the file is refused with a sentence that names it."""
    try:
        return old_sheets("Tệp a.xls", content)
    except UnreadableFileError as error:
        if not str(error).startswith("Tệp a.xls"):
            raise
        return []


@pytest.mark.parametrize("start", range(0, 400, 50))
def test_broken_bytes_are_refused_or_read_and_never_crash(start):
    for seed in range(start, start + 50):
        for sheet in told(broken(seed)):
            sheet.font(0, 0)
            sheet.is_uncomputed(0, 0)
            assert len({len(row) for row in sheet.rows}) <= 1


def test_sheets_of_too_many_cells_and_too_large_files_are_refused(monkeypatch):
    monkeypatch.setattr(old_workbook, "MOST_CELLS", 50)
    with pytest.raises(UnreadableFileError, match="quá nhiều ô"):
        old_sheets("Tệp a.xls", OLD.read_bytes())
    monkeypatch.setattr(old_workbook, "LARGEST", 50)
    with pytest.raises(UnreadableFileError, match="quá nhiều ô"):
        old_sheets("Tệp a.xls", OLD.read_bytes())


def test_a_workbook_without_its_container_is_read_or_refused():
    with pytest.raises(UnreadableFileError, match="bị hỏng"):
        old_sheets("Tệp a.xls", b"\x09\x08\x10\x00\x00\x06\x05\x00" + bytes(40))
