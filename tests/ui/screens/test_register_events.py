"""The events tab of a record: read, recorded from there, taken back, the other record opened."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from ktt_desktop.domain.terms import LegalStatus
from ktt_desktop.services.events import events_of
from ktt_desktop.services.register import load_organisation, save_organisation
from ktt_desktop.services.statuses import status_page
from ktt_desktop.ui import messages
from ktt_desktop.ui.forms.form_dialog import FormDialog
from ktt_desktop.ui.screens.register import RegisterScreen
from ktt_desktop.ui.screens.register_events import EventsTab
from ktt_desktop.ui.screens.register_status import StatusTab
from tests.keyboard import type_text
from tests.ui.screens.events import add, begin, front, pick, save, write
from tests.ui.screens.opened import CONTROL, opened, press, settle

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
HTX, OTHER, THIRD = "Hợp tác xã Một", "Hợp tác xã Hai", "Hợp tác xã Ba"


@pytest.fixture
def screen(qtbot, context):
    yield from opened(qtbot, context, RegisterScreen(context))


@pytest.fixture
def asked(monkeypatch):
    questions = []
    monkeypatch.setattr(messages, "ask", lambda *words: questions.append(words[2]) or True)
    return questions


def tab_of(qtbot, context, screen, uid):
    """The record opened, on its events."""
    screen._open_record(uid)
    dialog = front(qtbot, context, screen, FormDialog)
    tabs = dialog.form._tabs
    titles = [tabs.tabText(place) for place in range(tabs.count())]
    tabs.setCurrentIndex(titles.index("Sự kiện"))
    settle(context)
    tab = dialog.findChild(EventsTab)
    tab.table.setFocus()
    qtbot.waitUntil(tab.table.hasFocus)
    return dialog, tab


def back(qtbot, context, dialog, tab):
    settle(context)
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    tab.table.setFocus()


def merge(qtbot, context, tab, into, others=()):
    event = begin(qtbot, context, tab, "Sáp nhập vào tổ chức khác")
    write(event, "on", "6/5/2024")
    write(event, "document", "NQ 01")
    write(event, "note", "Theo thỏa thuận")
    for name in others:
        pick(qtbot, context, event, "others", name)
    pick(qtbot, context, event, "into", into)
    save(context)


def test_an_event_recorded_in_the_record_is_seen_at_once(qtbot, context, screen):
    one, _ = add(context, HTX), add(context, OTHER)
    dialog, tab = tab_of(qtbot, context, screen, one.uid)
    assert tab.table.count == 0
    assert not tab.undo.isEnabled()
    merge(qtbot, context, tab, OTHER)
    back(qtbot, context, dialog, tab)

    assert tab.table.texts(0) == ["6/5/2024", "Sáp nhập vào tổ chức khác", OTHER, "NQ 01"]
    about = tab.about.text()
    assert about.startswith("Sáp nhập vào tổ chức khác. Tổ chức này: được sáp nhập.\n")
    assert f"Với: {OTHER} (nhận sáp nhập)\nGhi chú: Theo thỏa thuận\nGhi lúc " in about
    page = dialog.findChild(StatusTab).page
    assert LegalStatus.CLOSED in [each.status for each in page.steps]
    assert not dialog.form.is_changed()
    assert dialog.form.draft() == load_organisation(context.book, one.uid)
    dialog.reject()


def test_an_event_is_taken_back_later_from_the_record(qtbot, context, screen, asked):
    one, two = add(context, HTX), add(context, OTHER)
    dialog, tab = tab_of(qtbot, context, screen, one.uid)
    merge(qtbot, context, tab, OTHER)
    back(qtbot, context, dialog, tab)
    dialog.reject()
    settle(context)

    dialog, tab = tab_of(qtbot, context, screen, two.uid)
    press(Qt.Key.Key_Z, CONTROL)
    settle(context)
    assert asked[0].startswith("Hoàn tác “Sáp nhập vào tổ chức khác” ngày 6/5/2024?")
    assert len(status_page(context.book, one.uid).steps) == 2
    assert tab.table.texts(0)[1] == "Sáp nhập vào tổ chức khác – đã hoàn tác"
    assert "Đã hoàn tác lúc " in tab.about.text()
    assert not tab.undo.isEnabled()
    press(Qt.Key.Key_Z, CONTROL)
    assert len(asked) == 1
    dialog.reject()


def test_the_record_of_an_event_taken_back_is_closed_when_the_event_made_it(
    qtbot, context, screen, asked
):
    one = add(context, HTX)
    dialog, tab = tab_of(qtbot, context, screen, one.uid)
    event = begin(qtbot, context, tab, "Tách")
    write(event, "on", "6/5/2024")
    write(event, "document", "NQ 01")
    write(event, "name", "Hợp tác xã Phần tách", card=0)
    save(context)
    back(qtbot, context, dialog, tab)
    press(Qt.Key.Key_Return)
    settle(context)
    other = front(qtbot, context, screen, FormDialog)
    assert other.windowTitle() == "Hồ sơ: Hợp tác xã Phần tách"
    (line,) = events_of(context.book, other.form.draft().uid)
    other.reject()
    settle(context)

    (party,) = events_of(context.book, one.uid)[0].others
    dialog, tab = tab_of(qtbot, context, screen, party.uid)
    press(Qt.Key.Key_Z, CONTROL)
    settle(context)
    assert events_of(context.book, one.uid)[0].undone_at
    assert line.uid == events_of(context.book, one.uid)[0].uid
    assert not [each for each in screen.findChildren(FormDialog) if each.isVisible()]


def test_of_several_others_one_is_chosen_from_a_menu(qtbot, context, screen):
    one, _, third = add(context, HTX), add(context, OTHER), add(context, THIRD)
    dialog, tab = tab_of(qtbot, context, screen, one.uid)
    merge(qtbot, context, tab, OTHER, others=(THIRD,))
    back(qtbot, context, dialog, tab)
    press(Qt.Key.Key_Return)
    menu = tab.findChild(QMenu)
    qtbot.waitUntil(menu.isVisible)
    assert [each.text() for each in menu.actions()] == [
        f"{THIRD} (được sáp nhập)",
        f"{OTHER} (nhận sáp nhập)",
    ]
    QTest.keyClick(menu, Qt.Key.Key_Return)
    other = front(qtbot, context, screen, FormDialog)
    assert other.form.draft().uid == third.uid
    other.reject()


def test_nothing_is_done_over_what_is_not_saved(qtbot, context, screen, asked, monkeypatch):
    monkeypatch.setattr(messages, "choose", lambda *_: 2)  # the changes are dropped in the end
    one, _ = add(context, HTX), add(context, OTHER)
    dialog, tab = tab_of(qtbot, context, screen, one.uid)
    merge(qtbot, context, tab, OTHER)
    back(qtbot, context, dialog, tab)
    dialog.form.focus("short_name")
    type_text(QApplication.focusWidget(), "Một")
    tabs = dialog.form._tabs
    tabs.setCurrentWidget(tab)
    settle(context)
    tab.table.setFocus()
    press(Qt.Key.Key_Z, CONTROL)
    assert tab.words.text().startswith("Trong hồ sơ còn thay đổi chưa ghi.")
    tab.words.clear()
    press(Qt.Key.Key_J, CONTROL)
    assert tab.words.text().startswith("Trong hồ sơ còn thay đổi chưa ghi.")
    assert not asked
    assert not events_of(context.book, one.uid)[0].undone_at
    dialog.reject()
    settle(context)


def test_an_event_over_a_record_changed_since_says_which(qtbot, context, screen, asked):
    one, two = add(context, HTX), add(context, OTHER)
    dialog, tab = tab_of(qtbot, context, screen, one.uid)
    merge(qtbot, context, tab, OTHER)
    back(qtbot, context, dialog, tab)
    dialog.reject()
    settle(context)
    changed = load_organisation(context.book, one.uid)
    save_organisation(context.book, replace(changed, note="Ghi sau sự kiện"))
    dialog, tab = tab_of(qtbot, context, screen, two.uid)
    press(Qt.Key.Key_Z, CONTROL)
    assert HTX in tab.words.text()
    assert not tab.undo.isEnabled()
    assert not asked
    assert tab.table.texts(0)[1] == "Sáp nhập vào tổ chức khác"
    dialog.reject()
