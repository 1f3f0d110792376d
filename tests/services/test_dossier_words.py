"""How the values of work records read."""

import pytest

from ktt_desktop.domain.dossier import DossierDraft, DossierRow
from ktt_desktop.services.dossier_words import day_words, words_of
from ktt_desktop.services.dossiers import delete_dossier, save_dossier


@pytest.fixture
def kinds(empty_book):
    return empty_book.catalogue.dossiers


@pytest.mark.parametrize(
    ("kind", "key", "label"),
    [
        ("support", "topic", "Nội dung chính sách"),
        ("target", "topic", "Chỉ tiêu"),
        ("governance", "topic", "Nội dung"),
        ("credit", "in_term", "Nợ trong hạn"),
        ("support", "organisations", "Tổ chức"),
        ("support", "money.done", "Thực hiện"),
        ("support", "money.done.NSTW", "Thực hiện: ngân sách trung ương"),
        ("support", "money.done.total", "Thực hiện: tổng số"),
    ],
)
def test_everything_the_journal_and_the_list_name_has_a_label(empty_book, kinds, kind, key, label):
    assert words_of(empty_book).label(kinds[kind], key).casefold() == label.casefold()


def test_a_value_reads_as_its_field_says(empty_book, kinds):
    words, fields = words_of(empty_book), kinds["support"].fields | kinds["dormant"].fields
    for key, value, text in (
        ("quantity_done", 0, "0"),
        ("salary_factor", 250, "2,5"),
        ("fulfilment", 805, "80,5"),
        ("debt", 1_500_500_000, "1.500,5"),
        ("given_on", "2025-03", "3/2025"),
        ("demand", "KHONG", "Không có nhu cầu"),
        ("demand", "LA", "LA"),
        ("no_tax_code", 0, "Không"),
        ("note", "một\n hai", "một hai"),
        ("note", "", ""),
        ("debt", None, ""),
    ):
        assert words.value(fields[key], value) == text, key


def test_heads_read_by_their_lists_and_a_programme_in_the_bin_keeps_its_name(empty_book, kinds):
    own, _ = save_dossier(empty_book, DossierDraft("programme", values={"name": "NQ 08"}))
    gone, _ = save_dossier(empty_book, DossierDraft("programme", values={"name": "Đề án cũ"}))
    delete_dossier(empty_book, gone.uid)
    words, kind = words_of(empty_book), kinds["support"]

    assert words.head(kind, "programme", own.uid) == "NQ 08"
    assert words.head(kind, "programme", gone.uid) == "Đề án cũ (trong thùng rác)"
    assert words.head(kind, "period", "6T") == "6 tháng đầu năm"
    assert words.head(kind, "topic", "X9") == "X9"
    assert words.head(kind, "year", 2025) == "2025"
    assert words.head(kind, "year", None) == ""


def test_nobody_named_is_the_whole_unit_where_several_might_be(empty_book, kinds):
    words, row = words_of(empty_book), DossierRow(DossierDraft("support"))
    assert words.organisations(kinds["support"], row) == "Cả đơn vị"
    assert words.organisations(kinds["dormant"], row) == ""
    two = DossierRow(DossierDraft("support"), ("HTX Một", "HTX Hai"))
    assert words.organisations(kinds["support"], two) == "HTX Một; HTX Hai"


def test_a_date_that_is_none_is_shown_as_it_is():
    assert day_words("2025-08-05") == "5/8/2025"
    assert day_words("hè 2025") == "hè 2025"
