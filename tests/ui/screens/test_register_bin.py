"""Thùng rác, opened from the list and driven by keyboard on the practice book."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from ktt_desktop.domain.organisation import OrganisationDraft, Person
from ktt_desktop.services.register import (
    delete_organisation,
    load_organisation,
    save_organisation,
)
from ktt_desktop.ui import messages
from ktt_desktop.ui.screens.register import RegisterScreen
from ktt_desktop.ui.screens.register_bin import BinDialog
from tests.keyboard import type_text
from tests.ui.screens.opened import CONTROL, opened, press, settle

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
AN = Person("Nguyễn Văn An", identity_number="001085000001")


@pytest.fixture
def deleted(context):
    """Two deleted records; the second one is found by its code too."""
    drafts = (
        OrganisationDraft(name="HTX Rau sạch", sector="NN.TT", persons=(AN,)),
        OrganisationDraft(name="HTX Xây dựng", sector="XD", tax_code="0100109106"),
    )
    saved = [save_organisation(context.book, each)[0] for each in drafts]
    for each in saved:
        delete_organisation(context.book, each.uid)
    return saved


@pytest.fixture
def screen(qtbot, context, deleted):
    yield from opened(qtbot, context, RegisterScreen(context))


@pytest.fixture
def dialog(qtbot, context, screen):
    press(Qt.Key.Key_B, CONTROL)
    settle(context)
    dialog = screen.findChildren(BinDialog)[-1]
    qtbot.waitUntil(dialog.isActiveWindow)
    return dialog


def names(dialog):
    return [dialog.list.texts(place)[0] for place in range(dialog.list.count)]


def test_a_deleted_record_is_found_read_and_taken_back(context, screen, dialog, deleted):
    record = deleted[0]
    before = screen.model.rowCount()
    assert set(names(dialog)) == {"HTX Rau sạch", "HTX Xây dựng"}
    type_text(QApplication.focusWidget(), "rau sach")
    settle(context)
    assert names(dialog) == ["HTX Rau sạch"]
    assert "Lĩnh vực: Trồng trọt" in dialog.record.toPlainText()
    assert "số định danh, CCCD: 0010********" in dialog.record.toPlainText()

    press(Qt.Key.Key_R, CONTROL)
    settle(context)

    assert load_organisation(context.book, record.uid).persons == (AN,)
    assert names(dialog) == []
    assert dialog.words.text() == "Đã lấy lại “HTX Rau sạch” vào danh mục."
    assert screen.model.rowCount() == before + 1
    press(Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_the_arrow_keys_move_while_the_keyboard_stays_in_the_search(context, dialog):
    first = dialog.record.toPlainText()
    press(Qt.Key.Key_Down)
    settle(context)
    assert dialog.list.place == 1
    assert dialog.record.toPlainText() not in ("", first)
    press(Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert QApplication.focusWidget() is dialog.search


def test_a_record_whose_code_is_taken_by_now_stays_and_the_sentence_is_told(
    monkeypatch, context, dialog
):
    told = []
    monkeypatch.setattr(messages, "warn", lambda *words: told.append(words[-1]))
    other = OrganisationDraft(name="HTX Mới", sector="XD", tax_code="0100109106")
    save_organisation(context.book, other)
    type_text(QApplication.focusWidget(), "0100109106")
    settle(context)
    press(Qt.Key.Key_R, CONTROL)
    settle(context)

    assert "HTX Mới" in told[0]
    assert names(dialog) == ["HTX Xây dựng"]


def test_an_empty_bin_has_nothing_to_take_back(context, dialog):
    type_text(QApplication.focusWidget(), "khong co")
    settle(context)
    assert names(dialog) == []
    assert not dialog.take_back.isEnabled()
    assert dialog.record.toPlainText() == ""
