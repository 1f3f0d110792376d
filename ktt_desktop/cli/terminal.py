"""Exit codes, and words for the person at the terminal."""

import sys
from typing import TYPE_CHECKING, TextIO, TypeAlias

if TYPE_CHECKING:
    import argparse

Verbs: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"

DONE, REFUSED, WRONG_USE, OPEN_ERRORS = 0, 1, 2, 4  # 2 is argparse's own


def say(text: str, stream: TextIO | None = None) -> None:
    """Write a line for the person at the terminal."""
    (stream or sys.stdout).write(f"{text}\n")


def speak_utf8() -> None:
    """A Windows console may stand on code page 1252; the words are Vietnamese all the same."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
