"""A list of the officer's own goes in by keyboard alone, in the whole window, and out again."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from ktt_desktop.domain.register_list import RegisterQuery
from ktt_desktop.services.history import history_page
from ktt_desktop.services.register_list import organisation_ids, organisation_rows
from ktt_desktop.ui.import_dialog import CHECK, COLUMNS, COMMIT, ImportDialog
from ktt_desktop.ui.import_fix_dialog import FixDialog
from tests.journeys.officer import ALT, CONTROL
from tests.ui.imported_lists import list_file, listed, shown

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
KEY, SHIFT = Qt.Key, Qt.KeyboardModifier.ShiftModifier
NEW, FIXED = "HTX Vận tải Hòa Bình", "HTX Ba Vì"


@pytest.fixture
def path(officer, tmp_path, monkeypatch):
    """A list with a row that may be a record of the book, a new one, and one without a sector."""
    known = listed(officer.context.book)[0]
    path = list_file(
        tmp_path,
        [
            [1, known, "", "Vận tải", "", 7777],
            [2, NEW, "2400000022", "Vận tải", "1/6/2015", 1200],
            [3, FIXED, "", "", "20/10/2016", 300],
        ],
    )
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    return path


def opened(officer):
    """The dialog on the step of the columns, asked for by keys."""
    officer.at_desk()
    officer.press(KEY.Key_1, modifier=ALT)
    officer.at_desk()
    officer.press(KEY.Key_F12, modifier=SHIFT)
    dialog = officer.dialog(ImportDialog)
    officer.press(KEY.Key_O, modifier=CONTROL)
    reached(officer, dialog, COLUMNS)
    return dialog


def sources(book, name):
    """Where the values of a record came from, as its history says."""
    query = RegisterQuery()
    rows = organisation_rows(book, organisation_ids(book, query), query)
    (uid,) = [row.uid for row in rows if row.name == name]
    return {line.source for line in history_page(book, uid, str).lines}


def reached(officer, dialog, step):
    """Wait for a step, with the keyboard in the dialog."""
    officer.until(lambda: dialog.step == step)
    dialog.activateWindow()
    officer.until(dialog.isActiveWindow)
    officer.settle()


def go_on(officer, dialog, step):
    officer.press(KEY.Key_F9)
    reached(officer, dialog, step)


def test_a_list_is_read_decided_fixed_imported_named_and_taken_back(officer, path):
    before = listed(officer.context.book)
    dialog = opened(officer)
    go_on(officer, dialog, CHECK)
    assert [outcome for _, outcome in shown(dialog)] == ["Cần xem", "Thêm mới", "Không nhập được"]
    officer.press(KEY.Key_B)
    assert shown(dialog)[0][1] == "Bỏ qua"

    officer.press(KEY.Key_F, modifier=CONTROL)
    officer.keys("ba vi")
    officer.until(lambda: [name for name, _ in shown(dialog)] == [FIXED])
    officer.press(KEY.Key_Return)
    officer.press(KEY.Key_Return)
    fix = officer.dialog(FixDialog)
    assert fix.table.texts(0)[0] == "Lĩnh vực"
    officer.write("Trồng trọt")
    officer.press(KEY.Key_Tab)
    officer.press(KEY.Key_S, modifier=CONTROL)
    officer.until_gone(fix)
    reached(officer, dialog, CHECK)
    officer.until(lambda: shown(dialog) == [(FIXED, "Thêm mới")])

    go_on(officer, dialog, COMMIT)
    officer.press(KEY.Key_S, modifier=CONTROL)
    officer.until(lambda: dialog.commit.is_done)
    assert sorted(listed(officer.context.book)) == sorted([*before, NEW, FIXED])
    assert "2 hồ sơ mới" in dialog.commit.words.text()
    assert "Còn 1 dòng chưa ghi" in dialog.commit.left.text()
    assert "Nhập từ Excel" in sources(officer.context.book, NEW)

    reached(officer, dialog, COMMIT)
    officer.press(KEY.Key_Escape)
    officer.until_gone(dialog)
    again = opened(officer)
    go_on(officer, again, CHECK)
    assert dict(shown(again))[NEW] == "Giống hệt"
    officer.press(KEY.Key_F9, modifier=SHIFT)
    reached(officer, again, COLUMNS)
    officer.press(KEY.Key_F9, modifier=SHIFT)
    officer.until(lambda: again.files.history.count == 1)
    assert again.files.history.texts(0)[1:3] == [path.name, "2"]
    officer.press(KEY.Key_Escape)
    officer.until_gone(again)

    officer.at_desk()
    officer.press(KEY.Key_Z, modifier=CONTROL)
    officer.until(lambda: listed(officer.context.book) == before)
