"""Records of several kinds by keyboard alone, in the whole window; a finding leads to one."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from ktt_desktop.domain.findings import Place
from ktt_desktop.domain.terms import SubjectKind
from ktt_desktop.services.dossiers import dossiers
from ktt_desktop.ui.forms.form_dialog import FormDialog
from ktt_desktop.ui.screens.dossiers import DossiersScreen
from tests.journeys.officer import ALT, CONTROL
from tests.keyboard import press_until

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
KEY = Qt.Key


def screen_of(officer):
    return officer.program.window.findChild(DossiersScreen)


def texts(officer, key):
    page = screen_of(officer).page
    place = [each.key for each in page.model.columns].index(key)
    model = page.model
    return [model.data(model.index(row, place)) for row in range(model.rowCount())]


def test_a_support_is_added_found_and_opened_again_from_a_finding(officer):
    officer.press(KEY.Key_3, modifier=ALT)
    officer.at_desk()
    officer.press(KEY.Key_N, modifier=CONTROL)
    dialog = officer.dialog(FormDialog)
    dialog.form.focus("content")
    officer.write("Lớp quản trị hợp tác xã")
    officer.press(KEY.Key_S, modifier=CONTROL)
    officer.until_gone(dialog)
    officer.at_desk()

    officer.press(KEY.Key_F, modifier=CONTROL)
    officer.keys("quan tri")
    officer.pause(250)
    officer.settle()
    assert texts(officer, "content") == ["Lớp quản trị hợp tác xã"]

    (row,) = [
        row
        for row in dossiers(officer.context.book, ["support"])
        if row.draft.text("content") == "Lớp quản trị hợp tác xã"
    ]
    officer.press(KEY.Key_1, modifier=ALT)
    officer.at_desk()
    officer.context.jump(
        Place(SubjectKind.DOSSIER, row.draft.uid, "support", "document", "Văn bản")
    )
    dialog = officer.dialog(FormDialog)
    officer.settle()
    assert dialog.form.draft().content == "Lớp quản trị hợp tác xã"
    assert dialog.form.editor("document").isAncestorOf(QApplication.focusWidget())
    officer.write("12/QĐ-UBND")
    officer.press(KEY.Key_S, modifier=CONTROL)
    officer.until_gone(dialog)
    officer.at_desk()
    assert screen_of(officer).isVisible()
    assert "12/QĐ-UBND" in texts(officer, "document")


def test_another_kind_is_reached_filled_and_left_for_another_screen_and_back(officer):
    officer.press(KEY.Key_3, modifier=ALT)
    officer.at_desk()
    press_until(
        lambda: screen_of(officer).page.kind.id == "governance",
        lambda: (officer.press(KEY.Key_PageDown, modifier=CONTROL), officer.settle()),
    )
    officer.press(KEY.Key_N, modifier=CONTROL)
    dialog = officer.dialog(FormDialog)
    dialog.form.focus("office")
    officer.write("Phòng Kinh tế")
    officer.press(KEY.Key_S, modifier=CONTROL)
    officer.until_gone(dialog)
    officer.at_desk()
    assert texts(officer, "office") == ["Phòng Kinh tế"]

    officer.press(KEY.Key_4, modifier=ALT)
    officer.at_desk()
    officer.press(KEY.Key_3, modifier=ALT)
    officer.at_desk()
    assert texts(officer, "office") == ["Phòng Kinh tế"]
