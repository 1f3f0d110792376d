"""Put a staged book in place again and again, killed a step later each time.

Run by test_book_restore: prints for each round the unit and the organisations of the book that is
opened afterwards, and whether its attachments are there.
"""

import os
import shutil
import sys
from contextlib import closing
from pathlib import Path

from ktt_desktop.domain.progress import Silent
from ktt_desktop.services.book_restore import put_in_place, stage
from ktt_desktop.services.opening import open_for_work

KILLED = 9
CHANGING = {"os.rename", "os.mkdir", "os.remove", "os.rmdir", "sqlite3.connect"}


def main(file, old, homes):
    homes.mkdir()
    for step in range(1000):
        home = homes / f"{step:03}"
        shutil.copytree(old, home)
        code = restore_killed_at(step, home, file)
        with closing(open_for_work(home, practice=False).book) as book:
            with book.sessions() as session:
                count, *_ = (
                    session.connection().exec_driver_sql("SELECT count(*) FROM organisation").one()
                )
                hashes = (
                    session.connection()
                    .exec_driver_sql("SELECT sha256 FROM organisation_attachment")
                    .scalars()
                    .all()
                )
            missing = [each for each in hashes if not (home / "tep-dinh-kem" / each).exists()]
        print(count, len(missing))
        if code == 0:
            return


def restore_killed_at(step, home, file):
    """The exit code of a child that dies before its next change of the disk."""
    child = os.fork()
    if child == 0:
        staged = stage(file, home, Silent())
        die_before(step)
        put_in_place(staged, home)
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
    main(*map(Path, sys.argv[1:]))
