"""Where things lie: the one module that builds a path to a resource or to the user's data."""

import sys
from pathlib import Path

from platformdirs import user_data_path, user_log_path

APP_FOLDER = "SoKTTT"


def resources() -> Path:
    """Folder of resources: frozen bundle, installed wheel, or source checkout, in this order."""
    bundle = getattr(sys, "_MEIPASS", None)
    if bundle is not None:
        return Path(bundle) / "resources"
    package = Path(__file__).resolve().parents[1]
    installed = package / "_resources"
    return installed if installed.is_dir() else package.parent / "resources"


def data_folder() -> Path:
    """The user's own folder for the book; not created here."""
    return user_data_path(APP_FOLDER, appauthor=False)


def log_folder() -> Path:
    """The folder for log files; not created here."""
    return user_log_path(APP_FOLDER, appauthor=False)
