import os
import subprocess
import sys
import threading
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

from ktt_desktop import __main__, app
from ktt_desktop.app import EXIT_FAILED, EXIT_IN_USE, Program
from ktt_desktop.domain.errors import StorageUnavailableError
from ktt_desktop.domain.records import ChangeSet
from ktt_desktop.domain.terms import UnitLevel
from ktt_desktop.services import opening
from ktt_desktop.services.one_window import MAILBOX, claim
from ktt_desktop.services.opening import folder_of, open_for_work
from ktt_desktop.services.settings import load_period, load_profile, save_period
from ktt_desktop.ui import desk, messages
from ktt_desktop.ui.first_run import FirstRunDialog
from ktt_desktop.ui.screens.exchange import ExchangeScreen
from ktt_desktop.ui.usb_dialog import UsbDialog
from tests.ui.screens.opened import settle

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
ROOT = Path(__file__).resolve().parents[1]

FIRST_PAINT = """
import sys
from PySide6.QtWidgets import QApplication
from ktt_desktop import app
def seen(program, *, practice):
    heavy = {"sqlalchemy", "alembic", "openpyxl", "reportlab", "pypdfium2", "nacl"}
    heavy &= set(sys.modules)
    print("painted", program.window.isVisible(), sorted(heavy))
    QApplication.exit(0)
app.Program.open_book = seen
sys.exit(app.run())
"""

# Opens the practice book in its window, remembers a folder, and leaves as an officer does.
A_SHORT_DAY = """
import sys
from pathlib import Path
from PySide6.QtCore import QSettings, QTimer
from ktt_desktop import app
if len(sys.argv) > 1:
    sys.frozen, sys.executable = True, sys.argv[1]
work_on = app.Program._work_on
def work_and_leave(program, opened, profile):
    work_on(program, opened, profile)
    QSettings().setValue("submission/folder", "E:/Nộp")
    QTimer.singleShot(0, program.leave)
app.Program._work_on = work_and_leave
sys.exit(app.run(practice=True))
"""
SAYS = """
import sys
from pathlib import Path
from ktt_desktop import app
from ktt_desktop.ui import messages
messages.warn = lambda parent, title, text: print(text)
sys.exit(app.run(Path(sys.argv[1])))
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
    def __init__(self):
        super().__init__()
        self.looked_into = []

    def open(self, place):
        pass

    def verify(self, path):
        self.looked_into.append(path)


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
    screens = [replace(each, build=lambda _: EmptyScreen()) for each in desk.SCREENS]
    monkeypatch.setattr(desk.Desk.__init__, "__defaults__", (screens, None))
    programs = []

    def begin(*, practice=False, file=None, on_stick=False):
        program = Program(tmp_path, practice=practice, file=file, on_stick=on_stick)
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
    press(qtbot, *[Qt.Key.Key_Down] * 3, Qt.Key.Key_Return)
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


def test_a_save_that_fails_on_the_way_out_keeps_the_window_open(qtbot, start, tmp_path, exits):
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
    request = tmp_path / MAILBOX / "7.json"
    request.write_text('{"file": null}')
    qtbot.waitUntil(lambda: not request.exists())  # it listens to later starts again


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
        app, "run", lambda folder, *, practice, file: seen.append((folder, practice, file)) or 0
    )
    monkeypatch.chdir(tmp_path)

    assert __main__.main(["--practice", "--data-dir", str(tmp_path), "Tệp nộp.kttt"]) == 0
    assert __main__.main([]) == 0

    # absolute: the program that opens it may have been started elsewhere
    assert seen == [(tmp_path, True, tmp_path / "Tệp nộp.kttt"), (None, False, None)]


@contextmanager
def later_start(tmp_path, *arguments):
    """`python -m ktt_desktop` once more on the same folder, while the first goes on working."""
    command = [sys.executable, "-m", "ktt_desktop", "--data-dir", str(tmp_path), *arguments]
    environment = {**os.environ, "HOME": str(tmp_path)}
    with subprocess.Popen(command, cwd=ROOT, env=environment) as process:
        try:
            yield process
        finally:
            process.kill()


def looked_into(program):
    """What the screen Nộp và nhận was handed; None before it was ever opened."""
    found = [each.looked_into for each in program.window.findChildren(EmptyScreen)]
    return next((paths for paths in found if paths), None)


@pytest.fixture
def lock(tmp_path):
    """What the first program holds."""
    held = claim(tmp_path)
    yield held
    held.release()


@pytest.fixture
def running(start, lock, qtbot):
    """The first program, at work on the practice book."""
    program = start(practice=True)
    wait_for_title(qtbot, program, "DỮ LIỆU THỰC HÀNH")
    return program


def test_a_second_start_comes_to_the_first_window_and_ends(qtbot, running, tmp_path):
    running.window.showMinimized()

    with later_start(tmp_path) as second:
        qtbot.waitUntil(lambda: second.poll() is not None, timeout=20_000)

    assert second.returncode == 0  # the practice book and the unit's own are one program
    assert not running.window.isMinimized()
    qtbot.waitUntil(running.window.isActiveWindow)
    assert looked_into(running) is None


def test_a_second_start_with_a_file_has_the_first_window_look_into_it(qtbot, running, tmp_path):
    file = tmp_path / "Tệp nộp.kttt"

    with later_start(tmp_path, str(file)) as second:
        qtbot.waitUntil(lambda: second.poll() is not None, timeout=20_000)
    qtbot.waitUntil(lambda: looked_into(running) == [file])

    assert second.returncode == 0


def test_of_two_starts_at_the_same_moment_one_window_is_left(qtbot, tmp_path):
    with later_start(tmp_path) as one, later_start(tmp_path) as two:
        qtbot.waitUntil(lambda: [one.poll(), two.poll()].count(0) == 1, timeout=30_000)
        qtbot.wait(300)
        codes = [one.poll(), two.poll()]

    assert sorted(codes, key=str) == [0, None]


def test_a_file_waits_until_the_open_dialog_is_closed(qtbot, running, tmp_path):
    menu_action(running, "Thông tin đơn vị…").trigger()
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not None)

    running.requests.came.emit(tmp_path / "x.kttt")
    qtbot.wait(2 * app.STEP + 50)
    assert looked_into(running) is None
    assert QApplication.activeModalWidget() is not None

    press(qtbot, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: looked_into(running) == [tmp_path / "x.kttt"])


def test_a_file_waits_until_the_first_run_was_answered(qtbot, start, tmp_path):
    program = start(file=tmp_path / "x.kttt")
    first_run(qtbot)
    qtbot.wait(app.STEP + 50)
    press(qtbot, *[Qt.Key.Key_Down] * 3, Qt.Key.Key_Return)

    qtbot.waitUntil(lambda: looked_into(program) == [tmp_path / "x.kttt"])


def test_several_files_are_looked_into_one_after_the_other(qtbot, running, tmp_path):
    files = [tmp_path / "1.kttt", tmp_path / "2.kttt"]
    for file in files:
        running.requests.came.emit(file)

    qtbot.waitUntil(lambda: looked_into(running) == files)


def of_a_commune(context):
    """A unit with nobody below looks into a file; one with units below receives it."""
    context.profile = replace(context.profile, level=UnitLevel.COMMUNE)
    return ExchangeScreen(context)


@pytest.mark.parametrize("content", [None, b"", b"khong phai tep nop"])
def test_a_file_that_is_missing_or_damaged_gets_a_sentence(
    qtbot, start, tmp_path, told, monkeypatch, content
):
    screens = [
        replace(each, build=of_a_commune) if each.name == "submission" else each
        for each in desk.Desk.__init__.__defaults__[0]
    ]
    monkeypatch.setattr(desk.Desk.__init__, "__defaults__", (screens, None))
    file = tmp_path / "Tệp nộp.kttt"
    if content is not None:
        file.write_bytes(content)

    program = start(practice=True, file=file)
    qtbot.waitUntil(lambda: bool(told), timeout=20_000)

    assert len(told) == 1
    assert "Tệp nộp.kttt" in told[0]
    assert told[0].endswith(".")
    assert program.window.findChild(ExchangeScreen).isVisible()
    settle(program.context)


def test_a_start_while_the_first_is_closing_takes_its_place(qtbot, running, lock, tmp_path, exits):
    gate, answers = threading.Event(), []
    running._context.ask(running.window, lambda _: gate.wait(20), lambda _: None)
    running.window.close()
    second = threading.Thread(target=lambda: answers.append(claim(tmp_path)))
    second.start()
    qtbot.wait(300)
    assert answers == []  # not taken by a program that is going away
    gate.set()
    qtbot.waitUntil(lambda: exits == [0])
    lock.release()
    second.join()

    assert answers[0].is_locked
    answers[0].release()


def test_a_program_that_does_not_answer_is_told_of_with_its_own_exit_code(tmp_path):
    lock = claim(tmp_path)
    done = python(tmp_path, "-c", SAYS, str(tmp_path))
    lock.release()

    assert done.stdout.startswith("Sổ này đang mở ở một cửa sổ khác."), done.stderr
    assert done.returncode == EXIT_IN_USE


def test_a_data_folder_that_cannot_be_written_ends_in_a_sentence(tmp_path):
    (tmp_path / "USB").write_bytes(b"")
    done = python(tmp_path, "-c", SAYS, str(tmp_path / "USB" / "du-lieu"))

    assert "Mở khóa ghi" in done.stdout, done.stderr
    assert done.returncode == EXIT_FAILED


@pytest.fixture
def machine(tmp_path, monkeypatch):
    """The folder on this machine, for a program started from a stick."""
    folder = tmp_path / "máy này" / "SoKTTT"
    monkeypatch.setattr(app, "machine_folder", lambda: folder)
    yield folder
    QSettings.setDefaultFormat(QSettings.Format.NativeFormat)


def asked_where(qtbot):
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), UsbDialog))
    return QApplication.activeModalWidget()


def test_from_a_stick_nothing_is_opened_before_the_officer_answered(
    qtbot, start, tmp_path, machine, exits
):
    program = start(on_stick=True)
    asked_where(qtbot)
    assert program.window.isVisible()
    assert not (tmp_path / "so-kttt.sqlite").exists()

    press(qtbot, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: exits == [0])

    assert not (tmp_path / "so-kttt.sqlite").exists()
    assert not machine.exists()


def test_an_officer_may_work_on_the_stick_for_once(qtbot, start, tmp_path, machine):
    program = start(practice=True, on_stick=True)
    asked_where(qtbot)
    press(qtbot, Qt.Key.Key_Tab, Qt.Key.Key_Space)
    wait_for_title(qtbot, program, "DỮ LIỆU THỰC HÀNH")

    assert folder_of(tmp_path, practice=True).exists()
    assert not machine.exists()


def test_the_work_goes_on_on_the_machine_and_both_places_lead_to_this_window(
    qtbot, start, tmp_path, machine, lock
):
    program = start(practice=True, on_stick=True)
    asked_where(qtbot)
    press(qtbot, Qt.Key.Key_Return)
    wait_for_title(qtbot, program, "DỮ LIỆU THỰC HÀNH")

    assert folder_of(machine, practice=True).exists()
    assert not folder_of(tmp_path, practice=True).exists()
    assert Path(QSettings().fileName()).is_relative_to(machine)
    for folder in (tmp_path, machine):
        answers = []
        later = threading.Thread(target=lambda into=answers, at=folder: into.append(claim(at)))
        later.start()
        qtbot.waitUntil(lambda into=answers: into == [None])
        later.join()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="each system has its own folders")
def test_a_home_with_vietnamese_letters_and_spaces_holds_book_log_and_settings(tmp_path):
    home = tmp_path / "Nguyễn Văn Ưng" / "Dữ liệu máy"
    places = {"XDG_DATA_HOME": str(home / "dữ liệu"), "XDG_STATE_HOME": str(home / "nhật ký")}
    done = python(tmp_path, "-c", A_SHORT_DAY, HOME=str(home), **places)

    assert done.returncode == 0, done.stderr
    data = home / "dữ liệu" / "SoKTTT"
    assert list((data / "thuc-hanh" / "sao-luu").glob("*dong-so.sqlite"))
    assert "E:/N" in (data / "SoKTTT" / "so-kttt.ini").read_text(encoding="utf-8")
    log = next((home / "nhật ký").rglob("so-kttt.log")).read_text(encoding="utf-8")
    assert "Sổ KTTT" in log
    assert "Traceback" not in log


def test_a_portable_program_keeps_everything_beside_itself(tmp_path):
    folder, home = tmp_path / "USB của xã", tmp_path / "máy lạ"
    folder.mkdir()
    (folder / "so-kttt-di-dong.txt").touch()
    places = {name: str(home) for name in ("HOME", "XDG_DATA_HOME", "XDG_STATE_HOME")}
    done = python(tmp_path, "-c", A_SHORT_DAY, str(folder / "so-kttt.exe"), **places)

    assert done.returncode == 0, done.stderr
    assert list((folder / "du-lieu" / "thuc-hanh" / "sao-luu").glob("*dong-so.sqlite"))
    assert (folder / "du-lieu" / "SoKTTT" / "so-kttt.ini").is_file()
    assert (folder / "nhat-ky" / "so-kttt.log").is_file()
    assert [path for path in home.rglob("*") if path.is_file()] == []
