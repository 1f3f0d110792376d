"""Make one folder that holds everything the program needs, Python included."""

import shutil
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from installer.guide import write_guide
from installer.licences import write_licences

Run = Callable[[Sequence[str | Path], int], tuple[int, str]]  # command, seconds → code, output
SECONDS = 1800
PAPERS, GUIDE = "giay-phep", "Huong-dan-cai-dat.pdf"


def freeze(run: Run, python: Path, spec: Path, folder: Path) -> None:
    """Freeze into `folder`, which is emptied first; ends the build where that fails."""
    shutil.rmtree(folder, ignore_errors=True)
    options = ["--noconfirm", "--clean", "--log-level", "WARN"]
    places = ["--distpath", folder.parent, "--workpath", folder.parent / "pyinstaller"]
    code, output = run([python, "-m", "PyInstaller", *options, *places, spec], SECONDS)
    if code or not folder.is_dir():
        sys.exit(f"PyInstaller ended with {code}:\n{output[-4000:]}")


def add_papers(folder: Path, packages: Path | None = None) -> None:
    """The guide, and the licences of what is in the folder, beside the program.

    `packages` is the folder of the packages that were frozen; None means those that run here.
    """
    write_licences(folder / PAPERS, packages)
    write_guide(folder / GUIDE)


def size(folder: Path) -> int:
    """What a folder takes on the disk, in bytes."""
    return sum(each.stat().st_size for each in folder.rglob("*") if each.is_file())
