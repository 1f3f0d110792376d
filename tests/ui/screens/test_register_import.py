"""Nhập từ Excel from the list of organisations: by key, dropped, pasted, and taken back."""

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from ktt_desktop.ui.import_dialog import COLUMNS, COMMIT, ImportDialog
from ktt_desktop.ui.screens.register import RegisterScreen
from tests.ui.imported_lists import in_front, list_file, listed, top
from tests.ui.screens.opened import CONTROL, opened, press, settle

pytestmark = [
    pytest.mark.qt_log_ignore("This plugin does not support"),
    pytest.mark.usefixtures("told"),
]
KEY, SHIFT = Qt.Key, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def context(commune_context):
    return commune_context


@pytest.fixture
def screen(qtbot, context):
    yield from opened(qtbot, context, RegisterScreen(context))


@pytest.fixture
def dialog(qtbot):
    """The dialog once it is asked for; closed after the test."""

    def dialog():
        return in_front(qtbot, top(ImportDialog))

    yield dialog
    if top(ImportDialog):
        top(ImportDialog).session.is_touched = False
        top(ImportDialog).close()


def drop(widget, *paths):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(each)) for each in paths])
    place, ways = QPoint(100, 100), Qt.DropAction.CopyAction
    button, plain = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(place, ways, data, button, plain)
    QApplication.sendEvent(widget, enter)
    if enter.isAccepted():
        QApplication.sendEvent(widget, QDropEvent(place, ways, data, button, plain))
    return enter.isAccepted()


def test_a_key_opens_the_dialog_and_the_list_gets_the_keyboard_back(screen, context, dialog):
    press(KEY.Key_F12, SHIFT)
    found = dialog()
    press(KEY.Key_Escape)
    assert not (isValid(found) and found.isVisible())


def test_an_empty_register_offers_it(screen, dialog):
    assert screen.body.second.text() == "Nhập từ Excel…  Shift+F12"
    screen.body.second.setFocus()
    press(KEY.Key_Space)
    assert dialog().isVisible()


def test_the_start_page_opens_it_with_the_list(screen, dialog):
    screen.open_tab("import")
    assert dialog().isVisible()


def test_a_closed_dialog_is_gone_with_the_rows_of_its_file(qtbot, screen, context, dialog):
    press(KEY.Key_F12, SHIFT)
    found = dialog()
    press(KEY.Key_Escape)
    qtbot.waitUntil(lambda: not isValid(found))


def test_a_file_dropped_on_the_list_is_read(screen, context, dialog, tmp_path):
    assert drop(screen, list_file(tmp_path))
    settle(context)
    assert dialog().step == COLUMNS


def test_a_folder_is_not_taken(screen, tmp_path):
    assert not drop(screen, tmp_path)
    assert top(ImportDialog) is None


def test_a_pasted_table_opens_it(screen, context, dialog):
    QGuiApplication.clipboard().setText("Tên HTX\tMã số thuế\r\nHTX Một\t2400000015")
    screen.setFocus()
    press(KEY.Key_V, CONTROL)
    settle(context)
    assert dialog().step == COLUMNS


def test_a_clipboard_without_a_table_opens_nothing(screen, context):
    QGuiApplication.clipboard().setText("chỉ một dòng")
    screen.setFocus()
    press(KEY.Key_V, CONTROL)
    assert top(ImportDialog) is None
    assert context.notices[-1] == "Bảng nhớ tạm không có bảng nào để nhập."


def test_what_was_imported_is_in_the_list_and_ctrl_z_takes_it_back(
    qtbot, screen, context, dialog, tmp_path
):
    assert drop(screen.table.viewport(), list_file(tmp_path))
    settle(context)
    found = dialog()
    found.steps.wanted.emit(COMMIT)
    settle(context)
    press(KEY.Key_S, CONTROL)
    settle(context)
    press(KEY.Key_Escape)
    in_front(qtbot, screen)
    settle(context)
    assert screen.model.rowCount() == 3
    assert screen.undo.words.text() == "Đã nhập từ tệp danh-sach.xlsx: 3 hồ sơ mới."

    press(KEY.Key_Z, CONTROL)
    settle(context)
    assert listed(context.book) == []
    assert screen.model.rowCount() == 0
