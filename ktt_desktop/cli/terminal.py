"""Exit codes, and words for the person at the terminal."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, TextIO, TypeAlias

from ktt_desktop.domain.errors import StorageUnavailableError
from ktt_desktop.runtime.paths import data_folder

if TYPE_CHECKING:
    import argparse

Verbs: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"

DONE, REFUSED, WRONG_USE, OPEN_ERRORS = 0, 1, 2, 4  # 2 is argparse's own
UNREADABLE = 2  # of `import`: the file cannot be read as a list


def takes_book(verb: "argparse.ArgumentParser") -> None:
    """Let a verb be told which book it works on: that of the program, or one of a folder."""
    names, default = ("--book", "--data-dir"), data_folder()
    verb.add_argument(
        *names, dest="data_dir", type=Path, default=default, metavar="THƯ_MỤC", help="thư mục sổ"
    )


def made_folder(folder: Path) -> None:
    """Make the folder that results go to; raises StorageUnavailableError."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StorageUnavailableError(
            f"Không tạo được thư mục {folder} ({error.strerror}). Chọn thư mục khác."
        ) from error


def say(text: str, stream: TextIO | None = None) -> None:
    """Write a line for the person at the terminal."""
    (stream or sys.stdout).write(f"{text}\n")


def speak_utf8() -> None:
    """A Windows console may stand on code page 1252; the words are Vietnamese all the same."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
