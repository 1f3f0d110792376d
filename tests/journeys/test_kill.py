"""kill -9 at any moment loses nothing that was acknowledged, and leaves no figure half written."""

import os
import random
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

from ktt_desktop.domain.records import Subject
from ktt_desktop.domain.terms import Measure, SubjectKind
from ktt_desktop.services.annual_return import load_history
from ktt_desktop.services.book import open_book
from tests.journeys.saving_until_killed import organisation

WORKER = Path(__file__).with_name("saving_until_killed.py")
KILLS = int(os.environ.get("KTT_KILLS", "16"))  # a release is tried with 200
FIRST_KILLS = KILLS // 2  # while the book is being made


def start(folder):
    """A worker that has imported everything and waits for its line."""
    return subprocess.Popen(
        [sys.executable, str(WORKER), str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def let_it_work(worker, seconds, *, from_first_save):
    """Let the worker save, kill it, and return what it acknowledged: [(year or "name", value)]."""
    with worker:
        assert worker.stdout.readline() == "ready\n"
        worker.stdin.write("go\n")
        worker.stdin.flush()
        lines = [worker.stdout.readline()] if from_first_save else []
        time.sleep(seconds)
        assert worker.poll() is None, "the worker must be killed, not fail"
        worker.kill()
        lines += worker.stdout.read().splitlines()
    return [(word, int(value)) for word, value in (line.split() for line in lines if line)]


def check(book, known):
    """Nothing acknowledged is gone; a value on its way may be there, but whole."""
    draft = organisation(book)
    forms = load_history(book, Subject(SubjectKind.ORGANISATION, draft.uid), Measure.ACTUAL)
    rows = book.catalogue.edition.for_kind(draft.kind)
    stored = {"name": int(draft.name.split()[1])}
    for form in forms:
        figures = {form.values[each.code] for each in rows}
        assert len(figures) == 1, f"{form.year} is half written: {figures}"
        stored[str(form.year)] = figures.pop()
    for word, value in known.items():
        assert stored[word] >= value, f"{word}: {value} was acknowledged, {stored[word]} is there"
    newest = max([0, *known.values()])
    assert all(value <= newest + 1 for value in stored.values())
    return {word: max(value, known.get(word, 0)) for word, value in stored.items()}


def integrity(path):
    with closing(sqlite3.connect(path)) as connection:
        return (
            connection.execute("PRAGMA integrity_check").fetchall(),
            connection.execute("PRAGMA foreign_key_check").fetchall(),
        )


def test_what_was_acknowledged_survives_a_kill_at_any_moment(tmp_path, catalogue, units):
    moments = random.Random(20251209)
    known, saves = {}, 0
    worker = start(tmp_path)
    for _ in range(KILLS):
        following = start(tmp_path)  # imports while this one saves
        lines = let_it_work(worker, moments.uniform(0, 0.15), from_first_save=True)
        worker = following
        saves += len(lines)

        book = open_book(tmp_path, catalogue, units)
        assert integrity(book.path) == ([("ok",)], [])
        known = check(book, known | dict(lines))
        if moments.random() < 0.5:
            book.close()
        else:  # the next one finds the log as this one leaves it
            book.sessions.kw["bind"].dispose()
            book.lock.release()
    worker.kill()
    worker.communicate()

    assert saves >= 2 * KILLS


def test_a_book_killed_while_it_is_made_is_made_the_next_time(tmp_path, catalogue, units):
    moments = random.Random(7)
    folders = [tmp_path / str(number) for number in range(FIRST_KILLS)]
    worker = start(folders[0])
    for folder, later in zip(folders, [*folders[1:], tmp_path / "never"], strict=True):
        following = start(later)
        lines = let_it_work(worker, moments.uniform(0, 0.4), from_first_save=False)
        worker = following

        book = open_book(folder, catalogue, units)
        assert integrity(book.path) == ([("ok",)], [])
        check(book, dict(lines))
        book.close()
    worker.kill()
    worker.communicate()
    assert not (tmp_path / "never").exists()
