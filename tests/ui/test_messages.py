import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox

from ktt_desktop.ui import messages

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def answer(qtbot):
    """Do something with the message box once it is there; returns what was seen."""
    seen = {}

    def prepare(act):
        def when_shown():
            box = QApplication.activeModalWidget()
            assert isinstance(box, QMessageBox)
            seen["text"] = box.text()
            seen["title"] = box.windowTitle()
            seen["buttons"] = [button.text() for button in box.buttons()]
            act(box)

        QTimer.singleShot(0, when_shown)
        return seen

    return prepare


def press(key):
    return lambda box: QTest.keyClick(box, key)


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_Return])
def test_the_safe_answer_is_the_one_taken_without_thinking(answer, key):
    seen = answer(press(key))

    assert messages.ask(None, "Xóa", "Xóa hồ sơ này?", "Xóa", "Giữ lại") is False
    assert sorted(seen["buttons"]) == ["Giữ lại", "Xóa"]


def test_the_other_answer_has_to_be_chosen(answer):
    answer(lambda box: next(b for b in box.buttons() if b.text() == "Xóa").click())

    assert messages.ask(None, "Xóa", "Xóa hồ sơ này?", "Xóa", "Giữ lại") is True


@pytest.mark.parametrize("place", [0, 1, 2])
def test_each_of_several_answers_is_told_by_its_place(answer, place):
    answers = ("Để sau", "Dùng 35", "Giữ 30")
    answer(lambda box: next(b for b in box.buttons() if b.text() == answers[place]).click())

    assert messages.choose(None, "Số khác nhau", "Dùng số nào?", answers) == place


@pytest.mark.parametrize("tell", [messages.inform, messages.warn])
def test_a_message_has_one_vietnamese_button(answer, tell):
    seen = answer(press(Qt.Key.Key_Escape))

    tell(None, "Đã sao lưu", "Bản sao nằm ở D:/sao-luu.")

    assert seen["buttons"] == ["Đóng"]
    assert seen["title"] == "Đã sao lưu"


def test_a_name_with_signs_is_shown_as_it_was_typed(answer):
    seen = answer(lambda box: seen.update(format=box.textFormat()) or box.reject())

    messages.warn(None, "Chưa làm được", "Tên <b>HTX A & B</b> đã có.")

    assert seen["text"] == "Tên <b>HTX A & B</b> đã có."
    assert seen["format"] is Qt.TextFormat.PlainText
