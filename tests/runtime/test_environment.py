import sqlite3
import sys

from ktt_desktop import __version__
from ktt_desktop.runtime.environment import describe


def test_a_crash_report_names_the_versions_that_matter():
    line = describe()

    assert f"Sổ KTTT {__version__}" in line
    assert sys.version.split()[0] in line
    assert sqlite3.sqlite_version in line
    assert "64 bit" in line


def test_an_installed_program_says_so(monkeypatch):
    assert "mã nguồn" in describe()

    monkeypatch.setattr(sys, "frozen", True, raising=False)

    assert "bản cài đặt" in describe()
