"""Filling in an event by keyboard, and the organisations it happens to."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from ktt_desktop.domain.dates import PartialDate
from ktt_desktop.domain.organisation import OrganisationDraft
from ktt_desktop.domain.terms import OrganisationKind
from ktt_desktop.services.register import save_organisation
from ktt_desktop.ui.forms.picker import Picker
from ktt_desktop.ui.screens.register_event_chooser import EventChooser
from ktt_desktop.ui.screens.register_event_dialog import EventDialog
from tests.keyboard import type_text
from tests.ui.screens.opened import CONTROL, press, settle

GROUP = OrganisationKind.COOPERATIVE_GROUP
PAUSE = 260  # ms, longer than the dialog waits before it asks what would change


def add(context, name, *, kind=OrganisationKind.COOPERATIVE, tax_code="", **more):
    """An organisation registered in 3/2015, as the register keeps it."""
    draft = OrganisationDraft(
        kind=kind,
        name=name,
        tax_code=tax_code,
        sector="NN.TT",
        registered_on=PartialDate(2015, 3),
        commune_code=more.pop("commune_code", "07375"),
        address="Thôn Một",
        **more,
    )
    return save_organisation(context.book, draft)[0]


def front(qtbot, context, over, kind):
    """The dialog of a kind that was opened last over a widget, with the keyboard in it."""
    settle(context)
    dialog = over.findChildren(kind)[-1]
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    return dialog


def begin(qtbot, context, over, label):
    """Ctrl+J, down to an event, Enter; the dialog in which it is filled in."""
    press(Qt.Key.Key_J, CONTROL)
    chooser = front(qtbot, context, over, EventChooser)
    chooser.table.setFocus()
    while chooser.table.texts(chooser.table.place)[0] != label:
        press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    return front(qtbot, context, over, EventDialog)


def line_of(dialog, attr, card=None):
    """The editor of a field, of a new record where a card is given."""
    block = dialog.form.block if card is None else dialog.form.cards[card].block
    block.focus(attr)
    return block.rows[attr]


def write(dialog, attr, text, card=None):
    """Go to a line and type over what stands in it."""
    line = line_of(dialog, attr, card).editor.line
    line.selectAll()
    type_text(line, text)


def pick(qtbot, context, dialog, attr, text):
    """F5 in a list of organisations, type to find, Enter to take, Esc to leave."""
    editor = line_of(dialog, attr).editor
    editor.input.setFocus()
    press(Qt.Key.Key_F5)
    picker = front(qtbot, context, editor, Picker)
    picker.search.setFocus()
    type_text(picker.search, text)
    settle(context)
    press(Qt.Key.Key_Return)
    if picker.isVisible():
        press(Qt.Key.Key_Escape)
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)


def save(context):
    """Ctrl+S, and wait for what follows."""
    QTest.keyClick(QApplication.activeWindow(), Qt.Key.Key_S, CONTROL)
    settle(context)


def told(qtbot, context, dialog):
    """What is said to change, by now."""
    qtbot.wait(PAUSE)
    settle(context)
    return dialog.view.toPlainText()
