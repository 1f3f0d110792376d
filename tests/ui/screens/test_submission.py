from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from ktt_desktop.services.validation import check_book, explain
from ktt_desktop.ui import messages
from ktt_desktop.ui.screens.submission import FOLDER, SubmissionScreen
from tests.keyboard import type_text
from tests.ui.screens.opened import opened, settle

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def explained(context):
    book, period = context.book, context.period
    for finding in check_book(book, context.profile, period).findings:
        explain(book, period, finding, "Đã đối chiếu với văn bản gốc.")


@pytest.fixture
def screen(qtbot, context, tmp_path, monkeypatch):
    kept = {}
    monkeypatch.setattr(QSettings, "value", lambda _, name, other=None: kept.get(name, other))
    monkeypatch.setattr(QSettings, "setValue", lambda _, name, value: kept.update({name: value}))
    screen = SubmissionScreen(context)
    screen.kept = kept
    yield from opened(qtbot, context, screen)


def export(screen, context, folder):
    screen.folder.clear()
    type_text(screen.folder, str(folder))
    QTest.keyClick(screen.folder, Qt.Key.Key_F12)
    settle(context)


def history(screen):
    return [
        [screen.sent.item(row, column).text() for column in range(screen.sent.columnCount())]
        for row in range(screen.sent.rowCount())
    ]


def test_open_errors_block_and_the_way_to_them_is_beside(screen, context, tmp_path, qtbot):
    assert "lỗi phải sửa hoặc giải trình" in screen.blocked.text()
    folder = tmp_path / "nop"
    folder.mkdir()
    export(screen, context, folder)
    assert list(folder.iterdir()) == []
    assert "Mở màn hình Kiểm tra" in screen.blocked.text()
    button = next(b for b in screen.findChildren(QPushButton) if b.text().startswith("Mở Kiểm tra"))
    with qtbot.waitSignal(context.jump_requested) as caught:
        QTest.keyClick(button, Qt.Key.Key_Space)
    assert caught.args == ["validation"]


def test_three_files_are_written_checked_and_remembered(explained, screen, context, tmp_path):
    folder = tmp_path / "nop"
    folder.mkdir()
    assert screen.blocked.isHidden()
    assert "Tệp mang dấu dữ liệu thực hành" in screen._what.text()
    export(screen, context, folder)
    files = sorted(folder.iterdir())
    assert [each.suffix for each in files] == [".kttt", ".pdf", ".xlsx"]
    assert screen.result.text().startswith("Đã kết xuất và kiểm tra lại. Mã kiểm tra: ")
    assert all(each.name in screen.result.text() for each in files)
    period, number, name, code, _ = history(screen)[0]
    assert (period, number, name) == ("KH2023", "Lần đầu", files[0].name)
    assert code in screen.result.text()
    assert screen.kept[FOLDER] == str(folder)


def test_a_file_is_read_as_its_receiver_would(explained, screen, context, tmp_path, monkeypatch):
    export(screen, context, tmp_path)
    file = next(tmp_path.glob("*.kttt"))
    screen.verify(file)
    settle(context)
    assert "tệp nguyên vẹn. Dữ liệu thực hành." in screen.verified.text()
    assert "12 tổ chức" in screen.verified.text()
    assert screen.verified.property("tone") == "good"

    told = []
    monkeypatch.setattr(messages, "warn", lambda *words: told.append(words[2]))
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)
    screen.verify(file)
    settle(context)
    assert len(told) == 1
    assert "nguyên vẹn." not in screen.verified.text()  # nothing is left of the file before


def test_a_folder_that_cannot_be_written_gives_a_sentence(
    explained, screen, context, tmp_path, monkeypatch
):
    told = []
    monkeypatch.setattr(messages, "warn", lambda *words: told.append(words[2]))
    blocker = tmp_path / "tep"
    blocker.write_text("không phải thư mục")
    export(screen, context, blocker / "con")
    assert len(told) == 1
    assert told[0].endswith(".")
    assert screen.result.isHidden()
    assert history(screen) == []
    assert Path(blocker).read_text() == "không phải thư mục"
