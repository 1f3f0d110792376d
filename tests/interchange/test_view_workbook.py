"""Excel views from outside: ours or not, the limits, and the cells."""

from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import load_workbook

from ktt_desktop.interchange.view_workbook import (
    RefusedWorkbookError,
    cells_of,
    is_workbook,
    marks_of,
)
from ktt_desktop.interchange.workbook_writer import ViewColumn, ViewRow, ViewSheet, write_workbook

MARKS = {"bundle_id": "b1", "data_digest": "d1"}


def view(marks=MARKS, value=12):
    sheet = ViewSheet(
        "Biểu A",
        "Biểu A",
        (),
        (ViewColumn("Chỉ tiêu", 20, "text"), ViewColumn("Số", 10, "number")),
        (ViewRow(("Thành viên", value)), ViewRow(("Lãi", None))),
    )
    return write_workbook([sheet], marks=marks, created=datetime(2026, 1, 2, tzinfo=UTC))


def changed(content, part, act):
    target = BytesIO()
    with ZipFile(BytesIO(content)) as source, ZipFile(target, "w", ZIP_DEFLATED) as archive:
        for name in source.namelist():
            body = source.read(name)
            archive.writestr(name, act(body) if name == part else body)
    return target.getvalue()


def test_our_view_bears_its_marks_and_another_workbook_none():
    assert marks_of(view()) == MARKS
    assert marks_of(view(marks={})) == {}
    assert is_workbook(view())
    assert not is_workbook(b"PK\x03\x04 other")


def test_the_cells_are_told_without_the_marks():
    cells = cells_of(view())
    assert {sheet for sheet, _ in cells} == {"Biểu A"}
    assert cells["Biểu A", "B4"] == "12"
    assert ("Biểu A", "B5") not in cells


def test_a_view_saved_again_by_another_program_keeps_its_marks_and_cells():
    target = BytesIO()
    load_workbook(BytesIO(view())).save(target)
    assert marks_of(target.getvalue()) == MARKS
    assert cells_of(target.getvalue()) == cells_of(view())


@pytest.mark.parametrize("content", [b"PK xl/workbook.xml", view()[:-50], b""])
def test_a_broken_workbook_is_refused(content):
    with pytest.raises(RefusedWorkbookError, match="không đọc được"):
        cells_of(content)


def test_a_document_type_is_refused_before_it_is_parsed():
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'
    with pytest.raises(RefusedWorkbookError, match="không an toàn"):
        cells_of(changed(view(), "xl/workbook.xml", lambda _: bomb))


def test_a_bomb_is_refused_before_it_is_unpacked():
    with pytest.raises(RefusedWorkbookError, match="lớn quá mức"):
        cells_of(changed(view(), "xl/styles.xml", lambda body: body + b" " * 30_000_000))
