"""Files attached to a record, on a real book: added, opened as a copy, saved, taken off."""

from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from ktt_desktop.services.attachments import LARGEST
from ktt_desktop.ui import messages
from ktt_desktop.ui.screens.register_attachments import AttachmentsEditor, size_text
from tests.ui.screens.opened import press, settle

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
SCAN = b"%PDF-1.7 giay chung nhan"


@pytest.fixture
def editor(qtbot, context):
    editor = AttachmentsEditor(context)
    qtbot.addWidget(editor)
    with qtbot.waitActive(editor):
        editor.show()
        editor.activateWindow()
    editor.setFocus()
    return editor


@pytest.fixture
def scan(tmp_path):
    path = tmp_path / "Giấy chứng nhận.pdf"
    path.write_bytes(SCAN)
    return path


@pytest.fixture
def attach(monkeypatch, context, editor):
    def _attach(*paths):
        names = [str(path) for path in paths]
        monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: (names, ""))
        press(Qt.Key.Key_F5)
        settle(context)

    return _attach


def test_a_scan_is_attached_and_listed(editor, scan, attach):
    attach(scan)
    (attachment,) = editor.value()
    assert (attachment.name, attachment.size) == ("Giấy chứng nhận.pdf", len(SCAN))
    today = datetime.now().astimezone()
    day = f"{today.day}/{today.month}/{today.year}"
    assert editor.table.texts(0) == ["Giấy chứng nhận.pdf", "1 KB", day]


def test_several_files_come_in_one_act_and_the_same_one_only_once(editor, tmp_path, scan, attach):
    other, again = tmp_path / "Điều lệ.docx", tmp_path / "ban-sao.pdf"
    other.write_bytes(b"dieu le")
    again.write_bytes(SCAN)
    attach(scan, other)
    attach(again)
    assert [each.name for each in editor.value()] == ["Giấy chứng nhận.pdf", "Điều lệ.docx"]
    assert editor.words.text() == "Tệp “ban-sao.pdf” đã có trong hồ sơ."


def test_a_file_that_is_too_large_is_refused_with_a_sentence(monkeypatch, editor, tmp_path, attach):
    told = []
    monkeypatch.setattr(messages, "warn", lambda *words: told.append(words[-1]))
    large = tmp_path / "anh.tif"
    with large.open("wb") as file:
        file.truncate(LARGEST + 1)
    attach(large)
    assert "lớn hơn mức 10 MB" in told[0]
    assert editor.value() == ()


def test_enter_opens_a_copy_that_changes_nothing(monkeypatch, context, editor, scan, attach):
    seen = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: seen.append(url.toLocalFile()))
    attach(scan)
    press(Qt.Key.Key_Return)
    settle(context)
    copy = Path(seen[0])
    assert (copy.name, copy.read_bytes()) == ("Giấy chứng nhận.pdf", SCAN)
    copy.write_bytes(b"changed")
    press(Qt.Key.Key_F3)
    settle(context)
    assert Path(seen[1]).read_bytes() == SCAN


def test_f12_saves_the_file_elsewhere_and_says_so(
    monkeypatch, context, editor, tmp_path, scan, attach
):
    attach(scan)
    target = tmp_path / "luu.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    press(Qt.Key.Key_F12)
    settle(context)
    assert target.read_bytes() == SCAN
    assert editor.words.text() == f"Đã lưu “Giấy chứng nhận.pdf” ra {target}."


def test_leaving_a_file_dialog_changes_nothing(monkeypatch, context, editor, scan, attach):
    attach()
    assert editor.value() == ()
    attach(scan)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    press(Qt.Key.Key_F12)
    settle(context)
    assert editor.words.text() == ""


def test_a_file_is_taken_off_the_record_and_brought_back(editor, scan, attach):
    attach(scan)
    (attachment,) = editor.value()
    QTest.mouseClick(editor.buttons["F6"], Qt.MouseButton.LeftButton)
    assert editor.value() == ()
    press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert editor.value() == (attachment,)
    assert QApplication.focusWidget() is editor.table


@pytest.mark.parametrize(
    ("size", "words"),
    [
        (1, "1 KB"),
        (1024, "1 KB"),
        (840 * 1024, "840 KB"),
        (1024**2, "1,0 MB"),
        (10 * 1024**2, "10,0 MB"),
        (1024**2 + 1, "1,1 MB"),
    ],
)
def test_a_size_is_told_rounded_up(size, words):
    assert size_text(size) == words
