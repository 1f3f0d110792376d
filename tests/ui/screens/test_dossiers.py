"""The screen Hỗ trợ: a tab for every kind of work record, and the ways to a record."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from ktt_desktop.domain.dossier import DossierDraft
from ktt_desktop.domain.findings import Place
from ktt_desktop.domain.terms import SubjectKind
from ktt_desktop.services.dossiers import delete_dossier, save_dossier
from ktt_desktop.ui import messages
from ktt_desktop.ui.forms.form_dialog import FormDialog
from ktt_desktop.ui.screens.dossier_list import DossierList
from ktt_desktop.ui.screens.dossier_tables import DossierTables
from ktt_desktop.ui.screens.dossiers import TABLES, DossiersScreen
from tests.keyboard import press_until
from tests.ui.screens.opened import CONTROL, opened, press, settle

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def screen(qtbot, context):
    yield from opened(qtbot, context, DossiersScreen(context))


def tab(screen):
    return screen.tabs.tabToolTip(screen.tabs.currentIndex())


def test_every_kind_that_has_no_screen_of_its_own_has_a_tab_and_the_tables_are_last(
    context, screen
):
    labels = [screen.tabs.tabToolTip(place) for place in range(screen.tabs.count())]
    kinds = context.book.catalogue.dossiers
    assert labels == [
        *(kind.label for name, kind in kinds.items() if name != "rating"),
        TABLES,
    ]


def test_the_kinds_are_gone_through_by_keyboard_and_each_list_gets_the_keys(context, screen):
    seen = []
    for _ in range(screen.tabs.count()):
        if isinstance(screen.page, DossierList):
            assert screen.page.body.isAncestorOf(QApplication.focusWidget())
            seen.append(screen.page.kind.id)
        else:
            seen.append(type(screen.page))
        press(Qt.Key.Key_PageDown, CONTROL)
        settle(context)
    kinds = [name for name in context.book.catalogue.dossiers if name != "rating"]
    assert seen == [*kinds, DossierTables]
    assert tab(screen) == "Hỗ trợ"
    press(Qt.Key.Key_PageUp, CONTROL)
    assert tab(screen) == TABLES


def test_a_record_is_added_in_every_kind_by_its_key(qtbot, context, screen):
    for name in context.book.catalogue.dossiers:
        if name == "rating":
            continue
        press(Qt.Key.Key_N, CONTROL)
        settle(context)
        dialog = screen.page.findChildren(FormDialog)[-1]
        qtbot.waitUntil(dialog.isVisible)
        assert dialog.windowTitle() == f"Thêm {context.book.catalogue.dossiers[name].one}"
        dialog.reject()
        screen.activateWindow()
        qtbot.waitUntil(screen.isActiveWindow)
        screen.page.table.setFocus()
        press(Qt.Key.Key_PageDown, CONTROL)
        settle(context)


@pytest.mark.parametrize(
    ("code", "named"),
    [("obstacle", "obstacle"), ("year", "year"), ("nothing", "year"), ("", "year")],
)
def test_a_place_opens_its_record_at_its_field(qtbot, context, screen, code, named):
    saved, _ = save_dossier(
        context.book, DossierDraft("dormant", year=2010, values={"obstacle": "Mất con dấu"})
    )
    screen.open(Place(SubjectKind.DOSSIER, saved.uid, "dormant", code, "Vướng mắc"))
    settle(context)

    assert tab(screen) == "Ngừng hoạt động, khó giải thể"
    dialog = screen.page.findChildren(FormDialog)[-1]
    qtbot.waitUntil(dialog.isVisible)
    settle(context)
    editor = dialog.form.editor(named)
    assert editor is QApplication.focusWidget() or editor.isAncestorOf(QApplication.focusWidget())
    dialog.reject()
    settle(context)
    table, model = screen.page.table, screen.page.model
    assert model.row_at(table.currentIndex().row()).row.draft.uid == saved.uid


@pytest.mark.parametrize("code", ["done.NSTW", "money.done.total"])
def test_a_place_in_the_money_opens_the_money(qtbot, context, screen, code):
    saved, _ = save_dossier(
        context.book, DossierDraft("support", year=2022, money={"done.NSTW": 5_000_000})
    )
    screen.open(Place(SubjectKind.DOSSIER, saved.uid, "support", code, "Kinh phí"))
    settle(context)
    dialog = screen.page.findChildren(FormDialog)[-1]
    qtbot.waitUntil(dialog.isVisible)
    settle(context)
    assert dialog.form.editor("money").isAncestorOf(QApplication.focusWidget())
    dialog.reject()


def test_a_place_whose_record_is_gone_is_told(monkeypatch, context, screen):
    told = []
    monkeypatch.setattr(messages, "warn", lambda *words: told.append(words[-1]))
    saved, _ = save_dossier(context.book, DossierDraft("support", year=2022))
    delete_dossier(context.book, saved.uid)
    screen.open(Place(SubjectKind.DOSSIER, saved.uid, "support", "year", "Năm"))
    settle(context)
    assert told == ["Hồ sơ này không còn trong sổ. Nạp lại danh sách."]
    assert not screen.page.findChildren(FormDialog)


def test_each_list_keeps_what_was_searched_and_chosen(qtbot, context, screen):
    press(Qt.Key.Key_F, CONTROL)
    QTest.keyClicks(QApplication.focusWidget(), "ruou")
    QTest.qWait(200)
    settle(context)
    count = screen.page.model.rowCount()
    press_until(lambda: tab(screen) == "Mục tiêu", lambda: press(Qt.Key.Key_PageDown, CONTROL))
    settle(context)
    press_until(lambda: tab(screen) == "Hỗ trợ", lambda: press(Qt.Key.Key_PageUp, CONTROL))
    settle(context)
    assert screen.page.filters.text() == "ruou"
    assert screen.page.model.rowCount() == count
