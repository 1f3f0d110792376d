"""The whole self-test (tự kiểm tra): a windowed program may have no other voice than files."""

import traceback
from pathlib import Path

from ktt_desktop.self_test.record import Record

LIMIT = 240.0  # seconds for everything but the hold; a program that hangs is ended then
DONE, FAILED = 0, 1


def run(folder: Path, *, started: float, hold: float = 0.0) -> int:
    """Do the main job in this very program with its window; 0 when all of it went well, else 1.

    `started` is the perf_counter of the start, `hold` the seconds the window stays in the end.
    Leaves self-test.txt and self-test.json in `folder`; 1 alone where nothing can be written.
    """
    try:
        record = Record(folder.resolve(), LIMIT + hold)
    except OSError:
        return FAILED
    try:
        # Here, so that a library missing from a frozen program is written down as well.
        from ktt_desktop.self_test.walk import perform

        perform(record, started=started, hold=hold)
    except Exception:
        record.add("Chương trình", 0, traceback.format_exc(), ok=False)
    return DONE if record.finish() else FAILED
