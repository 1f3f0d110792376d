from collections import Counter
from dataclasses import dataclass

import pytest
from PySide6.QtCore import Qt

from ktt_desktop.ui.tables.columns import Column
from ktt_desktop.ui.tables.window_model import CACHED_PAGES, PAGE, TONE_ROLE, WindowModel

COUNT = 5_000


@dataclass(frozen=True)
class Item:
    id: int
    name: str


class Store:
    """Rows on a disk that counts how often it is asked; `gone` ids are no longer there."""

    def __init__(self):
        self.asked, self.gone = Counter(), set()

    def read(self, ids):
        self.asked[ids[0]] += 1
        assert len(ids) <= PAGE
        return {each: Item(each, f"HTX {each}") for each in ids if each not in self.gone}


COLUMNS = (
    Column("name", "Tên", 20, lambda row: row.name, sort_key="name"),
    Column("id", "Số\nthứ tự", 6, lambda row: str(row.id), is_right=True, tone=lambda _: "good"),
)


@pytest.fixture
def store():
    return Store()


@pytest.fixture
def model(qapp, store):
    model = WindowModel(COLUMNS, store.read)
    model.set_ids(range(COUNT))
    return model


def text(model, row, column=0):
    return model.data(model.index(row, column))


def test_the_model_keeps_the_contract_of_qt(qtmodeltester, model):
    qtmodeltester.check(model)
    model.set_ids(range(300, 0, -1))
    qtmodeltester.check(model)
    model.set_ids([])
    qtmodeltester.check(model)


def test_the_length_is_known_before_any_row_is_read(model, store):
    assert model.rowCount() == COUNT
    assert not store.asked


def test_a_row_is_read_with_its_page_and_only_once(model, store):
    assert text(model, COUNT - 1) == f"HTX {COUNT - 1}"
    assert text(model, COUNT - 2) == f"HTX {COUNT - 2}"
    assert store.asked == {(COUNT - 1) // PAGE * PAGE: 1}


def test_no_more_than_the_cache_is_kept_and_the_oldest_page_goes(model, store):
    for page in range(CACHED_PAGES + 1):
        text(model, page * PAGE)
    text(model, CACHED_PAGES * PAGE)
    text(model, 0)
    assert store.asked[0] == 2
    assert store.asked[CACHED_PAGES * PAGE] == 1
    assert len(model._pages) == CACHED_PAGES


def test_the_rows_follow_the_order_of_the_ids(model):
    model.set_ids([7, 3, 5])
    assert [text(model, row) for row in range(3)] == ["HTX 7", "HTX 3", "HTX 5"]
    assert (model.row_of(5), model.id_at(1), model.row_of(4)) == (2, 3, None)


def test_a_record_that_is_gone_leaves_its_line_empty(model, store):
    store.gone.add(1)
    assert text(model, 1) is None
    assert text(model, 2) == "HTX 2"


def test_a_column_says_how_it_is_shown(model):
    left, right = (
        model.data(model.index(0, place), Qt.ItemDataRole.TextAlignmentRole) for place in (0, 1)
    )
    assert left & Qt.AlignmentFlag.AlignLeft
    assert right & Qt.AlignmentFlag.AlignRight
    assert model.data(model.index(0, 1), TONE_ROLE) == "good"


def test_the_head_carries_the_arrow_of_the_order(model):
    horizontal = Qt.Orientation.Horizontal
    model.show_order("name", False)
    assert [model.headerData(place, horizontal) for place in (0, 1)] == ["Tên ▲", "Số\nthứ tự"]
    model.show_order("name", True)
    assert model.headerData(0, horizontal) == "Tên ▼"
