"""Chép sổ sang máy khác: what was chosen is what is made."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from ktt_desktop.interchange.book_copy_reader import open_copy
from ktt_desktop.services.moved import moved_away
from ktt_desktop.services.seals import own_seal
from ktt_desktop.ui import messages
from ktt_desktop.ui.book_copy_dialog import CopyDialog, show_copying

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def over(qtbot):
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.show()
    return widget


@pytest.fixture
def told(monkeypatch):
    words = []
    monkeypatch.setattr(messages, "inform", lambda _, __, *sentences: words.extend(sentences))
    return words


def opened(qtbot, context, over):
    show_copying(context, over)
    qtbot.waitUntil(lambda: bool(over.findChildren(CopyDialog)))
    return over.findChildren(CopyDialog)[-1]


def test_moving_is_marked_and_keys_stay_unless_chosen(qtbot, context, over, told, tmp_path):
    own_seal(context.book)
    dialog = opened(qtbot, context, over)
    assert not dialog.keys.isChecked()

    dialog.begin(tmp_path / "a")

    qtbot.waitUntil(lambda: bool(told))
    assert "kiểm tra lại" in told[0]
    assert moved_away(context.book).file_name == "a.kttt-so"
    with open_copy(tmp_path / "a.kttt-so") as found:
        assert found.head.keys == 0


def test_a_spare_copy_changes_nothing_here_and_takes_keys_when_asked(
    qtbot, context, over, told, tmp_path
):
    own_seal(context.book)
    dialog = opened(qtbot, context, over)
    dialog.spare.setChecked(True)
    QTest.keyClick(dialog.keys, Qt.Key.Key_Space)

    dialog.begin(tmp_path / "a.kttt-so")

    qtbot.waitUntil(lambda: bool(told))
    assert moved_away(context.book) is None
    with open_copy(tmp_path / "a.kttt-so") as found:
        assert found.head.keys == 1


def test_a_moved_book_can_be_worked_on_again(qtbot, context, over, told, tmp_path):
    dialog = opened(qtbot, context, over)
    dialog.begin(tmp_path / "a.kttt-so")
    qtbot.waitUntil(lambda: bool(told))

    again = CopyDialog(context, moved_away(context.book), date(2026, 11, 22), over)
    again.open()
    QTest.keyClick(again.stay, Qt.Key.Key_Space)

    qtbot.waitUntil(lambda: moved_away(context.book) is None)
