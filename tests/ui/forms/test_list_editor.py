"""Repeating groups, from the keyboard: add, change, remove and bring back, move."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from ktt_desktop.catalogue.fields import FieldSpec, FieldType
from ktt_desktop.domain.dates import PartialDate
from ktt_desktop.domain.organisation import Person
from ktt_desktop.ui import messages
from ktt_desktop.ui.forms.editors import make_editor
from ktt_desktop.ui.forms.row_dialog import RowDialog
from tests.keyboard import type_text

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
ALT_SHIFT = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
PERSONS = FieldSpec(
    "persons",
    "Người đại diện",
    FieldType.LIST,
    items=(
        FieldSpec("name", "Họ và tên", FieldType.TEXT, required=True),
        FieldSpec("gender", "Giới tính", FieldType.CHOICE, choices="genders"),
        FieldSpec("born_on", "Ngày sinh", FieldType.DATE),
        FieldSpec("identity_number", "Số định danh", FieldType.IDENTITY),
    ),
)
CHOICES = {"genders": (("NAM", "Nam"), ("NU", "Nữ"))}
BINH = Person("Nguyễn Văn Bình", gender="NAM", identity_number="024075001234")
HOA = Person("Trần Thị Hòa", gender="NU", born_on=PartialDate(1980, 5, 2))
TAM = Person("Lê Văn Tám")


@pytest.fixture
def editor(qtbot):
    """The list with the focus, a line after it."""
    window = QWidget()
    editor, after = make_editor(PERSONS, CHOICES, {}, Person()), QLineEdit()
    layout = QVBoxLayout(window)
    layout.addWidget(editor)
    layout.addWidget(after)
    qtbot.addWidget(window)
    editor.window_around, editor.after = window, after  # qtbot keeps no reference
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    editor.setFocus()
    return editor


def press(key, modifier=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(QApplication.focusWidget(), key, modifier)


def shown(editor):
    return [editor.table.texts(place) for place in range(editor.table.count)]


def dialog(qtbot):
    qtbot.waitUntil(lambda: isinstance(QApplication.activeWindow(), RowDialog))
    return QApplication.activeWindow()


def back(qtbot, editor):
    """Offscreen nobody gives the window the keyboard back after a dialog."""
    editor.window_around.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is editor.window_around)


def test_a_row_is_added_from_the_keyboard(qtbot, editor):
    press(Qt.Key.Key_F5)
    dialog(qtbot)
    type_text(QApplication.focusWidget(), "Nguyễn Văn Bình")
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    QTest.keyClicks(QApplication.focusWidget(), "2/3/1975")
    press(Qt.Key.Key_Return)
    QTest.keyClicks(QApplication.focusWidget(), "024075001234")
    press(Qt.Key.Key_Return)
    assert QApplication.focusWidget().text() == "Đưa vào phiếu  Ctrl+S"
    with qtbot.waitSignal(editor.edited):
        press(Qt.Key.Key_Return)
    assert editor.value() == (replace(BINH, born_on=PartialDate(1975, 3, 2)),)
    assert shown(editor) == [["Nguyễn Văn Bình", "Nam", "2/3/1975", "0240********"]]
    back(qtbot, editor)
    assert QApplication.focusWidget() is editor.table
    assert editor.table.place == 0


def test_a_row_without_what_is_required_is_not_taken(qtbot, editor):
    press(Qt.Key.Key_F5)
    opened = dialog(qtbot)
    press(Qt.Key.Key_S, CONTROL)
    assert opened.form.error_text("name") == "Phải nhập họ và tên."
    press(Qt.Key.Key_Escape)
    assert editor.value() == ()


@pytest.mark.parametrize("key", [Qt.Key.Key_F3, Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_a_row_is_changed_in_its_place(qtbot, editor, key):
    editor.set_value((BINH, HOA))
    press(Qt.Key.Key_Down)
    press(key)
    dialog(qtbot)
    press(Qt.Key.Key_End)
    type_text(QApplication.focusWidget(), " (phó)")
    press(Qt.Key.Key_S, CONTROL)
    assert editor.value() == (BINH, replace(HOA, name="Trần Thị Hòa (phó)"))
    assert editor.table.place == 1


@pytest.mark.parametrize("throw_away", [True, False])
def test_esc_asks_before_a_changed_row_is_thrown_away(qtbot, monkeypatch, editor, throw_away):
    monkeypatch.setattr(messages, "ask", lambda *_: throw_away)
    editor.set_value((BINH,))
    press(Qt.Key.Key_F3)
    opened = dialog(qtbot)
    type_text(QApplication.focusWidget(), "x")
    press(Qt.Key.Key_Escape)
    assert opened.isVisible() is not throw_away
    assert editor.value() == (BINH,)
    monkeypatch.setattr(messages, "ask", lambda *_: True)
    opened.reject()


def test_a_removed_row_comes_back_where_it_was(qtbot, editor):
    editor.set_value((BINH, HOA, TAM))
    press(Qt.Key.Key_F6)
    press(Qt.Key.Key_Delete)
    assert editor.value() == (TAM,)
    assert editor.words.text() == "Đã bỏ “Trần Thị Hòa”."
    assert editor.undo_button.isVisible()
    press(Qt.Key.Key_Z, CONTROL)
    assert editor.value() == (HOA, TAM)
    with qtbot.waitSignal(editor.edited):
        press(Qt.Key.Key_Z, CONTROL)
    assert editor.value() == (BINH, HOA, TAM)
    assert not editor.undo_button.isVisible()
    press(Qt.Key.Key_Z, CONTROL)
    assert editor.value() == (BINH, HOA, TAM)


def test_rows_are_moved_and_the_ends_hold(editor):
    editor.set_value((BINH, HOA, TAM))
    press(Qt.Key.Key_Up, ALT_SHIFT)
    assert editor.value() == (BINH, HOA, TAM)
    press(Qt.Key.Key_Down, ALT_SHIFT)
    press(Qt.Key.Key_Down, ALT_SHIFT)
    press(Qt.Key.Key_Down, ALT_SHIFT)
    assert editor.value() == (HOA, TAM, BINH)
    assert editor.table.place == 2
    press(Qt.Key.Key_Up, ALT_SHIFT)
    assert editor.value() == (HOA, BINH, TAM)


def test_the_arrow_keys_move_the_cursor_and_tab_goes_on(editor):
    editor.set_value((BINH, HOA))
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Down)
    assert editor.table.place == 1
    assert editor.value() == (BINH, HOA)
    press(Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is editor.after


def test_leaving_the_list_is_told_opening_a_row_is_not(qtbot, editor):
    left = []
    editor.left.connect(lambda: left.append(True))
    press(Qt.Key.Key_F5)
    dialog(qtbot).reject()
    back(qtbot, editor)
    assert left == []
    press(Qt.Key.Key_Tab)
    assert left == [True]


def test_every_button_bears_its_key_and_what_cannot_be_done_is_grey(editor):
    words = [button.text() for button in editor.buttons.values()]
    assert words == [
        "Thêm dòng  F5",
        "Sửa  F3",
        "Xóa dòng  F6",
        "Lên  Alt+Shift+↑",
        "Xuống  Alt+Shift+↓",
    ]
    assert all(button.accessibleName() for button in editor.buttons.values())
    assert [button.isEnabled() for button in editor.buttons.values()] == [True] + 4 * [False]
    editor.set_value((BINH, HOA))
    editor.table.go_to(0)
    usable = [button.isEnabled() for button in editor.buttons.values()]
    assert usable == [True, True, True, False, True]


def test_a_button_does_what_its_key_does_and_leaves_the_focus(editor):
    editor.set_value((BINH, HOA))
    press(Qt.Key.Key_Down)
    QTest.mouseClick(editor.buttons["F6"], Qt.MouseButton.LeftButton)
    assert editor.value() == (BINH,)
    assert QApplication.focusWidget() is editor.table
    QTest.mouseClick(editor.undo_button, Qt.MouseButton.LeftButton)
    assert editor.value() == (BINH, HOA)
