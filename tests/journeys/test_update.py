"""An update reaches a running program: chosen in the menu, compared, installed, worked with."""

import pytest
from PySide6.QtCore import QSettings, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox

from ktt_desktop.domain.errors import StorageUnavailableError
from ktt_desktop.domain.updates import UpdatePart
from ktt_desktop.interchange.update_reader import open_update
from ktt_desktop.services import opening
from ktt_desktop.services.opening import open_for_work
from ktt_desktop.services.update_store import store, stored
from ktt_desktop.ui.forms.reading import remember_reading
from ktt_desktop.ui.update_dialogs import InstallDialog, StrangerDialog
from ktt_desktop.ui.updates import UpdatesDialog
from tests.issuing import issue, newer_catalogue
from tests.journeys.officer import ALT, Officer
from tests.keyboard import press_until

KEY = Qt.Key


@pytest.fixture
def file(tmp_path):
    folder = newer_catalogue(tmp_path / "catalogue")
    return issue(tmp_path / "bieu-mau.kttt-capnhat", folder, UpdatePart.CATALOGUE)


@pytest.fixture
def exits(monkeypatch):
    codes = []
    monkeypatch.setattr(QApplication, "exit", lambda code=0: codes.append(code))
    return codes


@pytest.fixture
def officer(qapp, tmp_path, monkeypatch, exits):
    kept = {}
    monkeypatch.setattr(QSettings, "value", lambda _, name, other=None: kept.get(name, other))
    monkeypatch.setattr(QSettings, "setValue", lambda _, name, value: kept.update({name: value}))
    remember_reading(None)
    officers = []

    def begin():
        officers.append(Officer(tmp_path / "data", practice=True))
        return officers[-1]

    yield begin
    for each in officers:
        each.program.let_go()
        each.program.window.leave()
        each.pause(20)


def at_work(officer):
    officer.until(lambda: "DỮ LIỆU THỰC HÀNH" in officer.program.window.windowTitle())
    officer.at_desk()


def choose_by_keyboard(officer, answer):
    """Take an answer of the next message box that is not the safe one."""
    officer._reader.stop()
    done = []

    def look():
        box = QApplication.activeModalWidget()
        if not isinstance(box, QMessageBox):
            return
        focused = QApplication.focusWidget()
        if focused is None or not box.isAncestorOf(focused):
            box.activateWindow()  # it was shown a moment ago: the keyboard comes with the next look
            return
        clock.stop()
        officer.told.append(box.text())
        press_until(
            lambda: QApplication.focusWidget().text() == answer,
            lambda: QTest.keyClick(QApplication.focusWidget(), KEY.Key_Tab),
        )
        QTest.keyClick(QApplication.focusWidget(), KEY.Key_Return)
        done.append(True)

    clock = QTimer()
    clock.timeout.connect(look)
    clock.start(20)
    at_work_with = [clock]  # nobody else holds it
    return lambda: bool(done and at_work_with)


def test_new_forms_are_used_without_leaving_the_program(officer, file, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(file), ""))
    at_desk = officer()
    at_work(at_desk)
    before = at_desk.context
    assert "A77" not in before.book.catalogue.edition.indicators

    at_desk.press(KEY.Key_H, modifier=ALT)
    at_desk.press(KEY.Key_C)
    at_desk.dialog(UpdatesDialog)
    at_desk.press(KEY.Key_Return)
    at_desk.dialog(StrangerDialog)
    at_desk.press(KEY.Key_Backtab, KEY.Key_Space)
    at_desk.dialog(InstallDialog)
    answered = choose_by_keyboard(at_desk, "Mở lại sổ")
    at_desk.press(KEY.Key_Return)
    at_desk.until(answered)

    at_desk.until(lambda: at_desk.context not in (None, before))
    at_work(at_desk)
    assert "A77" in at_desk.context.book.catalogue.edition.indicators
    assert at_desk.context.profile == before.profile
    at_desk.press(KEY.Key_2, modifier=ALT)  # the screens are those of the new catalogue
    at_desk.settle()
    at_desk.leave()

    opened = open_for_work(file.parent / "data", practice=True)  # it was let go
    opened.book.close()


def test_a_book_that_cannot_be_opened_again_ends_the_program_in_words(officer, exits, monkeypatch):
    at_desk = officer()
    at_work(at_desk)

    def broken(*_, **__):
        raise StorageUnavailableError("Không mở được sổ.")

    monkeypatch.setattr(opening, "open_for_work", broken)
    at_desk.context.reopen_wanted.emit()
    at_desk.until(lambda: exits == [1])

    assert at_desk.told == ["Không mở được sổ."]


def test_a_damaged_update_is_told_when_the_window_opens(officer, file, tmp_path):
    store(tmp_path / "data", open_update(file))
    (folder,) = stored(tmp_path / "data", UpdatePart.CATALOGUE)
    (folder / "data" / "version.toml").write_bytes(b"")
    at_desk = officer()
    at_work(at_desk)

    assert len(at_desk.told) == 1
    assert "version.toml" in at_desk.told[0]
    assert "Chương trình dùng bản gần nhất còn tốt" in at_desk.told[0]
