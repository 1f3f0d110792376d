"""The format of a file is told by what is in it."""

import pytest
from openpyxl import Workbook

from ktt_desktop.domain.errors import UnreadableFileError
from ktt_desktop.interchange.sheets import reader
from ktt_desktop.interchange.sheets.reader import read_pasted, read_sheets


def test_a_wrong_ending_does_not_matter(tmp_path):
    book = Workbook()
    book.active.append(["a", "b"])
    book.save(tmp_path / "a.csv")
    (tmp_path / "b.xlsx").write_bytes(b"a;b\r\nc;d\r\n")
    (tmp_path / "c.xls").write_text("<table><tr><td>a</td><td>b</td></tr></table>")
    for name in ("a.csv", "b.xlsx", "c.xls"):
        assert list(read_sheets(tmp_path / name)[0].rows[0]) == ["a", "b"], name


def test_a_file_that_is_not_there_a_folder_and_an_empty_one_are_refused(tmp_path):
    (tmp_path / "empty.csv").write_bytes(b" \r\n")
    for name, match in (
        ("none.xlsx", "Không mở được"),
        ("", "Không mở được"),
        ("empty.csv", "trống"),
    ):
        with pytest.raises(UnreadableFileError, match=match):
            read_sheets(tmp_path / name)


def test_a_file_that_is_too_large_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(reader, "LARGEST_FILE", 10)
    (tmp_path / "a.csv").write_bytes(b"a;b\r\n" * 10)
    with pytest.raises(UnreadableFileError, match="lớn hơn 100 MB"):
        read_sheets(tmp_path / "a.csv")


def test_a_pasted_table_is_read_from_its_text():
    text = (
        'STT\tTên, địa chỉ\tGhi chú\r\n1\t"HTX ""Một""\nxã A, huyện B"\t\r\n2\tHTX 5" nước\tx\r\n'
    )
    (sheet,) = read_pasted(text)
    assert sheet.rows == [
        ["STT", "Tên, địa chỉ", "Ghi chú"],
        ["1", 'HTX "Một"\nxã A, huyện B', ""],
        ["2", 'HTX 5" nước', "x"],
    ]


def test_a_pasted_page_keeps_the_merges_its_text_has_lost():
    page = "<table><tr><td colspan=2>Tên</td></tr><tr><td>a</td><td>b</td></tr></table>"
    (sheet,) = read_pasted("Tên\t\r\na\tb\r\n", f"<html><body>{page}</body></html>")
    assert sheet.rows == [["Tên", None], ["a", "b"]]
    assert len(sheet.spans) == 1
    assert read_pasted("a\tb\r\n", "<p>a b</p>")[0].rows == [["a", "b"]]


@pytest.mark.parametrize("text", ["", "một dòng chữ", "a\nb\nc"])
def test_pasted_words_that_are_no_table_are_refused(text):
    with pytest.raises(UnreadableFileError, match=r"^Bảng vừa dán "):
        read_pasted(text)
