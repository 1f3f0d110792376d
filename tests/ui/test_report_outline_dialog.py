"""Dàn ý by keyboard: choose, copy, change sections and sentences, keep, remove, a file."""

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog

from ktt_desktop.domain.report import ReportKey
from ktt_desktop.services.own_outlines import load_outlines
from ktt_desktop.ui import messages
from ktt_desktop.ui.report_outline_dialog import OutlinesDialog, open_outlines
from ktt_desktop.ui.report_outline_edit import OutlineEditor
from ktt_desktop.ui.report_outline_head import HeadDialog
from ktt_desktop.ui.report_outline_section import SectionDialog
from tests.keyboard import press_in, type_text

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
KEY = Qt.Key
PLAIN, CONTROL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier
ALT_SHIFT = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier
NAME = "Báo cáo riêng"


@pytest.fixture(autouse=True)
def discarding(monkeypatch):
    """What was changed and not kept is given up without a question at the end of a test."""
    asked = []
    monkeypatch.setattr(messages, "may_discard", lambda _: asked.append(True) or True)
    return asked


@pytest.fixture
def dialog(qtbot, context, window):
    """The list of outlines, standing on the one of the report."""
    found = OutlinesDialog(context, ReportKey("plan", context.period), window)
    found.open()
    qtbot.waitUntil(lambda: found.rows.rowCount() > 0)
    return found


@pytest.fixture
def editor(qtbot, dialog, monkeypatch):
    """The editor of a copy of the programme, which is short."""
    stand_on(dialog, "H")
    copy(qtbot, dialog, monkeypatch)
    press_in(dialog, KEY.Key_F3)
    return child(qtbot, dialog, OutlineEditor)


def child(qtbot, parent, kind):
    qtbot.waitUntil(lambda: parent.findChild(kind) is not None)
    found = parent.findChild(kind)
    found.activateWindow()
    qtbot.waitUntil(found.isActiveWindow)
    return found


def stand_on(dialog, code):
    codes = [dialog.rows.item(row, 0).text() for row in range(dialog.rows.rowCount())]
    dialog.rows.setCurrentCell(codes.index(code), 1)


def copy(qtbot, dialog, monkeypatch, name=NAME):
    monkeypatch.setattr(dialog, "_ask_name", lambda title, suggested: name)
    before = dialog.rows.rowCount()
    press_in(dialog, KEY.Key_N, CONTROL)
    qtbot.waitUntil(lambda: dialog.rows.rowCount() == before + 1)


def headings(editor):
    return [editor.rows.item(row, 0).text().strip() for row in range(editor.rows.rowCount())]


def saved(qtbot, context, dialog, editor):
    editor.activateWindow()
    qtbot.waitUntil(editor.isActiveWindow)
    press_in(editor, KEY.Key_S, CONTROL)
    qtbot.waitUntil(lambda: dialog.findChild(OutlineEditor) is None)
    return load_outlines(context.book)[-1].entry


def test_the_outline_chosen_is_the_one_to_write_by(qtbot, context, window):
    def use():
        dialog = QApplication.activeModalWidget()
        qtbot.waitUntil(lambda: dialog.rows.rowCount() > 0)
        stand_on(dialog, "Đ")
        press_in(dialog, KEY.Key_Return)

    QTimer.singleShot(0, use)
    assert open_outlines(context, window, ReportKey("plan", context.period)) == "scheme"


def test_leaving_chooses_nothing(qtbot, context, window):
    QTimer.singleShot(0, lambda: press_in(QApplication.activeModalWidget(), KEY.Key_Escape))
    assert open_outlines(context, window, ReportKey("plan", context.period)) is None


def test_outlines_of_the_program_are_copied_never_changed(qtbot, dialog, monkeypatch):
    for button in (dialog.edit_button, dialog.name_button, dialog.remove_button):
        assert not button.isEnabled()
    copy(qtbot, dialog, monkeypatch)

    row = dialog.rows.currentRow()
    assert dialog.rows.item(row, 1).text() == NAME
    assert dialog.rows.item(row, 2).text().startswith("Chép từ: Kế hoạch")
    assert dialog.edit_button.isEnabled()


def test_a_copy_is_given_another_name(qtbot, context, dialog, monkeypatch):
    copy(qtbot, dialog, monkeypatch)
    monkeypatch.setattr(dialog, "_ask_name", lambda title, suggested: "Tên khác")
    press_in(dialog, KEY.Key_F2)

    qtbot.waitUntil(lambda: load_outlines(context.book)[-1].label == "Tên khác")


def test_a_copy_is_removed_after_a_question(qtbot, dialog, monkeypatch):
    copy(qtbot, dialog, monkeypatch)
    before = dialog.rows.rowCount()
    monkeypatch.setattr(messages, "ask", lambda *_: True)
    press_in(dialog, KEY.Key_Delete)

    qtbot.waitUntil(lambda: dialog.rows.rowCount() == before - 1)


def test_a_copy_goes_out_and_in_as_a_file(qtbot, dialog, monkeypatch, tmp_path):
    copy(qtbot, dialog, monkeypatch)
    path = tmp_path / "dan-y.toml"
    told = []
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    monkeypatch.setattr(messages, "inform", lambda *words: told.append(words[-1]))
    press_in(dialog, KEY.Key_F12)
    qtbot.waitUntil(lambda: bool(told))
    dialog.import_button.click()

    qtbot.waitUntil(lambda: dialog.rows.item(dialog.rows.currentRow(), 1).text() == f"{NAME} (2)")


def test_a_section_is_moved_switched_removed_and_taken_back(qtbot, context, dialog, editor):
    before = headings(editor)
    assert before[0] == "I. MỤC ĐÍCH, YÊU CẦU"
    press_in(editor, KEY.Key_Down, ALT_SHIFT)
    assert headings(editor)[0] == "I. MỤC TIÊU"
    press_in(editor, KEY.Key_Z, CONTROL)
    assert headings(editor) == before

    editor.rows.setCurrentCell(0, 0)
    press_in(editor.rows, KEY.Key_Space)
    assert editor.rows.item(0, 2).text() == "Không"
    editor.rows.setCurrentCell(editor.rows.rowCount() - 1, 0)
    press_in(editor, KEY.Key_F6)

    entry = saved(qtbot, context, dialog, editor)
    assert entry["section"][0]["off"] is True
    assert entry["section"][-1]["id"] == "H.III.6"


def test_a_sentence_of_one_s_own_is_written_with_figures(qtbot, context, dialog, editor):
    editor.rows.setCurrentCell(0, 0)
    press_in(editor, KEY.Key_F5)
    section = child(qtbot, editor, SectionDialog)
    section.heading.setText("TÌNH HÌNH")
    press_in(section, KEY.Key_F5)
    type_text(section.words, "Có ")
    section.figure.setCurrentIndex(section.figure.findData("A1"))
    section.insert_button.click()
    type_text(section.words, " HTX.")
    assert section.shown.text() == "Khi in: - Có 64 HTX."
    press_in(section, KEY.Key_S, CONTROL)
    qtbot.waitUntil(lambda: editor.findChild(SectionDialog) is None)

    assert headings(editor)[1] == "II. TÌNH HÌNH"
    added = saved(qtbot, context, dialog, editor)["section"][1]
    assert [each.get("sentence") for each in added["block"]] == [None, "- Có {A1} HTX."]


def test_a_section_that_cannot_stand_is_refused_where_it_is_typed(qtbot, dialog, editor):
    press_in(editor, KEY.Key_F3)
    section = child(qtbot, editor, SectionDialog)
    section.heading.setText("")
    press_in(section, KEY.Key_S, CONTROL)
    assert "chưa có đề mục" in section.problem.text()
    section.heading.setText("Có {A99}")
    press_in(section, KEY.Key_S, CONTROL)
    assert "A99" in section.problem.text()
    press_in(section, KEY.Key_Escape)
    press_in(editor, KEY.Key_Escape)


def test_parts_are_moved_and_removed(qtbot, dialog, editor):
    place = next(row for row, each in enumerate(headings(editor)) if "học tập" in each)
    editor.rows.setCurrentCell(place, 0)
    press_in(editor, KEY.Key_F3)
    section = child(qtbot, editor, SectionDialog)
    press_in(section, KEY.Key_Down, ALT_SHIFT)
    assert section.parts.item(0).text() == "Câu: Thời gian thực hiện: Hằng năm."
    section.parts.setCurrentRow(0)
    press_in(section, KEY.Key_F6)
    press_in(section, KEY.Key_S, CONTROL)
    qtbot.waitUntil(lambda: editor.findChild(SectionDialog) is None)

    assert editor.rows.item(place, 1).text() == "1 chỗ lời văn"
    press_in(editor, KEY.Key_Z, CONTROL)
    press_in(editor, KEY.Key_Escape)


def test_the_head_is_changed_and_checked(qtbot, context, dialog, editor):
    editor.head_button.click()
    head = child(qtbot, editor, HeadDialog)
    head.pads["subject"].setPlainText("Kế hoạch {năm}")
    press_in(head, KEY.Key_S, CONTROL)
    assert "{năm}" in head.problem.text()
    head.pads["subject"].setPlainText("Kế hoạch năm {N+1}")
    press_in(head, KEY.Key_S, CONTROL)
    qtbot.waitUntil(lambda: editor.findChild(HeadDialog) is None)

    assert saved(qtbot, context, dialog, editor)["subject"] == "Kế hoạch năm {N+1}"


def test_leaving_with_changes_asks_first(qtbot, dialog, editor, discarding):
    press_in(editor, KEY.Key_Down, ALT_SHIFT)
    press_in(editor, KEY.Key_Escape)

    qtbot.waitUntil(lambda: dialog.findChild(OutlineEditor) is None)
    assert discarding == [True]
