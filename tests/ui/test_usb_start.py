import threading
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from ktt_desktop.domain.errors import StorageUnavailableError
from ktt_desktop.domain.records import UnitProfile
from ktt_desktop.domain.terms import UnitLevel
from ktt_desktop.services import portable
from ktt_desktop.services.book import BOOK_FILE
from ktt_desktop.services.one_window import claim, take_requests
from ktt_desktop.services.opening import begin_book, open_for_work
from ktt_desktop.services.portable import look_at
from ktt_desktop.ui import job_dialog, messages
from ktt_desktop.ui.job_dialog import JobDialog
from ktt_desktop.ui.jobs import JobRunner
from ktt_desktop.ui.usb_dialog import UsbDialog
from ktt_desktop.ui.usb_start import UsbStart

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def said(monkeypatch):
    words = []
    for name in ("inform", "warn"):
        monkeypatch.setattr(messages, name, lambda *texts: words.append(texts[2:]))
    return words


@pytest.fixture
def write_book(units):
    """Put a book of a commune into a folder."""

    def write(folder, name="lang giang"):
        unit = units.search(name, date(2026, 11, 20), UnitLevel.COMMUNE)[0]
        opened = open_for_work(folder, practice=False)
        begin_book(
            opened.book, UnitProfile(unit.code, unit.name, unit.level, "24", "Tỉnh Bắc Ninh")
        )
        opened.book.close()

    return write


@pytest.fixture
def stick(tmp_path, write_book):
    write_book(tmp_path / "USB" / "du-lieu")
    return tmp_path / "USB" / "du-lieu"


@pytest.fixture
def here(tmp_path):
    return tmp_path / "Nguyễn Văn Ưng" / "SoKTTT"


@pytest.fixture
def begin(qtbot, stick, here):
    """Start from the stick; `ends` collects the signals."""
    window, runner = QWidget(), JobRunner()
    qtbot.addWidget(window)
    window.show()

    def start(file=None):
        started = UsbStart(runner, window, stick, here, file)
        started.ends = []
        started.staying.connect(lambda: started.ends.append("staying"))
        started.moved.connect(started.ends.append)
        started.left.connect(lambda: started.ends.append("left"))
        started.begin()
        return started

    yield start
    assert runner.drain()
    qtbot.wait(10)


def asked(qtbot):
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), UsbDialog))
    return QApplication.activeModalWidget()


def press(qtbot, *keys):
    for key in keys:
        qtbot.keyClick(QApplication.focusWidget(), key)


def test_enter_copies_the_book_and_says_which_one_lives_on(qtbot, begin, stick, here, said):
    started = begin()
    dialog = asked(qtbot)
    assert dialog.here.text() == "Chép sổ vào máy này  Enter"
    press(qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(started.ends))

    assert started.ends[0].is_locked  # nobody else begins a book here meanwhile
    started.ends[0].release()
    assert look_at(here) == look_at(stick)
    assert look_at(here).unit == "Xã Lạng Giang"
    ((sentence, detail),) = said
    assert str(here) in sentence
    assert "Từ nay làm việc trên sổ ở máy này" in sentence
    assert str(stick) in detail
    assert "giữ nguyên" in detail


def test_the_book_on_the_machine_is_opened_and_stays_as_it_is(qtbot, begin, here, said, write_book):
    write_book(here, "my thai")
    before = (here / BOOK_FILE).read_bytes()
    started = begin()
    words = [label.text() for label in asked(qtbot).findChildren(QLabel)]
    assert any("Sổ trên máy này: Xã Mỹ Thái" in text for text in words)
    press(qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(started.ends))
    started.ends[0].release()

    assert (here / BOOK_FILE).read_bytes() == before
    assert said == []


def test_the_stick_is_worked_on_for_this_time(qtbot, begin, here):
    started = begin()
    asked(qtbot)
    press(qtbot, Qt.Key.Key_Tab, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: started.ends == ["staying"])

    assert not here.exists()


def test_escape_leaves(qtbot, begin, here):
    started = begin()
    asked(qtbot)
    press(qtbot, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: started.ends == ["left"])

    assert not here.exists()


def test_a_program_that_runs_on_this_machine_takes_over_with_the_file(
    qtbot, begin, here, write_book, said, tmp_path
):
    write_book(here)
    lock = claim(here)
    started = begin(tmp_path / "tệp.kttt")
    asked(qtbot)
    press(qtbot, Qt.Key.Key_Return)
    heard = []
    qtbot.waitUntil(lambda: bool(heard.extend(take_requests(here)) or heard))
    qtbot.waitUntil(lambda: started.ends == ["left"])
    lock.release()

    assert heard == [tmp_path / "tệp.kttt"]
    assert said == []


def test_a_copy_that_fails_is_told_and_the_question_comes_again(
    qtbot, begin, here, said, monkeypatch
):
    def full(*_):
        raise StorageUnavailableError("Ổ đĩa đầy.")

    monkeypatch.setattr(portable, "copy_data", full)
    started = begin()
    asked(qtbot)
    press(qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(said))
    assert said == [("Ổ đĩa đầy.",)]
    asked(qtbot)
    press(qtbot, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: started.ends == ["left"])

    claim(here).release()  # the place on the machine was let go


def test_a_copy_can_be_stopped_and_the_question_comes_again(qtbot, begin, here, said, monkeypatch):
    monkeypatch.setattr(job_dialog, "PATIENCE", 1)
    copy = portable.copy_data

    def slow(source, target, progress):
        gate.wait(5)
        copy(source, target, progress)

    gate = threading.Event()
    monkeypatch.setattr(portable, "copy_data", slow)
    started = begin()
    asked(qtbot)
    press(qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), JobDialog))
    button = QApplication.activeModalWidget().findChild(QPushButton)
    QTest.keyClick(button, Qt.Key.Key_Escape)
    gate.set()
    asked(qtbot)
    press(qtbot, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: started.ends == ["left"])

    assert look_at(here) is None
    assert said == []
