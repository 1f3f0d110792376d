"""One lock against two programs on one book."""

from pathlib import Path

from filelock import FileLock, Timeout

from ktt_desktop.domain.errors import BookInUseError


def lock_book(folder: Path) -> FileLock:
    """Hold the book of a folder; the system frees the lock when the program dies.

    Raises BookInUseError when another program holds it.
    """
    # Not one lock per thread: the book is opened by a worker and may be closed by another thread.
    lock = FileLock(folder / "so-kttt.lock", blocking=False, thread_local=False)
    try:
        lock.acquire()
    except Timeout as error:
        raise BookInUseError(
            "Sổ này đang mở ở một cửa sổ khác. Chuyển sang cửa sổ đó, hoặc đóng nó rồi mở lại."
        ) from error
    return lock
