"""An officer at the desk: of the practice book, or of any folder."""

import pytest
from PySide6.QtWidgets import QApplication

from tests.journeys.officer import Officer


@pytest.fixture
def seat(qapp, monkeypatch):
    """Starts the program on a folder with an officer before it, who leaves after the test."""
    monkeypatch.setattr(QApplication, "exit", lambda code=0: None)
    seated = []

    def seat(folder, *, practice=False):
        found = Officer(folder, practice=practice)
        seated.append(found)
        found.until(lambda: found.context is not None)
        found.at_desk()
        return found

    yield seat
    for found in seated:
        found.program.let_go()
        found.program.window.leave()
        found.pause(20)


@pytest.fixture
def officer(seat, tmp_path):
    """The officer of the practice book."""
    return seat(tmp_path, practice=True)
