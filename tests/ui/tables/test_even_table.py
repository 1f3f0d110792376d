import pytest

from ktt_desktop.ui.tables.columns import Column
from ktt_desktop.ui.tables.even_table import EvenTable
from ktt_desktop.ui.tables.window_model import WindowModel


@pytest.fixture
def table(qtbot):
    columns = [Column(key, key, width, str) for key, width in (("a", 10), ("b", 30), ("c", 10))]
    table = EvenTable(WindowModel(columns, lambda ids: {each: str(each) for each in ids}))
    qtbot.addWidget(table)
    table.show()
    return table


def widths(table):
    return [table.horizontalHeader().sectionSize(place) for place in range(3)]


def test_every_column_grows_by_its_own_width(table):
    table.resize(400, 200)
    least = widths(table)
    table.resize(1200, 200)
    spare = [now - before for now, before in zip(widths(table), least, strict=True)]
    assert spare[0] == spare[2] > 100
    assert abs(spare[1] - 3 * spare[0]) <= 3
    assert sum(widths(table)) <= table.viewport().width()


def test_no_column_becomes_narrower_than_its_own_width(table):
    table.resize(1200, 200)
    wide = widths(table)
    table.resize(100, 200)
    assert all(now < before for now, before in zip(widths(table), wide, strict=True))
    assert sum(widths(table)) > table.viewport().width()


def test_other_columns_share_the_room_too(table):
    table.resize(1200, 200)
    table.set_columns([Column(key, key, 10, str) for key in "xyz"], {})
    first, second, third = widths(table)
    assert first == second == third > 300
