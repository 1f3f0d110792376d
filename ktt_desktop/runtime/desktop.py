"""What only the system can say or allow: kind of drive, foreground, place in the taskbar."""

import sys
from pathlib import Path

MOUNTED_BY_HAND = ("/media", "/run/media")  # where Linux desktops show sticks
_ANY_PROCESS, _DRIVE_REMOVABLE = -1, 2  # ASFW_ANY; GetDriveTypeW


def on_removable_drive(folder: Path) -> bool:
    """Whether a folder lies on a stick or a card; an outer hard disk counts as fixed."""
    where = folder.resolve()
    if sys.platform == "win32":
        import ctypes

        return bool(ctypes.windll.kernel32.GetDriveTypeW(where.anchor) == _DRIVE_REMOVABLE)
    return any(where.is_relative_to(mount) for mount in MOUNTED_BY_HAND)


def allow_foreground() -> None:
    """Let a running program put its window before ours: the system trusts the newest start."""
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.user32.AllowSetForegroundWindow(_ANY_PROCESS)


def name_in_taskbar(name: str) -> None:
    """Give a program run from source a button of its own, apart from Python's.

    The frozen program has one by its path, as its shortcuts do; a name would part them.
    """
    if sys.platform == "win32" and not getattr(sys, "frozen", False):
        import ctypes

        ctypes.windll.shell32.SetCurrentProcessExplicitAppUserModelID(name)
