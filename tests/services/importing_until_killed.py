"""Import a list again and again, killed a step later each time.

Run by test_import_commit: prints "before" or "after" for each round: what the book then says.
"""

import os
import sys
from functools import partial
from pathlib import Path
from types import SimpleNamespace

from ktt_desktop.services.book import BOOK_FILE
from ktt_desktop.services.import_commit import commit_import
from ktt_desktop.services.opening import open_for_work
from tests.import_plans import contents, new, plan
from tests.services.dying import KILLED, exit_code_of

NAMES = [f"HTX {number}" for number in range(600)]


class KillAt:
    """Progress that ends the process at its nth report."""

    def __init__(self, step):
        self.left = step

    def report(self, *_):
        if self.left == 0:
            os._exit(KILLED)
        self.left -= 1


def main(home):
    open_for_work(home, practice=False).book.close()
    book = SimpleNamespace(path=home / BOOK_FILE)
    stood = contents(book)
    for step in range(100):
        code = exit_code_of(partial(import_killed_at, step, home))
        found = contents(book)
        names = sorted(row[4] for row in found["organisation"])
        assert found == stood or names == sorted(NAMES)
        print("before" if found == stood else "after")
        if code == 0:
            return


def import_killed_at(step, home):
    opened = open_for_work(home, practice=False)
    commit_import(opened.book, plan(*map(new, NAMES)), KillAt(step))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
