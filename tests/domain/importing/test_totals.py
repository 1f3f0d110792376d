"""Totals compared with the rows they stand for."""

import pytest

from ktt_desktop.domain.importing.columns import ColumnUse
from ktt_desktop.domain.importing.records import StatedTotal
from ktt_desktop.domain.importing.totals import TotalRow, compared

MEMBERS = ColumnUse(2, "members", "Số thành viên")
FIGURES = {MEMBERS: [10, 20, None, 7]}
KINDS = ["HTX", "HTX", "HTX", "THT"]


@pytest.mark.parametrize(
    ("said", "place", "starts", "leads", "agrees", "count"),
    [
        (30, 3, (0,), False, True, 3),
        (20, 3, (1, 0), False, True, 2),
        (37, 4, (3, 1, 0), False, True, 4),
        (30, 4, (3, 1), False, True, 3),
        (36, 4, (3, 1, 0), False, False, 1),
        (30, 0, (0,), True, True, 3),
        (31, 0, (0,), True, False, 3),
    ],
)
def test_a_total_is_of_its_group_its_part_its_kind_or_the_list(
    said, place, starts, leads, agrees, count
):
    row = TotalRow(9, "Cộng", place, starts, leads)
    total, misses = compared(StatedTotal(10, "Cộng", {MEMBERS: said}), row, KINDS, [0, 3], FIGURES)
    assert (total.agrees, total.count) == (agrees, count)
    assert bool(misses) != agrees


def test_a_total_without_figures_agrees_with_nothing():
    total = StatedTotal(10, "Cộng", {})
    assert compared(total, TotalRow(9, "Cộng", 4, ()), KINDS, [], FIGURES) == (total, "")
