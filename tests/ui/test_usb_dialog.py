from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from ktt_desktop.services.portable import SeenBook
from ktt_desktop.ui.usb_dialog import UsbAnswer, UsbDialog, offer

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
HERE = Path("/home/Nguyễn Văn Ưng/SoKTTT")
MARCH, MAY = datetime(2026, 3, 12, 7, 5, tzinfo=UTC), datetime(2026, 5, 2, 9, 30, tzinfo=UTC)


def moment(time):
    return f"{time.astimezone():%H:%M %d/%m/%Y}"


def test_a_book_only_on_the_stick_is_offered_to_be_copied():
    offered = offer(SeenBook("Xã Lạng Giang", MARCH), None, HERE)

    assert (offered.copies, offered.answer) == (True, "Chép sổ vào máy này")
    assert offered.books == (
        f"Sổ trên USB: Xã Lạng Giang, sửa lần cuối lúc {moment(MARCH)}.",
        "Chưa có sổ trên máy này.",
    )
    assert str(HERE) in offered.consequence
    assert "Sổ trên USB giữ nguyên." in offered.consequence


def test_a_book_on_the_machine_is_offered_to_be_opened_never_written_over():
    offered = offer(SeenBook("Xã Lạng Giang", MARCH), SeenBook("Xã Mỹ Hà", MAY), HERE)

    assert (offered.copies, offered.answer) == (False, "Mở sổ trên máy này")
    assert offered.books[1] == f"Sổ trên máy này: Xã Mỹ Hà, sửa lần cuối lúc {moment(MAY)}."
    assert "hai sổ không tự gộp vào nhau." in offered.consequence
    assert "sửa sau" not in offered.consequence


@pytest.mark.parametrize("here", [MARCH, None])
def test_a_stick_that_was_worked_on_later_is_told_of(here):
    offered = offer(SeenBook("Xã Mỹ Hà", MAY), SeenBook("Xã Mỹ Hà", here), HERE)

    assert not offered.copies
    assert "Sổ trên USB được sửa sau sổ trên máy." in offered.consequence


def test_without_any_book_the_new_one_is_offered_on_the_machine():
    offered = offer(None, None, HERE)

    assert (offered.copies, offered.answer) == (False, "Lập sổ trên máy này")
    assert offered.books == ("Chưa có sổ trên USB.", "Chưa có sổ trên máy này.")


def test_a_book_on_the_machine_alone_is_offered_without_a_word_of_two():
    offered = offer(None, SeenBook("Xã Mỹ Hà", MAY), HERE)

    assert not offered.copies
    assert "hai sổ" not in offered.consequence


def test_a_book_that_cannot_be_read_or_is_empty_is_told_of_as_such():
    offered = offer(SeenBook("", None), SeenBook("Xã Mỹ Hà", None), HERE)

    assert offered.books == (
        "Sổ trên USB: không đọc được.",
        "Sổ trên máy này: Xã Mỹ Hà, chưa có số liệu.",
    )
    assert not offered.copies


@pytest.fixture
def dialog(qtbot):
    dialog = UsbDialog(offer(SeenBook("Xã Lạng Giang", MARCH), None, HERE))
    qtbot.addWidget(dialog)
    dialog.open()
    qtbot.waitUntil(dialog.isActiveWindow)
    return dialog


def press(qtbot, *keys):
    for key in keys:
        qtbot.keyClick(QApplication.focusWidget(), key)


def focused():
    return QApplication.focusWidget().accessibleName()


def test_enter_takes_the_safe_place(qtbot, dialog):
    assert focused() == "Chép sổ vào máy này"
    press(qtbot, Qt.Key.Key_Return)

    assert dialog.chosen is UsbAnswer.HERE
    assert not dialog.isVisible()


def test_the_stick_has_to_be_chosen_on_purpose(qtbot, dialog):
    press(qtbot, Qt.Key.Key_Tab)
    assert focused() == "Làm việc trên USB lần này"
    press(qtbot, Qt.Key.Key_Space)

    assert dialog.chosen is UsbAnswer.ON_STICK


def test_escape_leaves_the_program(qtbot, dialog):
    press(qtbot, Qt.Key.Key_Escape)

    assert dialog.chosen is UsbAnswer.LEAVE
    assert not dialog.isVisible()


def test_the_danger_and_the_place_are_read_before_the_answer(dialog):
    words = [label.text() for label in dialog.findChildren(QLabel)]

    assert any("rút ra khi đang ghi" in text for text in words)
    assert any(str(HERE) in text for text in words)
