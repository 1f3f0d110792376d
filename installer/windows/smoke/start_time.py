"""How long the officer waits for the first picture, against the least window there can be."""

import json
import statistics
import time
from pathlib import Path

from installer.windows import wine
from installer.windows.places import WORK
from installer.windows.smoke.checks import Checks
from installer.windows.smoke.installed import WINDOW, program_folder

LIMIT = 1.5
PAIRS = 3
YARDSTICK = WORK / "frozen" / "minimal-window" / "minimal-window.exe"


def ratio(checks: Checks, **screen: str) -> None:
    """Both in turn, so that whatever else the machine does falls on both."""
    desktop = wine.start(["notepad"], **screen)  # while a window is open, Wine keeps its desktop
    _yardstick(screen), _program(screen)  # the files are read from the disk once
    runs = [(_nothing(screen), _yardstick(screen), _program(screen)) for _ in range(PAIRS)]
    desktop.terminate()
    none, least, ours = (statistics.median(times) for times in zip(*runs, strict=True))
    found = (ours - none) / (least - none)
    detail = f"{found:.2f} ({ours:.2f} s against {least:.2f} s, {none:.2f} s for nothing)"
    checks.check("first picture within 1,5 times that of a bare window", found <= LIMIT, detail)


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
    folder = WORK / "start"
    begun = time.time()
    wine.run([program_folder() / WINDOW, "--self-test", folder], **screen)
    return _painted(folder) - begun


def _painted(folder: Path) -> float:
    facts = json.loads((folder / "self-test.json").read_text(encoding="utf-8"))
    return float(facts["painted_at"])
