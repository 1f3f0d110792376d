"""Freeze the program for this system and prove it: dist/so-kttt, then the whole main job in it."""

import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
DIST = ROOT / "dist"


def main() -> int:
    """Build, then run the frozen program's demo; the exit code is the demo's."""
    freeze()
    return demonstrate(DIST / "so-kttt" / ("so-kttt.exe" if sys.platform == "win32" else "so-kttt"))


def freeze() -> None:
    """One folder with everything the program needs, Python included."""
    spec = ROOT / "installer" / "ktt_desktop.spec"
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN"]
    folders = ["--distpath", str(DIST), "--workpath", str(ROOT / "build")]
    subprocess.run([*command, *folders, str(spec)], cwd=ROOT, check=True)


def demonstrate(program: Path) -> int:
    """Do the whole main job with the frozen program in a folder of its own."""
    with tempfile.TemporaryDirectory() as folder:
        command = [str(program), "cli", "demo", "--folder", folder]
        return subprocess.run(command, cwd=folder, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
