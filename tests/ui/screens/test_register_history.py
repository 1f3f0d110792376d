"""The history tab of a record, driven by keyboard on the practice book."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTabWidget, QWidget

from ktt_desktop.domain.organisation import OrganisationDraft, Person
from ktt_desktop.services.history import PAGE
from ktt_desktop.services.register import load_organisation, save_organisation
from ktt_desktop.ui import messages
from ktt_desktop.ui.screens.communes import Communes
from ktt_desktop.ui.screens.register_form import record_dialog
from ktt_desktop.ui.screens.register_history import HistoryTab
from tests.keyboard import press_until, type_text
from tests.ui.screens.opened import CONTROL, press, settle

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
AN = Person("Nguyễn Văn An", identity_number="001085000001")


@pytest.fixture
def record(context):
    draft = OrganisationDraft(name="HTX Một", sector="NN.TT", phone="0912", persons=(AN,))
    saved, _ = save_organisation(context.book, draft)
    return save_organisation(context.book, replace(saved, phone="0913", persons=()))[0]


@pytest.fixture
def dialog(qtbot, context, record):
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.show()
    communes = Communes(context.book, context.profile)
    dialog = record_dialog(context, communes, record, parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    dialog.screen_below = parent  # qtbot keeps no reference
    with qtbot.waitActive(dialog):
        dialog.open()
    settle(context)
    yield dialog
    settle(context)


@pytest.fixture
def tab(context, dialog):
    """The tab, reached and shown as an officer does it: the last tab of the form."""
    bar = dialog.form.findChild(QTabWidget).tabBar()
    bar.setFocus()
    press_until(
        lambda: bar.tabText(bar.currentIndex()) == "Lịch sử", lambda: press(Qt.Key.Key_Right)
    )
    tab = dialog.findChild(HistoryTab)
    settle(context)
    press_until(lambda: tab.isAncestorOf(QApplication.focusWidget()), lambda: press(Qt.Key.Key_Tab))
    assert QApplication.focusWidget() is tab.table
    return tab


def lines(tab, count):
    return [tab.table.texts(place)[1:] for place in range(count)]


def go_to(tab, label):
    press(Qt.Key.Key_PageUp)
    press_until(
        lambda: tab.table.texts(tab.table.place)[1] == label, lambda: press(Qt.Key.Key_Down)
    )


def test_nothing_is_read_before_the_tab_is_shown(dialog):
    assert dialog.findChild(HistoryTab).table.count == 0


def test_an_old_value_is_put_back_by_keyboard(context, dialog, tab, record):
    go_to(tab, "Điện thoại")
    assert tab.detail.toPlainText() == "Điện thoại: 0912 → 0913"
    press(Qt.Key.Key_R, CONTROL)
    settle(context)

    assert load_organisation(context.book, record.uid).phone == "0912"
    assert lines(tab, 1) == [["Điện thoại", "0913 → 0912", "Khôi phục"]]
    assert dialog.form.draft().phone == "0912"
    assert not dialog.form.is_changed()
    assert QApplication.focusWidget() is tab.table

    go_to(tab, "Người đại diện theo pháp luật")
    assert tab.table.texts(tab.table.place)[2] == (
        "Bỏ Nguyễn Văn An (số định danh, CCCD: 0010********)"
    )
    press(Qt.Key.Key_R, CONTROL)
    settle(context)
    assert load_organisation(context.book, record.uid).persons == (AN,)
    assert dialog.form.draft().persons == (AN,)


def test_the_form_is_saved_as_usual_after_a_value_was_put_back(context, dialog, tab, record):
    go_to(tab, "Điện thoại")
    press(Qt.Key.Key_R, CONTROL)
    settle(context)
    dialog.form.focus("note")
    type_text(QApplication.focusWidget(), "Đã gọi lại")
    press(Qt.Key.Key_S, CONTROL)
    settle(context)

    now = load_organisation(context.book, record.uid)
    assert (now.phone, now.note) == ("0912", "Đã gọi lại")


def test_what_is_typed_is_not_lost_by_putting_a_value_back(context, dialog, tab, record):
    dialog.form.editor("note").input.setPlainText("đang gõ")
    dialog.form.editor("note").edited.emit()
    go_to(tab, "Điện thoại")
    press(Qt.Key.Key_R, CONTROL)
    settle(context)

    assert load_organisation(context.book, record.uid).phone == "0913"
    assert "chưa ghi" in tab.words.text()
    assert dialog.form.draft().note == "đang gõ"


def test_a_value_the_checks_refuse_stays_and_the_sentence_is_told(
    monkeypatch, context, tab, record
):
    told = []
    monkeypatch.setattr(messages, "warn", lambda *words: told.append(words[-1]))
    go_to(tab, "Tên tiếng Việt")
    press(Qt.Key.Key_R, CONTROL)
    settle(context)

    assert told == ["Phải nhập tên tiếng Việt."]
    assert load_organisation(context.book, record.uid).name == "HTX Một"
    assert tab.button.isEnabled()


def test_a_line_of_the_statuses_says_where_they_are_put_right(tab):
    go_to(tab, "Tình trạng pháp lý")
    assert not tab.button.isEnabled()
    assert "tab Tình trạng" in tab.words.text()


def test_identity_numbers_are_not_shown(tab):
    texts = [tab.table.texts(place) for place in range(tab.table.count)]
    assert "001085000001" not in str(texts)


def test_older_lines_come_as_one_goes_down(qtbot, context, dialog, tab, record):
    for number in range(PAGE):
        record, _ = save_organisation(context.book, replace(record, phone=str(number)))
    tab.refresh()
    settle(context)
    assert tab.table.count == PAGE

    press_until(
        lambda: tab.table.place >= PAGE - 1,
        lambda: QTest.keyClick(tab.table, Qt.Key.Key_PageDown),
    )
    settle(context)

    assert tab.table.count > PAGE
    assert tab.table.place == PAGE - 1
    press(Qt.Key.Key_Down)
    assert tab.detail.toPlainText()

    def down():
        press(Qt.Key.Key_Down)
        settle(context, 1) if tab.table.place == tab.table.count - 1 else None

    press_until(lambda: tab.table.place >= tab.table.count - 1, down)
    assert tab.table.texts(tab.table.count - 1)[2].startswith("để trống → ")
