from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from ktt_desktop.domain.unit_checks import body_warnings
from ktt_desktop.domain.unit_particulars import Deadline, IssuingBody
from ktt_desktop.ui.forms.row_dialog import RowDialog
from ktt_desktop.ui.unit_fields import CHOICES, FIELDS
from ktt_desktop.ui.unit_lines import DatedListEditor, DeadlinesEditor
from tests.keyboard import type_text

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
OF = {each.attr: each for each in FIELDS}
COLUMNS = ("valid_from", "valid_to", "unit_name")
OLD = IssuingBody("Huyện Lạng Giang")


@pytest.fixture
def editor(qtbot):
    window = QWidget()
    editor = DatedListEditor(OF["bodies"], IssuingBody(), CHOICES, COLUMNS, body_warnings)
    QVBoxLayout(window).addWidget(editor)
    qtbot.addWidget(window)
    editor.window_around = window  # qtbot keeps no reference
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    editor.set_value((OLD,))
    editor.setFocus()
    return editor


def press(key, modifier=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(QApplication.focusWidget(), key, modifier)


def take():
    press(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)


def dialog(qtbot):
    qtbot.waitUntil(lambda: isinstance(QApplication.activeWindow(), RowDialog))
    return QApplication.activeWindow()


def test_f4_ends_the_line_the_day_before_and_opens_its_copy(qtbot, editor):
    press(Qt.Key.Key_F4)
    first = dialog(qtbot)
    type_text(QApplication.focusWidget(), "1/7/2025")
    take()
    qtbot.waitUntil(lambda: dialog(qtbot) is not first)

    assert editor.value() == (
        replace(OLD, valid_to=date(2025, 6, 30)),
        replace(OLD, valid_from=date(2025, 7, 1)),
    )
    assert dialog(qtbot).form.editor("unit_name").value() == "Huyện Lạng Giang"
    assert editor.told.isHidden()


def test_f4_needs_a_line(qtbot, editor):
    editor.set_value(())
    press(Qt.Key.Key_F4)
    qtbot.wait(20)

    assert not isinstance(QApplication.activeWindow(), RowDialog)
    assert not editor.buttons["F4"].isEnabled()


def test_a_line_that_ends_before_it_begins_is_not_taken(qtbot, editor):
    press(Qt.Key.Key_F3)
    row = dialog(qtbot)
    for attr, text in (("valid_from", "1/7/2025"), ("valid_to", "30/6/2025")):
        row.form.editor(attr).setFocus()
        type_text(row.form.editor(attr).input, text)
    take()

    assert row.isVisible()
    assert "từ ngày bắt đầu (1/7/2025) trở đi" in row.form.error_text("valid_to")
    assert editor.value() == (OLD,)


def test_what_is_wrong_with_the_lines_together_stands_under_them(editor):
    editor.insert(replace(OLD, valid_from=date(2025, 7, 1)))
    assert "Hai dòng cùng có hiệu lực từ 1/7/2025" in editor.told.text()
    assert not editor.told.isHidden()

    editor.replace(0, replace(OLD, valid_to=date(2025, 6, 30)))
    assert editor.told.isHidden()


def test_the_last_day_is_told_in_words(qtbot):
    editor = DeadlinesEditor(OF["deadlines"], CHOICES, ("what", "day"))
    qtbot.addWidget(editor)
    editor.set_value((Deadline(what="VII-4", day=18, month=12, unconfirmed=True), Deadline()))

    assert editor.table.headerItem().text(1) == "Hạn cuối"
    assert editor.table.texts(0) == ["VII-4", "18/12 năm N (chưa đối chiếu văn bản)"]
    assert editor.table.texts(1)[1] == "Theo văn bản hướng dẫn"
