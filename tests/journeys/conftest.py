"""The officer of the practice book, at the desk."""

import pytest
from PySide6.QtWidgets import QApplication

from tests.journeys.officer import Officer


@pytest.fixture
def officer(qapp, tmp_path, monkeypatch):
    monkeypatch.setattr(QApplication, "exit", lambda code=0: None)
    found = Officer(tmp_path, practice=True)
    found.until(lambda: found.context is not None)
    found.at_desk()
    yield found
    found.program.let_go()
    found.program.window.leave()
    found.pause(20)
