"""Comments officers wrote on cells: of every format, bounded, without those of the program."""

import zipfile

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment

from ktt_desktop.interchange.sheets.cell_comments import LONGEST, MOST, bounded, comments_of, placed
from ktt_desktop.interchange.sheets.reader import read_sheets
from ktt_desktop.runtime.paths import resources

LOOKS = resources().parent / "tests" / "data" / "lists" / "looks"
THREADS = (
    b'<ThreadedComments xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments">'
    b'<threadedComment ref="B2" id="{1}"><text>C\xc3\xb2n n\xe1\xbb\xa3</text></threadedComment>'
    b'<threadedComment ref="B2" id="{2}"><text>\xc4\x90\xc3\xa3 tr\xe1\xba\xa3</text>'
    b"</threadedComment></ThreadedComments>"
)
RELATION = (
    b'<Relationship Id="rId9" Target="../threadedComments/threadedComment1.xml" '
    b'Type="http://schemas.microsoft.com/office/2017/10/relationships/threadedComment"/>'
)


@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods"])
def test_the_comments_of_every_format_are_told_with_their_cells(kind):
    (sheet,) = read_sheets(LOOKS / f"notes.{kind}")
    assert sheet.comments == {(0, 3): "số liệu 2023", (2, 1): "Đã giải thể tháng 3"}


def test_a_workbook_without_comments_has_none():
    assert not any(each.comments for each in read_sheets(LOOKS / "shapes.ods"))


def commented(path, comments):
    book = Workbook()
    book.active.append(["STT", "Tên HTX"])
    book.active.append([1, "HTX Một"])
    for cell, comment in comments.items():
        book.active[cell].comment = comment
    book.save(path)
    return path


def test_what_the_program_noted_itself_and_cells_outside_are_left(tmp_path):
    notes = {
        "B1": Comment("thiếu tên", "Sổ KTTT"),
        "B2": Comment("của xã", "Lan"),
        "Z99": Comment("ngoài bảng", "Lan"),
    }
    (sheet,) = read_sheets(commented(tmp_path / "a.xlsx", notes))
    assert sheet.comments == {(1, 1): "của xã"}


def test_a_thread_says_what_was_said_and_not_that_excel_is_too_old(tmp_path):
    path = commented(tmp_path / "a.xlsx", {"B2": Comment("[Threaded comment] Your version…", "t")})
    assert load_workbook(path).active["B2"].comment is not None
    target = tmp_path / "b.xlsx"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name.endswith("sheet1.xml.rels"):
                part = part.replace(b"</Relationships>", RELATION + b"</Relationships>")
            new.writestr(name, part)
        new.writestr("xl/threadedComments/threadedComment1.xml", THREADS)
    assert read_sheets(target)[0].comments == {(1, 1): "Còn nợ | Đã trả"}


def test_broken_comments_are_none():
    place = (
        b'<comments><commentList><comment ref="%b"><text><t>a</t></text></comment></commentList>'
    )
    assert comments_of(place % b"B2") == {}
    for said in (b"", b"B", b"2", b"B99999999999999", b"\xc3\xa9\xc3\xa92"):
        assert comments_of(place % said + b"</comments>") == {}
    assert comments_of(place % b"B2" + b"</comments>") == {(1, 1): "a"}


def test_long_comments_are_cut_and_too_many_are_left():
    told = bounded(((row, 0), "", "a" * (LONGEST + 1)) for row in range(MOST + 5))
    assert len(told) == MOST
    assert told[0, 0] == "a" * LONGEST + "…"
    assert placed({(0, 0): "a", (1, 0): "b", (0, 1): "c"}, 1, 1) == {(0, 0): "a"}
