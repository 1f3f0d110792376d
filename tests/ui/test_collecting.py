import gc
import threading

import pytest
from PySide6.QtCore import QObject

from ktt_desktop.ui.collecting import STEP, Collector, collect_if_due, spare_what_stays


class Node:
    """Garbage that only the collector finds, and that tells where it was found."""

    found_in = None

    def __init__(self):
        self.itself = self

    def __del__(self):
        Node.found_in = threading.current_thread()


@pytest.fixture
def owner(qapp):
    return QObject()


def test_no_other_thread_collects(owner):
    Collector(owner)
    Node.found_in = None
    Node()
    worker = threading.Thread(target=lambda: [[] for _ in range(200_000)])
    worker.start()
    worker.join()
    assert Node.found_in is None


def test_garbage_is_found_in_the_thread_of_the_window(owner, qtbot):
    Collector(owner)
    Node.found_in = None
    Node()
    keep = [[] for _ in range(gc.get_threshold()[0] + 1)]
    qtbot.waitUntil(lambda: Node.found_in is not None, timeout=5 * STEP)
    assert Node.found_in is threading.main_thread()
    assert keep


def test_nothing_is_looked_through_before_it_is_due(owner, monkeypatch):
    Collector(owner)
    looked = []
    monkeypatch.setattr(gc, "get_count", lambda: (1, 0, 0))
    monkeypatch.setattr(gc, "collect", looked.append)
    collect_if_due()
    assert looked == []


def test_older_garbage_is_found_too(owner, monkeypatch):
    Collector(owner)
    looked = []
    monkeypatch.setattr(gc, "get_count", lambda: (1, 0, gc.get_threshold()[2] + 1))
    monkeypatch.setattr(gc, "collect", looked.append)
    collect_if_due()
    assert looked == [2]


def test_what_stays_for_good_is_not_looked_through_again():
    stays = [[] for _ in range(100)]
    spare_what_stays()
    assert not any(each is stays for each in gc.get_objects())
    gc.unfreeze()
