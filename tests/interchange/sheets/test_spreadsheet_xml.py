"""XML Spreadsheet 2003, which web programs give as .xls."""

from datetime import date, datetime

import pytest

from ktt_desktop.domain.errors import UnreadableFileError
from ktt_desktop.interchange.sheets.reader import read_sheets

HEAD = """<?xml version="1.0" encoding="UTF-8"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"
 xmlns:x="urn:schemas-microsoft-com:office:excel"
 xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
<Styles><Style ss:ID="s1"><Font ss:FontName=".VnTime"/></Style></Styles>"""
SHEET = """<Worksheet ss:Name="{}"><Table>{}</Table>
<WorksheetOptions xmlns="urn:schemas-microsoft-com:office:excel">{}</WorksheetOptions>
</Worksheet>"""


def cell(kind, text, attributes=""):
    return f'<Cell {attributes}><Data ss:Type="{kind}">{text}</Data></Cell>'


def book(tmp_path, *sheets, head=HEAD):
    path = tmp_path / "ds.xls"
    path.write_text(head + "".join(sheets) + "</Workbook>", encoding="utf-8")
    return path


def test_values_places_merges_and_fonts_are_told(tmp_path):
    rows = (
        "<Row>" + cell("String", "STT") + cell("String", "Tên", 'ss:MergeAcross="1"') + "</Row>",
        '<Row ss:Index="4" ss:Hidden="1">' + cell("Number", "1.5"),
        cell("String", "Hîp t¸c x·", 'ss:Index="3" ss:StyleID="s1"') + "</Row>",
        "<Row>" + cell("DateTime", "2020-01-02T00:00:00.000") + cell("Boolean", "1"),
        cell("DateTime", "2020-01-02T03:04:00.000") + cell("Error", "#N/A") + "</Row>",
    )
    hidden = SHEET.format("Nháp", "", "<Visible>SheetHidden</Visible>")
    first, second = read_sheets(book(tmp_path, SHEET.format("DS", "".join(rows), ""), hidden))
    assert first.rows == [
        ["STT", "Tên", None, None],
        *([None] * 4, [None] * 4),
        [1.5, None, "Hîp t¸c x·", None],
        [date(2020, 1, 2), True, datetime(2020, 1, 2, 3, 4), ""],  # noqa: DTZ001
    ]
    assert first.errors == {(4, 3): "#N/A"}
    assert [(each.top, each.left, each.right) for each in first.spans] == [(0, 1, 2)]
    assert first.hidden_rows == {3}
    assert first.font(3, 2) == ".VnTime"
    assert (first.name, first.hidden) == ("DS", False)
    assert (second.name, second.hidden, second.rows) == ("Nháp", True, [])


FAR = '<Row ss:Index="900000">' + cell("String", "a", 'ss:Index="500"') + "</Row>"
ENTITY = HEAD.replace("?>", '?><!DOCTYPE a [<!ENTITY b "c">]>', 1)


@pytest.mark.parametrize(
    ("head", "rows", "match"),
    [
        (HEAD, FAR, "quá xa"),
        (HEAD, f"<Row>{cell('Number', 'một')}</Row>", "bị hỏng"),
        (HEAD, "<Row>", "bị hỏng"),
        (HEAD, '<Row ss:Index="x"/>', "bị hỏng"),
        (ENTITY, "", "khai báo lạ"),
    ],
)
def test_far_cells_broken_parts_and_entities_are_refused(tmp_path, head, rows, match):
    with pytest.raises(UnreadableFileError, match=f"Tệp ds.xls .*{match}"):
        read_sheets(book(tmp_path, SHEET.format("DS", rows, ""), head=head))
