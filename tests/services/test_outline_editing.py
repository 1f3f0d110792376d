import pytest

from ktt_desktop.domain.report import ReportKey
from ktt_desktop.services.outline_editing import (
    NO_FIGURE,
    contents_words,
    figure_choices,
    figure_slot,
    numbers,
    part_words,
    preview,
    read_example,
)
from ktt_desktop.services.outlines import OwnOutline


@pytest.fixture
def source(practice):
    book, profile, period = practice
    return read_example(book, profile, ReportKey("plan", period))


def test_a_sentence_is_shown_with_the_figures_of_the_report(source):
    assert preview(source, "- Có {A1} HTX của {unit}.").text == "- Có 64 HTX của huyện Lạng Giang."


@pytest.mark.parametrize("text", ["Có {A99} HTX.", "Có {A1 HTX.", "Có {A1|xyz} HTX."])
def test_what_cannot_be_printed_is_said(source, text):
    assert preview(source, text).problem.startswith("Câu: ")


def test_a_sentence_without_its_figure_is_told_not_to_print(source):
    assert preview(source, "Có {A3.3} lao động.").text == NO_FIGURE


def test_every_part_of_every_outline_is_told_in_words(practice):
    catalogue = practice[0].catalogue
    for outline in catalogue.edition.outlines.values():
        for section in outline.entry["section"]:
            for part in section.get("block", ()):
                assert part_words(catalogue, part).split(":")[0]
    section = {"block": [{"sentence": "a"}, {"sentence": "b"}, {"free": "c"}, {"targets": "span"}]}
    assert contents_words(catalogue, section) == "2 câu, 1 phần tự viết, 1 chỗ lời văn"


def test_sections_are_numbered_as_they_would_print(practice):
    book = practice[0]
    entry = book.catalogue.edition.outlines["programme"].entry

    assert numbers(book, OwnOutline("own-1", "programme", entry))[:4] == ["I.", "II.", "1.", "2."]
    assert set(numbers(book, OwnOutline("own-1", "programme", {**entry, "kind": 1}))) == {""}


def test_a_figure_is_chosen_by_words_and_written_as_its_place(practice, source):
    codes = [code for code, _ in figure_choices(practice[0].catalogue)]

    assert "A5" in codes
    assert figure_slot("A5", "UOC", "unit") == "{A5@UOC|unit}"
    for code in codes:
        assert not preview(source, figure_slot(code, "KH", "vp")).problem
