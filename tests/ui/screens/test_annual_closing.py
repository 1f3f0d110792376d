import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from shiboken6 import isValid

from ktt_desktop.domain.findings import Place
from ktt_desktop.domain.terms import SubjectKind
from ktt_desktop.services.closing import closing_history, closings_of
from ktt_desktop.ui import messages
from ktt_desktop.ui.screens.annual import AnnualScreen
from ktt_desktop.ui.screens.annual_reason import ReasonDialog
from tests.keyboard import type_text
from tests.ui.screens.opened import CONTROL, opened, press, settle

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def screen(qtbot, context):
    yield from opened(qtbot, context, AnnualScreen(context))


def answer(qtbot, screen, context, words):
    screen.activateWindow()
    screen.tables["A"].setFocus()
    qtbot.waitUntil(screen.tables["A"].hasFocus)
    press(Qt.Key.Key_K, CONTROL | SHIFT)
    qtbot.waitUntil(lambda: bool(screen.findChildren(ReasonDialog)))
    dialog = screen.findChildren(ReasonDialog)[-1]
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    line = dialog.findChild(QLineEdit, "reason")
    if words:
        type_text(line, words)
    QTest.keyClick(line, Qt.Key.Key_Return)
    still_open = isValid(dialog) and dialog.isVisible()
    if still_open:
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
    settle(context)
    screen.activateWindow()
    qtbot.waitUntil(screen.isActiveWindow)
    return still_open


def test_a_period_is_closed_and_opened_with_a_reason_by_keyboard(qtbot, screen, context):
    assert screen.closing.text() == "Chốt số liệu…"
    assert not answer(qtbot, screen, context, "")  # a note is not needed
    assert len(closings_of(context.book, context.period)) == 3
    assert screen.closing.text() == "Mở chốt…"
    assert "đã chốt ngày" in screen.closing.toolTip()

    assert answer(qtbot, screen, context, "")  # a reason is
    assert len(closings_of(context.book, context.period)) == 3

    assert not answer(qtbot, screen, context, "Sở trả lại để sửa")
    assert closings_of(context.book, context.period) == ()
    assert {each.reason for each in closing_history(context.book)} == {"Sở trả lại để sửa"}
    assert screen.closing.text() == "Chốt số liệu…"


def test_a_closed_figure_is_refused_in_words_and_shows_what_the_book_has(
    qtbot, screen, context, monkeypatch
):
    told = []
    monkeypatch.setattr(messages, "warn", lambda *words: told.append(words[2]))
    answer(qtbot, screen, context, "")
    screen.open(Place(SubjectKind.UNIT, context.profile.code, "", "A2", ""))
    settle(context)
    table = screen.tables["A"]
    qtbot.waitUntil(table.hasFocus)
    before = table.currentIndex().data()
    QTest.keyClicks(table, "9")
    press(Qt.Key.Key_Return)
    settle(context)

    assert "đã chốt ngày" in told[0]
    table.setCurrentIndex(table.currentIndex().siblingAtRow(table.currentIndex().row() - 1))
    assert table.currentIndex().data() == before
