"""Install an update again and again, killed a step later each time; run by test_update_store.

Prints "old" or "new" for each round: what a program started afterwards uses.
"""

import sys
from functools import partial
from pathlib import Path

from ktt_desktop.services.in_use import choose
from ktt_desktop.services.updates import check_update, install_update, read_update
from tests.services.dying import die_before, exit_code_of


def main(file, homes):
    homes.mkdir()
    offer = read_update(homes, file)
    checked = check_update(homes, offer, confirmed=offer.fingerprint)
    for step in range(1000):
        home = homes / f"{step:03}"
        home.mkdir()
        code = exit_code_of(partial(install_killed_at, step, home, checked))
        used = choose(home).units
        assert not used.problem, used.problem
        print("old" if used.update is None else "new")
        if code == 0:
            return


def install_killed_at(step, home, checked):
    die_before(step)
    install_update(home, checked)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
