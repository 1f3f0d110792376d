"""Nhập từ Excel by keyboard: file, columns, check, import, and back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from ktt_desktop.services.import_layouts import layouts_of
from ktt_desktop.ui import messages
from ktt_desktop.ui.import_dialog import CHECK, COLUMNS, COMMIT, FILE, ImportDialog
from ktt_desktop.ui.import_layouts_dialog import LayoutsDialog
from ktt_desktop.ui.import_run_dialog import RunDialog
from ktt_desktop.ui.import_template_dialog import TemplateDialog
from tests.ui.imported_lists import (
    ROWS,
    add,
    in_front,
    list_file,
    listed,
    read,
    shown,
    top,
)
from tests.ui.screens.opened import CONTROL, press, settle

pytestmark = [
    pytest.mark.qt_log_ignore("This plugin does not support"),
    pytest.mark.usefixtures("told"),
]
KEY, SHIFT = Qt.Key, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def context(commune_context):
    return commune_context


@pytest.fixture
def dialog(import_dialog):
    return import_dialog


def choose(monkeypatch, path):
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))


def answer(monkeypatch, yes):
    asked = []
    monkeypatch.setattr(messages, "ask", lambda *args: asked.append(args[2]) or yes)
    return asked


def test_the_straight_way_by_keyboard_and_back(context, dialog, tmp_path, monkeypatch):
    choose(monkeypatch, list_file(tmp_path))
    assert dialog.files.open_button.hasFocus()
    press(KEY.Key_O, CONTROL)
    settle(context)

    assert dialog.step == COLUMNS
    assert dialog.columns.table.hasFocus()
    press(KEY.Key_F9)
    settle(context)

    assert dialog.step == CHECK
    assert dialog.check.table.hasFocus()
    assert shown(dialog) == [(row[1], "Thêm mới") for row in ROWS]
    press(KEY.Key_F9)
    settle(context)

    assert dialog.step == COMMIT
    assert listed(context.book) == []
    press(KEY.Key_S, CONTROL)
    settle(context)
    assert sorted(listed(context.book)) == sorted(row[1] for row in ROWS)
    assert "3 hồ sơ mới" in dialog.commit.words.text()
    assert dialog.commit.undo_button.hasFocus()

    press(KEY.Key_Z, CONTROL)
    settle(context)
    assert listed(context.book) == []
    assert dialog.step == CHECK
    assert shown(dialog) == [(row[1], "Thêm mới") for row in ROWS]


def test_the_same_file_again_has_nothing_to_do(context, dialog, tmp_path):
    for _ in range(2):
        read(context, dialog, list_file(tmp_path))
        press(KEY.Key_F9)
        settle(context)
        press(KEY.Key_F9)
        settle(context)
        press(KEY.Key_S, CONTROL)
        settle(context)
        if dialog.commit.is_done:
            dialog.commit.run = None
    assert dialog.commit.head.text() == "Tệp này không có gì mới"
    assert dialog.commit.words.text() == "Giống hệt dữ liệu trong sổ, bỏ qua."
    assert not dialog.commit.button.isEnabled()
    assert len(listed(context.book)) == 3


def test_an_earlier_import_is_taken_back_from_the_first_page(
    qtbot, window, context, dialog, tmp_path, monkeypatch
):
    read(context, dialog, list_file(tmp_path))
    for _ in (CHECK, COMMIT):
        press(KEY.Key_F9)
        settle(context)
    press(KEY.Key_S, CONTROL)
    settle(context)
    dialog.close()

    later = ImportDialog(context, window)
    later.open()
    in_front(qtbot, later)
    settle(context)
    assert later.files.history.count == 1
    assert later.files.history.texts(0)[1:3] == ["danh-sach.xlsx", "3"]
    asked = answer(monkeypatch, True)
    press(KEY.Key_Z, CONTROL)
    settle(context)
    assert "danh-sach.xlsx" in asked[0]
    assert later.files.history.count == 0
    assert listed(context.book) == []


def test_steps_are_reached_back_and_forth_once_a_file_is_read(context, dialog, tmp_path):
    press(KEY.Key_F9)
    assert dialog.step == FILE
    read(context, dialog, list_file(tmp_path))
    press(KEY.Key_F9, SHIFT)
    assert dialog.step == FILE
    dialog.steps.wanted.emit(COMMIT)
    settle(context)
    assert dialog.step == COMMIT
    press(KEY.Key_F9, SHIFT)
    settle(context)
    assert dialog.step == CHECK


def test_a_table_is_pasted_from_excel(context, dialog):
    lines = ["Tên HTX\tMã số thuế", "HTX Một\t2400000015", "HTX Hai\t2400000022"]
    QGuiApplication.clipboard().setText("\r\n".join(lines))
    press(KEY.Key_V, CONTROL)
    settle(context)
    assert dialog.step == COLUMNS
    assert dialog.columns.table.model().rowCount() == 2


def test_a_clipboard_without_a_table_is_told(context, dialog, monkeypatch):
    told = []
    monkeypatch.setattr(messages, "inform", lambda *args: told.append(args[2]))
    QGuiApplication.clipboard().setText("chỉ một dòng")
    press(KEY.Key_V, CONTROL)
    assert len(told) == 1
    assert dialog.step == FILE


def test_a_file_that_is_no_list_is_told_and_the_page_stays(context, dialog, tmp_path, told):
    path = tmp_path / "anh.xlsx"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(300))
    read(context, dialog, path)
    assert len(told) == 1
    assert dialog.step == FILE


def test_leaving_asks_only_where_something_was_chosen(context, dialog, tmp_path, monkeypatch):
    asked = answer(monkeypatch, False)
    read(context, dialog, list_file(tmp_path))
    press(KEY.Key_F9)
    settle(context)
    press(KEY.Key_B)
    press(KEY.Key_Escape)
    assert len(asked) == 1
    assert dialog.isVisible()
    dialog.session.is_touched = False
    press(KEY.Key_Escape)
    assert len(asked) == 1
    assert not dialog.isVisible()


def test_the_closed_dialog_leaves_its_undo_to_the_screen(context, dialog, tmp_path):
    left = []
    dialog.undo_left.connect(lambda words, undo: left.append((words, undo)))
    read(context, dialog, list_file(tmp_path))
    dialog.steps.wanted.emit(COMMIT)
    settle(context)
    press(KEY.Key_S, CONTROL)
    settle(context)
    press(KEY.Key_Escape)
    ((words, undo),) = left
    assert words == "Đã nhập từ tệp danh-sach.xlsx: 3 hồ sơ mới."
    undo()
    settle(context)
    assert listed(context.book) == []


def test_a_failed_import_leaves_the_book_as_it_was(context, dialog, tmp_path, told):
    read(context, dialog, list_file(tmp_path))
    dialog.steps.wanted.emit(COMMIT)
    settle(context)
    add(context.book, "HTX Rau sạch", tax_code="2400000015")  # meanwhile
    press(KEY.Key_S, CONTROL)
    settle(context)
    assert len(told) == 1
    assert not dialog.commit.is_done
    assert listed(context.book) == ["HTX Rau sạch"]


def test_a_blank_workbook_is_saved_from_the_first_page(
    qtbot, context, dialog, tmp_path, monkeypatch
):
    said = []
    monkeypatch.setattr(messages, "inform", lambda *args: said.append(args[2]))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "mau"), ""))
    press(KEY.Key_F12)
    found = in_front(qtbot, top(TemplateDialog))
    assert not found.year.isVisible()
    press(KEY.Key_Down)
    assert found.list.texts(found.list.place) == ["Mẫu số liệu hằng năm"]
    assert found.year.isVisible()
    press(KEY.Key_S, CONTROL)
    settle(context)
    assert said == ["Đã ghi mẫu vào tệp mau.xlsx."]
    assert (tmp_path / "mau.xlsx").stat().st_size > 1000


def test_a_remembered_layout_is_renamed_and_forgotten(
    qtbot, context, dialog, tmp_path, monkeypatch
):
    read(context, dialog, list_file(tmp_path))
    dialog.columns.common.constants["sector"].set_value("DV")
    dialog.columns.common.constants["sector"].edited.emit()
    dialog.steps.wanted.emit(COMMIT)
    settle(context)
    press(KEY.Key_S, CONTROL)
    settle(context)
    dialog.commit.run = None
    dialog.show_step(FILE)
    settle(context)

    press(KEY.Key_M, CONTROL)
    settle(context)
    found = in_front(qtbot, top(LayoutsDialog))
    assert [each.name for each in layouts_of(context.book)] == ["DANH SÁCH HTX"]
    found.name.setText("Danh sách của xã")
    found.name.setFocus()
    press(KEY.Key_Return)
    settle(context)
    assert found.list.texts(0)[0] == "Danh sách của xã"
    answer(monkeypatch, True)
    found.list.setFocus()
    press(KEY.Key_Delete)
    settle(context)
    assert layouts_of(context.book) == []
    press(KEY.Key_Escape)


def test_an_earlier_import_tells_what_it_left(qtbot, context, dialog, tmp_path):
    row = [4, "HTX Bốn", "", "Vận tải", "31/2/2016", 1]
    read(context, dialog, list_file(tmp_path, [*ROWS, row]))
    dialog.steps.wanted.emit(COMMIT)
    settle(context)
    press(KEY.Key_S, CONTROL)
    settle(context)
    dialog.commit.run = None
    dialog.show_step(FILE)
    settle(context)
    dialog.files.history.setFocus()
    press(KEY.Key_Return)
    settle(context)
    found = in_front(qtbot, top(RunDialog))
    model = found.table.model()
    assert "không có trong lịch" in model.index(0, 0).data()
    assert model.index(0, 1).data() == "7"
    press(KEY.Key_Escape)
