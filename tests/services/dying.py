"""A child process that dies before its next change of the disk, and the run of such children."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
KILLED = 9
CHANGING = {"os.rename", "os.mkdir", "os.remove", "os.rmdir", "sqlite3.connect"}


def die_before(step):
    """Count what changes the disk: files opened to write, renames, folders, flushes."""
    left = [step]

    def count():
        if left[0] == 0:
            os._exit(KILLED)
        left[0] -= 1

    def watch(event, arguments):
        if event in CHANGING or (event == "open" and set(str(arguments[1])) & set("wxa")):
            count()

    flush = os.fsync
    os.fsync = lambda handle: (count(), flush(handle))
    sys.addaudithook(watch)


def exit_code_of(act):
    """The exit code of a child that does this."""
    child = os.fork()
    if child == 0:
        act()
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def rounds(script, *arguments):
    """What a script that kills its children prints, a line a round."""
    done = subprocess.run(
        [sys.executable, str(script), *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()
