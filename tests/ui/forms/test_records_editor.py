"""Other organisations of a record: found by search, named later, taken one after the other."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from ktt_desktop.domain.text import matches
from ktt_desktop.ui.forms.picker import Found, Picker
from ktt_desktop.ui.forms.records_editor import RecordsEditor, RecordSource

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
REGISTER = [
    Found("u1", ("Hợp tác xã Xương Lâm", "2400000015", "Xã Lạng Giang")),
    Found("u2", ("Hợp tác xã Rau sạch Tân Hưng", "", "Xã Tân Hưng")),
    Found("u3", ("Hợp tác xã Rau Mỹ Thái", "", "Xã Mỹ Thái")),
]


class Register:
    """Answers only when it is told to, as a book off the UI thread does."""

    def __init__(self):
        self.waiting = []

    def find(self, typed, then):
        found = [each for each in REGISTER if matches(typed, each.cells[0])]
        self.waiting.append(lambda: then(found))

    def name(self, uids, then):
        found = [each for each in REGISTER if each.key in uids]
        self.waiting.append(lambda: then(found))

    def answer(self):
        waiting, self.waiting = self.waiting, []
        for each in waiting:
            each()


@pytest.fixture
def register():
    return Register()


@pytest.fixture
def editor(qtbot, register):
    editor = RecordsEditor("Hợp tác xã thành viên", RecordSource(register.find, register.name))
    qtbot.addWidget(editor)
    with qtbot.waitActive(editor):
        editor.show()
        editor.activateWindow()
    editor.setFocus()
    return editor


def press(key):
    QTest.keyClick(QApplication.focusWidget(), key)


def picker(qtbot):
    qtbot.waitUntil(lambda: isinstance(QApplication.activeWindow(), Picker))
    return QApplication.activeWindow()


def names(editor):
    return [editor.table.texts(place)[0] for place in range(editor.table.count)]


def test_names_come_when_the_register_answers(editor, register):
    editor.set_value(("u2", "gone"))
    assert names(editor) == ["…", "…"]
    register.answer()
    assert names(editor) == ["Hợp tác xã Rau sạch Tân Hưng", "Hồ sơ không còn trong danh mục"]
    assert editor.value() == ("u2", "gone"), "only the officer takes one away"


def test_several_organisations_are_found_and_taken(qtbot, editor, register):
    press(Qt.Key.Key_F5)
    opened = picker(qtbot)
    QTest.keyClicks(QApplication.focusWidget(), "rau")
    register.answer()
    assert opened.list.count == 2, "an answer to fewer letters is not shown any more"
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Up)
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Escape)
    assert editor.value() == ("u2", "u3")
    assert names(editor) == ["Hợp tác xã Rau sạch Tân Hưng", "Hợp tác xã Rau Mỹ Thái"]


def test_an_answer_after_the_dialog_was_left_is_dropped(qtbot, editor, register):
    press(Qt.Key.Key_F5)
    opened = picker(qtbot)
    press(Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not isValid(opened))
    register.answer()
    assert editor.value() == ()


def test_one_is_taken_off_and_brought_back_but_none_is_edited(editor, register):
    editor.set_value(("u1", "u2"))
    register.answer()
    assert not editor.buttons["F3"].isVisible()
    press(Qt.Key.Key_F6)
    assert editor.value() == ("u2",)
    assert editor.words.text() == "Đã bỏ “Hợp tác xã Xương Lâm”."
    editor.undo()
    assert editor.value() == ("u1", "u2")
