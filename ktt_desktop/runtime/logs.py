"""The log file: rotating, UTF-8, for the helper; nothing an officer typed is written."""

import faulthandler
import logging
import os
from logging.handlers import RotatingFileHandler
from pathlib import Path

LOG_FILE = "so-kttt.log"
CRASH_FILE = "so-kttt-crash.log"
_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"


def start_log(folder: Path) -> None:
    """Write INFO and above to `folder`; a folder that cannot be written is no reason to stop."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(
            folder / LOG_FILE, maxBytes=1_000_000, backupCount=3, encoding="utf-8"
        )
        # Stays open as long as the process: the interpreter writes to it when it dies.
        crashes = os.open(folder / CRASH_FILE, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    except OSError:
        logging.getLogger(__name__).warning("no log in %s", folder)
        return
    handler.setFormatter(logging.Formatter(_FORMAT))
    logging.getLogger().addHandler(handler)
    logging.getLogger().setLevel(logging.INFO)
    faulthandler.enable(crashes)
