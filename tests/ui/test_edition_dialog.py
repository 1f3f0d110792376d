"""Sửa mẫu biểu by keyboard: add, rename, hide, take back, keep; a file out and in."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLineEdit

from ktt_desktop.services.edition_changes import load_state
from ktt_desktop.ui import messages
from ktt_desktop.ui.context import Context
from ktt_desktop.ui.edition_dialog import EditionDialog, show_edition
from ktt_desktop.ui.edition_row import RowDialog
from ktt_desktop.ui.jobs import JobRunner
from tests.keyboard import type_text
from tests.ui.screens.opened import press

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
KEY = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def context(qtbot, practice):
    runner = JobRunner()
    context = Context(*practice, runner)
    context.reopened = []
    context.reopen_wanted.connect(lambda: context.reopened.append(True))
    yield context
    assert runner.drain()
    qtbot.wait(10)


@pytest.fixture
def dialog(qtbot, context, window):
    """The dialog on Biểu A, open over a window."""
    show_edition(context, window)
    qtbot.waitUntil(lambda: window.findChild(EditionDialog) is not None)
    found = window.findChild(EditionDialog)
    qtbot.waitUntil(found.isVisible)
    found.table_choice.setCurrentIndex(1)
    take_keyboard(qtbot, found)
    return found


def back(qtbot, dialog):
    """Offscreen nobody gives the keyboard back when a dialog over another one closes."""
    qtbot.waitUntil(lambda: dialog.findChild(RowDialog) is None)
    take_keyboard(qtbot, dialog)


def take_keyboard(qtbot, dialog):
    """Stand in the list of rows."""
    dialog.activateWindow()
    dialog.rows.setFocus()
    qtbot.waitUntil(dialog.rows.hasFocus)


def go(dialog, code):
    """Stand on a row."""
    codes = [row.indicator.code for row in dialog._rows]
    dialog.rows.setCurrentCell(codes.index(code), 1)


def saved(qtbot, context, dialog):
    """Ghi by its key; what the book holds then."""
    press(KEY.Key_S, CONTROL)
    qtbot.waitUntil(lambda: bool(context.reopened))
    return load_state(context.book).changes


def add(qtbot, dialog, title):
    """F5, a name, Enter."""
    press(KEY.Key_F5)
    qtbot.waitUntil(lambda: dialog.findChild(RowDialog) is not None)
    row = dialog.findChild(RowDialog)
    qtbot.waitUntil(row.title.hasFocus)
    type_text(row.title, title)
    return row


def test_a_row_is_added_behind_the_row_one_stands_on(qtbot, context, dialog):
    go(dialog, "A2.2")
    add(qtbot, dialog, "Thành viên là hộ nghèo")
    press(KEY.Key_Return)
    back(qtbot, dialog)
    row = dialog._row()
    assert (row.indicator.code, row.note) == ("X217.1", "Dòng của đơn vị")

    (kept,) = saved(qtbot, context, dialog).rows
    assert (kept.table, kept.after, kept.indicator.unit) == ("A", "A2.2", "người")
    assert kept.indicator.label == "– Thành viên là hộ nghèo"


def test_a_row_without_a_name_is_told_and_stays_open(qtbot, dialog):
    row = add(qtbot, dialog, " ")
    press(KEY.Key_Return)
    assert "Tên dòng còn trống" in row.problem.text()
    assert row.isVisible()
    press(KEY.Key_Escape)
    assert not dialog.changes.rows


def test_the_unit_follows_the_type(qtbot, dialog):
    row = add(qtbot, dialog, "Giá trị sản phẩm")
    row.type.setCurrentIndex(1)
    assert row.unit.text() == "triệu đồng"
    row.type.setCurrentIndex(2)
    assert row.unit.text() == "%"


def test_a_row_of_the_form_asks_who_fills_it_and_one_of_a_table_how(qtbot, dialog):
    row = add(qtbot, dialog, "Dòng")
    assert row.source.isVisible()
    assert row.source.count() > 30
    press(KEY.Key_Escape)
    back(qtbot, dialog)
    dialog.table_choice.setCurrentIndex(0)
    row = add(qtbot, dialog, "Dòng")
    assert [box.text() for box in row.kinds.values()] == ["HTX", "LHHTX", "THT"]


def test_a_name_is_typed_in_its_cell(qtbot, context, dialog):
    go(dialog, "A1.2")
    press(KEY.Key_F2)
    editor = dialog.rows.findChild(QLineEdit)
    editor.selectAll()
    type_text(editor, "– Số HTX ngừng")
    press(KEY.Key_Return)
    qtbot.waitUntil(lambda: bool(dialog.changes.labels))
    assert dialog.rows.item(dialog.rows.currentRow(), 1).text() == "– Số HTX ngừng"
    assert "Mẫu chung: Số HTX tạm ngừng" in dialog._row().note
    assert saved(qtbot, context, dialog).labels == {"A1.2": "Số HTX ngừng"}


def test_a_blank_name_is_refused_and_the_old_one_stands(qtbot, dialog):
    go(dialog, "A1.2")
    press(KEY.Key_F2)
    editor = dialog.rows.findChild(QLineEdit)
    editor.selectAll()
    type_text(editor, " ")
    press(KEY.Key_Return)
    qtbot.waitUntil(lambda: "Tên dòng còn trống" in dialog.problem.text())
    assert dialog.rows.item(2, 1).text() == "– Số HTX tạm ngừng, ngừng hoạt động"


def test_delete_hides_a_row_and_shows_it_again(qtbot, context, dialog):
    go(dialog, "A1.10")
    press(KEY.Key_Delete)
    assert dialog._row().note == "Đang ẩn"
    assert dialog.hide_button.accessibleName() == "Hiện lại"
    press(KEY.Key_Delete)
    assert dialog._row().note == ""
    press(KEY.Key_Delete)
    assert saved(qtbot, context, dialog).hidden == {"A1.10"}


def test_the_row_the_list_needs_stays(dialog):
    dialog.table_choice.setCurrentIndex(0)
    go(dialog, "O1")
    dialog.rows.setFocus()
    press(KEY.Key_Delete)
    assert "danh mục lấy số thành viên" in dialog.problem.text()
    assert not dialog.changes.hidden


def test_steps_are_taken_back_one_by_one_and_nothing_is_kept_on_escape(context, dialog):
    for code in ("A1.10", "A1.9"):
        go(dialog, code)
        press(KEY.Key_Delete)
    press(KEY.Key_Z, CONTROL)
    assert dialog.changes.hidden == {"A1.10"}
    press(KEY.Key_Z, CONTROL)
    assert not dialog.save_button.isEnabled()
    go(dialog, "A1.10")
    press(KEY.Key_Delete)
    press(KEY.Key_Escape)
    assert not load_state(context.book).changes.hidden


def test_what_was_kept_last_time_can_be_taken_back(qtbot, context, dialog, window):
    go(dialog, "A1.10")
    press(KEY.Key_Delete)
    saved(qtbot, context, dialog)
    again = EditionDialog(context, load_state(context.book), window)
    again.open()
    qtbot.waitUntil(again.isVisible)
    take_keyboard(qtbot, again)
    assert again.changes.hidden == {"A1.10"}
    press(KEY.Key_Z, CONTROL)
    assert not again.changes.hidden
    context.reopened.clear()
    assert not saved(qtbot, context, again).hidden


def test_the_edition_goes_out_to_a_file_and_comes_back(
    qtbot, context, dialog, tmp_path, monkeypatch
):
    file, told = tmp_path / "mau.toml", []
    monkeypatch.setattr(messages, "inform", lambda *words: told.append(words[-1]))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(file), ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(file), ""))
    press(KEY.Key_F12)
    qtbot.waitUntil(lambda: bool(told))
    assert str(file) in told[0]

    text = file.read_text("utf-8").replace("Tổng số hợp tác xã", "Số hợp tác xã", 1)
    file.write_text(text, encoding="utf-8")
    dialog.import_button.click()
    qtbot.waitUntil(lambda: bool(dialog.changes.labels))
    assert dialog.changes.labels == {"A1": "Số hợp tác xã"}


def test_a_file_with_a_mistake_changes_nothing(qtbot, dialog, tmp_path, monkeypatch):
    file, told = tmp_path / "mau.toml", []
    file.write_text("format = 1\nedition = sai\n", encoding="utf-8")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(file), ""))
    monkeypatch.setattr(messages, "warn", lambda *words: told.append(words[2]))
    dialog.import_button.click()
    qtbot.waitUntil(lambda: bool(told))
    assert told[0].startswith("mau.toml: dòng 2, cột")
    assert len(dialog._steps) == 1
