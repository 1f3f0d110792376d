"""Copy a book over an older copy again and again, killed a step later each time.

Run by test_book_copy: prints "old" or "new" for each round: what lies under the name afterwards.
"""

import os
import sys
from pathlib import Path

from ktt_desktop.domain.progress import Silent
from ktt_desktop.interchange.book_copy_reader import open_copy
from ktt_desktop.services.book_copy import copy_book
from ktt_desktop.services.opening import open_for_work
from tests.services.restoring_until_killed import die_before

OLD = b"the copy of last year"


def main(home, target):
    for step in range(1000):
        target.write_bytes(OLD)
        code = copy_killed_at(step, home, target)
        if target.read_bytes() == OLD:
            print("old")
        else:
            with open_copy(target) as found:
                for name in found.sizes:
                    found.read(name, lambda _: None, lambda _: None)
            print("new")
        if code == 0:
            return


def copy_killed_at(step, home, target):
    """The exit code of a child that dies before its next change of the disk."""
    child = os.fork()
    if child == 0:
        opened = open_for_work(home, practice=False)
        die_before(step)
        copy_book(opened.book, opened.profile, target, Silent())
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
