"""Whatever fails while a file is taken in: book and folder are old or new, never mixed."""

import errno
import os
from contextlib import suppress
from pathlib import Path

import pytest
from sqlalchemy import text

from ktt_desktop.domain.errors import KttError, StorageUnavailableError
from ktt_desktop.domain.progress import Silent
from ktt_desktop.services.book import open_book
from ktt_desktop.services.receiving import accept, accept_all, inspect_files
from ktt_desktop.services.receiving_kept import kept_bytes, received_files
from ktt_desktop.services.receiving_quarantine import kept_folder
from ktt_desktop.services.settings import save_profile
from ktt_desktop.storage.session import transaction
from tests.made_submissions import PROVINCE, put, submission

MOST_STEPS = 60


def numbered(number):
    return submission(names=("HTX Một",), members={"HTX Một": number}, number=number)


def look_at(book, folder, content):
    path = put(folder, "a.kttt", content)
    return inspect_files(book, PROVINCE, [path], Silent()).looks[0]


def state(book):
    """What is held, what the book says, and which whole files lie in the folder."""
    with transaction(book.sessions) as session:
        rows = session.execute(text("SELECT o1, received_file_id FROM annual_return"))
        figures = [tuple(row) for row in rows]
    folder = kept_folder(book)
    names = sorted(path.name for path in folder.glob("*.kttt")) if folder.exists() else []
    held = [(each.number, kept_bytes(book, each)) for each in received_files(book)]
    return held, figures, names


class FailingAt:
    """Every call that touches the disk of the book, of which the n-th fails."""

    def __init__(self, monkeypatch, step):
        self.left, self.has_failed = step, False
        for owner, name in (
            (Path, "open"),
            (Path, "read_bytes"),
            (Path, "replace"),
            (Path, "mkdir"),
            (Path, "unlink"),
            (os, "fsync"),
        ):
            monkeypatch.setattr(owner, name, self._wrapped(getattr(owner, name)))

    def _wrapped(self, real):
        def call(*arguments, **options):
            self.left -= 1
            if self.left == 0:
                self.has_failed = True
                raise OSError(errno.EIO, "Input/output error")
            return real(*arguments, **options)

        return call


def test_a_failure_at_any_step_leaves_the_old_state_or_the_new_one(empty_book, tmp_path):
    save_profile(empty_book, PROVINCE)
    folder = tmp_path / "USB"
    accept(empty_book, PROVINCE, look_at(empty_book, folder, numbered(1)))
    for step in range(1, MOST_STEPS):
        look = look_at(empty_book, folder, numbered(step + 1))
        old = state(empty_book)
        with pytest.MonkeyPatch.context() as patch:
            failing = FailingAt(patch, step)
            try:
                accept(empty_book, PROVINCE, look)
                accepted = True
            except (KttError, OSError):
                accepted = False
        new = state(empty_book)
        if not accepted:
            assert new == old, f"step {step}"
            accept(empty_book, PROVINCE, look)
            new = state(empty_book)
        assert new[0][0][0] == step + 1
        assert new[1][0][0] == step + 1
        assert len(new[2]) == len(old[2]) + 1
        if not failing.has_failed:
            break
    assert 4 <= step < MOST_STEPS


def test_a_book_that_cannot_grow_keeps_its_old_state_and_says_so(empty_book, tmp_path):
    save_profile(empty_book, PROVINCE)
    names = [f"Hợp tác xã {number}" for number in range(400)]
    big = submission(names=names, members=dict.fromkeys(names, 5))
    look = look_at(empty_book, tmp_path / "USB", big)
    old = state(empty_book)
    with transaction(empty_book.sessions) as session:
        pages = session.execute(text("PRAGMA page_count")).scalar_one()
        session.execute(text(f"PRAGMA max_page_count = {pages + 1}"))

    with pytest.raises(StorageUnavailableError, match="Ổ đĩa đã đầy"):
        accept(empty_book, PROVINCE, look)

    assert state(empty_book) == old
    with transaction(empty_book.sessions) as session:
        session.execute(text("PRAGMA max_page_count = 1000000"))
    accept(empty_book, PROVINCE, look)
    assert len(state(empty_book)[1]) == 400


def fill(path):
    """Write until nothing goes in any more."""
    with path.open("wb", buffering=0) as file, suppress(OSError):
        while True:
            file.write(b"x" * 1024)


def test_a_really_full_disk_keeps_the_old_state_and_goes_on_when_there_is_room(
    disk, tmp_path, catalogue, units
):
    small_disk = disk("24m")
    book = open_book(small_disk / "sổ", catalogue, units)
    try:
        save_profile(book, PROVINCE)
        look = look_at(book, tmp_path / "USB", numbered(1))
        old = state(book)
        filler = small_disk / "đầy"
        fill(filler)
        with pytest.raises(StorageUnavailableError):
            accept(book, PROVINCE, look)
        assert state(book) == old
        filler.unlink()
        batch = accept_all(book, PROVINCE, [look], Silent())
        assert [each.outcome for each in batch.files] == ["da_nhan"]
    finally:
        book.close()
