"""The dialog of what stands behind a figure, asked for by its key."""

from PySide6.QtCore import Qt

from ktt_desktop.domain.findings import Place
from ktt_desktop.domain.terms import SubjectKind
from ktt_desktop.ui.screens.behind_dialog import BehindDialog
from tests.ui.screens.opened import CONTROL, press, settle


def ask(qtbot, screen, context, code):
    screen.open(Place(SubjectKind.UNIT, context.profile.code, "", code, ""))
    settle(context)
    press(Qt.Key.Key_I, CONTROL)
    qtbot.waitUntil(lambda: bool(screen.findChildren(BehindDialog)))
    dialog = screen.findChildren(BehindDialog)[-1]
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    return dialog
