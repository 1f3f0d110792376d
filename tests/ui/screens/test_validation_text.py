"""Kiểm tra văn bản by keyboard: paste or open, check, walk through the findings to their lines."""

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from ktt_desktop.ui.screens.validation import ValidationScreen
from ktt_desktop.ui.screens.validation_text import TextCheckDialog
from tests.inconsistency_cases import data, seed
from tests.keyboard import press_until
from tests.ui.screens.opened import CONTROL, opened, settle

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
ALT, SHIFT = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def screen(qtbot, context):
    yield from opened(qtbot, context, ValidationScreen(context))


@pytest.fixture
def dialog(screen, context):
    activate(screen)
    QTest.keyClick(screen.list, Qt.Key.Key_M, CONTROL)
    dialog = screen.findChild(TextCheckDialog)
    activate(dialog)
    yield dialog
    dialog.close()
    settle(context)


def activate(window):
    """No window manager hands the keyboard over here."""

    def claim():
        window.activateWindow()
        QTest.qWait(20)

    press_until(lambda: QApplication.activeWindow() is window, claim)


def check(dialog, context):
    QTest.keyClick(dialog.pad, Qt.Key.Key_F7)
    settle(context)
    activate(dialog)


def groups(dialog):
    tree = dialog.findings
    return [tree.topLevelItem(row).text(0) for row in range(tree.topLevelItemCount())]


def lit(dialog):
    return [each.cursor.blockNumber() + 1 for each in dialog.pad.extraSelections()]


def test_a_pasted_text_is_checked_and_grouped_by_severity(dialog, context):
    assert dialog.pad.hasFocus()
    QApplication.clipboard().setText(seed("S004"))
    QTest.keyClick(dialog.pad, Qt.Key.Key_V, CONTROL)
    check(dialog, context)
    assert groups(dialog) == ["Lỗi (1)", "Cảnh báo (7)", "Nhắc (9)"]
    assert dialog.told.text().startswith("1 lỗi, 7 cảnh báo, 9 nhắc.")
    assert "huyện Ba Tơ" in dialog.told.text()  # the book is of another unit


def test_enter_walks_through_the_places_of_a_finding(dialog, context):
    dialog.pad.setPlainText(seed("S004"))
    check(dialog, context)
    tree = dialog.findings
    assert tree.hasFocus()
    assert "45 người" in dialog.detail.text()
    QTest.keyClick(tree, Qt.Key.Key_Return)
    assert lit(dialog) == [32]
    QTest.keyClick(tree, Qt.Key.Key_Return, SHIFT)
    assert lit(dialog) == [36]
    QTest.keyClick(tree, Qt.Key.Key_Return, SHIFT)
    assert lit(dialog) == [32]
    QTest.keyClick(tree, Qt.Key.Key_Right)
    QTest.keyClick(tree, Qt.Key.Key_Down)
    QTest.keyClick(tree, Qt.Key.Key_Down)
    QTest.keyClick(tree, Qt.Key.Key_Return)
    assert lit(dialog) == [36]
    assert tree.currentItem().text(0) == "dòng 36"
    assert dialog.pad.textCursor().blockNumber() + 1 == 36


def test_a_mended_text_loses_its_finding(dialog, context):
    dialog.pad.setPlainText("Có 64 HTX, trong đó 60 HTX đang hoạt động, 03 HTX ngừng hoạt động.")
    check(dialog, context)
    assert groups(dialog) == ["Lỗi (1)"]
    dialog.pad.setPlainText("Có 64 HTX, trong đó 61 HTX đang hoạt động, 03 HTX ngừng hoạt động.")
    check(dialog, context)
    assert groups(dialog) == []
    assert dialog.told.text() == "Không có phát hiện nào."
    assert dialog.detail.isHidden()


def test_a_file_is_opened_and_checked_as_it_is(dialog, context, tmp_path, monkeypatch):
    path = tmp_path / "ke-hoach.txt"
    path.write_text(seed("S002"), encoding="utf-8")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    QTest.keyClick(dialog.pad, Qt.Key.Key_M, ALT)
    settle(context)
    settle(context)
    counted = [int(each.partition("(")[2].rstrip(")")) for each in groups(dialog)]
    assert sum(counted) == data()["findings"]["S002"]  # its lost spaces and letters too
    assert dialog.windowTitle() == "Kiểm tra văn bản: ke-hoach.txt"


def test_a_dropped_file_is_opened(dialog, context, tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("Việc trị trường.", encoding="utf-8")
    dropped = QMimeData()
    dropped.setUrls([QUrl.fromLocalFile(str(path))])
    event = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.CopyAction,
        dropped,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    dialog.pad.dropEvent(event)
    settle(context)
    settle(context)
    assert groups(dialog) == ["Nhắc (1)"]


def test_a_file_that_cannot_be_read_leaves_the_text(dialog, context, tmp_path, monkeypatch):
    told = []
    monkeypatch.setattr(
        "ktt_desktop.ui.job_dialog.show_error", lambda _, error: told.append(str(error))
    )
    dialog.pad.setPlainText("Chữ đang có.")
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF-1.7")
    dialog.pad.dropped.emit(path)
    settle(context)
    assert "là PDF" in told[0]
    assert dialog.pad.toPlainText() == "Chữ đang có."


def test_figures_are_compared_with_the_book_of_the_same_unit(dialog, context):
    dialog.pad.setPlainText(seed("S000").replace("là 64 HTX", "là 65 HTX"))
    check(dialog, context)
    tree = dialog.findings
    messages = [tree.topLevelItem(0).child(row).text(1) for row in range(5)]
    assert [each for each in messages if "sổ ghi 64" in each]
    QTest.keyClick(dialog.compare, Qt.Key.Key_Space)
    assert not dialog.compare.isChecked()
    check(dialog, context)
    group = tree.topLevelItem(0)
    messages = [group.child(row).text(1) for row in range(group.childCount())]
    assert not [each for each in messages if "sổ ghi" in each]


def test_numbers_stand_beside_the_lines(dialog):
    dialog.pad.setPlainText("một\nhai")
    assert dialog.pad.viewportMargins().left() > 20
    assert not dialog.pad.grab().isNull()


def test_escape_closes(dialog):
    QTest.keyClick(dialog.pad, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
