"""Lấy sổ từ máy khác in the whole program: at the first start, and in the place of a book."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from ktt_desktop.app import Program
from ktt_desktop.domain.organisation import OrganisationDraft
from ktt_desktop.domain.progress import Silent
from ktt_desktop.domain.records import UnitProfile
from ktt_desktop.domain.terms import UnitLevel
from ktt_desktop.services.book_copy import copy_book
from ktt_desktop.services.opening import begin_book, close_after_work, open_for_work
from ktt_desktop.services.register import save_organisation
from ktt_desktop.services.settings import load_profile
from ktt_desktop.ui import desk, messages
from ktt_desktop.ui.book_restore import BookRestore, RestoreDialog
from ktt_desktop.ui.first_run import FirstRunDialog

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def begun(folder, units, name, organisation):
    on = date(2026, 11, 20)
    unit = units.search(name, on, UnitLevel.COMMUNE)[0]
    province = units.path(unit, on)[-1]
    profile = UnitProfile(unit.code, unit.name, unit.level, province.code, province.name)
    book = begin_book(open_for_work(folder, practice=False).book, profile).book
    save_organisation(book, OrganisationDraft(name=organisation, sector="XD"))
    return book


@pytest.fixture
def copy(tmp_path, units):
    """The copy of a book of another machine."""
    book = begun(tmp_path / "máy cũ", units, "lang giang", "HTX Đồng Kỳ")
    target = tmp_path / "a.kttt-so"
    copy_book(book, load_profile(book), target, Silent())
    close_after_work(book)
    return target


class EmptyScreen(QWidget):
    """What is behind the dialogs does not matter here."""

    def open(self, place):
        pass


@pytest.fixture(autouse=True)
def told(monkeypatch):
    words = []
    monkeypatch.setattr(messages, "warn", lambda _, __, sentence, *___: words.append(sentence))
    return words


@pytest.fixture
def start(qtbot, monkeypatch, copy):
    """Starts the program on a folder; whoever asks for a file gets the copy."""
    screens = [replace(each, build=lambda _: EmptyScreen()) for each in desk.SCREENS]
    monkeypatch.setattr(desk.Desk.__init__, "__defaults__", (screens, None))
    monkeypatch.setattr(QApplication, "exit", lambda *_: None)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(copy), ""))
    programs = []

    def begin(folder):
        programs.append(Program(folder, practice=False))
        programs[-1].window.show()
        return programs[-1]

    yield begin
    for program in programs:
        program.let_go()
        program.window.leave()
        program.window.deleteLater()
    qtbot.wait(10)


def shown(qtbot, kind):
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), kind), timeout=15_000)
    return QApplication.activeModalWidget()


def unit_of(program):
    return None if program.context is None else program.context.profile.name


def test_a_new_machine_begins_with_the_book_of_the_old_one(qtbot, start, tmp_path):
    program = start(tmp_path / "máy mới")
    first = shown(qtbot, FirstRunDialog)
    QTest.keyClick(first.bring, Qt.Key.Key_Space)

    preview = shown(qtbot, RestoreDialog)
    assert not preview.replace.isVisible()
    QTest.keyClick(preview.take, Qt.Key.Key_Return)

    qtbot.waitUntil(lambda: unit_of(program) == "Xã Lạng Giang", timeout=15_000)


def test_leaving_the_preview_comes_back_to_the_first_question(qtbot, start, tmp_path):
    start(tmp_path / "máy mới")
    first = shown(qtbot, FirstRunDialog)
    QTest.keyClick(first.bring, Qt.Key.Key_Space)
    QTest.keyClick(shown(qtbot, RestoreDialog), Qt.Key.Key_Escape)

    assert shown(qtbot, FirstRunDialog) is first
    qtbot.waitUntil(lambda: not (tmp_path / "máy mới" / "dang-lay-so").exists())
    first.reject()


def test_a_book_is_replaced_only_when_that_is_ticked_and_is_kept_in_the_backups(
    qtbot, start, tmp_path, units
):
    home = tmp_path / "máy này"
    close_after_work(begun(home, units, "my thai", "HTX của máy này"))
    program = start(home)
    qtbot.waitUntil(lambda: program.context is not None, timeout=15_000)
    before = unit_of(program)
    way = BookRestore(program.runner, home, program.window)
    way.ready.connect(program.context.book_came)
    way.choose()

    preview = shown(qtbot, RestoreDialog)
    assert not preview.take.isEnabled()
    QTest.keyClick(preview.replace, Qt.Key.Key_Space)
    QTest.keyClick(preview.take, Qt.Key.Key_Return)

    qtbot.waitUntil(lambda: unit_of(program) not in (None, before), timeout=15_000)
    (kept,) = (home / "sao-luu").glob("*truoc-lay-so*")
    with closing(sqlite3.connect(kept)) as connection:
        names = connection.execute("SELECT name FROM organisation").fetchall()
    assert names == [("HTX của máy này",)]


def test_a_file_that_is_no_copy_is_told_and_the_first_question_stays(
    qtbot, start, tmp_path, copy, told
):
    copy.write_bytes(b"no copy")
    start(tmp_path / "máy mới")
    first = shown(qtbot, FirstRunDialog)
    QTest.keyClick(first.bring, Qt.Key.Key_Space)

    qtbot.waitUntil(lambda: bool(told))
    assert "không phải tệp chép sổ" in told[0]
    assert QApplication.activeModalWidget() is first
    first.reject()
