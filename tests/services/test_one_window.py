import json
import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from ktt_desktop.domain.errors import BookInUseError, StorageUnavailableError
from ktt_desktop.services import one_window
from ktt_desktop.services.one_window import MAILBOX, STALE, claim, take_requests

RACER = """
import sys, time
from pathlib import Path
from ktt_desktop.domain.errors import KttError
from ktt_desktop.services.one_window import claim, take_requests
folder, start = Path(sys.argv[1]), float(sys.argv[2])
time.sleep(max(0, start - time.time()))
lock = claim(folder)
if lock is None:
    print("took over by another")
else:
    print("first", flush=True)
    for _ in range(40):
        take_requests(folder)
        time.sleep(0.05)
"""


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "Sổ của xã 100%"


@pytest.fixture
def running(folder):
    lock = claim(folder)
    yield lock
    lock.release()


def later_start(folder, file=None):
    """Another start of the program, as its own thread would see it; its answer comes last."""
    answers = []

    def work():
        try:
            answers.append(claim(folder, file))
        except BookInUseError as error:
            answers.append(error)

    thread = threading.Thread(target=work)
    thread.start()
    return thread, answers


def taken(folder):
    until = time.monotonic() + 2
    while time.monotonic() < until:
        if found := take_requests(folder):
            return found
        time.sleep(0.01)
    return []


def mailbox(folder):
    return sorted(path.name for path in (folder / MAILBOX).iterdir())


def test_the_first_start_is_the_one_and_asks_nothing(folder, running):
    assert running.is_locked
    assert mailbox(folder) == ["so-kttt.lock"]
    assert take_requests(folder) == []


def test_a_later_start_hands_over_its_file_and_ends(folder, running, tmp_path):
    file = tmp_path / "Tệp nộp của xã.kttt"
    thread, answers = later_start(folder, file)

    assert taken(folder) == [file]
    thread.join()
    assert answers == [None]
    assert mailbox(folder) == ["so-kttt.lock"]


def test_a_later_start_without_a_file_asks_to_come_forward(folder, running):
    thread, answers = later_start(folder)

    assert taken(folder) == [None]
    thread.join()
    assert answers == [None]


def test_nobody_answers_so_the_officer_is_told(folder, running, monkeypatch):
    monkeypatch.setattr(one_window, "PATIENCE", 0.2)

    with pytest.raises(BookInUseError, match="đang mở ở một cửa sổ khác"):
        claim(folder, Path("x.kttt"))

    assert mailbox(folder) == ["so-kttt.lock"]  # the request was withdrawn
    assert take_requests(folder) == []


def test_a_program_that_is_just_ending_leaves_its_place_to_the_later_start(folder):
    lock = claim(folder)
    thread, answers = later_start(folder, Path("x.kttt"))
    time.sleep(0.2)
    assert answers == []
    lock.release()
    thread.join()

    assert answers[0].is_locked
    assert take_requests(folder) == []  # the later start opens its file itself
    answers[0].release()


def test_of_many_starts_at_the_same_moment_exactly_one_is_first(folder):
    start = str(time.time() + 2)
    command = [sys.executable, "-c", RACER, str(folder), start]
    racers = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(4)]
    said = sorted(racer.communicate(timeout=30)[0].strip() for racer in racers)

    assert said == ["first", *["took over by another"] * 3]
    assert [racer.returncode for racer in racers] == [0] * 4


def test_a_killed_program_keeps_nobody_out(folder):
    start = "import sys, time; from pathlib import Path\n"
    start += "from ktt_desktop.services.one_window import claim\n"
    start += "lock = claim(Path(sys.argv[1])); print('first', flush=True); time.sleep(60)"
    with subprocess.Popen(
        [sys.executable, "-c", start, str(folder)], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout.readline() == "first\n"
        process.kill()

    claim(folder).release()


def test_a_request_left_by_a_crash_is_removed_unheard(folder, running):
    request = folder / MAILBOX / "7.json"
    request.write_text(json.dumps({"file": "x.kttt"}))
    old = time.time() - STALE - 1
    os.utime(request, (old, old))

    assert take_requests(folder) == []
    assert mailbox(folder) == ["so-kttt.lock"]


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b"7", b'{"tep": 1}', b'{"file": 7}', b"\xff"]
)
def test_what_is_no_request_is_thrown_away(folder, running, content):
    (folder / MAILBOX / "7.json").write_bytes(content)
    (folder / MAILBOX / "8.json").write_text(json.dumps({"file": None}))

    assert take_requests(folder) == [None]
    assert mailbox(folder) == ["so-kttt.lock"]


def test_two_data_folders_are_two_programs(folder, running, tmp_path):
    other = claim(tmp_path / "khác")
    assert other is not None
    other.release()


def test_a_folder_that_cannot_be_written_is_told_in_a_sentence(tmp_path):
    blocker = tmp_path / "USB"
    blocker.write_bytes(b"")

    with pytest.raises(StorageUnavailableError, match="USB đang khóa ghi") as caught:
        claim(blocker / "du-lieu")

    assert not isinstance(caught.value, BookInUseError)
    assert str(blocker / "du-lieu") in str(caught.value)


def test_a_write_protected_folder_of_a_running_program_is_not_taken_for_one_in_use(
    folder, running, monkeypatch
):
    """Windows calls both "access denied"; the request that cannot be left tells them apart."""

    def refused(*_, **__):
        raise PermissionError(13, "write protected")

    monkeypatch.setattr(Path, "write_text", refused)
    with pytest.raises(StorageUnavailableError, match="khóa ghi"):
        claim(folder)
