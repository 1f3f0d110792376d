"""The whole grid job at the keyboard: 200 × 12 cells of Excel with all kinds of bad ones."""

import sqlite3
from contextlib import closing

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QApplication

from ktt_desktop.domain.organisation import OrganisationDraft
from ktt_desktop.domain.terms import OrganisationKind
from ktt_desktop.services.register import save_organisation
from ktt_desktop.ui import messages
from ktt_desktop.ui.screens.annual import AnnualScreen
from ktt_desktop.ui.screens.annual_grid_unread import UnreadDialog
from tests.journeys.officer import ALT, CONTROL, Officer

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
KEY = Qt.Key
ROWS, COLUMNS = 200, 12
# row and column of the block: what stands there instead of a number of people
BAD = {
    (3, 0): "1,5",
    (3, 11): "(120)",
    (50, 4): "x",
    (51, 4): "15/8/2022",
    (120, 7): "chưa báo cáo",
    (121, 0): "#N/A",
    (160, 2): "-",
    (161, 3): "không",
    (199, 11): "12 hộ",
}
ODD = {(7, 1): ("1.200", 1200), (8, 1): ("1 200", 1200), (9, 1): ("", None), (10, 1): ("0", 0)}


@pytest.fixture
def officer(qapp, tmp_path, monkeypatch):
    kept = {}
    monkeypatch.setattr(QSettings, "value", lambda _, name, other=None: kept.get(name, other))
    monkeypatch.setattr(QSettings, "setValue", lambda _, name, value: kept.update({name: value}))
    monkeypatch.setattr(QApplication, "exit", lambda code=0: None)
    monkeypatch.setattr(messages, "choose", lambda *_: 0)  # leaves what has two readings
    officer = Officer(tmp_path / "so", practice=True)
    officer.until(lambda: officer.context is not None)
    for number in range(ROWS):
        draft = OrganisationDraft(
            name=f"HTX thử {number:03}", kind=OrganisationKind.COOPERATIVE, sector="NN.TT"
        )
        save_organisation(officer.context.book, draft)
    officer.at_desk()
    yield officer
    officer.program.let_go()
    officer.program.window.leave()
    officer.pause(20)


def value(row, column):
    return row * column % 97


def block():
    texts = {**{at: text for at, (text, _) in ODD.items()}, **BAD}
    lines = (
        "\t".join(texts.get((row, column), str(value(row, column))) for column in range(COLUMNS))
        for row in range(ROWS)
    )
    return "\r\n".join(lines) + "\r\n"


def in_the_file(path, columns):
    """What another program sees in the file of the book, by name and column."""
    names = ", ".join(f"r.{each}" for each in columns)
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        found = connection.execute(
            f"SELECT o.name, {names} FROM organisation o LEFT JOIN annual_return r "
            "ON r.organisation_id = o.id AND r.year = 2022 AND r.measure = 'HALF_YEAR' "
            "WHERE o.name LIKE 'HTX thử %' ORDER BY o.name"
        )
        return [row[1:] for row in found.fetchall()]


def test_200_times_12_cells_land_or_are_listed_and_one_undo_takes_all_back(officer):
    officer.press(KEY.Key_2, modifier=ALT)
    officer.settle()
    screen = officer.program.window.findChild(AnnualScreen)
    officer.press(getattr(KEY, f"Key_{len(screen._views)}"), modifier=CONTROL)
    grid = screen.grid
    officer.until(lambda: grid.model.rowCount() >= ROWS)
    names = [grid.model.name_of(row) for row in range(grid.model.rowCount())]
    first = names.index("HTX thử 000")
    assert names[first + ROWS - 1] == f"HTX thử {ROWS - 1:03}"
    officer.press(KEY.Key_Home, modifier=CONTROL)
    for _ in range(first):
        officer.press(KEY.Key_Down)
    columns = [each.column for each in grid.model.forms.columns[:COLUMNS]]
    path = officer.context.book.path
    blank = in_the_file(path, columns)

    QApplication.clipboard().setText(block())
    officer.press(KEY.Key_V, modifier=CONTROL)
    dialog = officer.dialog(UnreadDialog)
    officer.settle()

    listed = {(each.row, each.column): each.text for each in dialog.model.unread}
    assert listed == BAD
    assert dialog.windowTitle() == f"{len(BAD)} ô chưa nhận được"
    expected = [
        tuple(
            None if (row, column) in BAD else ODD.get((row, column), (0, value(row, column)))[1]
            for column in range(COLUMNS)
        )
        for row in range(ROWS)
    ]
    # Nothing was closed: what is shown as saved would be there after a power cut, too.
    assert in_the_file(path, columns) == expected

    officer.press(KEY.Key_Escape)
    officer.until_gone(dialog)
    officer.at_desk()
    grid.table.setFocus()
    officer.press(KEY.Key_Z, modifier=CONTROL)
    officer.settle()
    assert (
        in_the_file(path, columns) == [tuple(each) for each in blank] == [(None,) * COLUMNS] * ROWS
    )

    officer.press(KEY.Key_Y, modifier=CONTROL)
    officer.settle()
    assert in_the_file(path, columns) == expected
