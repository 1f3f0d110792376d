"""The mark of a template says which one it is, and of which figures."""

import pytest

from ktt_desktop.domain.importing.template_mark import TemplateMark
from ktt_desktop.domain.terms import Measure


@pytest.mark.parametrize("measure", Measure)
def test_a_mark_is_read_as_it_was_written(measure):
    for mark in (TemplateMark("so-lieu", 1, 2025, measure), TemplateMark("to-chuc", 12)):
        assert TemplateMark.from_text(f" {mark.text} ") == mark


@pytest.mark.parametrize(
    "text", ["", "SoKTTT", "SoKTTT:", "Sổ KTTT:so-lieu:1", "SoKTTT:so-lieu:một", "STT"]
)
def test_other_texts_are_no_mark(text):
    assert TemplateMark.from_text(text) is None


def test_a_kind_of_figures_nobody_knows_is_left_to_be_asked():
    assert TemplateMark.from_text("SoKTTT:so-lieu:1:2025:KHAC") == TemplateMark("so-lieu", 1)
