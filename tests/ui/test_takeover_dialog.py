"""Nhận sổ của đơn vị cũ by keyboard: from the menu to the list, and back with Ctrl+Z."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog

from ktt_desktop.domain.organisation import OrganisationDraft
from ktt_desktop.domain.records import UnitProfile
from ktt_desktop.domain.register_list import RegisterQuery
from ktt_desktop.domain.terms import UnitLevel
from ktt_desktop.services.book import open_book, today
from ktt_desktop.services.first_run import first_period
from ktt_desktop.services.register import save_organisation
from ktt_desktop.services.register_list import organisation_ids, organisation_rows
from ktt_desktop.services.settings import save_profile
from ktt_desktop.ui import errors
from ktt_desktop.ui.context import Context
from ktt_desktop.ui.desk import Desk
from ktt_desktop.ui.jobs import JobRunner
from ktt_desktop.ui.main_window import MainWindow
from ktt_desktop.ui.screens.register import RegisterScreen
from ktt_desktop.ui.takeover_dialog import TakeoverDialog
from tests.ui.screens.opened import CONTROL, press, settle

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
KEY, ALT = Qt.Key, Qt.KeyboardModifier.AltModifier
AREA = {"level": UnitLevel.COMMUNE, "parent_code": "24", "parent_name": "Tỉnh Bắc Ninh"}
NEW = UnitProfile(code="07381", name="Xã Tiên Lục", **AREA)
OLD = UnitProfile(code="07378", name="Xã Nghĩa Hòa", historical=True, **AREA)
INSIDE, OUTSIDE = ("07378", "HTX trong xã"), ("07384", "HTX ngoài xã")


@pytest.fixture
def other_book(tmp_path, catalogue, units, monkeypatch):
    """The book of an old commune, chosen in the file dialog."""
    book = open_book(tmp_path / "cu", catalogue, units)
    save_profile(book, OLD)
    for commune, name in (INSIDE, OUTSIDE):
        draft = OrganisationDraft(name=name, sector="NN.TT", commune_code=commune)
        save_organisation(book, draft)
    book.close()
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(book.path), ""))
    return book.path


@pytest.fixture
def context(qtbot, empty_book):
    save_profile(empty_book, NEW)
    context = Context(empty_book, NEW, first_period(NEW, today()), JobRunner())
    yield context
    settle(context)


@pytest.fixture
def window(qtbot, context, monkeypatch):
    window = MainWindow()
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.desk = Desk(context)
    window.show_desk(window.desk)
    window.show()
    qtbot.waitUntil(window.isActiveWindow)
    settle(context)
    yield window
    window.hide()
    settle(context)


@pytest.fixture
def dialog(qtbot, window, context, other_book):
    return asked(qtbot, window, context)


def asked(qtbot, window, context):
    """Take the entry of the menu; the dialog that opens, None where none does."""
    press(KEY.Key_H, ALT)
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    qtbot.keyClick(QApplication.activePopupWidget(), KEY.Key_N)
    settle(context)
    found = [each for each in window.findChildren(TakeoverDialog) if each.isVisible()]
    if found:
        found[-1].activateWindow()
        qtbot.waitUntil(found[-1].isActiveWindow)
        return found[-1]
    return None


def shown(dialog):
    model = dialog.table.model()
    return [
        tuple(model.index(row, column).data() for column in (0, 2, 3, 4))
        for row in range(model.rowCount())
    ]


def listed(context):
    query = RegisterQuery()
    ids = organisation_ids(context.book, query)
    return [row.name for row in organisation_rows(context.book, ids, query)]


def test_the_preview_tells_in_words_and_row_by_row(dialog):
    assert dialog.area.hasFocus()
    assert dialog.area.text() == "Tổ chức ở địa bàn Xã Tiên Lục (1)"
    assert dialog.all.text() == "Tất cả tổ chức của sổ đó (2)"
    assert dialog.words.text() == "Sẽ nhận 1 tổ chức."
    assert dialog.notes.isHidden()
    assert dialog.take.text() == "Nhận 1 tổ chức  Ctrl+S"
    assert shown(dialog) == [
        ("HTX ngoài xã", "Xã Quang Thịnh → Xã Kép", "Không nhận", "Ngoài địa bàn của đơn vị"),
        ("HTX trong xã", "Xã Nghĩa Hòa → Xã Tiên Lục", "Nhận", "0 năm số liệu, 0 hồ sơ công việc"),
    ]
    assert dialog.about.text() == "HTX ngoài xã: Ngoài địa bàn của đơn vị."


def test_taken_from_the_keyboard_the_list_shows_them_and_ctrl_z_takes_them_back(
    qtbot, window, context, dialog
):
    press(KEY.Key_Right)
    assert dialog.all.isChecked()
    assert dialog.take.text() == "Nhận 2 tổ chức  Ctrl+S"
    press(KEY.Key_S, CONTROL)
    qtbot.waitUntil(lambda: not dialog.isVisible())
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    settle(context)

    register = window.findChild(RegisterScreen)
    assert listed(context) == ["HTX ngoài xã", "HTX trong xã"]
    assert register.model.rowCount() == 2
    assert register.undo.isVisible()
    assert register.undo.words.text() == "Đã nhận 2 tổ chức từ sổ của Xã Nghĩa Hòa."

    press(KEY.Key_Z, CONTROL)
    settle(context)
    assert listed(context) == []
    assert not register.undo.isVisible()


def test_the_same_book_again_offers_nothing(qtbot, window, context, dialog):
    press(KEY.Key_Right)
    press(KEY.Key_S, CONTROL)
    qtbot.waitUntil(lambda: not dialog.isVisible())
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    settle(context)

    again = asked(qtbot, window, context)
    assert again.words.text() == (
        "Không có tổ chức nào để nhận. Hồ sơ ở đây giữ nguyên: 2 giống hệt."
    )
    assert {each[2:] for each in shown(again)} == {("Bỏ qua", "Giống hệt")}
    assert not again.take.isEnabled()
    press(KEY.Key_S, CONTROL)
    assert again.isVisible()


def test_escape_leaves_everything_as_it_was(qtbot, context, dialog):
    press(KEY.Key_Escape)
    qtbot.waitUntil(lambda: not dialog.isVisible())
    assert listed(context) == []


def test_a_file_that_is_no_book_is_told(qtbot, window, context, other_book, monkeypatch):
    other_book.write_bytes(b"PK")
    told = []
    monkeypatch.setattr(errors.messages, "warn", lambda _, __, text, *___: told.append(text))
    assert asked(qtbot, window, context) is None
    assert len(told) == 1
    assert "không phải là sổ của Sổ KTTT" in told[0]


def test_no_file_chosen_nothing_happens(qtbot, window, context, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: ("", ""))
    assert asked(qtbot, window, context) is None
