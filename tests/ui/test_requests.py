import threading
from pathlib import Path

import pytest

from ktt_desktop.services.one_window import MAILBOX, claim
from ktt_desktop.ui.requests import Requests


@pytest.fixture
def folder(tmp_path):
    lock = claim(tmp_path / "Sổ")
    yield tmp_path / "Sổ"
    lock.release()


@pytest.fixture
def requests(qtbot, folder):
    heard = Requests()
    heard.all = []
    heard.came.connect(heard.all.append)
    heard.listen(folder)
    yield heard
    heard.stop()
    qtbot.wait(10)


@pytest.fixture
def later_start():
    """Starts of the program that wait for their answer; all are over at the end."""
    threads = []

    def begin(folder, file=None):
        answers = []
        threads.append(threading.Thread(target=lambda: answers.append(claim(folder, file))))
        threads[-1].start()
        return answers

    yield begin
    for thread in threads:
        thread.join()


def test_a_later_start_is_heard_and_answered(qtbot, folder, requests, later_start):
    first = later_start(folder, Path("/tmp/Tệp nộp.kttt"))
    qtbot.waitUntil(lambda: first == [None])
    second = later_start(folder)
    qtbot.waitUntil(lambda: second == [None])

    assert requests.all == [Path("/tmp/Tệp nộp.kttt"), None]


def test_a_start_from_before_it_listened_is_heard(qtbot, folder, later_start):
    answers = later_start(folder)
    qtbot.waitUntil(lambda: any((folder / MAILBOX).glob("*.json")))
    requests, heard = Requests(), []
    requests.came.connect(heard.append)

    requests.listen(folder)

    assert heard == [None]
    qtbot.waitUntil(lambda: answers == [None])
    requests.stop()


def test_stopped_it_leaves_requests_lying(qtbot, folder, requests, later_start):
    requests.stop()
    answers = later_start(folder)
    qtbot.wait(200)
    assert (requests.all, answers) == ([], [])

    requests.listen_again()

    assert requests.all == [None]
    qtbot.waitUntil(lambda: answers == [None])


def test_two_folders_are_heard(qtbot, folder, requests, later_start, tmp_path):
    lock = claim(tmp_path / "máy này")
    requests.listen(tmp_path / "máy này")

    answers = [later_start(folder), later_start(tmp_path / "máy này")]
    qtbot.waitUntil(lambda: answers == [[None], [None]])
    lock.release()

    assert requests.all == [None, None]
