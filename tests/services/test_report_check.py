from ktt_desktop.domain.report_text import RichTable, from_plain
from ktt_desktop.services.outlines import main_report
from ktt_desktop.services.report_check import check_words
from ktt_desktop.services.report_texts import save_texts
from tests.locked_report import SECTION, lock_members


def findings(practice, text, id_=SECTION):
    book, profile, period = practice
    key = main_report(book, period)
    save_texts(book, key, {id_: from_plain(text) if isinstance(text, str) else text})
    return check_words(book, profile, key)


def test_the_program_s_own_sentences_are_not_checked(practice):
    book, profile, period = practice
    assert check_words(book, profile, main_report(book, period)) == ()


def test_a_number_that_is_not_the_book_s_is_told_with_both_and_its_section(practice):
    found = findings(practice, "Toàn huyện có 60 HTX.")

    assert {each.section for each in found} == {SECTION}
    assert {each.quote for each in found} == {"Toàn huyện có 60 HTX."}
    told = [each.finding.message for each in found]
    assert (
        "Mục “1. Kết quả đạt được” ghi 60 HTX, sổ ghi 64 (Tổng số hợp tác xã, 6 tháng năm 2022)."
        in told
    )
    assert not any("dòng" in each.lower() for each in told)


def test_a_number_that_is_the_book_s_is_not_told(practice):
    assert findings(practice, "Toàn huyện có 64 HTX.") == ()


def test_a_locked_figure_is_right(practice):
    book, profile, _ = practice
    assert check_words(book, profile, lock_members(practice)) == ()


def test_words_that_contradict_each_other_are_told_by_section(practice):
    found = findings(practice, "Toàn huyện có 64 HTX, trong đó 70 HTX đang hoạt động.")

    assert any("70 HTX (mục “1. Kết quả đạt được”)" in each.finding.message for each in found)


def test_a_long_heading_is_cut_in_a_message(practice):
    (message,) = {
        each.finding.message
        for each in findings(practice, "Toàn huyện có 60 HTX.")
        if "trước" not in each.finding.message and "62 HTX" in each.finding.message
    }
    assert "(mục “a) Về số lượng, doanh thu và thu nhập của hợp tác…”)" in message


def test_tables_of_the_officer_are_read(practice):
    table = RichTable((("Chỉ tiêu", "Số liệu"), ("Tổng số HTX", "60 HTX")))
    assert any("60" in each.finding.message for each in findings(practice, (table,)))
