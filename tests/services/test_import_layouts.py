"""Layouts: what was chosen for a list comes back with the next list of the same heads."""

from dataclasses import replace
from datetime import timedelta

import pytest

from ktt_desktop.domain.importing.choices import ListAt, ListChoice
from ktt_desktop.domain.importing.columns import ColumnUse
from ktt_desktop.domain.progress import Silent
from ktt_desktop.domain.terms import Measure
from ktt_desktop.services import import_layouts
from ktt_desktop.services.import_fields import import_words_of
from ktt_desktop.services.import_layouts import (
    forget_layout,
    keep_layouts,
    layout_key,
    layouts_of,
    remembered,
    rename_layout,
)
from ktt_desktop.services.list_files import open_file
from ktt_desktop.services.list_reading import read_opened
from tests.lists import units, workbook

HEADS = ["STT", "Đơn vị", "Nhóm", "Doanh thu năm 2023", "Đã xử lý"]
FIRST = ListAt(0)


@pytest.fixture
def reading(empty_book, tmp_path):
    """Reads a list of one sheet with these heads, as chosen."""

    def read(choices=None, heads=HEADS, title="DANH SÁCH HTX"):
        names = ("HTX An Phú", "HTX Bình Minh")[: 2 if heads == [""] else 1]
        records = [[n, name, "Nông nghiep TH", 1200, "có"] for n, name in enumerate(names, 1)]
        rows = [[title], heads, *records]
        opened = open_file(workbook(tmp_path / "a.xlsx", {"A": rows}), Silent())
        words = import_words_of(empty_book)
        return read_opened(opened, words, units(), Silent(), choices=choices or {})

    return read


CHOSEN = ListChoice(
    uses=(
        ColumnUse(1, "name", HEADS[1]),
        ColumnUse(2, "sector", HEADS[2]),
        ColumnUse(2, "note", HEADS[2]),
        ColumnUse(3, "revenue", HEADS[3], 2023, Measure.ESTIMATE, 3),
    ),
    constants={"type": "HTX"},
    values={("sector", "nong nghiep th"): "NN.TH"},
    fixes={(3, "name"): "HTX An Phú 2"},
    year=2023,
    measure=Measure.PLAN,
    zeros=3,
)


def keep(book, reading, choice=CHOSEN, **how):
    found = reading({FIRST: choice}, **how)
    return keep_layouts(book, found, {FIRST: choice}, import_words_of(book))


def recalled(book, found):
    return remembered(book, found, import_words_of(book)).get(FIRST)


def test_nothing_is_remembered_of_new_heads(empty_book, reading):
    assert recalled(empty_book, reading()) is None
    keep(empty_book, reading)
    assert recalled(empty_book, reading(heads=[*HEADS[:4], "Khác"])) is None


def test_the_next_list_with_the_same_heads_is_read_the_same_way(empty_book, reading):
    keep(empty_book, reading)
    choice = recalled(empty_book, reading())
    (placed,) = reading({FIRST: choice}).lists
    assert placed.list.sectors == ["NN.TH"]
    assert placed.list.texts["note"] == ["Nông nghiep TH"]
    (use,) = placed.list.figures
    assert (use.year, use.measure) == (2023, Measure.ESTIMATE)
    assert placed.list.figures[use] == [1_200_000]
    assert choice.constants == {"type": "HTX"}
    assert choice.measure is Measure.PLAN


def test_corrections_of_single_rows_and_years_are_not_remembered(empty_book, reading):
    keep(empty_book, reading)
    choice = recalled(empty_book, reading())
    assert (dict(choice.fixes), choice.year) == ({}, None)


def test_the_year_is_always_that_of_the_head(empty_book, reading):
    keep(empty_book, reading)
    later = [*HEADS[:3], "Doanh thu năm 2024", HEADS[4]]
    choice = recalled(empty_book, reading(heads=later))
    assert [use.year for use in choice.uses] == [None, None, None, 2024]


def test_a_unit_the_list_names_is_stronger_than_the_one_remembered(empty_book, reading):
    keep(empty_book, reading)
    title = "DANH SÁCH HTX (Đơn vị tính: triệu đồng)"
    choice = recalled(empty_book, reading(title=title))
    (placed,) = reading({FIRST: choice}, title=title).lists
    (figures,) = placed.list.figures.values()
    assert figures == [1_200_000_000]


def test_two_columns_that_only_years_told_apart_are_asked_again(empty_book, reading):
    heads = ["STT", "Đơn vị", "Doanh thu", "Doanh thu", "Đã xử lý"]
    choice = ListChoice(
        uses=(
            ColumnUse(1, "name", "Đơn vị"),
            ColumnUse(2, "revenue", "Doanh thu", 2022),
            ColumnUse(3, "revenue", "Doanh thu", 2023),
        )
    )
    keep(empty_book, reading, choice, heads=heads)
    assert [use.field for use in recalled(empty_book, reading(heads=heads)).uses] == ["name"]


def test_a_field_the_program_no_longer_knows_is_left_out(empty_book, reading):
    keep(empty_book, reading)
    words = import_words_of(empty_book)
    fewer = replace(words, fields={k: v for k, v in words.fields.items() if k != "note"})
    choice = remembered(empty_book, reading(), fewer)[FIRST]
    assert "note" not in {use.field for use in choice.uses}


def test_what_was_only_proposed_is_not_kept(empty_book, reading):
    keep(empty_book, reading, ListChoice(year=2024))
    assert layouts_of(empty_book) == []


def test_a_layout_has_the_name_of_the_list_until_it_is_renamed(empty_book, reading):
    assert keep(empty_book, reading).settings
    (layout,) = layouts_of(empty_book)
    assert layout.name == "DANH SÁCH HTX"
    rename_layout(empty_book, layout.key, "  Mẫu của  huyện ")
    keep(empty_book, reading, ListChoice(constants={"type": "THT"}), title="DANH SÁCH THT")
    (layout,) = layouts_of(empty_book)
    assert (layout.name, layout.constants) == ("Mẫu của huyện", {"type": "THT"})
    (placed,) = reading().lists
    assert layout_key(placed.list.heads) == layout.key


def test_the_layout_used_last_stands_first_and_one_can_be_forgotten(
    empty_book, reading, monkeypatch
):
    keep(empty_book, reading)
    later = import_layouts.now() + timedelta(hours=1)
    monkeypatch.setattr(import_layouts, "now", lambda: later)
    other = ["STT", "Đơn vị", "Nhóm", "Địa bàn", "Khác"]
    keep(empty_book, reading, ListChoice(constants={"type": "THT"}), heads=other)
    first, second = layouts_of(empty_book)
    assert (first.key, second.key) == (layout_key(other), layout_key(HEADS))
    forget_layout(empty_book, first.key)
    assert [each.key for each in layouts_of(empty_book)] == [second.key]


@pytest.mark.parametrize(
    "heads",
    [
        ["stt", "ĐƠN VỊ", "Nhóm ", "Doanh thu năm 2019", "Đã xử lý"],
        [*HEADS, "Lý do"],
        [*HEADS, "", "Lý do", ""],
    ],
)
def test_heads_are_the_same_but_for_marks_years_and_reasons(heads):
    assert layout_key(heads) == layout_key(HEADS)


@pytest.mark.parametrize("heads", [HEADS[1:], ["", *HEADS], [*HEADS, "Thêm"], HEADS[::-1]])
def test_other_heads_are_another_layout(heads):
    assert layout_key(heads) != layout_key(HEADS)


def test_no_heads_are_no_layout(empty_book, reading):
    assert layout_key(["", ""]) == ""
    keep(empty_book, reading, ListChoice(constants={"type": "HTX"}), heads=[""])
    assert layouts_of(empty_book) == []
