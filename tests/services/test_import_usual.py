"""What a list is read with where its heads say nothing."""

import pytest

from ktt_desktop.domain.importing.choices import ListChoice
from ktt_desktop.domain.importing.columns import ColumnUse
from ktt_desktop.domain.importing.records import ReadList
from ktt_desktop.domain.terms import Measure
from ktt_desktop.services.import_fields import shipped_words
from ktt_desktop.services.import_usual import Usual

MEMBERS, REVENUE = ColumnUse(3, "members", "Thành viên"), ColumnUse(4, "revenue", "Doanh thu")


def usual(*, choice=None, year=None, **read):
    return Usual(ReadList("HTX", **read), choice or ListChoice(), shipped_words(), year)


def test_the_year_is_that_of_the_file_and_the_kind_what_was_done():
    taken = usual(year=2023).taken(MEMBERS)
    assert taken.period == (2023, Measure.ACTUAL)
    assert not taken.lacks_year


def test_what_the_officer_chose_goes_before_what_the_file_says():
    choice = ListChoice(year=2022, measure=Measure.PLAN, zeros=3)
    taken = usual(choice=choice, year=2023, zeros=6).taken(REVENUE)
    assert taken.period == (2022, Measure.PLAN)
    assert taken.zeros == 3


def test_a_figure_without_any_year_lacks_one():
    assert usual().taken(MEMBERS).lacks_year


@pytest.mark.parametrize(
    ("read", "zeros"), [({"zeros": 3}, 3), ({"guessed": {REVENUE: 6}}, 6), ({}, None)]
)
def test_the_unit_is_that_of_the_sheet_else_the_guessed_one(read, zeros):
    assert usual(**read).taken(REVENUE).zeros == zeros


def test_what_is_no_figure_has_no_year():
    taken = usual(year=2023).taken(ColumnUse(1, "name", "Tên"))
    assert taken.period is None
    assert not taken.lacks_year
