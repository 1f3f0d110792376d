"""In phiếu: of the chosen rows of Danh mục, and from the record of one organisation."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from ktt_desktop.services.printing import open_pages
from ktt_desktop.ui import messages
from ktt_desktop.ui.forms.form_dialog import FormDialog
from ktt_desktop.ui.print_dialog import PrintDialog
from ktt_desktop.ui.screens import organisation_pages
from ktt_desktop.ui.screens.register import RegisterScreen
from tests.keyboard import type_text
from tests.ui.screens.opened import CONTROL, opened, press, settle

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
KEY, SHIFT = Qt.Key, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def screen(qtbot, context):
    yield from opened(qtbot, context, RegisterScreen(context))


@pytest.fixture
def told(monkeypatch):
    told = []
    monkeypatch.setattr(messages, "inform", lambda *words: told.append(words[2]))
    return told


def printed(qtbot, context, parent):
    """The text of every page in the print dialog."""
    settle(context)
    dialog = parent.findChildren(PrintDialog)[-1]
    qtbot.waitUntil(lambda: dialog.preview.count > 0, timeout=10_000)
    with open_pages(dialog.preview.pdf) as pages:
        texts = [" ".join(pages.text(number).split()) for number in range(pages.count)]
    dialog.reject()
    return texts


def test_the_chosen_rows_are_printed_in_their_order(qtbot, screen, context):
    screen.table.setFocus()
    screen.table.setCurrentIndex(screen.model.index(0, 0))
    press(KEY.Key_Down, SHIFT)
    assert len(screen.table.chosen_ids()) == 2
    press(KEY.Key_I, CONTROL | SHIFT)
    texts = printed(qtbot, context, screen)
    firsts = [text for text in texts if "PHIẾU THÔNG TIN" in text]
    names = [screen.model.row_at(place).name for place in (0, 1)]
    assert [name in text for name, text in zip(names, firsts, strict=True)] == [True, True]


def test_too_many_rows_or_none_are_refused_with_the_reason(screen, told, monkeypatch):
    monkeypatch.setattr(organisation_pages, "MOST", 1)
    screen.table.setFocus()
    press(KEY.Key_A, CONTROL)
    press(KEY.Key_I, CONTROL | SHIFT)
    screen.table.clearSelection()
    press(KEY.Key_I, CONTROL | SHIFT)
    assert told[0].startswith(f"Đã chọn {screen.model.rowCount()} tổ chức. Mỗi lần in")
    assert told[1].startswith("Chưa chọn tổ chức nào.")
    assert not screen.findChildren(PrintDialog)


def test_a_record_is_printed_from_its_form_once_it_is_saved(qtbot, screen, context, told):
    screen.table.setFocus()
    press(KEY.Key_F3)
    settle(context)
    form = screen.findChildren(FormDialog)[-1]
    qtbot.waitUntil(form.isActiveWindow)
    QTest.keyClick(form, KEY.Key_P, CONTROL)
    texts = printed(qtbot, context, form)
    assert screen.model.row_at(0).name in texts[0]
    form.activateWindow()
    qtbot.waitUntil(form.isActiveWindow)
    form.form.focus("short_name")
    type_text(form.focusWidget(), "HTX MT")
    QTest.keyClick(form, KEY.Key_P, CONTROL)
    assert told == [organisation_pages.UNSAVED]
    form._is_over = True
    form.done(0)
