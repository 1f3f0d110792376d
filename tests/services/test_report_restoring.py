import pytest

from ktt_desktop.domain.errors import NotFoundError
from ktt_desktop.domain.report_text import AutoPiece, RichPicture, RichTable, from_plain
from ktt_desktop.domain.text_comparison import Fate
from ktt_desktop.services.outlines import main_report
from ktt_desktop.services.report_restoring import compare_versions, restore_version
from ktt_desktop.services.report_texts import load_texts, save_texts
from ktt_desktop.services.report_versions import VersionCause, keep_version, versions
from tests.locked_report import MEMBERS

OLD = {"P1.III.1": (MEMBERS,), "P2.I": from_plain("Yêu cầu thứ nhất.\nYêu cầu thứ hai.")}


@pytest.fixture
def report(practice):
    """A report with one version kept, and its number."""
    book, _, period = practice
    key = main_report(book, period)
    save_texts(book, key, OLD)
    keep_version(book, key, VersionCause.HAND, "Bản đầu")
    return book, key, versions(book, key)[0].id


def test_what_changed_since_is_told_by_section_and_paragraph(report, practice):
    book, key, first = report
    save_texts(
        book, key, {"P2.I": from_plain("Yêu cầu thứ nhất.\nYêu cầu thứ ba.\nYêu cầu mới hẳn.")}
    )

    (section,) = compare_versions(book, practice[1], key, first)

    assert section.heading == "I. MỘT SỐ YÊU CẦU"
    assert [each.fate for each in section.paragraphs] == [Fate.KEPT, Fate.CHANGED, Fate.ADDED]


def test_two_versions_can_be_compared_with_each_other(report, practice):
    book, key, first = report
    save_texts(book, key, {"P2.I": (), "P1.III.1": (RichTable((("a", "b"),)),)})
    keep_version(book, key, VersionCause.HAND, "Bản hai")
    save_texts(book, key, {"P2.I": from_plain("Khác.")})
    second = versions(book, key)[0].id

    found = compare_versions(book, practice[1], key, first, second)

    assert [each.section for each in found] == ["P1.III.1", "P2.I"]
    table, gone = ([(each.fate, each.spans[0].text) for each in one.paragraphs] for one in found)
    assert table[-1] == (Fate.ADDED, "a | b")
    assert {fate for fate, _ in gone} == {Fate.REMOVED}


def test_a_picture_is_compared_by_its_words(report, practice):
    book, key, first = report
    save_texts(book, key, {"P2.I": (*OLD["P2.I"], RichPicture("ab", 120, "Mô hình"))})

    (section,) = compare_versions(book, practice[1], key, first)
    assert section.paragraphs[-1].spans[0].text == "[Hình] Mô hình"


def test_a_sentence_taken_out_is_told(report, practice):
    book, key, first = report
    save_texts(book, key, {"P1.I.1a": (AutoPiece("A1", hidden=True), AutoPiece("B1"))})

    (section,) = compare_versions(book, practice[1], key, first)
    assert [(each.fate, each.spans[0].text) for each in section.paragraphs] == [
        (Fate.ADDED, "[Một câu tự lập không in]")
    ]


def test_words_of_a_section_the_outline_does_not_have_are_compared_too(report, practice):
    book, key, first = report
    save_texts(book, key, {"GONE": from_plain("Mục đã bỏ.")})

    (section,) = compare_versions(book, practice[1], key, first)
    assert (section.section, section.heading) == ("GONE", "GONE")


def test_a_version_comes_back_whole_and_what_stood_there_is_kept_first(report):
    book, key, first = report
    save_texts(book, key, {"P2.I": from_plain("Khác hẳn."), "P2.II.1": from_plain("Thêm.")})
    before = load_texts(book, key)

    restore_version(book, key, first)
    assert load_texts(book, key) == OLD

    kept = versions(book, key)[0]
    assert kept.cause is VersionCause.RESTORE
    restore_version(book, key, kept.id)  # undone
    assert load_texts(book, key) == before


def test_a_version_of_another_report_is_not_brought_back(report):
    book, key, first = report
    for asked in ((key._replace(outline="scheme"), first), (key, first + 99)):
        with pytest.raises(NotFoundError, match="không còn trong sổ"):
            restore_version(book, *asked)
    assert load_texts(book, key) == OLD
