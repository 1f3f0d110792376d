"""Texts from outside: encodings, Word files, and what is refused."""

import zipfile

import docx
import pytest

from ktt_desktop.domain.errors import UnreadableFileError
from ktt_desktop.interchange.document_text import read_document_text

TEXT = "Số lượng hợp tác xã\nđang hoạt động: 62 HTX"


def written(folder, content, name="a.txt"):
    path = folder / name
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("code", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
def test_unicode_is_read_in_its_encodings(tmp_path, code):
    assert read_document_text(written(tmp_path, TEXT.encode(code))) == TEXT


def test_the_vietnamese_code_page_is_read(tmp_path):
    import unicodedata

    letters = unicodedata.normalize("NFC", "đơn vị")
    decomposed = "đơn vi\u0323"
    read = read_document_text(written(tmp_path, decomposed.encode("cp1258")))
    assert unicodedata.normalize("NFC", read) == letters


def test_letters_stay_as_they_are_and_lines_end_in_one_way(tmp_path):
    raw = "xa\u0303\r\nhai\rba"
    assert read_document_text(written(tmp_path, raw.encode())) == "xa\u0303\nhai\nba"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"%PDF-1.4 x", "là PDF"),
        (b"\xd0\xcf\x11\xe0 x", "Word cũ"),
        (b"H\xee p t\xb8c x\xb7 N\xabng nghi\xd6p", "không phải là chữ Unicode"),
        (b"PK\x03\x04 broken", "hỏng"),
    ],
)
def test_other_files_are_refused_by_their_name_with_what_to_do(tmp_path, content, words):
    with pytest.raises(UnreadableFileError, match=words) as caught:
        read_document_text(written(tmp_path, content, "ke-hoach.docx"))
    assert "ke-hoach.docx" in str(caught.value)
    assert "dán" in str(caught.value)


def test_a_missing_file_is_told(tmp_path):
    with pytest.raises(UnreadableFileError, match="Không mở được"):
        read_document_text(tmp_path / "khong-co.txt")


@pytest.fixture
def word_file(tmp_path):
    document = docx.Document()
    document.add_paragraph("KẾ HOẠCH")
    table = document.add_table(rows=2, cols=3)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "Chỉ tiêu"
    table.cell(0, 2).text = "Số"
    table.cell(1, 1).text = "HTX"
    table.cell(1, 2).text = "64"
    document.add_paragraph("Ngân sách tỉnh", style="List Bullet")
    document.add_paragraph("dòng một\ndòng hai")
    path = tmp_path / "a.docx"
    document.save(path)
    return path


def test_a_word_file_gives_paragraphs_and_rows_in_their_order(word_file):
    lines = read_document_text(word_file).split("\n")
    assert lines[0] == "KẾ HOẠCH"
    assert lines[1:3] == ["Chỉ tiêu | Số", " | HTX | 64"]
    assert lines[-2:] == ["dòng một", "dòng hai"]


def test_footnotes_come_last(word_file, tmp_path):
    note = (
        '<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        '<w:footnote w:id="1"><w:p><w:r><w:t>Quyết định số 167/QĐ-TTg</w:t></w:r></w:p>'
        "</w:footnote>"
        "</w:footnotes>"
    )
    path = tmp_path / "b.docx"
    with zipfile.ZipFile(word_file) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            content = old.read(name).decode("utf-8", "surrogateescape")
            if name == "word/_rels/document.xml.rels":
                content = content.replace(
                    "</Relationships>",
                    '<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument'
                    '/2006/relationships/footnotes" Target="footnotes.xml"/></Relationships>',
                )
            if name == "[Content_Types].xml":
                content = content.replace(
                    "</Types>",
                    '<Override PartName="/word/footnotes.xml" ContentType="application/vnd.openxml'
                    'formats-officedocument.wordprocessingml.footnotes+xml"/></Types>',
                )
            new.writestr(name, content.encode("utf-8", "surrogateescape"))
        new.writestr("word/footnotes.xml", note)
    assert read_document_text(path).split("\n")[-1] == "Quyết định số 167/QĐ-TTg"


def test_a_zip_that_is_no_word_file_is_refused(tmp_path):
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.txt", "x")
    with pytest.raises(UnreadableFileError, match="không phải là văn bản Word"):
        read_document_text(path)


def test_a_file_that_unpacks_too_large_is_refused_before_it_is_unpacked(tmp_path):
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"0" * (3 * 1024 * 1024))
    with pytest.raises(UnreadableFileError, match="quá mức"):
        read_document_text(path)


def test_a_cut_word_file_is_refused(word_file, tmp_path):
    content = word_file.read_bytes()
    with pytest.raises(UnreadableFileError, match="hỏng"):
        read_document_text(written(tmp_path, content[: len(content) // 2], "cut.docx"))
