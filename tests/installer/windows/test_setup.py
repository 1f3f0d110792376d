"""The words of the setup, and what it has to agree about with the program and its checks."""

import re
import unicodedata

import pytest

from installer.windows.places import INSTALLER
from installer.windows.smoke import install, installed
from ktt_desktop.runtime.paths import APP_FOLDER

FOLDER = INSTALLER / "windows"
SCRIPTS = sorted(path for ending in ("nsi", "nsh", "nlf") for path in FOLDER.glob(f"*.{ending}"))
SETUP = (FOLDER / "setup.nsi").read_text(encoding="utf-8")


def defined(name):
    """The value of a !define of the script."""
    return re.search(rf'^!define {name} "?([^"\n;]*?)"?\s*(;|$)', SETUP, re.MULTILINE)[1]


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_a_script_is_composed_vietnamese_in_utf8_with_unix_lines(path):
    content = path.read_bytes()
    assert content.endswith(b"\n")
    assert b"\r" not in content
    assert not content.startswith(b"\xef\xbb\xbf")
    assert unicodedata.is_normalized("NFC", content.decode("utf-8"))


def test_every_word_of_nsis_has_its_text():
    lines = (FOLDER / "vietnamese.nlf").read_text(encoding="utf-8").splitlines()
    named = [number for number, line in enumerate(lines) if line.startswith("# ^")]
    assert len(named) == 89
    assert all(lines[number + 1] and lines[number + 1][0] != "#" for number in named)


def test_the_officer_is_not_called_ban_and_not_shouted_at():
    for path in SCRIPTS:
        shown = re.findall(r'"([^"\n]*)"', path.read_text(encoding="utf-8"))
        assert not [each for each in shown if re.search(r"\bbạn\b|[a-zà-ỹ]!", each, re.IGNORECASE)]


def test_setup_and_checks_agree():
    assert int(defined("TOO_OLD")) == install.CODE_OLD_WINDOWS
    assert int(defined("IN_USE")) == install.CODE_RUNNING
    assert int(defined("NEWER")) == install.CODE_NEWER
    assert defined("EXE") == installed.WINDOW
    assert defined("CLI") == installed.COMMAND_LINE
    assert defined("UNINSTALLER") == installed.UNINSTALLER


def test_setup_and_program_agree_where_the_books_lie():
    assert defined("APPID") == APP_FOLDER


def test_the_programs_leave_first_and_come_last():
    swap = re.search(r"^Function Swap\n(.*?)^FunctionEnd", SETUP, re.MULTILINE | re.DOTALL)[1]
    steps = re.findall(r"!insertmacro (Programs|Parts) (Aside|Place)", swap)
    assert steps == [
        ("Programs", "Aside"),
        ("Parts", "Aside"),
        ("Parts", "Place"),
        ("Programs", "Place"),
    ]
