"""A screen of its own for programs that need one, and pictures of it."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SIZE, LARGE = "1366x768x24", "2732x1536x24"


@contextmanager
def screen(size: str = SIZE) -> Iterator[dict[str, str]]:
    """A virtual screen while the block runs; gives the environment for those who show on it."""
    reading, writing = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", size, "-nolisten", "tcp"],
        pass_fds=[writing],
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    try:
        with os.fdopen(reading) as answer:
            number = answer.readline().strip()
        yield {"DISPLAY": f":{number}"}
    finally:
        server.terminate()
        server.wait()


def picture(shown_on: dict[str, str], target: Path) -> None:
    """What stands on the screen now, as a PNG."""
    command = ["import", "-window", "root", str(target)]
    subprocess.run(command, env={**os.environ, **shown_on}, check=True)
