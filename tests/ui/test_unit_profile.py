from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from shiboken6 import isValid

from ktt_desktop.domain.unit_particulars import DocumentKind, Signing
from ktt_desktop.services.settings import load_profile
from ktt_desktop.services.unit_particulars import load_particulars, profile_in_force
from ktt_desktop.ui import messages
from ktt_desktop.ui.forms.choice_editor import ChoiceEditor
from ktt_desktop.ui.forms.row_dialog import RowDialog
from ktt_desktop.ui.unit_fields import FIELDS
from ktt_desktop.ui.unit_profile import UnitProfileDialog, show_unit_profile
from tests.keyboard import type_text

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def dialog(qtbot, context):
    parent = QWidget()
    qtbot.addWidget(parent)
    show_unit_profile(context, parent)
    dialog = active(qtbot, parent, UnitProfileDialog)
    parent.dialog = dialog
    yield dialog
    if isValid(dialog):
        dialog.hide()  # whatever is open over it, too
    parent.close()


def active(qtbot, over, kind):
    """The dialog of a kind that is open over a window, with the keyboard."""

    def found():
        return [each for each in over.findChildren(kind) if each.isVisible()]

    qtbot.waitUntil(lambda: len(found()) == 1)
    (dialog,) = found()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    return dialog


def press(qtbot, key, modifier=Qt.KeyboardModifier.NoModifier):
    qtbot.keyClick(QApplication.focusWidget(), key, modifier)


def save(qtbot):
    press(qtbot, Qt.Key.Key_S, CONTROL)


def retype(editor, text):
    editor.setFocus()
    line = editor.input.lineEdit() if isinstance(editor, ChoiceEditor) else editor.input
    line.selectAll()
    type_text(line, text)


def back(qtbot, dialog):
    """Offscreen nobody gives the window the keyboard back after a dialog."""
    qtbot.waitUntil(lambda: not any(each.isVisible() for each in dialog.findChildren(RowDialog)))
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)


def test_what_belongs_to_the_document_is_edited_and_kept(qtbot, dialog, context):
    before = context.profile
    retype(dialog.form.editor("number"), "15")
    retype(dialog.form.editor("signed_on"), "5/2/2026")
    retype(dialog.form.editor("opening"), "Thực hiện công văn")
    dialog.form.editor("list_complete").setFocus()
    press(qtbot, Qt.Key.Key_Space)

    with qtbot.waitSignal(context.profile_changed):
        save(qtbot)

    assert (
        context.profile
        == profile_in_force(context.book)
        == load_profile(context.book)
        == replace(
            before,
            number="15",
            signed_on=date(2026, 2, 5),
            opening="Thực hiện công văn",
            list_complete=True,
        )
    )


def test_saving_without_a_change_keeps_the_profile_as_it_was(qtbot, dialog, context):
    before = context.profile

    with qtbot.waitSignal(context.profile_changed):
        save(qtbot)

    assert load_profile(context.book) == profile_in_force(context.book) == before


@pytest.mark.parametrize("text", ["31/2/2026", "2/2026", "hôm qua"])
def test_an_unusable_date_keeps_the_dialog_open_and_says_why(qtbot, dialog, context, text):
    before = context.profile
    retype(dialog.form.editor("signed_on"), text)

    save(qtbot)

    assert dialog.isVisible()
    assert len(dialog.form.error_text("signed_on")) > 20
    assert QApplication.focusWidget() is dialog.form.editor("signed_on").input
    assert load_profile(context.book) == before


def test_escape_asks_only_when_something_was_changed(qtbot, dialog, monkeypatch):
    asked = []
    monkeypatch.setattr(messages, "ask", lambda *words: asked.append(words[2]) or False)
    retype(dialog.form.editor("number"), "15")

    press(qtbot, Qt.Key.Key_Escape)
    assert len(asked) == 1
    assert dialog.isVisible()

    retype(dialog.form.editor("number"), "126")
    with qtbot.waitSignal(dialog.rejected):
        press(qtbot, Qt.Key.Key_Escape)
    assert len(asked) == 1


def test_a_body_is_replaced_from_a_day_by_keyboard_and_old_prints_stay(qtbot, dialog, context):
    before = context.profile
    dialog.form.focus("bodies")
    press(qtbot, Qt.Key.Key_F4)
    row = active(qtbot, dialog, RowDialog)
    type_text(QApplication.focusWidget(), "1/7/2025")
    save(qtbot)
    row = active(qtbot, dialog, RowDialog)
    retype(row.form.editor("unit_name"), "Xã Lạng Giang")
    retype(row.form.editor("issuer"), "ỦY BAN NHÂN DÂN\nXÃ LẠNG GIANG")
    retype(row.form.editor("parent_name"), "Tỉnh Bắc Ninh")
    save(qtbot)
    back(qtbot, dialog)
    assert dialog.form.editor("bodies").value()[0].valid_to == date(2025, 6, 30)
    with qtbot.waitSignal(context.profile_changed):
        save(qtbot)

    assert context.profile == before  # signed on 15/8/2022
    bodies = load_particulars(context.book, before).bodies
    assert [each.unit_name for each in bodies] == ["Huyện Lạng Giang", "Xã Lạng Giang"]
    assert bodies[1].valid_from == date(2025, 7, 1)


def test_a_day_before_the_line_began_is_refused_with_a_sentence(qtbot, dialog):
    bodies = dialog.form.editor("bodies")
    bodies.set_value([replace(bodies.value()[0], valid_from=date(2025, 7, 1))])
    dialog.form.focus("bodies")
    press(qtbot, Qt.Key.Key_F4)
    row = active(qtbot, dialog, RowDialog)
    type_text(QApplication.focusWidget(), "1/7/2025")
    save(qtbot)

    assert row.isVisible()
    assert "sau ngày dòng này bắt đầu (1/7/2025)" in row.form.error_text("on")
    assert len(bodies.value()) == 1


def test_another_person_is_added_and_chosen_to_sign(qtbot, dialog, context):
    dialog.form.focus("signatories")
    press(qtbot, Qt.Key.Key_F5)
    row = active(qtbot, dialog, RowDialog)
    type_text(QApplication.focusWidget(), "Trần Văn Bình")
    retype(row.form.editor("position"), "TRƯỞNG PHÒNG KINH TẾ")
    row.form.editor("form").set_value(Signing.BY_ORDER)
    save(qtbot)
    assert "CHỦ TỊCH" in row.form.error_text("head")  # by whose order
    retype(row.form.editor("head"), "CHỦ TỊCH")
    save(qtbot)
    back(qtbot, dialog)
    retype(dialog.form.editor("signatory"), "Trần Văn Bình – TRƯỞNG PHÒNG KINH TẾ")
    assert "TL. CHỦ TỊCH\nTRƯỞNG PHÒNG KINH TẾ\nTrần Văn Bình" in dialog.preview.text()
    with qtbot.waitSignal(context.profile_changed):
        save(qtbot)

    assert context.profile.signer == "Trần Văn Bình"
    assert profile_in_force(context.book).authority == ("TL. CHỦ TỊCH", "TRƯỞNG PHÒNG KINH TẾ")


def test_who_was_chosen_stays_when_the_name_is_mended_and_the_preview_tells(qtbot, dialog):
    people = dialog.form.editor("signatories")
    label = people.value()[0].label
    dialog.form.editor("signatory").set_value(label)
    people.replace(0, replace(people.value()[0], name="Bùi Thị Lan Hương"))

    assert dialog.form.editor("signatory").value() == label
    assert f"{label} không ký" in dialog.preview.words.text()


def test_lines_that_overlap_or_leave_a_gap_are_told_and_still_saved(qtbot, dialog, context):
    bodies = dialog.form.editor("bodies")
    first = replace(bodies.value()[0], valid_to=date(2025, 6, 30))
    bodies.replace(0, first)
    assert bodies.told.text() == ""
    bodies.insert(replace(first, valid_from=date(2025, 9, 1), valid_to=None))
    assert "từ 1/7/2025 đến 31/8/2025" in bodies.told.text()

    with qtbot.waitSignal(context.profile_changed):
        save(qtbot)
    assert len(load_particulars(context.book, context.profile).bodies) == 2


def test_deadlines_are_shown_in_words_and_what_nobody_read_is_marked(dialog):
    table = dialog.form.editor("deadlines").table
    shown = [table.texts(place) for place in range(table.count)]

    assert any(each[1] == "18/12 năm N (chưa đối chiếu văn bản)" for each in shown)
    assert any(each[1] == "Theo văn bản hướng dẫn" for each in shown)
    assert any(each[1] == "15/01 năm N+1" for each in shown)


def test_every_list_and_every_column_has_its_words(dialog):
    for field in FIELDS:
        if field.items:
            table = dialog.form.editor(field.attr).table
            heads = [table.headerItem().text(place) for place in range(table.columnCount())]
            assert all(heads)
            assert dialog.form.editor(field.attr).input.accessibleName() == field.label
    kinds = dict(DocumentKind.__members__)
    assert len(kinds) == 10


def test_all_of_it_stands_in_the_smallest_window(qtbot, dialog):
    dialog.resize(870, 430)
    qtbot.wait(20)
    for title in range(dialog.form._tabs.count()):
        dialog.form._tabs.setCurrentIndex(title)
        qtbot.wait(5)
        assert dialog.width() <= 870
        for label in dialog.findChildren(QLabel):
            if label.isVisible() and not label.wordWrap():
                assert label.width() >= label.minimumSizeHint().width(), label.text()
