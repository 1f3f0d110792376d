"""Versions and platform for the crash report, from sys and os alone: no query that can hang."""

import os
import sqlite3
import sys

from ktt_desktop import __version__


def describe() -> str:
    """One line: "Sổ KTTT 0.1.0 · Python 3.11.7 · SQLite 3.40.1 · win32 10.0.19045 · 64 bit"."""
    bits = sys.maxsize.bit_length() + 1
    parts = [
        f"Sổ KTTT {__version__}",
        f"Python {sys.version.split()[0]}",
        f"SQLite {sqlite3.sqlite_version}",
        f"{sys.platform} {_system_version()}",
        f"{bits} bit",
        "bản cài đặt" if getattr(sys, "frozen", False) else "mã nguồn",
    ]
    return " · ".join(parts)


def _system_version() -> str:
    if sys.platform == "win32":
        version = sys.getwindowsversion()
        return f"{version.major}.{version.minor}.{version.build}"
    return os.uname().release


def peak_memory_mb() -> int:
    """The most memory the process held so far; 0 where the system has no such count."""
    try:
        import resource
    except ImportError:  # Windows
        return 0
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024  # kB on Linux
