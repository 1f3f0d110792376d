"""Where the Windows build works and what it leaves: build/windows, dist/windows."""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
INSTALLER = ROOT / "installer"
LOCK = INSTALLER / "requirements-windows.txt"
SPEC = INSTALLER / "ktt_desktop.spec"

WORK = ROOT / "build" / "windows"
INTERPRETER = WORK / "python"
PREFIX = WORK / "wine"
FROZEN = WORK / "frozen" / "so-kttt"
RESULTS = WORK / "results"  # what the checks leave: pictures, reports, logs
RELEASE = ROOT / "dist" / "windows"

ON_WINDOWS = sys.platform == "win32"


def version() -> str:
    """The version of the program, read without importing it."""
    text = (ROOT / "ktt_desktop" / "__init__.py").read_text(encoding="utf-8")
    return text.partition('__version__ = "')[2].partition('"')[0]


def setup_file(version_: str) -> Path:
    """The installer that officers get."""
    return RELEASE / f"so-kttt-{version_}-setup.exe"


def portable_file(version_: str) -> Path:
    """The folder that runs without being installed, packed."""
    return RELEASE / f"so-kttt-{version_}-di-dong.zip"
