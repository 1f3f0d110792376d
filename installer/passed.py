"""Whether the Windows build of exactly these files has passed on this machine before."""

import hashlib
import os
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
INPUTS = ("installer", "ktt_desktop", "resources", "pyproject.toml")


def state() -> str:
    """One digest over all files the build is made of, as they lie in the work tree."""
    listed = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", *INPUTS]
    names = subprocess.run(listed, cwd=ROOT, capture_output=True, check=True).stdout.split(b"\0")
    whole = hashlib.sha256()
    for name in sorted(filter(None, names)):
        path = ROOT / os.fsdecode(name)
        if path.is_file():
            whole.update(name + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return whole.hexdigest()


def has_passed() -> bool:
    """True when there is nothing new to try."""
    stamp = _stamp()
    return stamp.is_file() and stamp.read_text(encoding="ascii") == state()


def remember() -> None:
    """Called when the build and all its checks passed."""
    _stamp().parent.mkdir(parents=True, exist_ok=True)
    _stamp().write_text(state(), encoding="ascii")


def _stamp() -> Path:
    cache = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(cache) / "so-kttt" / "windows-build-passed"
