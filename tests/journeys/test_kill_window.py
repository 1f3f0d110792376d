"""Killed in the middle of typing, the program loses nothing that it showed as saved."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

from ktt_desktop.domain.terms import Measure
from ktt_desktop.services.annual_return import unit_figures
from ktt_desktop.services.opening import open_for_work

ROOT = Path(__file__).resolve().parents[2]
SHORTEST, LONGEST = 3, 25  # figures typed before the kill


def type_and_kill(folder: Path, figures: int) -> int:
    """Kill the typing officer after so many figures; returns the last one shown as saved."""
    command = [sys.executable, "-m", "tests.journeys.typing_officer", str(folder)]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "HOME": str(folder)}
    last = 0
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True
    ) as typing:
        assert typing.stdout is not None
        for place, line in enumerate(typing.stdout, start=1):
            last = int(line)
            if place == figures:
                break
        typing.send_signal(signal.SIGKILL)
        rest = typing.stdout.read()  # what was shown as saved while the signal was on its way
    return int(rest.split()[-1]) if rest.split() else last


def test_a_kill_in_the_middle_of_typing_loses_nothing_that_was_shown_as_saved(tmp_path):
    random.seed(2022)
    for _ in range(2):
        shown = type_and_kill(tmp_path, random.randint(SHORTEST, LONGEST))
        assert shown >= 1000 + SHORTEST - 1

        opened = open_for_work(tmp_path, practice=True)
        figures = unit_figures(opened.book, opened.profile, [opened.period.main])
        path = opened.book.path
        opened.book.close()

        kept = figures["", 2022, Measure.HALF_YEAR].figures["A2"].value
        assert kept in (shown, shown + 1)  # one more may have been saved and not yet shown
        with closing(sqlite3.connect(path)) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
