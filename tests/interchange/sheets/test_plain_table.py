"""Lists as text: separators, encodings, and files that are none."""

import time

import pytest

from ktt_desktop.domain.errors import UnreadableFileError
from ktt_desktop.interchange.sheets.plain_table import text_sheets

ROWS = "STT;Tên HTX\r\n1;HTX Đồng Tâm\r\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_unicode_of_every_kind(encoding):
    (sheet,) = text_sheets("a.csv", ROWS.encode(encoding))
    assert sheet.rows == [["STT", "Tên HTX"], ["1", "HTX Đồng Tâm"]]


def test_the_code_page_of_windows():
    content = "STT;Tên\r\n1;Hơ\u0323p ta\u0301c xa\u0303\r\n".encode("cp1258")
    (sheet,) = text_sheets("a.csv", content)
    assert sheet.rows[1] == ["1", "Hơ\u0323p ta\u0301c xa\u0303"]


def test_old_letters_stay_as_they_are_for_the_cells_to_be_decoded():
    content = "STT;Tªn hîp t¸c x·;Sè thµnh viªn\r\n1;HTX §ång T©m;5\r\n".encode("latin-1")
    (sheet,) = text_sheets("a.csv", content)
    assert sheet.rows[0][1] == "Tªn hîp t¸c x·"


def test_lines_of_unequal_length_are_filled():
    (sheet,) = text_sheets("a.txt", b"a\tb\tc\r\nd\te\r\n\r\n")
    assert sheet.rows == [["a", "b", "c"], ["d", "e", ""], ["", "", ""]]


def test_a_separator_inside_quotes_is_text():
    (sheet,) = text_sheets("a.csv", b'a,"b, c"\r\nd,"e\nf"\r\n')
    assert sheet.rows == [["a", "b, c"], ["d", "e\nf"]]


def test_a_separator_the_file_names_is_taken():
    (sheet,) = text_sheets("a.csv", b"sep=,\r\na;b,c;d\r\ne;f,g;h\r\n")
    assert sheet.rows == [["a;b", "c;d"], ["e;f", "g;h"]]


@pytest.mark.parametrize(
    ("content", "match"),
    [
        (b"\x00\x01\x02\x03" * 100, "không phải là bảng"),
        (b"chi mot cot\r\nkhong co gi\r\n", "chỉ có một cột"),
        (b"%PDF-1.7\n" + bytes(range(256)) * 4, "không phải là bảng"),
        (b"a;b\n" * 5 + b'"' + b"x;" * 6_000_000, "không đọc được|quá"),
        (b";" * 3_000_000, "quá nhiều cột"),
        (b"a;b\n" + b"c;" * 100_000, "quá nhiều cột"),
    ],
    ids=["bytes", "one column", "pdf", "endless quote", "endless line", "one wide row"],
)
def test_what_is_no_table_is_refused_soon(content, match):
    start = time.perf_counter()
    with pytest.raises(UnreadableFileError, match=match):
        text_sheets("a.csv", content)
    assert time.perf_counter() - start < 20
