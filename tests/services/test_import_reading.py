"""A file for a book: around its unit, with its figures, as the officer chose for such heads."""

import pytest

from ktt_desktop.domain.importing.choices import ListAt, ListChoice
from ktt_desktop.domain.importing.columns import ColumnUse
from ktt_desktop.domain.progress import Silent
from ktt_desktop.services.import_fields import import_words_of
from ktt_desktop.services.import_layouts import keep_layouts
from ktt_desktop.services.import_reading import read_for, read_remembered
from ktt_desktop.services.list_files import open_file
from tests.lists import workbook

FIRST = ListAt(0)
ROWS = [["DANH SÁCH HTX"], ["STT", "Đơn vị", "Xã"], [1, "HTX An Phú", "Tân Hưng"]]


@pytest.fixture
def opened(tmp_path):
    return open_file(workbook(tmp_path / "a.xlsx", {"A": ROWS}), Silent())


def test_a_list_that_does_not_say_where_it_is_from_is_from_the_unit_of_the_book(desk, opened):
    found = read_for(desk.book, desk.profile, opened, import_words_of(desk.book), Silent())
    assert found.around.province == "bac ninh"


def test_what_was_chosen_for_such_heads_is_chosen_again(desk, opened):
    words = import_words_of(desk.book)
    reading, choices = read_remembered(desk.book, desk.profile, opened, words, Silent())
    assert choices == {}
    uses = (ColumnUse(1, "name", "Đơn vị"), ColumnUse(2, "note", "Xã"))
    keep_layouts(desk.book, reading, {FIRST: ListChoice(uses=uses)}, words)
    reading, choices = read_remembered(desk.book, desk.profile, opened, words, Silent())
    assert choices[FIRST].uses == uses
    assert reading.lists[0].list.texts["note"] == ["Tân Hưng"]
