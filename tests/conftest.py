"""Shared by all tests: offscreen Qt, no network, a folder of one's own, a practice book."""

import gc
import os
import socket
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture(autouse=True)
def no_network(monkeypatch):
    """The program is offline, so are its tests."""

    def refuse(*_):
        raise AssertionError("the program must not open a network connection")

    monkeypatch.setattr(socket.socket, "connect", refuse)


@pytest.fixture(autouse=True)
def collection():
    """What a window left behind is collected here, in its thread, not in a worker of later."""
    yield
    if not gc.isenabled():  # the program took it over
        gc.collect()
        gc.enable()


@pytest.fixture(scope="session")
def catalogue():
    """The real catalogue, read once."""
    from ktt_desktop.catalogue.loader import load_catalogue

    return load_catalogue()


@pytest.fixture(scope="session")
def units():
    """The real list of administrative units."""
    from ktt_desktop.catalogue.units import load_units

    return load_units()


@pytest.fixture
def empty_book(tmp_path: Path, catalogue, units):
    """A new book in a folder of its own."""
    from ktt_desktop.services.book import open_book

    book = open_book(tmp_path / "so", catalogue, units)
    yield book
    book.close()


@pytest.fixture
def practice(empty_book):
    """The practice book: (book, profile, period) of Lạng Giang 2022."""
    from ktt_desktop.services.practice import fill_practice_book

    profile, period = fill_practice_book(empty_book)
    return empty_book, profile, period
