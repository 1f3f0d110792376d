import subprocess
import sys

import pytest

from ktt_desktop.domain.errors import BookInUseError
from ktt_desktop.storage.lock import lock_book

HOLDER = """
import sys, time
from pathlib import Path
from ktt_desktop.storage.lock import lock_book
lock = lock_book(Path(sys.argv[1]))
print("held", flush=True)
time.sleep(60)
"""
TRY = """
import sys
from pathlib import Path
from ktt_desktop.domain.errors import BookInUseError
from ktt_desktop.storage.lock import lock_book
try:
    lock_book(Path(sys.argv[1]))
except BookInUseError as error:
    sys.stdout.buffer.write(str(error).encode())
"""


@pytest.fixture
def holder(tmp_path):
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(tmp_path)], stdout=subprocess.PIPE, text=True
    )
    with process:
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


def test_a_second_program_is_refused(tmp_path, holder):
    with pytest.raises(BookInUseError, match="đang mở ở một cửa sổ khác"):
        lock_book(tmp_path)


def test_a_killed_program_holds_nothing(tmp_path, holder):
    holder.kill()
    holder.wait()

    lock_book(tmp_path).release()


def test_our_own_lock_keeps_another_process_out(tmp_path):
    lock = lock_book(tmp_path)
    done = subprocess.run(
        [sys.executable, "-c", TRY, str(tmp_path)], capture_output=True, check=True, timeout=30
    )
    lock.release()

    assert done.stdout.decode().startswith("Sổ này đang mở ở một cửa sổ khác.")


def test_a_lock_let_go_can_be_taken_again(tmp_path):
    lock_book(tmp_path).release()
    again = lock_book(tmp_path)
    with pytest.raises(BookInUseError):
        lock_book(tmp_path)
    again.release()


def test_books_in_two_folders_do_not_meet(tmp_path):
    one, two = tmp_path / "mot", tmp_path / "hai"
    one.mkdir()
    two.mkdir()
    locks = [lock_book(one), lock_book(two)]
    for lock in locks:
        lock.release()
