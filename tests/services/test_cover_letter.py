"""The letter that goes with a submission: whom to, what it names, what it lacks."""

from dataclasses import replace

import docx
import pytest

from ktt_desktop.domain.document import SignatureBlock
from ktt_desktop.domain.identifiers import grouped_check_code
from ktt_desktop.domain.progress import Silent
from ktt_desktop.domain.terms import Measure, UnitLevel
from ktt_desktop.domain.unit_particulars import DocumentKind, DocumentLine
from ktt_desktop.services.annual_return import save_values
from ktt_desktop.services.cover_letter import cover_letter, letter_pdf, write_letter
from ktt_desktop.services.printing import open_pages
from ktt_desktop.services.submission import export_submission
from ktt_desktop.services.unit_figures import unit_subject
from ktt_desktop.services.unit_particulars import load_particulars, save_unit
from ktt_desktop.services.validation import check_book, explain


@pytest.fixture
def sent(practice, tmp_path):
    """The practice book and its export."""
    book, profile, period = practice
    for finding in check_book(book, profile, period).findings:
        explain(book, period, finding, "Đã đối chiếu với văn bản gốc.")
    exported = export_submission(book, profile, period, tmp_path, Silent())
    return book, profile, exported.sent


def body(letter):
    return [each.text for each in letter.document.blocks]


def test_the_letter_names_file_number_code_and_annexes(sent):
    book, profile, row = sent
    letter = cover_letter(book, profile, row)
    head = letter.document.letterhead
    assert head.kind == ""
    assert head.subject == "nộp số liệu kinh tế tập thể, hợp tác xã: Kế hoạch năm 2023"
    assert head.addressees == ("Ủy ban nhân dân tỉnh Bắc Giang",)
    words = body(letter)
    assert f"- Tên tệp: {row.file_name.removesuffix('.kttt')};" in words
    assert f"- Mã kiểm tra: {grouped_check_code(row.check_code)}." in words
    assert any("lần đầu" in each for each in words)
    assert "- Phụ lục I: Các chỉ tiêu phát triển kinh tế tập thể, hợp tác xã;" in words
    assert words[-1].endswith("gửi biên nhận./.")
    assert letter.document.check_code == row.check_code
    assert letter.document.signature == SignatureBlock(profile.authority, profile.signer)
    assert letter.missing == ()


def test_annexes_are_named_only_while_the_data_are_those_that_were_sent(sent):
    book, profile, row = sent
    save_values(book, unit_subject(profile), 2022, Measure.HALF_YEAR, {"A1.3": 3})
    words = body(cover_letter(book, profile, row))
    assert not any("Phụ lục" in each for each in words)
    assert f"- Mã kiểm tra: {grouped_check_code(row.check_code)}." in words


def test_symbol_and_recipients_are_those_of_a_letter(sent):
    book, profile, row = sent
    usual = cover_letter(book, profile, row).document
    assert usual.letterhead.number == "/UBND"  # of KH-UBND
    assert usual.recipients == ("Như trên", "Lưu: VT")
    particulars = load_particulars(book, profile)
    line = DocumentLine(DocumentKind.LETTER, "UBND-TCKH", ("Như trên", "Lưu: VT, TCKH"))
    more = replace(particulars, documents=(*particulars.documents, line))
    save_unit(book, profile, more)
    own = cover_letter(book, profile, row).document
    assert own.letterhead.number == "/UBND-TCKH"
    assert own.recipients == ("Như trên", "Lưu: VT, TCKH")


def test_what_lacks_is_told_and_the_letter_is_printed_all_the_same(sent):
    book, profile, row = sent
    particulars = load_particulars(book, profile)
    save_unit(book, profile, replace(particulars, signatories=()))
    bare = replace(profile, parent_name="", authority=(), signer="")
    letter = cover_letter(book, bare, row)
    assert any("họ tên người ký" in words for words in letter.missing)
    with open_pages(letter_pdf(letter)) as pages:
        assert pages.count == 1
        assert "Kính gửi" in pages.text(0)


def test_a_province_writes_to_its_ministry(sent):
    book, profile, row = sent
    province = replace(profile, level=UnitLevel.PROVINCE)
    particulars = load_particulars(book, profile)
    bodies = tuple(replace(each, parent_name="Bộ Tài chính") for each in particulars.bodies)
    save_unit(book, profile, replace(particulars, bodies=bodies))
    assert cover_letter(book, province, row).document.letterhead.addressees == ("Bộ Tài chính",)


def test_the_letter_is_written_as_word_and_as_pdf(sent, tmp_path):
    book, profile, row = sent
    word, pdf = tmp_path / "công văn.docx", tmp_path / "công văn.pdf"
    assert write_letter(book, profile, row, word, Silent()) == ()
    write_letter(book, profile, row, pdf, Silent())
    texts = [each.text for each in docx.Document(str(word)).paragraphs]
    assert any(grouped_check_code(row.check_code) in each for each in texts)
    with open_pages(pdf.read_bytes()) as pages:
        words = " ".join(pages.text(0).split())
    assert "V/v nộp số liệu kinh tế tập thể" in words
    assert "Kính gửi: Ủy ban nhân dân tỉnh Bắc Giang" in words
