"""The installed program at work: alone, twice, with a file, from a stick, on a sharp screen."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import time
import zipfile
from contextlib import closing
from pathlib import Path

from installer.windows import wine
from installer.windows.display import picture
from installer.windows.places import PREFIX, RESULTS, ROOT, WORK, portable_file, version
from installer.windows.smoke.checks import Checks
from installer.windows.smoke.installed import COMMAND_LINE, WINDOW, data_folder, program_folder

Screen = dict[str, str]
PATIENCE = 300  # seconds for the main job: the self-test itself gives up before
REFERENCE = WORK / "reference"
PRACTICE_BOOK = Path("thuc-hanh") / "so-kttt.sqlite"
PLACE_OF_PORTABLE = PREFIX / "drive_c" / "Đồng bộ dữ liệu" / "Sổ di động"
EQUAL_EVERYWHERE = ("data_digest", "check_code")
REPORT_TEXT = "report-text.txt"
SHARPNESS = {96: 1.0, 144: 1.5, 192: 2.0}  # LogPixels → device pixels a point


def reference() -> None:
    """The same job by the source code on this system, to compare with."""
    shutil.rmtree(REFERENCE, ignore_errors=True)
    command = [sys.executable, "-m", "ktt_desktop", "--self-test", str(REFERENCE)]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    subprocess.run(command, cwd=ROOT, env=environment, check=True)


def self_test(checks: Checks, program: Path, name: str, **screen: str) -> None:
    """The whole main job in a frozen program, and that it gives what the source gives."""
    folder = RESULTS / name
    code, _ = wine.run([program, "--self-test", folder], PATIENCE, **screen)
    checks.check(f"main job, {name}", code == 0, _first_words(folder / "self-test.txt"))
    try:
        found, expected = _facts(folder), _facts(REFERENCE)
    except FileNotFoundError as error:
        checks.check(f"results of {name}", held=False, detail=error.filename)
        return
    for fact in EQUAL_EVERYWHERE:
        ours = found.get(fact)
        checks.check(f"{fact} of {name} as on Linux", ours == expected[fact], ours)
    same = _text(folder) == _text(REFERENCE)
    checks.check(f"printed words of {name} as on Linux", same)


def sharp_screens(checks: Checks, screen: Screen) -> None:
    """100, 150 and 200 %: the program draws as many pixels as a large screen has."""
    for pixels, ratio in SHARPNESS.items():
        wine.set_value(r"HKCU\Control Panel\Desktop", "LogPixels", pixels)
        name = f"screen-{pixels * 100 // 96}"
        self_test(checks, program_folder() / WINDOW, name, **screen)
        drawn = _facts(RESULTS / name).get("device_pixel_ratio")
        checks.check(f"{name} is drawn {ratio} times as fine", drawn == ratio, drawn)
    wine.set_value(r"HKCU\Control Panel\Desktop", "LogPixels", 96)


def begin(checks: Checks, screen: Screen) -> "subprocess.Popen[bytes]":
    """Start the practice book as an officer would; the window stays open."""
    process = wine.start([program_folder() / WINDOW, "--practice"], **screen)
    checks.check("the window opens", _window_of("Lạng Giang", screen))
    picture(screen, RESULTS / "window.png")
    book = data_folder() / PRACTICE_BOOK
    checks.check("the book lies in the home folder of the officer", book.is_file())
    return process


def second_start(checks: Checks, first: "subprocess.Popen[bytes]", screen: Screen) -> None:
    """A second start hands over to the first, also the file it was started for."""
    code, _ = wine.run([program_folder() / WINDOW, "--practice"], 30, **screen)
    checks.check("a second start ends at once", code == 0, code)
    file = next(REFERENCE.rglob("*.kttt"))
    code, _ = wine.run([program_folder() / WINDOW, file], 30, **screen)
    checks.check("a second start with a file ends at once", code == 0, code)
    time.sleep(3)
    picture(screen, RESULTS / "opened-file.png")
    checks.check("the first goes on", first.poll() is None)


def end(checks: Checks, process: "subprocess.Popen[bytes]") -> None:
    """Close the window as the officer does: everything is saved and copied."""
    wine.run(["taskkill", "/IM", WINDOW])
    try:
        code: int | None = process.wait(60)
    except subprocess.TimeoutExpired:
        code = None
        wine.stop()
    checks.check("closing the window ends the program", code == 0, code)
    copies = list(data_folder().rglob("*dong-so*"))
    checks.check("closing left a backup", copies)


def same_book(checks: Checks) -> None:
    """After an upgrade the program works on the book that was there."""
    before = _organisations(data_folder() / PRACTICE_BOOK)
    checks.check("the book is still there", before > 0, before)


def newer_book(checks: Checks) -> None:
    """A book of a later program is left alone, and the sentence says what to do."""
    folder = WORK / "newer-book"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    book = shutil.copy2(data_folder() / PRACTICE_BOOK, folder)
    with closing(sqlite3.connect(book)) as connection:
        connection.execute("PRAGMA user_version = 99")
    before = Path(book).read_bytes()
    command = [program_folder() / COMMAND_LINE, "check", "--data-dir", folder]
    code, output = wine.run(command)
    checks.check("a newer book is refused", code == 1, code)
    checks.check("with what to do", "Cài bản mới" in output, output.strip())
    checks.check("and left as it is", Path(book).read_bytes() == before)


def portable(checks: Checks, screen: Screen) -> None:
    """From a folder with Vietnamese letters, its data beside it and nowhere else."""
    shutil.rmtree(PLACE_OF_PORTABLE, ignore_errors=True)
    with zipfile.ZipFile(portable_file(version())) as archive:
        archive.extractall(PLACE_OF_PORTABLE)
    (folder,) = PLACE_OF_PORTABLE.iterdir()
    process = wine.start([folder / WINDOW, "--practice"], **screen)
    checks.check("the portable program opens", _window_of("Lạng Giang", screen))
    end(checks, process)
    book = folder / "du-lieu" / PRACTICE_BOOK
    checks.check("the portable book lies beside the program", book.is_file())
    checks.check("it holds the organisations", _organisations(book) > 0)


def _window_of(title: str, screen: Screen, seconds: int = 60) -> bool:
    """Wait for a window with these words in its title, and for its first picture."""
    command = ["xdotool", "search", "--onlyvisible", "--name", title]
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        done = subprocess.run(command, env=wine.environment(**screen), capture_output=True)
        if done.stdout.strip():
            time.sleep(2)
            return True
        time.sleep(0.3)
    return False


def _facts(folder: Path) -> dict[str, object]:
    facts: dict[str, object] = json.loads((folder / "self-test.json").read_text(encoding="utf-8"))
    return facts


def _text(folder: Path) -> list[str]:
    return (folder / REPORT_TEXT).read_text(encoding="utf-8").split()


def _first_words(path: Path) -> str:
    return path.read_text(encoding="utf-8").partition("\n")[0] if path.is_file() else "no result"


def _organisations(book: Path) -> int:
    with closing(sqlite3.connect(f"file:{book}?mode=ro", uri=True)) as connection:
        found: int = connection.execute("SELECT count(*) FROM organisation").fetchone()[0]
    return found
