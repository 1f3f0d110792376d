"""Install an update again and again, killed a step later each time; run by test_update_store.

Prints "old" or "new" for each round: what a program started afterwards uses.
"""

import os
import sys
from pathlib import Path

from ktt_desktop.services.in_use import choose
from ktt_desktop.services.updates import check_update, install_update, read_update

KILLED = 9
CHANGING = {"os.rename", "os.mkdir", "os.remove", "os.rmdir"}


def main(file, homes):
    homes.mkdir()
    offer = read_update(homes, file)
    checked = check_update(homes, offer, confirmed=offer.fingerprint)
    for step in range(1000):
        home = homes / f"{step:03}"
        home.mkdir()
        code = install_killed_at(step, home, checked)
        used = choose(home).units
        assert not used.problem, used.problem
        print("old" if used.update is None else "new")
        if code == 0:
            return


def install_killed_at(step, home, checked):
    """The exit code of a child that dies before its next change of the disk."""
    child = os.fork()
    if child == 0:
        die_before(step)
        install_update(home, checked)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


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


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
