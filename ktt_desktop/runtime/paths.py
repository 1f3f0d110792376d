"""Where things lie: the one module that builds a path to a resource or to the user's data."""

import sys
from pathlib import Path

from platformdirs import user_data_path, user_log_path

APP_FOLDER = "SoKTTT"
PORTABLE_MARK = "so-kttt-di-dong.txt"
PORTABLE_DATA, PORTABLE_LOG = "du-lieu", "nhat-ky"


def resources() -> Path:
    """Folder of resources: frozen bundle, installed wheel, or source checkout, in this order."""
    bundle = getattr(sys, "_MEIPASS", None)
    if bundle is not None:
        return Path(bundle) / "resources"
    package = Path(__file__).resolve().parents[1]
    installed = package / "_resources"
    return installed if installed.is_dir() else package.parent / "resources"


def seed_data() -> Path:
    """The published plans as data, in a source checkout only; nothing is there elsewhere."""
    return resources().parent / "tests" / "data"


def portable_folder() -> Path | None:
    """The folder that holds program and data together (bản di động); None without its mark."""
    if not getattr(sys, "frozen", False):
        return None
    folder = Path(sys.executable).parent
    return folder if (folder / PORTABLE_MARK).is_file() else None


def machine_folder() -> Path:
    """The user's own folder for the book on this machine; not created here."""
    return user_data_path(APP_FOLDER, appauthor=False)


def data_folder() -> Path:
    """Where the book lies: beside a portable program, otherwise on this machine."""
    portable = portable_folder()
    return machine_folder() if portable is None else portable / PORTABLE_DATA


def log_folder() -> Path:
    """The folder for log files; not created here."""
    portable = portable_folder()
    if portable is None:
        return user_log_path(APP_FOLDER, appauthor=False)
    return portable / PORTABLE_LOG
