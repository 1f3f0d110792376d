"""What a received file would change, in words."""

import pytest

from ktt_desktop.domain.receiving import FieldCell, FigureCell
from ktt_desktop.services.consolidation import (
    Differences,
    FigureDifference,
    OrganisationDifference,
)
from ktt_desktop.services.difference_words import Change, difference_lines

MEMBERS = FigureCell("to_chuc", "a", "", 2024, "ACTUAL", "O1")
UNIT = FigureCell("don_vi", "07375", "", 2024, "ACTUAL", "A1")


@pytest.fixture
def lines(practice):
    book, profile, _ = practice

    def lines(**parts):
        empty = dict.fromkeys(Differences.__dataclass_fields__, ()) | {"unchanged": 0}
        return difference_lines(book, profile, Differences(**empty | parts))

    return lines


def changed(*fields):
    return OrganisationDifference("a", "HTX Một", tuple(fields))


def test_what_is_lost_stands_first(lines):
    found = lines(
        organisations_new=(changed(),),
        organisations_gone=(OrganisationDifference("b", "HTX Hai", ()),),
        figures=(FigureDifference(MEMBERS, 3, 5),),
        lost=(FigureDifference(UNIT, 4, None),),
    )
    assert [each.change for each in found] == [
        Change.GONE,
        Change.LOST,
        Change.CHANGED,
        Change.NEW,
    ]
    assert [each.subject for each in found] == ["HTX Hai", "Cả đơn vị", "HTX Một", "HTX Một"]


def test_a_figure_has_its_name_year_and_unit(lines):
    (line,) = lines(
        figures=(FigureDifference(MEMBERS, None, 1200),), organisations_changed=(changed(),)
    )
    assert line.change is Change.ADDED
    assert line.label == "Tổng số thành viên, thực hiện cả năm 2024"
    assert (line.old, line.new) == ("–", "1.200 người")
    assert line.cell == MEMBERS


def test_a_field_is_told_in_the_words_of_the_form(lines):
    found = lines(
        organisations_changed=(
            changed(
                ("registered_on", "2020-03", "2021-05-10"),
                ("charter_capital", 5_000_000, None),
                ("persons", '[{"name":"Nguyễn Văn An"}]', "[]"),
            ),
        )
    )
    told = {each.cell: each for each in found}
    date = told[FieldCell("a", "registered_on")]
    assert (date.old, date.new) == ("3/2020", "10/5/2021")
    assert told[FieldCell("a", "charter_capital")].change is Change.LOST
    assert "Nguyễn Văn An" in told[FieldCell("a", "persons")].old
