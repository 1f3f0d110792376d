"""Copy a book over an older copy again and again, killed a step later each time.

Run by test_book_copy: prints "old" or "new" for each round: what lies under the name afterwards.
"""

import sys
from functools import partial
from pathlib import Path

from ktt_desktop.domain.progress import Silent
from ktt_desktop.interchange.book_copy_reader import open_copy
from ktt_desktop.services.book_copy import copy_book
from ktt_desktop.services.opening import open_for_work
from tests.services.dying import die_before, exit_code_of

OLD = b"the copy of last year"


def main(home, target):
    for step in range(1000):
        target.write_bytes(OLD)
        code = exit_code_of(partial(copy_killed_at, step, home, target))
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
    opened = open_for_work(home, practice=False)
    die_before(step)
    copy_book(opened.book, opened.profile, target, Silent())


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
