"""The words of documents and the dictionary of legal documents, read strictly."""

import re
import shutil

import pytest

from ktt_desktop.catalogue.document_words_loader import load_document_words
from ktt_desktop.domain.document_check.lines import plain_of
from ktt_desktop.domain.errors import CatalogueError
from ktt_desktop.runtime.paths import resources

FILES = ("document_words.toml", "legal_documents.toml")


@pytest.fixture
def folder(tmp_path):
    for name in FILES:
        shutil.copy(resources() / "catalogue" / name, tmp_path / name)
    return tmp_path


def spoil(folder, name, old, new):
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_dictionary_has_the_documents_of_the_domain(catalogue):
    known = {each.number: each for each in catalogue.document_words.legal}
    assert known["167/QĐ-TTg"].issued.isoformat() == "2021-02-03"
    assert known["340/QĐ-TTg"].period == (2021, 2030)
    assert known["23/2012/QH13"].until.isoformat() == "2024-07-01"


def test_every_number_of_a_document_is_one_that_a_text_can_cite(catalogue):
    for each in catalogue.document_words.legal:
        assert re.fullmatch(r"\d+(?:/\d{4})?[/-][\w/-]+", each.number), each


def test_phrases_are_written_as_texts_are_compared(catalogue):
    words = catalogue.document_words
    phrases = [phrase for measure in words.measures.values() for phrase in measure.phrases]
    phrases += [word for status in words.statuses.values() for word in status.words]
    phrases += [*words.terms, *words.compounds]
    for each in phrases:
        assert each == plain_of(each), each
    assert all(len(term.split()) == 2 for term in (*words.terms, *words.compounds))


@pytest.mark.parametrize(
    ("name", "old", "new", "words"),
    [
        (FILES[0], 'HTX = "A2"', 'HTX = "A2.99"', "không có chỉ tiêu"),
        (FILES[0], 'part_of = "thanh_vien"', 'part_of = "gi_do"', "không có «gi_do»"),
        (FILES[0], 'kind = "stock"', 'kind = "la"', "không nhận giá trị"),
        (FILES[0], "rises = [", "la = [", "thiếu «rises»"),
        (FILES[1], 'date = "2012-11-20"', 'date = "20/11/2012"', "không nhận giá trị"),
        (FILES[1], 'tag = "known"', 'nhan = "known"', "thiếu «tag»"),
    ],
)
def test_a_mistake_names_file_and_entry(folder, catalogue, name, old, new, words):
    spoil(folder, name, old, new)
    with pytest.raises(CatalogueError, match=words):
        load_document_words(folder, catalogue.edition.indicators)
