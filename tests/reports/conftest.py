import pytest

from ktt_desktop.reports.fonts import register_fonts


@pytest.fixture(autouse=True)
def _fonts():
    register_fonts()
