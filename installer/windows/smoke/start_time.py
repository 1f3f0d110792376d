"""How long the officer waits for the first picture, against the least window there can be."""

import re
import time

from installer.windows import wine
from installer.windows.places import WORK
from installer.windows.smoke.checks import Checks
from installer.windows.smoke.installed import WINDOW, data_folder, program_folder

LIMIT = 1.5
PAIRS = 5
PAINTED = re.compile(r"painted at ([0-9.]+)")
PATIENCE, SETTLING = 60, 3  # seconds until the window is painted, then until the book is open
YARDSTICK = WORK / "frozen" / "minimal-window" / "minimal-window.exe"


def ratio(checks: Checks, **screen: str) -> None:
    """Both in turn, so that whatever else the machine does falls on both."""
    desktop = wine.start(["notepad"], **screen)  # while a window is open, Wine keeps its desktop
    _yardstick(screen), _program(screen)  # the files are read from the disk once
    runs = [(_nothing(screen), _yardstick(screen), _program(screen)) for _ in range(PAIRS)]
    desktop.terminate()
    none, least, ours = map(min, zip(*runs, strict=True))  # what the machine can do
    checks.measure(
        "first picture against that of the least window",
        (ours - none) / (least - none),
        LIMIT,
        f"{ours:.2f} s against {least:.2f} s; {none:.2f} s for starting nothing",
    )


def _nothing(screen: dict[str, str]) -> float:
    """What starting any program takes here, which is nobody's merit."""
    begun = time.time()
    wine.run(["cmd", "/c", "exit"], **screen)
    return time.time() - begun


def _yardstick(screen: dict[str, str]) -> float:
    answer = WORK / "painted.txt"
    begun = time.time()
    wine.run([YARDSTICK, answer], **screen)
    return float(answer.read_text(encoding="ascii")) - begun


def _program(screen: dict[str, str]) -> float:
    """An ordinary start; the log tells when the window was painted."""
    log = next(data_folder().rglob("so-kttt.log"))
    known = len(log.read_text(encoding="utf-8"))
    begun = time.time()
    process = wine.start([program_folder() / WINDOW, "--practice"], **screen)
    while not (painted := PAINTED.search(log.read_text(encoding="utf-8"), known)):
        if time.time() > begun + PATIENCE:
            raise TimeoutError("no window was painted")
        time.sleep(0.1)
    time.sleep(SETTLING)
    wine.run(["taskkill", "/IM", WINDOW])
    process.wait(60)
    return float(painted[1]) - begun
