"""One program for one data folder: a later start hands its wish to the running one and ends.

The running program holds a lock; a later start leaves a small file in the mailbox beside it and
waits until it was taken. Files alone: no port and no pipe that could reach another machine.
"""

import json
import os
import time
from contextlib import suppress
from pathlib import Path

from filelock import BaseFileLock

from ktt_desktop.domain.errors import BookInUseError, StorageUnavailableError
from ktt_desktop.runtime.desktop import allow_foreground
from ktt_desktop.storage.lock import lock_book

MAILBOX = "yeu-cau"
PATIENCE, STEP = 3.0, 0.05  # seconds a later start waits, and looks again
STALE = 2 * PATIENCE  # older requests are left from a program that died


def claim(folder: Path, file: Path | None = None) -> BaseFileLock | None:
    """Become the one program of a data folder; None when the running one took the wish.

    The wish is to open `file`, or only to come forward. Raises BookInUseError when the running
    program does not answer, StorageUnavailableError when the folder cannot be written.
    """
    mailbox = folder / MAILBOX
    try:
        mailbox.mkdir(parents=True, exist_ok=True)
        return _first(mailbox) or _hand_over(mailbox, file)
    except OSError as error:
        raise StorageUnavailableError(
            f"Không ghi được vào thư mục {folder}: thư mục nằm trên đĩa CD, trên USB đang khóa "
            "ghi, hoặc không có quyền ghi. Mở khóa ghi, hoặc chép cả thư mục vào ổ đĩa của máy, "
            "rồi mở lại chương trình."
        ) from error


def take_requests(folder: Path) -> list[Path | None]:
    """The wishes of later starts, oldest name first: a file to open, or None to come forward."""
    wishes = []
    for request in sorted((folder / MAILBOX).glob("*.json")):
        with suppress(OSError, ValueError, TypeError, KeyError):  # withdrawn, or not a request
            fresh = time.time() - request.stat().st_mtime < STALE
            content = request.read_bytes()
            request.unlink()  # from here on the later start knows that it was heard
            file = json.loads(content)["file"]
            if fresh:
                wishes.append(None if file is None else Path(file))
    return wishes


def _first(mailbox: Path) -> BaseFileLock | None:
    with suppress(BookInUseError):
        return lock_book(mailbox)
    return None


def _hand_over(mailbox: Path, file: Path | None) -> BaseFileLock | None:
    allow_foreground()
    request = _post(mailbox, file)
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        time.sleep(STEP)
        if not _knock(request):
            return None
        lock = _first(mailbox)
        if lock is not None:  # the other one was just ending
            request.unlink(missing_ok=True)
            return lock
    try:
        request.unlink()
    except OSError:  # gone, or being read at this very moment
        return None
    return lock_book(mailbox)


def _knock(request: Path) -> bool:
    """Touch the request, which the running program notices; False once it was taken."""
    with suppress(PermissionError):  # Windows, while it is being read
        try:
            os.utime(request)
        except FileNotFoundError:
            return False
    return True


def _post(mailbox: Path, file: Path | None) -> Path:
    """Put the request under its name in one step."""
    request = mailbox / f"{os.getpid()}.json"
    part = request.with_suffix(".part")
    part.write_text(json.dumps({"file": None if file is None else str(file)}), encoding="ascii")
    return part.replace(request)
