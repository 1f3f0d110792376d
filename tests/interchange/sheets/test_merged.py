"""Which merges count."""

from ktt_desktop.domain.importing.table import Span
from ktt_desktop.interchange.sheets.merged import counted


def test_merges_of_one_cell_and_of_more_than_a_sheet_has_are_left_out():
    title, one, turned = Span(0, 0, 1, 5), Span(2, 2, 2, 2), Span(5, 5, 3, 3)
    everything = Span(0, 0, 1_048_575, 16_383)
    assert list(counted([title, one, everything, turned])) == [title]
    assert len(list(counted([Span(0, 0, 999, 999)] * 50))) == 2
