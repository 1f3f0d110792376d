"""The work records on the record of an organisation, on the practice book."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QTabWidget, QWidget

from ktt_desktop.domain.dossier import DossierDraft, Kind
from ktt_desktop.domain.register_list import RegisterQuery
from ktt_desktop.services.dossiers import dossiers, save_dossier
from ktt_desktop.services.register import load_organisation
from ktt_desktop.services.register_list import organisation_ids, organisation_rows
from ktt_desktop.ui.screens.communes import Communes
from ktt_desktop.ui.screens.dossier_form import DossierDialog
from ktt_desktop.ui.screens.rating_dialog import RatingDialog
from ktt_desktop.ui.screens.register_dossiers import TITLE, DossiersTab
from ktt_desktop.ui.screens.register_form import record_dialog
from tests.ui.screens.opened import CONTROL, press, settle

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
MILLION = 1_000_000


@pytest.fixture
def uid(context):
    query = RegisterQuery(text="huong son")
    (row,) = organisation_rows(context.book, organisation_ids(context.book, query), query)
    return row.uid


@pytest.fixture
def grant(context, uid):
    draft = DossierDraft(
        Kind.SUPPORT,
        year=2030,
        topic="H4",
        organisations=(uid,),
        values={"content": "Hội chợ"},
        money={"done.NSTW": 50 * MILLION},
    )
    return save_dossier(context.book, draft)[0]


@pytest.fixture
def tab(qtbot, context, uid, grant):
    """The tab brought forward in the record of the organisation, with the keys in its list."""
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.show()
    draft = load_organisation(context.book, uid)
    dialog = record_dialog(context, Communes(context.book, context.profile), draft, parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    with qtbot.waitActive(dialog):
        dialog.open()
    tab = dialog.form.findChild(DossiersTab)
    tabs = dialog.form.findChild(QTabWidget)
    tabs.setCurrentIndex([tabs.tabText(n) for n in range(tabs.count())].index(TITLE))
    tab.screen_below = parent  # qtbot keeps no reference
    settle(context, 2)
    tab.table.setFocus()
    return tab


def opened(qtbot, context):
    qtbot.waitUntil(lambda: isinstance(QApplication.activeWindow(), DossierDialog))
    settle(context, 2)
    return QApplication.activeWindow()


def closed(qtbot, context, tab):
    settle(context, 2)
    tab.window().activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is tab.window())
    settle(context, 2)


def test_the_records_and_the_support_of_each_year_are_told(tab):
    assert tab.table.texts(0) == [
        "2030",
        "Hỗ trợ",
        "",
        "H4 Xúc tiến thương mại, mở rộng thị trường – Hội chợ",
        "Thực hiện 50",
    ]
    first, second, *_ = tab.received.text().splitlines()
    assert (first, second) == ("Đã được hỗ trợ:", "Năm 2030: không ghi kỳ 50 triệu đồng.")


def test_enter_opens_a_record_and_shows_what_was_changed(qtbot, context, tab, grant):
    press(Qt.Key.Key_Return)
    dialog = opened(qtbot, context)
    assert dialog.windowTitle() == "Sửa lượt hỗ trợ"
    dialog.form.focus("content")
    QApplication.focusWidget().selectAll()
    QTest.keyClicks(QApplication.focusWidget(), "Lop hoc")
    press(Qt.Key.Key_S, CONTROL)
    closed(qtbot, context, tab)

    assert tab.table.texts(0)[3].endswith("– Lop hoc")
    assert QApplication.focusWidget() is tab.table


def test_ctrl_n_asks_for_the_kind_and_adds_a_record_of_this_organisation(qtbot, context, tab, uid):
    press(Qt.Key.Key_N, CONTROL)
    menu = tab.findChild(QMenu)
    assert [each.text() for each in menu.actions()] == [
        "Hỗ trợ",
        "Vay vốn, tín dụng",
        "Ngừng hoạt động, khó giải thể",
        "Mô hình Đề án 167",
        "Mô hình hiệu quả",
        "Xếp loại",
    ]
    QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    dialog = opened(qtbot, context)
    dialog.form.focus("fund")
    QTest.keyClicks(QApplication.focusWidget(), "Quy tinh")
    press(Qt.Key.Key_S, CONTROL)
    closed(qtbot, context, tab)

    (added,) = dossiers(context.book, [Kind.CREDIT], organisation=uid)
    assert (added.draft.year, added.draft.values["fund"]) == (context.period.year, "Quy tinh")
    assert tab.table.texts(tab.table.place)[1] == "Vay vốn, tín dụng"


def test_a_rating_opens_on_its_sheet(qtbot, context, tab, uid):
    save_dossier(context.book, DossierDraft(Kind.RATING, year=2031, organisations=(uid,)))
    tab.refresh()
    settle(context, 2)
    assert tab.table.texts(0)[:2] == ["2031", "Xếp loại"]
    assert tab.table.texts(0)[3]  # what it came to
    tab.table.go_to(0)
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(QApplication.activeWindow(), RatingDialog))
    assert "2031" in QApplication.activeWindow().windowTitle()
