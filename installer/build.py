"""Freeze the program for this system and prove it: dist/so-kttt, then the whole main job in it."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from installer.freeze import add_papers, freeze, size

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "dist" / "so-kttt"
SPEC = ROOT / "installer" / "ktt_desktop.spec"


def main() -> int:
    """Build, then let the frozen program test itself; the exit code is 1 when it failed."""
    freeze(run, Path(sys.executable), SPEC, FOLDER)
    add_papers(FOLDER)
    print(f"{FOLDER}: {size(FOLDER) / 1_000_000:.0f} MB")
    return prove(FOLDER / "so-kttt")


def run(command: Sequence[str | Path], seconds: int) -> tuple[int, str]:
    """Run a command to its end; its exit code and what it wrote."""
    done = subprocess.run(
        [str(each) for each in command],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        timeout=seconds,
        check=False,
    )
    return done.returncode, done.stdout


def prove(program: Path) -> int:
    """The self-test of the frozen program, without a screen; tells its result in one line."""
    with tempfile.TemporaryDirectory() as folder:
        command = [str(program), "--self-test", folder]
        environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
        failed = subprocess.run(command, cwd=folder, env=environment, check=False).returncode
        report = Path(folder) / "self-test.txt"
        print(report.read_text(encoding="utf-8") if report.is_file() else "no report")
    print(f"{int(not failed)} passed, {int(bool(failed))} failed")
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main())
