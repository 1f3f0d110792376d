"""The whole record in its dialog, on the practice book: entered by keyboard, saved, read again."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTabWidget, QWidget

from ktt_desktop.domain.organisation import Activity, OrganisationDraft, Person
from ktt_desktop.domain.terms import OrganisationKind
from ktt_desktop.services.register import load_organisation
from ktt_desktop.ui.forms.row_dialog import RowDialog
from ktt_desktop.ui.forms.vsic_picker import VsicPicker
from ktt_desktop.ui.screens.communes import Communes
from ktt_desktop.ui.screens.register_form import record_dialog
from tests.keyboard import type_text
from tests.ui.screens.opened import CONTROL, press, settle

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def dialog(qtbot, context):
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.show()
    communes = Communes(context.book, context.profile)
    dialog = record_dialog(context, communes, OrganisationDraft(), parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    dialog.screen_below = parent  # qtbot keeps no reference
    with qtbot.waitActive(dialog):
        dialog.open()
    dialog.form.focus("name")
    return dialog


def opened(qtbot, kind):
    qtbot.waitUntil(lambda: isinstance(QApplication.activeWindow(), kind))


def back(qtbot, dialog):
    """Offscreen nobody gives the window the keyboard back after a dialog."""
    dialog.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is dialog)


def test_every_field_has_a_name_for_a_screen_reader(dialog, context):
    for field in context.book.catalogue.register:
        if field.attr != "former_commune_code":  # a book of before 1/7/2025 has no such field
            assert dialog.form.editor(field.attr).input.accessibleName() == field.label


def test_opening_builds_the_first_tab_only(dialog, context):
    first, *others = dict.fromkeys(each.tab for each in context.book.catalogue.register)
    for field in context.book.catalogue.register:
        is_built = dialog.form.findChild(QWidget, field.attr) is not None
        assert is_built is (field.tab == first), field.attr
    assert len(others) > 3


def test_each_kind_has_its_tabs(dialog):
    tabs = dialog.form.findChild(QTabWidget)
    seen = {}
    for kind in OrganisationKind:
        dialog.form.editor("kind").set_value(kind)
        dialog.form.editor("kind").edited.emit()
        seen[kind] = {tabs.tabText(n) for n in range(tabs.count()) if tabs.isTabVisible(n)}
    group = seen[OrganisationKind.COOPERATIVE_GROUP]
    assert group - seen[OrganisationKind.COOPERATIVE] == {"Hợp đồng"}
    assert "Chi nhánh" in seen[OrganisationKind.COOPERATIVE] - group


def test_a_record_with_people_and_industries_is_entered_and_saved(qtbot, context, dialog):
    type_text(QApplication.focusWidget(), "Hợp tác xã Nông nghiệp Quang Thịnh")
    dialog.form.focus("sector")
    QTest.keyClicks(QApplication.focusWidget(), "trong trot")
    QApplication.focusWidget().lineEdit().completer().popup().hide()
    dialog.form.focus("persons")
    press(Qt.Key.Key_F5)
    opened(qtbot, RowDialog)
    type_text(QApplication.focusWidget(), "Nguyễn Văn Bình")
    press(Qt.Key.Key_S, CONTROL)
    back(qtbot, dialog)
    dialog.form.focus("activities")
    press(Qt.Key.Key_F5)
    opened(qtbot, VsicPicker)
    QTest.keyClicks(QApplication.focusWidget(), "trong lua")
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Escape)
    back(qtbot, dialog)
    with qtbot.waitSignal(dialog.saved) as saved:
        dialog._keep.click()
    settle(context)
    (uid,) = saved.args[0].organisations
    record = load_organisation(context.book, uid)
    assert record.name == "Hợp tác xã Nông nghiệp Quang Thịnh"
    assert record.persons == (Person("Nguyễn Văn Bình"),)
    version = record.activities[0].version
    assert record.activities == (Activity(version, "0111", "", True),)
