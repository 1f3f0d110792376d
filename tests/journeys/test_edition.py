"""A row of the unit's own: added in the menu, there after the book was opened again, filled in."""

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QApplication

from ktt_desktop.domain.terms import OrganisationKind
from ktt_desktop.services.edition_changes import load_state
from ktt_desktop.services.opening import open_for_work
from ktt_desktop.ui.edition_dialog import EditionDialog
from ktt_desktop.ui.edition_row import RowDialog
from ktt_desktop.ui.forms.reading import remember_reading
from tests.journeys.officer import ALT, Officer

KEY = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
OWN = "X217.1"


@pytest.fixture
def officer(qapp, tmp_path, monkeypatch):
    kept = {}
    monkeypatch.setattr(QSettings, "value", lambda _, name, other=None: kept.get(name, other))
    monkeypatch.setattr(QSettings, "setValue", lambda _, name, value: kept.update({name: value}))
    monkeypatch.setattr(QApplication, "exit", lambda code=0: None)
    remember_reading(None)
    at_desk = Officer(tmp_path / "data", practice=True)
    yield at_desk
    at_desk.program.let_go()
    at_desk.program.window.leave()
    at_desk.pause(20)


def at_work(officer):
    officer.until(lambda: "DỮ LIỆU THỰC HÀNH" in officer.program.window.windowTitle())
    officer.at_desk()


def test_an_own_row_is_added_and_used_without_leaving_the_program(officer, tmp_path):
    at_work(officer)
    before = officer.context
    officer.press(KEY.Key_H, modifier=ALT)
    officer.press(KEY.Key_M)
    officer.dialog(EditionDialog)
    officer.press(KEY.Key_F5)
    officer.dialog(RowDialog)
    officer.write("Thành viên là hộ nghèo")
    officer.press(KEY.Key_Return)
    officer.dialog(EditionDialog)
    officer.press(KEY.Key_S, modifier=CONTROL)

    officer.until(lambda: officer.context not in (None, before))
    at_work(officer)
    book = officer.context.book
    form = book.catalogue.edition.for_kind(OrganisationKind.COOPERATIVE)
    assert OWN in [each.code for each in form]
    assert book.shipped.indicators.keys() == before.book.shipped.indicators.keys()
    officer.leave()

    opened = open_for_work(tmp_path / "data", practice=True)
    try:
        assert [row.indicator.code for row in load_state(opened.book).changes.rows] == [OWN]
        assert OWN in opened.book.catalogue.edition.indicators
    finally:
        opened.book.close()
