import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

from ktt_desktop import __main__, app
from ktt_desktop.app import EXIT_FAILED, EXIT_IN_USE, Program
from ktt_desktop.domain.errors import StorageUnavailableError
from ktt_desktop.domain.records import ChangeSet
from ktt_desktop.services import opening
from ktt_desktop.services.opening import folder_of, open_for_work
from ktt_desktop.services.settings import load_period, load_profile, save_period
from ktt_desktop.ui import desk, messages
from ktt_desktop.ui.first_run import FirstRunDialog

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
ROOT = Path(__file__).resolve().parents[1]

FIRST_PAINT = """
import sys
from PySide6.QtWidgets import QApplication
from ktt_desktop import app
def seen(program, *, practice):
    heavy = {"sqlalchemy", "alembic", "openpyxl", "reportlab", "pypdfium2"} & set(sys.modules)
    print("painted", program.window.isVisible(), sorted(heavy))
    QApplication.exit(0)
app.Program.open_book = seen
sys.exit(app.run())
"""


def python(tmp_path, *arguments, **environment):
    folders = {"HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path), "LOCALAPPDATA": str(tmp_path)}
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env={**os.environ, **folders, "PYTHONIOENCODING": "utf-8", **environment},
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


class EmptyScreen(QWidget):
    def open(self, place):
        pass


@pytest.fixture
def exits(monkeypatch):
    codes = []
    monkeypatch.setattr(QApplication, "exit", lambda code=0: codes.append(code))
    return codes


@pytest.fixture
def told(monkeypatch):
    said = []
    monkeypatch.setattr(messages, "warn", lambda parent, title, text: said.append(text))
    return said


@pytest.fixture
def start(qtbot, tmp_path, exits, monkeypatch):
    """Start the program on a folder; the screens are empty, all the rest is real."""
    entry = desk.SCREENS[0].__class__
    screens = [entry(each.name, each.title, lambda _: EmptyScreen()) for each in desk.SCREENS]
    monkeypatch.setattr(desk.Desk.__init__, "__defaults__", (screens, None))
    programs = []

    def begin(*, practice=False):
        program = Program(tmp_path, practice=practice)
        programs.append(program)
        program.window.show()
        return program

    yield begin
    for program in programs:
        program.let_go()
        program.window.leave()
        program.window.deleteLater()
    qtbot.wait(10)


def first_run(qtbot):
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), FirstRunDialog))
    return QApplication.activeModalWidget()


def press(qtbot, *keys):
    for key in keys:
        qtbot.keyClick(QApplication.focusWidget(), key)


def wait_for_title(qtbot, program, words):
    qtbot.waitUntil(lambda: words in program.window.windowTitle())


def menu_action(program, words):
    menu = program.window.findChild(desk.Navigation).system.menu()
    return next(each for each in menu.actions() if each.text().replace("&", "") == words)


def test_nothing_heavy_is_imported_before_the_window_is_painted(tmp_path):
    done = python(tmp_path, "-c", FIRST_PAINT)

    assert done.stdout.split("\n")[0] == "painted True []", done.stderr
    assert done.returncode == 0


def test_an_officer_opens_a_new_book_from_the_keyboard(qtbot, start, tmp_path, exits):
    program = start()
    first_run(qtbot)
    press(qtbot, Qt.Key.Key_Tab)
    qtbot.keyClicks(QApplication.focusWidget(), "bac ninh")
    press(qtbot, Qt.Key.Key_Return)
    qtbot.keyClicks(QApplication.focusWidget(), "lang giang")
    press(qtbot, Qt.Key.Key_Return, Qt.Key.Key_Return)
    wait_for_title(qtbot, program, "Sổ KTTT – Xã Lạng Giang – Kế hoạch năm")
    assert QApplication.activeModalWidget() is None

    program.window.close()
    qtbot.waitUntil(lambda: exits == [0])

    opened = open_for_work(tmp_path, practice=False)
    opened.book.close()
    assert opened.profile.issuer == ("ỦY BAN NHÂN DÂN", "XÃ LẠNG GIANG")


def test_leaving_the_first_run_ends_the_program_and_frees_the_book(qtbot, start, tmp_path, exits):
    program = start()
    first_run(qtbot)
    press(qtbot, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: exits == [0])

    assert not program.window.isVisible()
    open_for_work(tmp_path, practice=False).book.close()


def test_the_practice_book_is_chosen_at_the_first_run_and_lies_apart(qtbot, start, tmp_path, exits):
    program = start()
    first_run(qtbot)
    press(qtbot, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return)
    wait_for_title(qtbot, program, "DỮ LIỆU THỰC HÀNH – Huyện Lạng Giang")

    own = open_for_work(tmp_path, practice=False)  # let go, and still nobody's
    own.book.close()
    assert own.profile is None


def test_the_menu_goes_to_the_practice_book_and_back(qtbot, start, tmp_path):
    opened = open_for_work(tmp_path, practice=True)
    profile = load_profile(opened.book)
    opened.book.close()
    own = open_for_work(tmp_path, practice=False)
    opening.begin_book(
        own.book,
        opening.UnitProfile(
            profile.code, "Xã Lạng Giang", profile.level, profile.parent_code, profile.parent_name
        ),
    )
    own.book.close()  # fmt: skip
    program = start()
    wait_for_title(qtbot, program, "– Xã Lạng Giang –")

    menu_action(program, "Mở sổ thực hành").trigger()
    wait_for_title(qtbot, program, "DỮ LIỆU THỰC HÀNH – Huyện Lạng Giang")
    qtbot.waitUntil(lambda: any((tmp_path / "sao-luu").glob("*dong-so.sqlite")))
    open_for_work(tmp_path, practice=False).book.close()  # the other one was let go

    menu_action(program, "Về sổ của đơn vị").trigger()
    wait_for_title(qtbot, program, "– Xã Lạng Giang –")
    assert "THỰC HÀNH" not in program.window.windowTitle()


def test_a_book_that_cannot_be_opened_leaves_the_officer_in_the_one_that_is(
    qtbot, start, tmp_path, told, exits
):
    program = start(practice=True)
    wait_for_title(qtbot, program, "DỮ LIỆU THỰC HÀNH")
    other = open_for_work(tmp_path, practice=False).book

    menu_action(program, "Về sổ của đơn vị").trigger()
    qtbot.waitUntil(lambda: bool(told))
    other.close()

    assert told[0].startswith("Sổ này đang mở ở một cửa sổ khác.")
    assert program.window.findChild(desk.Navigation).isVisible()
    assert exits == []


def test_a_book_open_elsewhere_ends_in_a_sentence_and_its_own_exit_code(
    qtbot, start, tmp_path, told, exits
):
    other = open_for_work(tmp_path, practice=False).book
    start()
    qtbot.waitUntil(lambda: bool(exits))
    other.close()

    assert exits == [EXIT_IN_USE]
    assert told[0].startswith("Sổ này đang mở ở một cửa sổ khác.")


def test_a_file_that_is_no_book_ends_in_a_sentence(qtbot, start, tmp_path, told, exits):
    (tmp_path / "so-kttt.sqlite").write_bytes(b"khong phai so" * 1000)
    start()
    qtbot.waitUntil(lambda: bool(exits))

    assert exits == [EXIT_FAILED]
    assert told[0].endswith(".")
    assert (tmp_path / "so-kttt.sqlite").read_bytes().startswith(b"khong phai so")


def test_closing_finishes_what_is_being_saved_then_copies_the_book(qtbot, start, tmp_path, exits):
    program = start(practice=True)
    wait_for_title(qtbot, program, "DỮ LIỆU THỰC HÀNH")
    context = program._context
    gate = threading.Event()

    def slow(_):
        gate.wait(5)
        return save_period(context.book, context.period.__class__(2019, context.period.kind))

    context.save(program.window, slow)
    program.window.close()
    qtbot.wait(50)
    assert program.window.isVisible()
    gate.set()
    qtbot.waitUntil(lambda: exits == [0])

    again = open_for_work(tmp_path, practice=True)
    saved = load_period(again.book)
    again.book.close()
    assert saved.year == 2019
    assert any((folder_of(tmp_path, practice=True) / "sao-luu").glob("*dong-so.sqlite"))


def test_a_save_that_fails_on_the_way_out_keeps_the_window_open(qtbot, start, exits):
    program = start(practice=True)
    wait_for_title(qtbot, program, "DỮ LIỆU THỰC HÀNH")

    def fails(_) -> ChangeSet:
        raise StorageUnavailableError("Ổ đĩa đầy.")

    seen = []

    def read_and_close():
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        seen.append(box.text())
        QTest.keyClick(box, Qt.Key.Key_Escape)

    def look():
        if QApplication.activeModalWidget() is None:
            QTimer.singleShot(10, look)
        else:
            QTimer.singleShot(100, read_and_close)  # the answers behind the failed save come first

    look()
    program._context.save(program.window, fails)
    program.window.close()
    qtbot.waitUntil(lambda: bool(seen))
    qtbot.waitUntil(lambda: program.window.findChild(desk.Navigation).isVisible())

    assert seen == ["Ổ đĩa đầy."]
    assert exits == []


def test_a_copy_that_fails_is_told_and_the_program_still_ends(
    qtbot, start, told, exits, monkeypatch
):
    program = start(practice=True)
    wait_for_title(qtbot, program, "DỮ LIỆU THỰC HÀNH")

    def full(*_):
        raise StorageUnavailableError("Không sao lưu được. Kiểm tra chỗ trống.")

    monkeypatch.setattr(opening, "back_up", full)
    program.window.close()
    qtbot.waitUntil(lambda: exits == [0])

    assert told == ["Không sao lưu được. Kiểm tra chỗ trống."]


def test_when_the_system_ends_the_program_no_save_is_lost(qtbot, start, tmp_path):
    program = start(practice=True)
    wait_for_title(qtbot, program, "DỮ LIỆU THỰC HÀNH")
    context = program._context
    wanted = context.period.__class__(2018, context.period.kind)
    context.save(program.window, lambda _: save_period(context.book, wanted))

    program.let_go()

    again = open_for_work(tmp_path, practice=True)
    again.book.close()
    assert again.period == wanted


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux lacks a display")
def test_without_a_display_one_sentence_says_what_to_do(tmp_path):
    bare = {"DISPLAY": "", "WAYLAND_DISPLAY": "", "QT_QPA_PLATFORM": ""}
    done = python(tmp_path, "-m", "ktt_desktop", "--data-dir", str(tmp_path), **bare)

    assert done.returncode == 2
    assert "Không có màn hình để mở cửa sổ." in done.stdout
    assert len(done.stdout.splitlines()) == 1
    assert list(tmp_path.iterdir()) == []


def test_the_command_line_chooses_folder_and_practice_book(monkeypatch, tmp_path):
    seen = []
    monkeypatch.setattr(
        app, "run", lambda folder, *, practice: seen.append((folder, practice)) or 0
    )

    assert __main__.main(["--practice", "--data-dir", str(tmp_path)]) == 0
    assert __main__.main([]) == 0

    assert seen == [(tmp_path, True), (None, False)]
