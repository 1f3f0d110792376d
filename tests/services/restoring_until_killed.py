"""Put a staged book in place again and again, killed a step later each time.

Run by test_book_restore: prints for each round the unit and the organisations of the book that is
opened afterwards, and whether its attachments are there.
"""

import shutil
import sys
from contextlib import closing
from functools import partial
from pathlib import Path

from ktt_desktop.domain.progress import Silent
from ktt_desktop.services.book_restore import put_in_place, stage
from ktt_desktop.services.opening import open_for_work
from tests.services.dying import die_before, exit_code_of


def main(file, old, homes):
    homes.mkdir()
    for step in range(1000):
        home = homes / f"{step:03}"
        shutil.copytree(old, home)
        code = exit_code_of(partial(restore_killed_at, step, home, file))
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
    staged = stage(file, home, Silent())
    die_before(step)
    put_in_place(staged, home)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
